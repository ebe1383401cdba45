"""Puts the real parts together."""

import contextlib
import logging
from functools import cache, partial

from practice_player import settings
from practice_player.practice.house import House
from practice_player.practice.preferences import Preferences
from practice_player.script.library import Library
from practice_player.sound.engine.client import EngineClient
from practice_player.timeline.cue import ClipFinder
from practice_player.voice.own import OwnRecordings
from practice_player.voice.voices import find_voice, usable_voices


def open_house(*, voice: str = "heart", to: str = "card", log: bool = True) -> House:
    """The program on this machine: its scripts, a voice, an output and the journal."""
    _log_to_file()

    @cache
    def clips(name: str) -> ClipFinder:
        return find_voice(name).find

    return House(
        Library(settings.sessions_dirs()),
        partial(clips, voice),
        EngineClient(settings.log_path(), output=to),
        settings.journal_path() if log else None,
        other_voices={name: partial(clips, name) for name in usable_voices() if name != voice},
        silence=to == "silence",
        preferences=Preferences(settings.preferences_path()),
        recordings=OwnRecordings(),
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
