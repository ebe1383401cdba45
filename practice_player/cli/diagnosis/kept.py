"""The small files in which the program keeps what is a person's own, and whether each can be read.

A practice goes on without any of them: what cannot be read counts as not there.  So only this says that
something is lost until the file is mended.
"""

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from practice_player import settings
from practice_player.cli.diagnosis.finding import Check, Finding
from practice_player.lib.errors import PracticeError

PART: Final = "kept"
"""The name of each file's part."""


class KeptFile(NamedTuple):
    """A file that holds one JSON object."""

    path: Path

    holds: str
    """What is in it, as a subject: `which paths are followed`."""

    max_bytes: int
    """A larger one is not read."""


def kept_checks() -> Iterator[tuple[str, Check]]:
    """Yields a check of each file that is there, or one that says there is none."""
    try:
        files, people = _files(), settings.people_path()
    except PracticeError:  # the folder is not known, as is told of it
        return
    there = [kept for kept in files if os.path.lexists(kept.path)]
    if os.path.lexists(people):
        yield PART, partial(_people, people)
    for kept in there:
        yield PART, partial(_file, kept)
    if not there and not os.path.lexists(people):
        yield PART, lambda: Finding(text="nobody is named, and nothing is remembered yet")


def _files() -> list[KeptFile]:
    from practice_player.balance import store as balance
    from practice_player.core import practice_memory, preferences, return_time
    from practice_player.lib.json_file import MAX_BYTES
    from practice_player.paths import store as paths

    data = settings.data_dir()
    return [
        KeptFile(
            settings.preferences_path(), "which pages need not be shown again", preferences.MAX_FILE_BYTES
        ),
        KeptFile(data / practice_memory.FILE_NAME, "how each practice was last wanted", MAX_BYTES),
        KeptFile(data / paths.FILE_NAME, "which paths are followed", MAX_BYTES),
        KeptFile(data / balance.FILE_NAME, "the wishes and the plan of the week", MAX_BYTES),
        KeptFile(data / return_time.FILE_NAME, "when two meet again", return_time.MAX_FILE_BYTES),
    ]


def _people(path: Path) -> Finding:
    """Raises the error of whoever reads the file."""
    from practice_player.people.store import People

    people = People(path).read()
    count = f"{len(people)} {'person' if len(people) == 1 else 'people'}"
    return Finding(text=f"{count}, in {path}", facts={"path": str(path), "people": len(people)})


def _file(kept: KeptFile) -> Finding:
    from practice_player.lib.json_file import find_problem

    if problem := find_problem(kept.path, max_bytes=kept.max_bytes):
        raise PracticeError(
            f"{kept.holds} cannot be read ({problem}); practices go on without it",
            fix="mend this file, or move it away",
            place=str(kept.path),
        )
    return Finding(text=f"{kept.holds}, in {kept.path}", facts={"path": str(kept.path)})
