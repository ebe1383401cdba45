"""All practices that there are: from the index where nothing changed, read anew where something did."""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from practice_player.core.card import PracticeCard
from practice_player.core.card_cache import CardCache, CardLookup
from practice_player.script.discovery import ScriptFile
from practice_player.script.library import Library, LoadedScript

FIRST_TOLD: Final = 100
"""After so many were read, those that are there are told of; then after twice as many, and so on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogEntry:
    """A practice in the catalog."""

    file: ScriptFile
    card: PracticeCard

    problems: tuple[str, ...] = ()
    """What is wrong in its script; empty for one that can be read."""


def nobody(_: object) -> None:
    """Is told, and does nothing."""


class Catalog:
    """Practices by their cards; any thread may ask."""

    def __init__(
        self,
        library: Library,
        index: CardCache,
        *,
        make: Callable[[LoadedScript], PracticeCard],
        without: Callable[[], frozenset[str]],
        known: Callable[[LoadedScript], bool],
    ) -> None:
        """`make` makes a card at once, `known` says whether all recordings of a script are read."""
        self._library = library
        self._index = index
        self._make = make
        self._without = without
        self._known = known
        self._reading = threading.Lock()
        self._closed = False

    def all(
        self,
        wait: Callable[[Sequence[LoadedScript]], object],
        come: Callable[[list[CatalogEntry]], object] = nobody,
    ) -> list[CatalogEntry]:
        """Every practice once; solo before partner, then by title, those that cannot be read last.

        `wait` is given the scripts whose recordings are being read, once all others are known.  `come` is
        told of the practices that are there already, now and then while others are read.
        """
        look, without = self._index.look(), self._without()
        catalog: dict[ScriptFile, CatalogEntry] = {}
        unread: list[ScriptFile] = []
        for file in self._library.files():
            if card := look.recalled(file, without):
                catalog[file] = CatalogEntry(file=file, card=card)
            else:
                unread.append(file)
        told = 0 if catalog and len(unread) > FIRST_TOLD else FIRST_TOLD
        waiting: dict[ScriptFile, LoadedScript] = {}
        for read, file in enumerate(unread):
            if read >= told:
                come(_in_order(catalog.values()))
                look.save()
                told = max(FIRST_TOLD, 2 * read)
            if self._closed:
                break
            loaded, catalog[file] = self._read(look, file, without)
            if loaded and not self._known(loaded):
                waiting[file] = loaded
        if waiting:
            wait(list(waiting.values()))
            catalog |= {file: self._standing(look, file, loaded) for file, loaded in waiting.items()}
        look.save()
        return _in_order(catalog.values())

    def close(self) -> None:
        """Ends the reading, so that nobody waits for it any more."""
        self._closed = True

    def _read(
        self, look: CardLookup, file: ScriptFile, without: frozenset[str]
    ) -> tuple[LoadedScript | None, CatalogEntry]:
        with self._reading:
            if card := look.recalled(file, without):  # another thread was here
                return None, CatalogEntry(file=file, card=card)
            loaded = self._library.load(file)
            return loaded, self._standing(look, file, loaded)

    def _standing(self, look: CardLookup, file: ScriptFile, loaded: LoadedScript) -> CatalogEntry:
        card = self._make(loaded)
        if loaded.script:
            look.keep(file, loaded.script, card)
        return CatalogEntry(file=file, card=card, problems=tuple(map(str, loaded.problems)))


def _in_order(catalog: Iterable[CatalogEntry]) -> list[CatalogEntry]:
    return sorted(
        catalog, key=lambda one: (not one.card.practice, one.card.practice == "partner", one.card.title)
    )
