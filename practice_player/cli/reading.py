"""Waits for recordings that are read for the first time, and prints the progress."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from practice_player.cli.printing import ProgressLine

if TYPE_CHECKING:
    from practice_player.clips.analysis_cache import ClipAnalysisCache
    from practice_player.clips.progress import Reading
    from practice_player.core.shelf import Shelf
    from practice_player.script.library import LoadedScript

SILENT_WAIT_S: Final = 1.0
"""Nothing is printed during a wait of up to this length."""

UPDATE_INTERVAL_S: Final = 0.5
"""How often the line on a terminal is rewritten."""

NEW_LINE_INTERVAL_S: Final = 15.0
"""How often a new line is printed if the output is not a terminal."""

READING: Final = "Reading recordings for the first time"

Read: TypeAlias = Callable[[float | None], bool]
"""Reads for at most the given seconds, None for no limit; returns False if something is still unread."""


def read_recordings(
    shelf: "Shelf", scripts: "Sequence[LoadedScript]", *, wait_s: float | None = None
) -> None:
    """Waits until the recordings of the scripts are read, at most `wait_s` seconds."""

    def read(limit_s: float | None) -> bool:
        return shelf.read_ahead(scripts, wait_s=limit_s)

    wait_until_read(read, lambda: shelf.reading, ProgressLine(), wait_s=wait_s)


def wait_for_recording(line: ProgressLine, analysis_cache: "ClipAnalysisCache", path: Path) -> None:
    """Waits until one recording is read; writes the progress to `line`."""
    wait_until_read(
        lambda limit_s: analysis_cache.read([path], wait_s=limit_s),
        lambda: analysis_cache.reading,
        line,
    )


def wait_until_read(
    read: Read,
    reading: "Callable[[], Sequence[Reading]]",
    line: ProgressLine,
    *,
    wait_s: float | None = None,
    now: Callable[[], float] = time.monotonic,
) -> None:
    """Calls `read` until it returns True, for at most `wait_s` seconds; writes the progress to `line`."""
    began_s = now()
    if read(SILENT_WAIT_S):
        return
    interval_s = UPDATE_INTERVAL_S if line.rewrites else NEW_LINE_INTERVAL_S
    written_s = -interval_s
    while wait_s is None or now() - began_s < wait_s:
        if now() - written_s >= interval_s:
            written_s = now()
            line.write(_progress(reading()))
        if read(UPDATE_INTERVAL_S):
            break
    line.clear()


def _progress(reading: "Sequence[Reading]") -> str:
    if not reading:
        return f"{READING}."
    return f"{READING}: " + "; ".join(f"{recording.path.name}, {recording.so_far}" for recording in reading)
