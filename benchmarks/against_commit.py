"""Time to check, list and show a thousand scripts, beside the same by another checkout, in the same run.

usage: python benchmarks/against_commit.py CHECKOUT [COUNT] [RUNS] [WORK]

CHECKOUT is a folder with the other version, such as `git worktree add /tmp/old 32139ae` makes.  The
processor time of whole processes is measured, so that other work on the machine counts little, one version
after the other in each run, and the ratios of the medians are printed.  WORK names one row, such as `show`.
The scripts are those that ship with the other version, which both can read.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from loading import write

HERE = Path(__file__).parent.parent
SHOW_ALL = """
import sys
from pathlib import Path
from practice_player.script.parsing.reader import read
from practice_player.timeline.compiler import compile_timeline
from practice_player.timeline.outline import outline
for path in sorted(Path(sys.argv[1]).glob("*.yaml")):
    outline(compile_timeline(read(path), lambda _: None))
"""


def timed(code: Path, command: list[str], home: Path) -> float:
    env = os.environ | {"PRACTICE_PLAYER_HOME": str(home), "PYTHONPATH": str(code)}
    began = os.times()
    done = subprocess.run([sys.executable, *command], env=env, capture_output=True, check=False)
    ended = os.times()
    assert done.returncode in (0, 1), done.stderr.decode()
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return ended.children_user + ended.children_system - began.children_user - began.children_system


def main() -> None:
    other = Path(sys.argv[1]).absolute()
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    runs = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    wanted = sys.argv[4] if len(sys.argv) > 4 else ""
    with tempfile.TemporaryDirectory() as folder_name:
        home = Path(folder_name)
        (home / "sessions").mkdir()
        write(home / "sessions", count, other / "sessions")
        work = {
            "check, cold": ["-m", "practice_player", "check"],
            "check, unchanged": ["-m", "practice_player", "check"],
            "list, cold": ["-m", "practice_player", "list", "--json"],
            "show, each of them": ["-c", SHOW_ALL, str(home / "sessions")],
        }
        print(f"{count} scripts, median of {runs} runs")
        for name, command in work.items():
            if not name.startswith(wanted):
                continue
            times: dict[Path, list[float]] = {HERE: [], other: []}
            for _ in range(runs):
                for code, own_times in times.items():
                    if "unchanged" in name:
                        timed(code, command, home)
                    else:
                        shutil.rmtree(home / "cache", ignore_errors=True)
                    own_times.append(timed(code, command, home))
            own_s, other_s = (statistics.median(own_times) for own_times in times.values())
            print(
                f"{name:<20} {own_s:6.2f} s   other {other_s:6.2f} s   ratio {own_s / other_s:.2f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
