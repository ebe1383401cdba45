"""What was erased from the journal within the last minute and can be brought back."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from practice_player.journal.editing import ErasedEntry

UNDO_S: Final = 60.0
"""How long an erased entry can be brought back; until then it is in memory, and in no file."""


class ErasedEntries:
    """A stack: the entry that was erased last is brought back first.

    Whoever adds an entry removes it after `UNDO_S`; each has its own minute.
    """

    def __init__(self) -> None:
        self._entries: list[ErasedEntry] = []

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, entry: "ErasedEntry") -> None:
        self._entries.append(entry)

    def take_latest(self) -> "ErasedEntry | None":
        """Removes and returns the entry that was erased last; None if there is none."""
        return self._entries.pop() if self._entries else None

    def remove(self, entry: "ErasedEntry") -> None:
        """Forgets an entry; has no effect if it was brought back."""
        self._entries = [each for each in self._entries if each is not entry]

    def clear(self) -> None:
        self._entries = []
