"""Puts the real parts together."""

from functools import cache, partial
from typing import TYPE_CHECKING

from practice_player import settings
from practice_player.practice.house import House
from practice_player.practice.index import FILE_NAME, Index
from practice_player.practice.preferences import Preferences
from practice_player.recordings.ledger import Ledger
from practice_player.script.library import Library
from practice_player.sound.engine.client import EngineClient
from practice_player.timeline.cue import ClipFinder
from practice_player.voice.own import OwnRecordings
from practice_player.voice.voices import find_voice, usable_voices, voice_folders

if TYPE_CHECKING:
    from practice_player.voice.voice import Voice


def open_house(*, voice: str = "heart", to: str = "card", log: bool = True, traces: bool = True) -> House:
    """The program on this machine: its scripts, a voice, an output and the journal.

    Without `traces`, nothing is kept of the scripts that are read and the recordings that are played.
    """
    ledger = Ledger.open() if traces else Ledger(None)

    @cache
    def speaker(name: str) -> "Voice":
        return find_voice(name, ledger)

    def clips(name: str) -> ClipFinder:
        return speaker(name).find

    def clips_at_once(name: str) -> ClipFinder:
        """In mid-practice nothing waits for a recording."""
        return partial(speaker(name).find, wait_s=0.0)

    return House(
        Library(settings.sessions_dirs()),
        partial(clips, voice),
        EngineClient(output=to),
        settings.journal_path() if log else None,
        other_voices={name: partial(clips_at_once, name) for name in usable_voices() if name != voice},
        silence=to == "silence",
        preferences=Preferences(settings.preferences_path()),
        recordings=OwnRecordings(ledger),
        voice=voice,
        index=Index(settings.cache_dir() / FILE_NAME if traces else None, partial(voice_folders, voice)),
    )
