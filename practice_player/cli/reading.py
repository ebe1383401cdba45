"""Recordings that are read for the first time: several at once, and how far that is, when one has to wait."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from practice_player.cli.printing import Line
from practice_player.clips.analysis_cache import ClipAnalysisCache
from practice_player.clips.progress import Reading
from practice_player.core.core import Core
from practice_player.script.library import LoadedScript

SOON_S: Final = 1.0
"""Nothing is said of a shorter wait."""

LOOK_S: Final = 0.5
EVERY_S: Final = 15.0
"""Where lines stay, a new one comes so seldom."""

SAID: Final = "Reading recordings for the first time"

Read: TypeAlias = Callable[[float | None], bool]
"""Waits at most so many seconds; False when something is left to read."""


def read_recordings(core: Core, scripts: Sequence[LoadedScript], *, wait_s: float | None = None) -> None:
    """Reads the recordings that scripts bring along, each in bounded time, and all of them in `wait_s`."""

    def read(for_s: float | None) -> bool:
        return core.read_ahead(scripts, wait_s=for_s)

    wait(read, lambda: core.reading, Line(), wait_s=wait_s)


def wait_for(analysis_cache: ClipAnalysisCache, path: Path) -> None:
    """Returns once a recording was read."""
    wait(lambda for_s: analysis_cache.read([path], wait_s=for_s), lambda: analysis_cache.reading, Line())


def wait(
    read: Read,
    reading: Callable[[], Sequence[Reading]],
    line: Line,
    *,
    wait_s: float | None = None,
    now: Callable[[], float] = time.monotonic,
) -> None:
    """Waits until all is read, or for `wait_s`; says on the way how far it is."""
    began_s = now()
    if read(SOON_S):
        return
    said_s, every_s = -EVERY_S, LOOK_S if line.changes else EVERY_S
    while wait_s is None or now() - began_s < wait_s:
        if now() - said_s >= every_s:
            said_s = now()
            line.write(_said(reading()))
        if read(LOOK_S):
            break
    line.clear()


def _said(reading: Sequence[Reading]) -> str:
    return (
        f"{SAID}: " + "; ".join(f"{one.path.name}, {one.so_far}" for one in reading)
        if reading
        else f"{SAID}."
    )
