"""Puts the real parts together."""

import secrets
from functools import cache, partial
from typing import TYPE_CHECKING

from practice_player import settings
from practice_player.clips.analysis_cache import ClipAnalysisCache
from practice_player.core.card_cache import FILE_NAME, CardCache
from practice_player.core.core import Core
from practice_player.core.practice_memory import FILE_NAME as PRACTICES_FILE
from practice_player.core.practice_memory import PracticeMemory
from practice_player.core.preferences import Preferences
from practice_player.core.return_time import FILE_NAME as RETURN_FILE
from practice_player.core.return_time import ReturnTimes
from practice_player.people.store import People
from practice_player.prompts.prompt import RandomBelow
from practice_player.script.choices import DEFAULT_VOICE, OUTPUTS
from practice_player.script.library import Library
from practice_player.sound.engine.client import EngineClient
from practice_player.timeline.model import ClipFinder
from practice_player.voice.lookup import find_voice, usable_voices, voice_folders
from practice_player.voice.script_recordings import ScriptRecordings

if TYPE_CHECKING:
    from practice_player.voice.voice import Voice


def create_core(
    *,
    voice: str = DEFAULT_VOICE,
    output: str = OUTPUTS[0],
    log: bool = True,
    below: RandomBelow = secrets.randbelow,
) -> Core:
    """The program on this machine: its scripts, a voice, an output and the journal.

    Without `log`, no trace is left: nothing goes to the journal, and nothing is kept of the scripts that are
    read and the recordings that are played.  `below` draws lots, and which evenings are gentler.
    """
    analysis_cache = ClipAnalysisCache.open() if log else ClipAnalysisCache(None)

    @cache
    def speaker(name: str) -> "Voice":
        return find_voice(name, analysis_cache)

    def clips(name: str) -> ClipFinder:
        return speaker(name).find

    def clips_at_once(name: str) -> ClipFinder:
        """In mid-practice nothing waits for a recording."""
        return partial(speaker(name).find, wait_s=0.0)

    return Core(
        Library(settings.sessions_dirs()),
        partial(clips, voice),
        EngineClient(output=output),
        settings.journal_path() if log else None,
        other_voices={name: partial(clips_at_once, name) for name in usable_voices() if name != voice},
        silence=output == "silence",
        preferences=Preferences(settings.preferences_path()),
        recordings=ScriptRecordings(analysis_cache),
        voice=voice,
        people=People(settings.people_path()),
        returns=ReturnTimes(settings.data_dir() / RETURN_FILE if log else None),
        memory=PracticeMemory(settings.data_dir() / PRACTICES_FILE if log else None),
        below=below,
        underruns_path=settings.underruns_path() if log and output != "silence" else None,
        index=CardCache(settings.cache_dir() / FILE_NAME if log else None, partial(voice_folders, voice)),
    )
