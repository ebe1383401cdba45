"""Notices when a script was saved, changed or removed."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

ENDINGS = (".yaml", ".yml")


Mark: TypeAlias = frozenset[tuple[str, int, int]]
"""The path, the modification time in nanoseconds and the size in bytes of every script and piece."""


def is_script_name(name: str) -> bool:
    """Whether a file with this name is a script; `.YAML` is as good as `.yaml`."""
    stem, dot, ending = name.rpartition(".")
    return bool(stem) and dot + ending.lower() in ENDINGS


def mark(folders: Sequence[Path]) -> Mark:
    """Returns the mark of these folders; it stays equal until a script in them is changed.

    Opens no file, and skips folders and files that it cannot access.
    """
    return frozenset(file_state for folder in folders for file_state in _file_states(str(folder), 0))


def _file_states(folder: str, depth: int) -> Iterator[tuple[str, int, int]]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                yield from _entry_states(entry, depth)
    except OSError:
        return


def _entry_states(entry: "os.DirEntry[str]", depth: int) -> Iterator[tuple[str, int, int]]:
    try:
        if entry.is_dir():
            if depth < 8:  # noqa: PLR2004 - deeper than anybody nests, and it ends loops of links
                yield from _file_states(entry.path, depth + 1)
        elif is_script_name(entry.name):
            status = _stat(entry)
            yield entry.path, status.st_mtime_ns, status.st_size
    except OSError:
        return


def _stat(entry: "os.DirEntry[str]") -> os.stat_result:
    """The state of a file; of a link that leads nowhere, which is listed too, that of the link."""
    try:
        return entry.stat()
    except FileNotFoundError:
        return entry.stat(follow_symlinks=False)
