"""Kills programs that write, migrate, import into and erase from a journal, at random moments.

usage: python -m tests.fuzz.journal_kills [COUNT] [SEED]

After each kill the journal is whole: SQLite's own check says so, what a program reported as finished is
finished and what it reported of a running practice is there, an import is there whole or not at all, and of
what was reported as erased no byte is left in the folder after the next opening.
"""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import cycle, islice
from pathlib import Path
from typing import Final

from practice_player.journal.editing import erase, erase_all
from practice_player.journal.entry import Ended, JournalEntry
from practice_player.journal.exporting import exported_practices, json_text
from practice_player.journal.importing import import_journal
from practice_player.journal.keeping import keep
from practice_player.journal.migrations import STEPS
from practice_player.journal.reading import read_entries
from practice_player.journal.record import JournalRecord
from practice_player.journal.store import Journal
from tests.journal.records import START, finished, record

CONCURRENT_PROGRAMS: Final = 2
OLD_VERSION: Final = 4
MANY, FEW = 2000, 60
"""Practices in the journals that are migrated or imported, and in those that are erased from."""

NOW: Final = START + timedelta(days=1)


@dataclass(slots=True)
class Results:
    kill_count: int = 0
    """Programs that were killed before their end."""

    reports: Counter[str] = field(default_factory=Counter)
    """What the programs had reported before."""

    def __str__(self) -> str:
        reports = ", ".join(f"{count} {word}" for word, count in sorted(self.reports.items()))
        return f"{self.kill_count} kills: {reports}"


def run_kills(folder: Path, count: int, seed: int) -> Results:
    """Kills `count` programs of all kinds; fails if one of the promises above is broken."""
    templates = Templates(folder)
    kinds = list(islice(cycle(KINDS), count))
    with ThreadPoolExecutor(CONCURRENT_PROGRAMS) as pool:
        outcomes = list(
            pool.map(
                lambda number: _run_and_kill(templates, kinds[number], number, f"{seed} {number}"),
                range(count),
            )
        )
    results = Results()
    for number, (killed, lines) in enumerate(outcomes):
        results.kill_count += killed
        results.reports.update(line.split()[0] for line in lines)
        if kinds[number] == "write":
            _check_written(templates.path("write", number), lines)
    return results


