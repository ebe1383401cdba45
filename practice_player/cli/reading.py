"""Waits for recordings that are read for the first time, and says how far that is."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from practice_player.cli.printing import Line

if TYPE_CHECKING:
    from practice_player.clips.analysis_cache import ClipAnalysisCache
    from practice_player.clips.progress import Reading
    from practice_player.core.core import Core
    from practice_player.script.library import LoadedScript

SILENT_S: Final = 1.0
"""Nothing is printed during a wait up to this long."""

UPDATE_S: Final = 0.5
"""How often a line on a terminal is written anew."""

LINE_S: Final = 15.0
"""How often another line is printed where lines stay."""

READING: Final = "Reading recordings for the first time"

Read: TypeAlias = Callable[[float | None], bool]
"""Waits at most so many seconds, without end for None; False when something is left to read."""


def read_recordings(core: "Core", scripts: "Sequence[LoadedScript]", *, wait_s: float | None = None) -> None:
    """Waits until the recordings of the scripts are read, at most `wait_s` seconds."""

    def read(for_s: float | None) -> bool:
        return core.read_ahead(scripts, wait_s=for_s)

    wait(read, lambda: core.reading, Line(), wait_s=wait_s)


def wait_for(analysis_cache: "ClipAnalysisCache", path: Path) -> None:
    """Waits until one recording is read."""
    wait(lambda for_s: analysis_cache.read([path], wait_s=for_s), lambda: analysis_cache.reading, Line())


def wait(
    read: Read,
    reading: "Callable[[], Sequence[Reading]]",
    line: Line,
    *,
    wait_s: float | None = None,
    now: Callable[[], float] = time.monotonic,
) -> None:
    """Waits until `read` is done, at most `wait_s` seconds; writes on `line` how far it is."""
    began_s = now()
    if read(SILENT_S):
        return
    interval_s = UPDATE_S if line.changes else LINE_S
    written_s = -interval_s
    while wait_s is None or now() - began_s < wait_s:
        if now() - written_s >= interval_s:
            written_s = now()
            line.write(_progress(reading()))
        if read(UPDATE_S):
            break
    line.clear()


def _progress(reading: "Sequence[Reading]") -> str:
    if not reading:
        return f"{READING}."
    return f"{READING}: " + "; ".join(f"{recording.path.name}, {recording.so_far}" for recording in reading)
