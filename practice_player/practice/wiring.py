"""Puts the real parts together."""

from functools import cache

from practice_player import settings
from practice_player.practice.house import House
from practice_player.script.library import Library
from practice_player.sound.engine.client import EngineClient
from practice_player.timeline.cue import ClipFinder
from practice_player.voice.voices import find_voice


def open_house(*, voice: str = "heart", sound: bool = True, log: bool = True) -> House:
    """The program on this machine: its scripts, a voice, the sound card and the journal."""

    @cache
    def clips() -> ClipFinder:
        return find_voice(voice).find

    return House(
        Library(settings.sessions_dirs()),
        clips,
        EngineClient(settings.log_path()) if sound else None,
        settings.journal_path() if log else None,
    )
