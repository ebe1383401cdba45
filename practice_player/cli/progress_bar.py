"""A bar for work that takes longer than a moment: how much is done, and how long the rest will take."""

import time
from collections.abc import Callable
from types import TracebackType
from typing import Final, Self

from practice_player.cli.printing import ProgressLine, say
from practice_player.lib.plain_text import count_cells
from practice_player.lib.units import clock

SILENT_S: Final = 1.0
"""Nothing is shown of work that takes no longer than this."""

UPDATE_INTERVAL_S: Final = 0.2
BAR_CELLS: Final = 24
MIN_BAR_CELLS: Final = 8
MIN_SHARE_TO_FORESEE: Final = 0.05
"""Before this share is done, nobody can say how long the rest will take."""


_reports_shares = False


def report_shares() -> None:
    """From now on, bars print the share that is done on standard output, for the program that reads it."""
    global _reports_shares  # noqa: PLW0603 - one program, one reader
    _reports_shares = True


class ProgressBar:
    """One line on a terminal, rewritten in place and cleared in the end; a pipe or a file gets nothing.

    Any thread may call `show`, one at a time.
    """

    def __init__(
        self, label: str, line: ProgressLine | None = None, *, now: Callable[[], float] = time.monotonic
    ) -> None:
        """`now` returns seconds from any beginning."""
        self._label = label
        self._line = line or ProgressLine()
        self._now = now
        self._began_s = now()
        self._shown_s: float | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()

    def clear(self) -> None:
        """Clears the line, so that something else can be printed."""
        self._line.clear()

    def show(self, share: float) -> None:
        """Shows the share that is done, 0 to 1; does nothing if the line was rewritten a moment ago."""
        now_s = self._now()
        taken_s = now_s - self._began_s
        if self._shown_s is not None and now_s - self._shown_s < UPDATE_INTERVAL_S:
            return
        if _reports_shares:
            self._shown_s = now_s
            say(f"{share:.4f}")
        elif self._line.rewrites and taken_s >= SILENT_S:
            self._shown_s = now_s
            self._line.write(self._words(share, taken_s))

    def _words(self, share: float, taken_s: float) -> str:
        """Returns the line; where there is little room the bar is shorter, and then without its label."""
        figures = f"{share:4.0%}{_time_left(share, taken_s)}"
        room = self._line.max_cells - count_cells(figures) - 1
        label = f"{self._label}  " if room >= count_cells(self._label) + 2 + MIN_BAR_CELLS else ""
        return f"{label}{bar(share, min(BAR_CELLS, max(0, room - count_cells(label))))} {figures}"


def bar(share: float, cells: int = BAR_CELLS) -> str:
    """Returns a bar of so many cells."""
    filled = round(min(1.0, max(0.0, share)) * cells)
    return "━" * filled + "─" * (cells - filled)


def _time_left(share: float, taken_s: float) -> str:
    if share < MIN_SHARE_TO_FORESEE:
        return ""
    return f"  {clock(taken_s * (1.0 - share) / share)} left"
