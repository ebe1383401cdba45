"""A shipped voice's `levels.json`: what is known of each of its recordings, and need not be measured.

A voice from elsewhere may have one too, and may say anything in it: its recordings are measured here.
"""

import json
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from practice_player.clips.measurement import ClipAnalysis, analysis_from
from practice_player.lib.folders import write_whole
from practice_player.lib.plain_files import UnusableFileError, read_bytes

FILE_NAME: Final = "levels.json"
MOST_BYTES: Final = 16_000_000


def shipped_measure(path: Path, shipped: Path) -> ClipAnalysis | None:
    """What `levels.json` says of a recording below `shipped`, when it speaks of this very file.

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


def write_levels(folder: Path, ending: str) -> None:
    """Writes a voice's `levels.json`.

    Raises:
        ClipError: a recording cannot be read.
        OSError: the folder cannot be written.
    """
    from practice_player.clips.analysis_cache import ClipAnalysisCache

    analysis_cache, before, found = ClipAnalysisCache(None), _rows(folder), {}
    paths = sorted(folder.glob(f"*{ending}"))
    analysis_cache.read(paths)
    for path in paths:
        measured = analysis_cache.of(path)
        if not measured.copied:
            found[path.name] = {"bytes": path.stat().st_size, **_row(measured)}
    if found != before:
        _write(folder / FILE_NAME, found)


def _row(measured: ClipAnalysis) -> dict[str, Any]:
    row = measured.as_row()
    return {name: row[name] for name in ("length_frames", "loudness_lufs", "peak_db", "clipped")}


def _rows(folder: Path) -> dict[str, Any]:
    path = folder / FILE_NAME
    try:
        found = path.stat()
    except OSError:
        return {}
    return _read(path, found.st_size, found.st_mtime_ns)


@lru_cache(maxsize=16)
def _read(path: Path, _size: int, _changed: int) -> dict[str, Any]:
    """What the file says; nothing where it is no plain file, too large, or no table."""
    try:
        found = json.loads(read_bytes(path, most_bytes=MOST_BYTES))
    except (UnusableFileError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(path: Path, rows: dict[str, Any]) -> None:
    text = "{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in rows.items()) + "\n}\n"
    write_whole(path, text.encode(), mode=0o644)
