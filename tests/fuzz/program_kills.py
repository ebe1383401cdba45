"""Kills the real program at random moments: what it reported as finished is in the journal as finished."""

import os
import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from practice_player.journal.entry import Ended
from practice_player.journal.reading import read_entries

CONCURRENT_PROGRAMS: Final = 2
"""The number of programs that write to the same journal."""

SCRIPT: Final = """\
format: 1
title: Practice {number}
practice: solo
goal: settle
level: 1
summary: For tests.
bed: none
steps:
  - {{rest: 0.5s, caption: Part 1.}}
"""

WORDS_PROGRAM: Final = """\
import sys
from pathlib import Path
from practice_player.playback.journal_writer import JournalWriter
for number in range(1000):
    title = f"Word {sys.argv[2]}-{number}"
    writer = JournalWriter(Path(sys.argv[1]), name="x", title=title, practice="solo", planned_s=1.0)
    writer.begin()
    writer.end(1.0, finished=True)
    writer.note(title, 60.0)
    print(title + ".", flush=True)
    writer.close()
"""
"""Writes one practice after the other with a word, and prints its title once the word is saved."""


@dataclass(slots=True)
class Results:
    kill_count: int = 0
    finished_count: int = 0
    """Practices that the program reported as done before it was killed."""

    word_count: int = 0

    def __str__(self) -> str:
        return (
            f"{self.kill_count} kills: {self.finished_count} practices had finished, "
            f"{self.word_count} words were kept"
        )


def run_kills(folder: Path, kill_count: int, seed: int) -> Results:
    """Kills the program `kill_count` times; fails if the journal lacks a finished practice."""
    began_s = time.monotonic()
    run_outputs = [_run_and_kill(folder, 0, None)]
    usual_s = time.monotonic() - began_s

    def kill_moment_s(run_number: int) -> float:
        """Returns a random moment, mostly near the end, where something could be lost."""
        rng = random.Random(f"{seed} {run_number}")  # noqa: S311 - the same moments each time
        return usual_s * (rng.uniform(0.0, 1.2) if rng.random() < 0.3 else rng.uniform(0.8, 1.2))

    with ThreadPoolExecutor(CONCURRENT_PROGRAMS) as pool:
        run_outputs += pool.map(
            lambda run_number: _run_and_kill(folder, run_number, kill_moment_s(run_number)),
            range(1, kill_count + 1),
        )
    journal = read_entries(folder / "journal.sqlite3", now=datetime.now(UTC))
    assert journal.damage_notice == ""
    by_title = {entry.title: entry for entry in journal.entries}
    assert len(by_title) == len(journal.entries)
    results = Results(kill_count=kill_count)
    for lines in run_outputs:
        for line in lines:
            if line.startswith("Word ") and line.endswith("."):
                results.word_count += 1
                assert by_title[line[:-1]].note == line[:-1]
                assert by_title[line[:-1]].ended is Ended.FINISHED
            elif line.endswith("done."):
                results.finished_count += 1
                assert by_title[line.partition(",")[0]].ended is Ended.FINISHED, line
    return results


def _run_and_kill(folder: Path, run_number: int, kill_after_s: float | None) -> list[str]:
    """Returns the lines that the program had printed when it was killed, or by its end."""
    script = folder / f"practice-{run_number}.yaml"
    script.write_text(SCRIPT.format(number=run_number))
    command = (
        ["-c", WORDS_PROGRAM, str(folder / "journal.sqlite3"), str(run_number)]
        if run_number % 4 == 1
        else ["-m", "practice_player", "play", str(script), "--plain", "--to", "silence"]
    )
    process = subprocess.Popen(
        [sys.executable, *command],
        env=os.environ | {"PRACTICE_PLAYER_HOME": str(folder)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    lines = []
    if run_number % 4 == 2:  # is killed as soon as it says that it is done
        assert process.stdout
        while (line := process.stdout.readline()) and not line.endswith("done.\n"):
            pass
        lines = [line]
    else:
        with suppress(subprocess.TimeoutExpired):
            process.wait(kill_after_s)
    process.kill()
    return "".join([*lines, process.communicate()[0]]).splitlines()
