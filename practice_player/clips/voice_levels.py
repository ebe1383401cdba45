"""Reads and writes `levels.json`, which holds the analyses of a voice's recordings.

Only that of a shipped voice is trusted.  A voice from elsewhere may have one with any content; its recordings
are analysed on this machine.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from practice_player.clips.measurement import ClipAnalysis, analysis_from
from practice_player.lib.atomic_files import write_atomically
from practice_player.lib.plain_files import UnusableFileError, read_bytes

FILE_NAME: Final = "levels.json"
MAX_BYTES: Final = 16_000_000


def shipped_analysis(path: Path, shipped: Path) -> ClipAnalysis | None:
    """Returns the analysis of a recording below the folder `shipped` from its `levels.json`.

    None when there is none for this file, or for another size of it.

    Raises:
        OSError: there is no such recording.
    """
    if not path.is_relative_to(shipped):
        return None
    row, size = _rows(path.parent).get(path.name), path.stat().st_size
    if not isinstance(row, dict) or row.get("bytes") != size:
        return None
    with suppress(KeyError, TypeError, ValueError):
        return analysis_from(row)
    return None


def write_levels(folder: Path, analyses: Mapping[Path, ClipAnalysis]) -> None:
    """Writes a voice's `levels.json`, unless it has this content; leaves out recordings with a clean copy.

    Raises:
        OSError: the folder cannot be written, or a recording is gone.
    """
    rows = {
        path.name: {"bytes": path.stat().st_size, **_row(analysis)}
        for path, analysis in analyses.items()
        if not analysis.copied
    }
    if rows != _rows(folder):
        _write(folder / FILE_NAME, rows)


def _row(analysis: ClipAnalysis) -> dict[str, Any]:
    row = analysis.as_row()
    return {name: row[name] for name in ("length_frames", "loudness_lufs", "peak_db", "clipped")}


def _rows(folder: Path) -> dict[str, Any]:
    path = folder / FILE_NAME
    try:
        status = path.stat()
    except OSError:
        return {}
    return _read(path, status.st_size, status.st_mtime_ns)


@lru_cache(maxsize=16)
def _read(path: Path, _size: int, _mtime_ns: int) -> dict[str, Any]:
    """Returns the rows by file name; none when it is not a regular file, too large, or not a table."""
    try:
        rows = json.loads(read_bytes(path, max_bytes=MAX_BYTES))
    except (UnusableFileError, ValueError, RecursionError):
        return {}
    return rows if isinstance(rows, dict) else {}


def _write(path: Path, rows: dict[str, Any]) -> None:
    text = "{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in rows.items()) + "\n}\n"
    write_atomically(path, text.encode(), mode=0o644)
