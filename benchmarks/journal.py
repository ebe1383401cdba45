"""Time to open what shows the journal of a million practices, beside a plain indexed SELECT of the same rows.

usage: python benchmarks/journal.py [COUNT] [RUNS]

The journal is generated in a temporary folder.  Each query of the program opens the file anew, as it does in
the program; the plain SELECT has its connection open already.
"""

import json
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from practice_player.balance.store import BalanceFile
from practice_player.core.balance import Balance
from practice_player.core.journal_access import JournalAccess
from practice_player.journal.entry_filter import EVERY_ENTRY, EntryFilter
from practice_player.journal.history import PracticeHistory
from practice_player.journal.reading import count_days, known_values, read_entries
from practice_player.journal.resuming import find_unfinished
from practice_player.journal.store import Journal

FIRST = datetime(1970, 1, 1, tzinfo=UTC)
PAGE = 50
PROMISED_MS = 150
COLUMNS = (
    "key, name, title, practice, goal, script_hash, started_at, offset_s, day, last_beat_at, planned_s,"
    " practised_s, ended, people, first, voice, bed, note"
)


def rows(count: int) -> Iterator[tuple[Any, ...]]:
    rng = random.Random(1)
    start = FIRST
    for _ in range(count):
        start += timedelta(minutes=rng.randrange(5, 55))
        offset_s = rng.choice((3600, 7200))
        together = rng.random() < 0.4
        at = start.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        day = (start + timedelta(seconds=offset_s)).date().isoformat()
        yield (
            f"{rng.getrandbits(128):032x}",
            f"practice-{rng.randrange(24)}",
            "A Practice",
            "partner" if together else "solo",
            rng.choice(("settle", "connect", "rest")),
            "0" * 16,
            at,
            offset_s,
            day,
            at,
            420.0,
            float(rng.randrange(60, 420)),
            rng.choice(("finished", "finished", "stopped")),
            json.dumps(["Ana", "Ben"]) if together else "[]",
            "Ana" if together else "",
            "alba",
            "rain",
            "calm " * rng.randrange(8),
        )


def generate(path: Path, count: int) -> None:
    Journal.open(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous = OFF")
    connection.executemany(
        f"INSERT INTO entry ({COLUMNS}) VALUES ({', '.join('?' * len(COLUMNS.split(',')))})", rows(count)
    )
    connection.commit()
    connection.close()


def median_ms(work: Callable[[], object], runs: int) -> float:
    times_s = []
    for _ in range(runs):
        began_s = time.perf_counter()
        work()
        times_s.append(time.perf_counter() - began_s)
    return statistics.median(times_s) * 1000


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "journal.sqlite3")
        began_s = time.perf_counter()
        generate(path, count)
        taken_s = time.perf_counter() - began_s
        print(f"{count:,} entries, {path.stat().st_size / 1e6:.0f} MB, made in {taken_s:.0f} s")
        measure(path, runs)


def measure(path: Path, runs: int) -> None:
    plain = sqlite3.connect(path)
    (last_day,) = plain.execute("SELECT max(day) FROM entry").fetchone()
    last = date.fromisoformat(last_day)
    now = datetime(last.year, last.month, last.day, tzinfo=UTC) + timedelta(days=1)
    history = PracticeHistory(path)
    access = JournalAccess(path, lambda: now)
    balance = Balance(BalanceFile(None), path, None, clock=lambda: now)

    def select(query: str, *parameters: object) -> Callable[[], object]:
        return lambda: plain.execute(query, parameters).fetchall()

    page = "SELECT * FROM entry {} ORDER BY started_at DESC, id DESC LIMIT 50"
    days = "SELECT day, practice, practised_s FROM entry WHERE day BETWEEN ? AND ?"
    whole_days = days.replace("day, practice, practised_s", "*")
    month, weeks = last - timedelta(days=31), last - timedelta(days=56)
    by_name = "SELECT count(*) FROM entry INDEXED BY entry_finished WHERE ended = 'finished' AND name = ?"

    def read(**fields: Any) -> Callable[[], object]:
        return lambda: read_entries(path, EntryFilter(limit=PAGE, **fields), now=now)

    cases = (
        ("history: the first page", read(), select(page.format(""))),
        ("... of a person", read(person="Ben"), select(page.format('WHERE people = \'["Ana", "Ben"]\''))),
        ("... of nobody known", read(person="Zoe"), select(page.format("WHERE people = '[\"Zoe\"]'"))),
        ("... of a practice", read(name="practice-3"), select(page.format("WHERE name = 'practice-3'"))),
        (
            "... of a day long ago",
            read(since=date(1975, 1, 1), until=date(1975, 1, 1)),
            select("SELECT * FROM entry WHERE day = '1975-01-01' ORDER BY started_at DESC"),
        ),
        (
            "history: the filters' values",
            lambda: known_values(path, now=now),
            select("SELECT DISTINCT name FROM entry"),
        ),
        (
            "history: a month's counts",
            lambda: count_days(path, month, last, now=now),
            select(days, str(month), last_day),
        ),
        (
            "history: the screen, a month",
            lambda: access.month(None, EVERY_ENTRY),
            select(f"{whole_days} ORDER BY started_at DESC", str(month), last_day),
        ),
        (
            "balance: the screen, its weeks",
            lambda: balance.view(""),
            select(days.replace("practice,", "practice, people,"), str(weeks), last_day),
        ),
        (
            "first screen: what is unfinished",
            lambda: find_unfinished(path, now=now),
            select(page.format("").replace("50", "1")),
        ),
        (
            "balance: eight weeks' sums",
            lambda: count_days(path, weeks, last, now=now),
            select(days, str(weeks), last_day),
        ),
        ("first screen: the latest", history.latest, select(page.format("").replace("50", "1"))),
        (
            "first screen: alone lately",
            lambda: history.recent("solo", 3),
            select(page.format("WHERE practice = 'solo'").replace("50", "100")),
        ),
        (
            "before: who practised last",
            history.last_pair,
            select(page.format("WHERE practice = 'partner'").replace("50", "1")),
        ),
        (
            "before: who began last",
            lambda: history.began_last(("Ben", "Zoe")),
            select(page.format('WHERE people = \'["Ben", "Zoe"]\'').replace("50", "1")),
        ),
        (
            "before: what was finished, by practice",
            history.finished,
            lambda: [plain.execute(by_name, (f"practice-{number}",)).fetchone() for number in range(24)],
        ),
    )
    print(f"\n{'':<42} {'program':>10} {'plain SELECT':>14}")
    slowest_ms = 0.0
    for name, work, peer in cases:
        program_ms = median_ms(work, runs)
        slowest_ms = max(slowest_ms, program_ms)
        print(f"{name:<42} {program_ms:>7.1f} ms {median_ms(peer, runs):>11.1f} ms")
    plain.close()
    kept = "kept" if slowest_ms < PROMISED_MS else "BROKEN"
    print(f"\nThe slowest took {slowest_ms:.0f} ms; promised are {PROMISED_MS}: {kept}.")


if __name__ == "__main__":
    main()
