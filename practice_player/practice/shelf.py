"""All practices that there are: from the index where nothing changed, read anew where something did."""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from practice_player.practice.card import Card
from practice_player.practice.index import Index, Look
from practice_player.script.found import Found
from practice_player.script.library import Library, Script

FIRST_TOLD: Final = 100
"""After so many were read, those that are there are told of; then after twice as many, and so on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A practice on the shelf."""

    file: Found
    card: Card

    problems: tuple[str, ...] = ()
    """What is wrong in its script; empty for one that can be read."""


def nobody(_: object) -> None:
    """Is told, and does nothing."""


class Shelf:
    """Practices by their cards; any thread may ask."""

    def __init__(
        self,
        library: Library,
        index: Index,
        *,
        make: Callable[[Script], Card],
        without: Callable[[], frozenset[str]],
        known: Callable[[Script], bool],
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
        wait: Callable[[Sequence[Script]], object],
        come: Callable[[list[Standing]], object] = nobody,
    ) -> list[Standing]:
        """Every practice once; solo before partner, then by title, those that cannot be read last.

        `wait` is given the scripts whose recordings are being read, once all others are known.  `come` is
        told of the practices that are there already, now and then while others are read.
        """
        look, without = self._index.look(), self._without()
        shelf: dict[Found, Standing] = {}
        unread: list[Found] = []
        for file in self._library.files():
            if card := look.recalled(file, without):
                shelf[file] = Standing(file=file, card=card)
            else:
                unread.append(file)
        told = 0 if shelf and len(unread) > FIRST_TOLD else FIRST_TOLD
        waiting: dict[Found, Script] = {}
        for read, file in enumerate(unread):
            if read >= told:
                come(_in_order(shelf.values()))
                look.save()
                told = max(FIRST_TOLD, 2 * read)
            if self._closed:
                break
            script, shelf[file] = self._read(look, file, without)
            if script and not self._known(script):
                waiting[file] = script
        if waiting:
            wait(list(waiting.values()))
            shelf |= {file: self._standing(look, file, script) for file, script in waiting.items()}
        look.save()
        return _in_order(shelf.values())

    def close(self) -> None:
        """Ends the reading, so that nobody waits for it any more."""
        self._closed = True

    def _read(self, look: Look, file: Found, without: frozenset[str]) -> tuple[Script | None, Standing]:
        with self._reading:
            if card := look.recalled(file, without):  # another thread was here
                return None, Standing(file=file, card=card)
            script = self._library.load(file)
            return script, self._standing(look, file, script)

    def _standing(self, look: Look, file: Found, script: Script) -> Standing:
        card = self._make(script)
        if script.session:
            look.keep(file, script.session, card)
        return Standing(file=file, card=card, problems=tuple(map(str, script.problems)))


def _in_order(shelf: Iterable[Standing]) -> list[Standing]:
    return sorted(
        shelf, key=lambda one: (not one.card.practice, one.card.practice == "partner", one.card.title)
    )
