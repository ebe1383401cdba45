"""How many times faster than real time a practice is rendered, beside ffmpeg copying the same file's samples.

usage: python benchmarks/render.py [RUNS]
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LENGTH_S = 420


def taken_s(command: list[str]) -> float:
    began_s = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began_s


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        wav, again = str(Path(folder, "x.wav")), str(Path(folder, "y.wav"))
        ours = [sys.executable, "-m", "practice_player", "render", "soft-sighs", "--length", "7m", "-o", wav]
        commands = {"practice-player": ours}
        if ffmpeg := shutil.which("ffmpeg"):
            commands["ffmpeg resampling it"] = [
                ffmpeg,
                "-y",
                "-i",
                wav,
                "-af",
                "aresample=44100,aresample=48000",
                again,
            ]
        else:
            print("ffmpeg is not installed: not measured")
        times = {name: [taken_s(command) for _ in range(runs)] for name, command in commands.items()}
        for name, taken in times.items():
            median_s = statistics.median(taken)
            print(f"{name:<22} {median_s:6.2f} s  {LENGTH_S / median_s:6.0f} x real time")


if __name__ == "__main__":
    main()