class Templates:
    """The files that the programs begin with, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.export = folder / "export.json"
        self._old = folder / "old.sqlite3"
        self._full = folder / "full.sqlite3"
        with Journal.open(None) as journal:
            journal.put_all(_practice(number) for number in range(MANY))
            pieces = json_text(exported_practices(Path("journal"), journal))
            self.export.write_text("".join(pieces), encoding="utf-8")
        with Journal.open(self._full) as journal:
            journal.put_all(_practice(number) for number in range(FEW))
        _write_old_journal(self._old)

    def path(self, kind: str, number: int) -> Path:
        """Returns the journal of a program; those that write share one."""
        return self._folder / ("write" if kind == "write" else str(number)) / "journal.sqlite3"

    def prepare(self, kind: str, number: int) -> Path:
        path = self.path(kind, number)
        path.parent.mkdir(exist_ok=True)
        if kind == "migrate":
            shutil.copyfile(self._old, path)
        elif kind.startswith("erase"):
            shutil.copyfile(self._full, path)
        return path


def work(kind: str, path: Path, number: int, export: Path) -> None:
    """What a program does until it is killed; prints each thing that is done."""
    print("ready", flush=True)
    KINDS[kind][0](path, number, export)


def _write(path: Path, number: int, _: Path) -> None:
    for count in range(500):
        running = record(key=f"{number}-{count}", title=f"{number}-{count}", practised_s=1.0)
        keep(path, running)
        print(f"running {running.key}", flush=True)
        keep(path, replace(running, practised_s=420.0, ended=Ended.FINISHED, note=running.key))
        print(f"finished {running.key}", flush=True)


def _migrate(path: Path, _: int, __: Path) -> None:
    Journal.open(path).close()
    print("migrated", flush=True)


def _import(path: Path, _: int, export: Path) -> None:
    keep(path, finished(key="own"))
    import_journal(path, export)
    print("imported", flush=True)


def _erase_each(path: Path, _: int, __: Path) -> None:
    for entry_id in range(1, FEW + 1):
        erase(path, entry_id)
        print(f"erased {entry_id}", flush=True)


def _erase_all(path: Path, _: int, __: Path) -> None:
    erase_all(path)
    print(f"erased {' '.join(map(str, range(1, FEW + 1)))}", flush=True)


def _check_written(path: Path, lines: list[str]) -> None:
    by_title = {entry.title: entry for entry in _entries(path)}
    for word, key in (line.split() for line in lines):
        assert key in by_title, f"{word} {key} is lost"
        if word == "finished":
            assert (by_title[key].ended, by_title[key].note) == (Ended.FINISHED, key)


def _check_migrated(path: Path, _: list[str]) -> None:
    assert len(_entries(path)) == MANY
    copy = path.with_name(f"{path.name}.before-{OLD_VERSION + 1}")
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM entry").fetchone() == (MANY,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def _check_imported(path: Path, lines: list[str]) -> None:
    assert len(_entries(path)) in ((MANY + 1,) if lines else (0, 1, MANY + 1))


def _check_erased(path: Path, lines: list[str]) -> None:
    erased = {int(word) for line in lines for word in line.split()[1:]}
    left = {entry.id for entry in _entries(path)}
    assert not left & erased
    assert len(left) in (FEW, FEW - len(erased), FEW - len(erased) - 1, 0)
    disk = b"".join(file.read_bytes() for file in path.parent.iterdir())
    for number in range(FEW):
        assert (_mark(number).encode() in disk) == (number + 1 in left), f"the note of {number + 1}"


KINDS: Final[dict[str, tuple[Callable[[Path, int, Path], None], Callable[[Path, list[str]], None]]]] = {
    "write": (_write, _check_written),
    "migrate": (_migrate, _check_migrated),
    "erase each": (_erase_each, _check_erased),
    "import": (_import, _check_imported),
    "erase all": (_erase_all, _check_erased),
}
"""What a program does, and how the journal must be after its end."""

_USUAL_S: Final = {"write": 0.5, "migrate": 0.25, "erase each": 0.7, "import": 0.5, "erase all": 0.1}
"""Most of what a program does is done within this time, after it is ready."""


def _run_and_kill(templates: Templates, kind: str, number: int, seed: str) -> tuple[bool, list[str]]:
    """Returns whether the program was killed before its end, and what it had reported by then."""
    rng = random.Random(seed)  # noqa: S311 - the same moments each time
    path = templates.prepare(kind, number)
    code = (
        "import sys; from pathlib import Path; from tests.fuzz.journal_kills import work;"
        " work(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, kind, str(path), str(number), str(templates.export)],
        env=os.environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    with suppress(subprocess.TimeoutExpired):
        process.wait(rng.uniform(0.0, _USUAL_S[kind]))
    process.kill()
    lines = [line for line in process.communicate()[0].split("\n")[:-1] if line]
    KINDS[kind][1](path, lines)
    return process.returncode < 0, lines


def _entries(path: Path) -> tuple[JournalEntry, ...]:
    reading = read_entries(path, now=NOW)
    assert reading.damage_notice == ""
    if path.exists():
        with Journal.open(path) as journal:
            journal.check()
    return reading.entries


def _mark(number: int) -> str:
    return f"<note {number}>"


def _practice(number: int) -> JournalRecord:
    return finished(
        key=f"key-{number}", title=f"Practice {number}", note=_mark(number) + "x" * (number % 700)
    )


def _write_old_journal(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN")
        for step in STEPS[:OLD_VERSION]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {OLD_VERSION}")
        connection.executemany(
            "INSERT INTO entry (key, name, title, practice, started_at, last_beat_at, planned_s, ended, note)"
            " VALUES (?, 'x', 'Old', 'solo', :at, :at, 300, 'finished', ?)".replace(
                ":at", "'2025-07-14T22:10:00.000000Z'"
            ),
            [(f"key-{number}", _mark(number)) for number in range(MANY)],
        )
        connection.execute("COMMIT")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    began_s = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        results = run_kills(Path(name), count, seed)
    print(f"{results}, in {time.monotonic() - began_s:.0f} s.  Every promise held.")


if __name__ == "__main__":
    main()
