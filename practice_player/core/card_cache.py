"""Caches cards: a card is valid as long as nothing that it depends on has changed.

The card of a script with a problem is never cached, nor one whose recordings are still being read.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from practice_player.core.card import PracticeCard, Switch, replaces_shipped
from practice_player.core.script_stamps import ScriptStamps, other_files_of
from practice_player.lib.fact_cache import FactCache
from practice_player.script.discovery import ScriptFile

if TYPE_CHECKING:
    from practice_player.script.model import Script  # pydantic comes with it

FILE_NAME: Final = "cards.json"

_FIELDS: Final = tuple(field.name for field in fields(PracticeCard))


class CardCache:
    """The cached cards; without a path, they last only for this run."""

    def __init__(
        self,
        path: Path | None,
        voice_folders: Callable[[], tuple[Path, ...]],
        *,
        second_voice: str = "",
        second_recordings: "Callable[[Script], Iterable[Path]]" = lambda _: (),
        clock: Callable[[], float] = time.time,
        memory: FactCache | None = None,
    ) -> None:
        """`second_recordings` returns where the recordings by the second voice are, or would be.

        `memory` is the cache in that file if it has been read already.
        """
        self._second_voice = second_voice
        self._second_recordings = second_recordings
        self._path = path
        self._voice_folders = voice_folders
        self._clock = clock
        self._memory = memory

    def start_lookup(self) -> "CardLookup":
        """Returns a lookup of the files as they are now."""
        self._memory = self._memory or FactCache.open(self._path)
        stamps = ScriptStamps(self._voice_folders(), self._second_voice, self._clock())
        return CardLookup(self._memory, stamps, self._clock, self._second_recordings)


class CardLookup:
    """One pass over the practices: reads the state of each file once; `clock` returns the time of day."""

    def __init__(
        self,
        memory: FactCache,
        stamps: ScriptStamps,
        clock: Callable[[], float],
        second_recordings: "Callable[[Script], Iterable[Path]]",
    ) -> None:
        self._memory = memory
        self._stamps = stamps
        self._clock = clock
        self._second_recordings = second_recordings

    def recall(self, file: ScriptFile, without: frozenset[str]) -> PracticeCard | None:
        """Returns the cached card of a script, None if it is not valid; `without` is what is remembered."""
        self._stamps.note(file.path)
        cached = self._memory.recall(str(file.path))
        if not self._stamps.are_certain or not cached:
            return None
        stamp, value = cached
        try:
            card, other_files = _card(value[0]), [Path(path) for path in value[1]]
        except (TypeError, ValueError, LookupError):
            return None
        adaptations = {switch.word for switch in card.switches if switch.remembered}
        if stamp != self._stamps.of(file.path, other_files) or card.without != adaptations & without:
            return None
        replaces = replaces_shipped(file.replaces)
        return card if card.replaces is replaces else replace(card, replaces=replaces)

    def store(self, file: ScriptFile, script: "Script", card: PracticeCard) -> None:
        """Caches the card of a script, unless something that it depends on may just be changing."""
        other_files = other_files_of(file.path, script, self._second_recordings(script))
        if self._stamps.is_certain_of(file.path, other_files, self._clock()) and not card.problem:
            value = [_row(card), [str(path) for path in other_files]]
            self._memory.keep(str(file.path), self._stamps.of(file.path, other_files), value)

    def save(self) -> None:
        """Writes the cache; if that fails, the next lookup is slower."""
        self._memory.save()


def _row(card: PracticeCard) -> list[Any]:
    """Returns the fields of a card as JSON values, in their order."""
    row = {name: getattr(card, name) for name in _FIELDS}
    row["switches"] = [
        [switch.word, switch.name, switch.left_out, switch.remembered, switch.wish]
        for switch in card.switches
    ]
    return list(row.values())


def _card(row: Any) -> PracticeCard:
    values = dict(zip(_FIELDS, row, strict=True))
    for name in ("care", "beds", "lengths_frames", "asks", "evidence", "marks", "helps", "postures"):
        values[name] = tuple(values[name])
    values["switches"] = tuple(
        Switch(word=word, name=name, left_out=left_out, remembered=remembered, wish=wish)
        for word, name, left_out, remembered, wish in values["switches"]
    )
    return PracticeCard(**values)
