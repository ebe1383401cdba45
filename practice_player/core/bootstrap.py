"""Creates the core from its real parts."""

import secrets
from functools import partial

from practice_player import settings
from practice_player.balance.store import FILE_NAME as BALANCE_FILE
from practice_player.balance.store import BalanceFile
from practice_player.core.balance import Balance
from practice_player.core.chosen_sound import in_order, output_of
from practice_player.core.core import Core
from practice_player.core.desktop import Desktop
from practice_player.core.narrating import Narrator
from practice_player.core.people_register import PeopleRegister
from practice_player.core.practice_memory import FILE_NAME as PRACTICES_FILE
from practice_player.core.practice_memory import PracticeMemory
from practice_player.core.preferences import Preferences
from practice_player.core.return_time import FILE_NAME as RETURN_FILE
from practice_player.core.return_time import ReturnTimes
from practice_player.core.shelf_bootstrap import find_parts
from practice_player.core.staying_awake import StayAwake
from practice_player.mpris.media_keys import MediaKeys
from practice_player.paths.store import FILE_NAME as PATHS_FILE
from practice_player.paths.store import PathsFile
from practice_player.people.store import People
from practice_player.prompts.prompt import RandomBelow
from practice_player.sound.engine.client import EngineClient


def create_core(
    *,
    voice: str | None = None,
    output: str | None = None,
    sound: EngineClient | None = None,
    log: bool | None = None,
    random_below: RandomBelow = secrets.randbelow,
    preferences: Preferences | None = None,
) -> Core:
    """Creates the core with this machine's scripts, voice, output and journal.

    The settings decide what is None.  Without `log`, no trace is left: nothing is written to the journal or
    to any cache.  `sound` has been started for the output already.  `random_below` draws lots and gentler
    evenings.
    """
    parts = find_parts(voice, preferences, log=log)
    chosen, voices, log = parts.preferences.chosen, parts.voices, parts.log
    output = output or output_of(chosen)
    people = People(settings.people_path())
    journal_path = settings.journal_path() if log else None
    balance_file = BalanceFile(settings.data_dir() / BALANCE_FILE if log else None)
    return Core(
        parts.library,
        partial(voices.find_clips, parts.voice),
        sound or EngineClient(output=output),
        journal_path,
        other_voices={
            name: partial(voices.find_clips_at_once, name)
            for name in in_order(chosen, parts.order.usable)
            if name != parts.voice
        },
        silence=output == "silence",
        preferences=parts.preferences,
        recordings=parts.recordings,
        voice=parts.voice,
        narrator=Narrator(lambda first: voices.speakers(first or parts.voice)),
        find_clips_of=voices.find_clips,
        people=people,
        people_register=PeopleRegister(people, settings.journal_path(), balance_file),
        returns=ReturnTimes(settings.data_dir() / RETURN_FILE if log else None),
        memory=PracticeMemory(settings.data_dir() / PRACTICES_FILE if log else None),
        balance=Balance(balance_file, journal_path, people),
        paths_file=PathsFile(settings.data_dir() / PATHS_FILE if log else None),
        random_below=random_below,
        underruns_path=settings.underruns_path() if log and output != "silence" else None,
        card_cache=parts.card_cache,
        second_voice=parts.second_voice,
        desktop=Desktop(StayAwake(), MediaKeys()),
    )
