"""Two programs write to one journal at the same time, and nothing is lost."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

from practice_player.journal.reading import read_entries
from practice_player.journal.store import Journal
from tests.journal.records import START

COUNT = 1000
PROGRAM = f"""
import sys
from pathlib import Path
from practice_player.journal.keeping import keep
from tests.journal.records import record
path, name = Path(sys.argv[1]), sys.argv[2]
for number in range({COUNT}):
    result = keep(path, record(key=f"{{name}}-{{number}}", title=name))
    assert result.safe, result
"""


def test_two_programs_write_a_thousand_practices_each_and_all_are_there(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    programs = [
        subprocess.Popen([sys.executable, "-c", PROGRAM, str(path), name]) for name in ("first", "second")
    ]

    exit_codes = [program.wait(timeout=300) for program in programs]

    reading = read_entries(path, now=START)
    assert exit_codes == [0, 0]
    assert Counter(entry.title for entry in reading.entries) == {"first": COUNT, "second": COUNT}
    assert len({entry.id for entry in reading.entries}) == 2 * COUNT
    with Journal.open(path) as journal:
        journal.check()
