"""Whether a script was saved, changed or taken away since somebody last looked."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

ENDINGS = (".yaml", ".yml")


Mark: TypeAlias = frozenset[tuple[str, int, int]]
"""Every script and piece, when it was saved and how large it is."""


def is_script_name(name: str) -> bool:
    """Whether a file of this name is a script; `.YAML` is as good as `.yaml`."""
    stem, dot, ending = name.rpartition(".")
    return bool(stem) and dot + ending.lower() in ENDINGS


def mark(folders: Sequence[Path]) -> Mark:
    """The state of these folders; two are alike while no script in them is touched.

    Reads no file, and passes over what it cannot look at.
    """
    return frozenset(found for folder in folders for found in _files(str(folder), 0))


def _files(folder: str, depth: int) -> Iterator[tuple[str, int, int]]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                yield from _file(entry, depth)
    except OSError:
        return


def _file(entry: "os.DirEntry[str]", depth: int) -> Iterator[tuple[str, int, int]]:
    try:
        if entry.is_dir():
            if depth < 8:  # noqa: PLR2004 - deeper than anybody nests, and an end to links that go round
                yield from _files(entry.path, depth + 1)
        elif is_script_name(entry.name):
            status = entry.stat()
            yield entry.path, status.st_mtime_ns, status.st_size
    except OSError:
        return
