"""Lists all practices: from the card cache if nothing changed, otherwise read anew."""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from practice_player.core.card import PracticeCard
from practice_player.core.card_cache import CardCache, CardLookup
from practice_player.script.discovery import ScriptFile
from practice_player.script.library import Library, LoadedScript

FIRST_REPORT_SCRIPTS: Final = 100
"""After reading this many scripts the practices so far are reported, then after twice as many, and so on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogEntry:
    """A practice in the catalog."""

    file: ScriptFile
    card: PracticeCard

    problems: tuple[str, ...] = ()
    """The problems in its script; empty if it can be read."""


def ignore(_: object) -> None:
    """Does nothing with a report."""


class Catalog:
    """Lists practices with their cards; thread-safe."""

    def __init__(
        self,
        library: Library,
        card_cache: CardCache,
        *,
        make_card: Callable[[LoadedScript], PracticeCard],
        left_out: Callable[[], frozenset[str]],
        all_read: Callable[[LoadedScript], bool],
    ) -> None:
        """`make_card` makes a card, not waiting; `all_read` says whether a script's recordings are read."""
        self._library = library
        self._card_cache = card_cache
        self._make_card = make_card
        self._left_out = left_out
        self._all_read = all_read
        self._reading_lock = threading.Lock()
        self._closed = False

    def all(
        self,
        wait: Callable[[Sequence[LoadedScript]], object],
        report: Callable[[list[CatalogEntry]], object] = ignore,
    ) -> list[CatalogEntry]:
        """Returns every practice once: solo before partner, then by title, unreadable ones last.

        `wait` is called with the scripts whose recordings are still being read, once all others are known.
        `report` is called with the practices so far, now and then while others are read.
        """
        lookup, without = self._card_cache.start_lookup(), self._left_out()
        catalog, unread = recall_all(lookup, self._library.files(), without)
        report_at = 0 if catalog and len(unread) > FIRST_REPORT_SCRIPTS else FIRST_REPORT_SCRIPTS
        waiting: dict[ScriptFile, LoadedScript] = {}
        for read_count, file in enumerate(unread):
            if read_count >= report_at:
                report(sorted_entries(catalog.values()))
                lookup.save()
                report_at = max(FIRST_REPORT_SCRIPTS, 2 * read_count)
            if self._closed:
                break
            loaded, catalog[file] = self._read(lookup, file, without)
            if loaded and not self._all_read(loaded):
                waiting[file] = loaded
        if waiting:
            wait(list(waiting.values()))
            catalog |= {file: self._make_entry(lookup, file, loaded) for file, loaded in waiting.items()}
        lookup.save()
        return sorted_entries(catalog.values())

    def close(self) -> None:
        """Stops reading scripts, so that nobody waits for it any longer."""
        self._closed = True

    def _read(
        self, lookup: CardLookup, file: ScriptFile, without: frozenset[str]
    ) -> tuple[LoadedScript | None, CatalogEntry]:
        with self._reading_lock:
            if card := lookup.recall(file, without):  # another thread has made it meanwhile
                return None, CatalogEntry(file=file, card=card)
            loaded = self._library.load(file)
            return loaded, self._make_entry(lookup, file, loaded)

    def _make_entry(self, lookup: CardLookup, file: ScriptFile, loaded: LoadedScript) -> CatalogEntry:
        card = self._make_card(loaded)
        if loaded.script:
            lookup.store(file, loaded.script, card)
        return CatalogEntry(file=file, card=card, problems=tuple(map(str, loaded.problems)))


def recall_all(
    lookup: CardLookup, files: Iterable[ScriptFile], without: frozenset[str]
) -> tuple[dict[ScriptFile, CatalogEntry], list[ScriptFile]]:
    """Returns the practices whose cached cards are valid, and the files of all others."""
    catalog: dict[ScriptFile, CatalogEntry] = {}
    unread: list[ScriptFile] = []
    for file in files:
        if card := lookup.recall(file, without):
            catalog[file] = CatalogEntry(file=file, card=card)
        else:
            unread.append(file)
    return catalog, unread


def sorted_entries(catalog: Iterable[CatalogEntry]) -> list[CatalogEntry]:
    """Returns practices in their order: solo before partner, then by title, unreadable ones last."""
    return sorted(
        catalog,
        key=lambda entry: (not entry.card.practice, entry.card.practice == "partner", entry.card.title),
    )
