"""The list of practices where no script has to be read: from the card cache alone.

Importing the model of scripts takes longer than all of `list` does otherwise, so nothing here loads it.
"""

from datetime import UTC, datetime
from functools import partial

from practice_player import settings
from practice_player.clips.analysis_cache import ClipAnalysisCache
from practice_player.core.card_cache import FILE_NAME, CardCache
from practice_player.core.catalog import CatalogEntry, recall_all, sorted_entries
from practice_player.core.chosen_sound import first_voice
from practice_player.core.preferences import Preferences
from practice_player.core.voices import Voices
from practice_player.script.library import Library
from practice_player.voice.lookup import usable_voices


def open_card_cache(voices: Voices, voice: str, *, log: bool) -> CardCache:
    """Returns the cards for a first voice; without `log`, they last only for this run."""
    return CardCache(
        settings.cache_dir() / FILE_NAME if log else None,
        partial(voices.folders, voice),
        second_voice=voices.second_of(voice) or "",
        second_recordings=partial(voices.second_recordings, voice),
    )


def unchanged_catalog(preferences: Preferences) -> list[CatalogEntry] | None:
    """Returns every practice, as `Catalog.all` does; None if a script has to be read for it."""
    usable = usable_voices()
    voices = Voices(preferences.chosen, usable, ClipAnalysisCache(None))
    cards = open_card_cache(voices, first_voice(preferences.chosen, usable), log=True)
    files = Library(settings.sessions_dirs()).files()
    catalog, unread = recall_all(cards.start_lookup(), files, preferences.without())
    return None if unread else sorted_entries(catalog.values())


def may_go_on() -> bool:
    """Returns whether some practice broke off and may go on; `UnfinishedPractices` tells which."""
    from practice_player.journal.resuming import find_unfinished  # SQLite comes with it

    return bool(find_unfinished(settings.journal_path(), now=datetime.now(UTC)))
