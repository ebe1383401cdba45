"""Translates the settings of the sound for the packages that make it."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Final

from practice_player.core.user_settings import AS_WRITTEN, UserSettings
from practice_player.script.choices import DEFAULT_VOICE, OUTPUTS

if TYPE_CHECKING:
    from practice_player.sound.engine.protocol import Levels

_OUTPUTS: Final = {"auto": OUTPUTS[0], "miniaudio": OUTPUTS[0]}
"""Both mean the sound card; miniaudio is how it is played to."""


def first_voice(chosen: UserSettings, usable: Collection[str]) -> str:
    """Returns the first voice of the settings that can be used; the shipped one if none can."""
    return next((name for name in chosen.voices if name in usable), DEFAULT_VOICE)


def in_order(chosen: UserSettings, usable: Sequence[str]) -> list[str]:
    """Returns the usable voices: first those of the settings, in their order."""
    return [name for name in dict.fromkeys((*chosen.voices, *usable)) if name in usable]


def second_voice(chosen: UserSettings, usable: Sequence[str], first: str) -> str | None:
    """Returns who speaks beside the first voice: the next in the order of the settings, if any."""
    return next((name for name in in_order(chosen, usable) if name != first), None)


def output_of(chosen: UserSettings) -> str:
    """Returns one of `OUTPUTS`."""
    return _OUTPUTS.get(chosen.output, chosen.output)


def bed_of(chosen: UserSettings) -> str | None:
    """Returns the background for practices that have one; None for their own."""
    return None if chosen.background == AS_WRITTEN else chosen.background


def levels_of(chosen: UserSettings) -> "Levels":
    """Returns the levels that a practice begins with."""
    from practice_player.sound.engine.protocol import Levels

    return Levels(voice_db=chosen.voice_db, bed_db=chosen.background_db)
