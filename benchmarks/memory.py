"""The most memory that a practice of three minutes and one of three hours take to play.

usage: python benchmarks/memory.py
"""

import subprocess
import sys
from pathlib import Path

from measuring import ROOT

STEPS = """\
  - {say: "Sit, stand or lean, whatever your body would thank you for.", pause: 3s}
  - {breathe: 4-0-6-0, cycles: CYCLES, cue: voice-then-tone}
  - bell: 1
"""

PLAY = """\
import resource, sys
import numpy as np
from pathlib import Path
from practice_player.clips.reader import ClipReader
from practice_player.sound.player import Player
from practice_player.sound.bed_cache import BedCache
sys.path.insert(0, "benchmarks")
from measuring import timeline_of
timeline = timeline_of(sys.argv[1])
player = Player(BedCache().bed, ClipReader())
player.load(timeline)
player.playing = True
block = np.empty((1440, 2), np.float32)
while not player.ended:
    player.read_ahead(8 * 48_000)
    player.render(block)
print(timeline.length_s, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""

HEAD = """\
format: 1
title: Long or short
practice: solo
goal: settle
level: 1
summary: For measuring.
bed: hush
steps:
"""


def peak_mb(folder: str, cycles: int) -> tuple[float, float]:
    path = f"{folder}/{cycles}.yaml"
    Path(path).write_text(HEAD + STEPS.replace("CYCLES", str(cycles)), encoding="utf-8")
    told = subprocess.run(
        [sys.executable, "-c", PLAY, path], cwd=ROOT, capture_output=True, text=True, check=True
    )
    length_s, peak = told.stdout.split()
    return float(length_s), float(peak)


def main() -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        short, long = peak_mb(folder, 17), peak_mb(folder, 1080)
    for length_s, peak in (short, long):
        print(f"{length_s / 60:6.1f} minutes  {peak:5.1f} MB")
    print(f"three hours take {long[1] / short[1]:.2f} times the memory of three minutes")


if __name__ == "__main__":
    main()
