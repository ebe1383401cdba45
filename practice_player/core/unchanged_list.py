"""The list of practices where no script has to be read: from the card cache alone.

Importing the model of scripts takes longer than all of `list` does otherwise, so nothing here loads it.
"""

import os
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from practice_player import settings
from practice_player.core.card_cache import FILE_NAME, CardCache
from practice_player.core.catalog import CatalogEntry, recall_all, sorted_entries
from practice_player.core.chosen_sound import first_voice
from practice_player.core.preferences import Preferences
from practice_player.core.voice_order import VoiceOrder
from practice_player.lib.fact_cache import FactCache, settled_stamp
from practice_player.script.library import Library
from practice_player.voice import lookup
from practice_player.voice.manifest import FILE_NAME as MANIFEST_NAME

if TYPE_CHECKING:
    from practice_player.script.model import Script

_USABLE_VOICES: Final = "usable voices"
"""The key of the names of the voices that can be used; all other keys are paths from the root on."""


def open_card_cache(
    order: VoiceOrder,
    voice: str,
    *,
    log: bool,
    second_recordings: "Callable[[Script], Iterable[Path]]" = lambda _: (),
    memory: FactCache | None = None,
) -> CardCache:
    """Returns the cards for a first voice; without `log`, they last only for this run."""
    return CardCache(
        settings.cache_dir() / FILE_NAME if log else None,
        partial(order.folders, voice),
        second_voice=order.second_of(voice) or "",
        second_recordings=second_recordings,
        memory=memory,
    )


def unchanged_catalog(preferences: Preferences) -> list[CatalogEntry] | None:
    """Returns every practice, as `Catalog.all` does; None if a script has to be read for it."""
    memory = FactCache.open(settings.cache_dir() / FILE_NAME)
    order = VoiceOrder(preferences.chosen, usable_voices(memory, time.time()))
    voice = first_voice(preferences.chosen, order.usable)
    cards = open_card_cache(order, voice, log=True, memory=memory)
    files = Library(settings.sessions_dirs()).files()
    catalog, unread = recall_all(cards.start_lookup(), files, preferences.without())
    memory.save()
    return None if unread else sorted_entries(catalog.values())


def may_go_on() -> bool:
    """Returns whether some practice broke off and may go on; `UnfinishedPractices` tells which."""
    journal_path = settings.journal_path()
    if not os.path.lexists(journal_path):
        return False
    from practice_player.journal.resuming import find_unfinished  # SQLite comes with it

    return bool(find_unfinished(journal_path, now=datetime.now(UTC)))


def usable_voices(memory: FactCache, now_s: float) -> list[str]:
    """Returns what `lookup.usable_voices` does; no YAML is loaded unless a `voice.yaml` has changed.

    `now_s` is the time of day.
    """
    folders = [folder for folders in lookup.find_all_voices().values() for folder in folders]
    stamps = {str(folder): settled_stamp(folder / MANIFEST_NAME, now_s) for folder in folders}
    stamp = "\n".join(f"{folder} {state}" for folder, state in stamps.items())
    are_settled = None not in stamps.values()
    if are_settled and (known := memory.recall(_USABLE_VOICES)) and known[0] == stamp:
        return [str(name) for name in known[1]]
    usable = lookup.usable_voices()
    if are_settled:
        memory.keep(_USABLE_VOICES, stamp, usable)
    return usable
