"""A ten-minute practice as a page, beside the same practice as an mp3: a page may take half a second more.

usage: python benchmarks/page.py [RUNS]
"""

import sys
import tempfile
from pathlib import Path

from measuring import PLAYER, Run, median, run

LENGTH_S = 600
SCRIPT = "soft-sighs"
MORE_S = 0.5


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    taken: dict[str, list[Run]] = {"mp3": [], "html": []}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(runs):
            for ending, done in taken.items():
                command = [*PLAYER, "render", SCRIPT, "--length", f"{LENGTH_S}s", "-o", f"evening.{ending}"]
                done.append(run(command, cwd=Path(folder)))
        for ending, done in taken.items():
            size_mb = (Path(folder) / f"evening.{ending}").stat().st_size / 1e6
            one = median(done)
            print(f"{ending:<5} {one.wall_s:6.2f} s  {one.cpu_s:6.2f} CPU s  {size_mb:5.2f} MB")
    more_s = median(taken["html"]).wall_s - median(taken["mp3"]).wall_s
    print(f"The page takes {more_s:+.2f} s; allowed are {MORE_S} s.")
    if more_s > MORE_S:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
