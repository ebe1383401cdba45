"""What the interface asks of the practices below it, and nothing more.

Tests stand plain fakes behind these Protocols.  Methods said to be slow are called off the
interface's thread, possibly two at a time; the others are called between two frames.
"""

from collections.abc import Callable, Hashable
from typing import Protocol

from practice_player.core.card import PracticeCard, Switch
from practice_player.playback.snapshot import PlaybackSnapshot

__all__ = ["CorePort", "PracticeCard", "SessionPort", "Switch"]


class SessionPort(Protocol):
    """A practice made ready.  `now_s` is `time.monotonic()`; every method is quick."""

    def start(self, now_s: float) -> None: ...
    def snapshot(self, now_s: float) -> PlaybackSnapshot: ...
    def toggle_pause(self, now_s: float) -> None: ...
    def back(self, now_s: float) -> None: ...
    def on(self, now_s: float) -> None: ...
    def turn_voice(self, by_db: float) -> None: ...
    def turn_bed(self, by_db: float) -> None: ...
    def toggle_bed(self) -> None: ...
    def next_bed(self) -> None: ...

    def next_voice(self, now_s: float) -> None:
        """Go on in another voice.

        Raises:
            PracticeError: that voice cannot be used; the one before goes on.
        """
        ...

    def go_on(self, now_s: float) -> None:
        """End a wait, or answer a question with staying; nothing otherwise."""
        ...

    def shift(self, now_s: float) -> None:
        """Answer a question with something gentler; nothing otherwise.

        Raises:
            PracticeError: there is no way to; the practice goes on as it was.
        """
        ...

    def stop(self, now_s: float) -> None:
        """Silence, at once; stopping twice is fine."""
        ...


class CorePort(Protocol):
    """Everything the interface can ask for; all but `shut` may be slow."""

    def mark(self) -> Hashable:
        """Differs from the mark before when a script was touched, or the preferences were."""
        ...

    def cards(self, practice: str, come: Callable[[list[PracticeCard]], object]) -> list[PracticeCard]:
        """All practices of a kind; `come` is told of those that are there while many are read."""
        ...

    def named(self, name: str, without: frozenset[str] | None = None) -> PracticeCard:
        """The practice of a name, or in a file; without what is remembered, or without these.

        Raises:
            PracticeError: there is no such practice.
        """
        ...

    def left_out(self, name: str, said: frozenset[str]) -> frozenset[str]:
        """All that is left out when somebody says so.

        Raises:
            PracticeError: there is no such practice, or it has no way without it.
        """
        ...

    def remember(self, word: str, *, left_out: bool) -> None:
        """Keep an adaptation for the next time.

        Raises:
            PracticeError: it cannot be kept.
        """
        ...

    def outline(self, name: str, length_s: float, without: frozenset[str] | None = None) -> list[str]:
        """Lines such as `0:00  Sit, stand or lean`.

        Raises:
            PracticeError: the practice cannot be read, or not at this length.
        """
        ...

    def prepare(
        self, name: str, *, length_s: float | None, bed: str | None, without: frozenset[str] | None = None
    ) -> SessionPort:
        """A practice ready to start; nothing sounds yet.

        Raises:
            PracticeError: it cannot be played.
        """
        ...

    def warm_up(self) -> None:
        """Start the sound engine."""
        ...

    def unsearched(self) -> list[str]:
        """The folders of scripts that cannot be searched, a sentence each."""
        ...

    def journal_lines(self, width_cells: int) -> list[str]:
        """Newest first, in so many cells where that is enough.

        Raises:
            PracticeError: the journal cannot be read.
        """
        ...

    def add_note(self, word: str) -> None:
        """Keep a word with the practice just done; returns once it is safe.

        Raises:
            PracticeError: the word is not kept.
        """
        ...

    def close(self) -> None:
        """Quick; called once, on the way out."""
        ...
