"""What the settings say of the sound, as the parts below take it."""

from collections.abc import Collection, Sequence
from typing import Final

from practice_player.core.user_settings import AS_WRITTEN, UserSettings
from practice_player.script.choices import DEFAULT_VOICE, OUTPUTS
from practice_player.sound.engine.protocol import Levels

_OUTPUTS: Final = {"auto": OUTPUTS[0], "miniaudio": OUTPUTS[0]}
"""The card is played to through miniaudio, wherever there is one."""


def first_voice(chosen: UserSettings, usable: Collection[str]) -> str:
    """The first voice of the settings that can be used; the shipped one when none of them can."""
    return next((name for name in chosen.voices if name in usable), DEFAULT_VOICE)


def in_order(chosen: UserSettings, usable: Sequence[str]) -> list[str]:
    """The voices that can be used: those of the settings first, in their order."""
    return [name for name in dict.fromkeys((*chosen.voices, *usable)) if name in usable]


def output_of(chosen: UserSettings) -> str:
    """One of `OUTPUTS`."""
    return _OUTPUTS.get(chosen.output, chosen.output)


def bed_of(chosen: UserSettings) -> str | None:
    """The background for practices that have one; None is their own."""
    return None if chosen.background == AS_WRITTEN else chosen.background


def levels_of(chosen: UserSettings) -> Levels:
    """How loud voice and background are when a practice begins."""
    return Levels(voice_db=chosen.voice_db, bed_db=chosen.background_db)
