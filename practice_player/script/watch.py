"""Whether a script was saved, changed or taken away since somebody last looked."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

ENDINGS = (".yaml", ".yml")

Mark: TypeAlias = frozenset[tuple[str, int, int]]
"""Every script and piece, when it was saved and how large it is."""


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
        elif entry.name.endswith(ENDINGS):
            status = entry.stat()
            yield entry.path, status.st_mtime_ns, status.st_size
    except OSError:
        return
