"""A bar for work that takes longer than a moment: how much is done, and how long the rest will take."""

import time
from collections.abc import Callable
from types import TracebackType
from typing import Final, Self

from practice_player.cli.printing import ProgressLine
from practice_player.lib.units import clock

SILENT_S: Final = 1.0
"""Nothing is shown of work that takes no longer than this."""

UPDATE_INTERVAL_S: Final = 0.2
BAR_CELLS: Final = 24
MIN_SHARE_TO_FORESEE: Final = 0.05
"""Before this share is done, nobody can say how long the rest will take."""


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
        self._line.clear()

    def show(self, share: float) -> None:
        """Shows the share that is done, 0 to 1; does nothing if the line was rewritten a moment ago."""
        now_s = self._now()
        taken_s = now_s - self._began_s
        is_soon = self._shown_s is not None and now_s - self._shown_s < UPDATE_INTERVAL_S
        if not self._line.rewrites or taken_s < SILENT_S or is_soon:
            return
        self._shown_s = now_s
        self._line.write(f"{self._label}  {bar(share)} {share:4.0%}{_time_left(share, taken_s)}")


def bar(share: float) -> str:
    """Returns a bar of `BAR_CELLS` cells."""
    filled = round(min(1.0, max(0.0, share)) * BAR_CELLS)
    return "━" * filled + "─" * (BAR_CELLS - filled)


def _time_left(share: float, taken_s: float) -> str:
    if share < MIN_SHARE_TO_FORESEE:
        return ""
    return f"  {clock(taken_s * (1.0 - share) / share)} left"
