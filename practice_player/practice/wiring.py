"""Puts the real parts together."""

import contextlib
import logging
from functools import cache

from practice_player import settings
from practice_player.practice.house import House
from practice_player.practice.preferences import Preferences
from practice_player.script.library import Library
from practice_player.sound.engine.client import EngineClient
from practice_player.timeline.cue import ClipFinder
from practice_player.voice.own import find_file
from practice_player.voice.voices import find_voice


def open_house(*, voice: str = "heart", sound: bool = True, log: bool = True) -> House:
    """The program on this machine: its scripts, a voice, the sound card and the journal."""
    _log_to_file()

    @cache
    def clips() -> ClipFinder:
        return find_voice(voice).find

    return House(
        Library(settings.sessions_dirs()),
        clips,
        EngineClient(settings.log_path()) if sound else None,
        settings.journal_path() if log else None,
        preferences=Preferences(settings.preferences_path()),
        find_file=find_file,
    )


def _log_to_file() -> None:
    """Sends what the program notes to its log, never to the terminal, which belongs to the practice."""
    root = logging.getLogger("practice_player")
    if root.handlers:
        return
    root.addHandler(logging.NullHandler())
    root.propagate = False
    logging.raiseExceptions = False  # a full disk is not told on the picture
    path = settings.log_path()
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        root.addHandler(logging.FileHandler(path, encoding="utf-8", delay=True))
