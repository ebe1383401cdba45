"""Kills the real program at random moments: what it said was kept is there, and says so."""

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
from practice_player.journal.keeping import read_journal

AT_ONCE: Final = 2
"""Programs that write to the one journal."""

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

WORDS: Final = """\
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
"""One practice after the other, each with a word; its title is said once the word is safe."""


@dataclass(slots=True)
class Results:
    kills: int = 0
    finished: int = 0
    """Practices that were said to be done before the program was killed."""

    words: int = 0

    def __str__(self) -> str:
        return f"{self.kills} kills: {self.finished} practices had finished, {self.words} words were kept"


def run(folder: Path, number: int, seed: int) -> Results:
    """Fails when something that was finished is not in the journal, or does not say finished."""
    began_s = time.monotonic()
    outputs = [_killed(folder, 0, None)]
    usual_s = time.monotonic() - began_s

    def moment_s(at: int) -> float:
        """Most of them about the end, which is where something could be lost."""
        rng = random.Random(f"{seed} {at}")  # noqa: S311 - the same moments each time
        return usual_s * (rng.uniform(0.0, 1.2) if rng.random() < 0.3 else rng.uniform(0.8, 1.2))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        outputs += pool.map(lambda at: _killed(folder, at, moment_s(at)), range(1, number + 1))
    reading = read_journal(folder / "journal.sqlite3", now=datetime.now(UTC))
    assert reading.damage_notice == ""
    by_title = {entry.title: entry for entry in reading.entries}
    assert len(by_title) == len(reading.entries)
    results = Results(kills=number)
    for lines in outputs:
        for line in lines:
            if line.startswith("Word ") and line.endswith("."):
                results.words += 1
                assert by_title[line[:-1]].note == line[:-1]
                assert by_title[line[:-1]].ended is Ended.FINISHED
            elif line.endswith("done."):
                results.finished += 1
                assert by_title[line.partition(",")[0]].ended is Ended.FINISHED, line
    return results


def _killed(folder: Path, at: int, after_s: float | None) -> list[str]:
    """What the program had said when it was killed, or at its end."""
    script = folder / f"practice-{at}.yaml"
    script.write_text(SCRIPT.format(number=at))
    command = (
        ["-c", WORDS, str(folder / "journal.sqlite3"), str(at)]
        if at % 4 == 1
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
    if at % 4 == 2:  # as soon as it says that it is done
        assert process.stdout
        while (line := process.stdout.readline()) and not line.endswith("done.\n"):
            pass
        lines = [line]
    else:
        with suppress(subprocess.TimeoutExpired):
            process.wait(after_s)
    process.kill()
    return "".join([*lines, process.communicate()[0]]).splitlines()
