"""Time to load, list and check a thousand scripts, cold and unchanged, beside PyYAML reading the same files.

usage: python benchmarks/loading.py [COUNT] [RUNS]

The scripts are the shipped ones, each with a title and a sentence of its own.  Whole processes are timed,
start-up included; "cold" is without anything remembered, though the files are in the system's own cache.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from practice_player.settings import shipped_dir

CHECK = [sys.executable, "-m", "practice_player", "check"]
LIST = [sys.executable, "-m", "practice_player", "list", "--json"]


def write(folder: Path, count: int, shipped: Path | None = None) -> None:
    paths = sorted((shipped or shipped_dir("sessions")).rglob("*.yaml"))
    texts = [path.read_text(encoding="utf-8") for path in paths]
    for number in range(count):
        text = texts[number % len(texts)].replace("\ntitle: ", f"\ntitle: {number} ", 1)
        folder.joinpath(f"script-{number:04}.yaml").write_text(
            text + f"  - say: This is number {number}.\n", encoding="utf-8"
        )


def taken_s(work: Callable[[], object]) -> float:
    began_s = time.perf_counter()
    work()
    return time.perf_counter() - began_s


def told(name: str, times: list[float]) -> None:
    spread = f"(of {len(times)}: {min(times):.2f} to {max(times):.2f})"
    print(f"{name:<44} {statistics.median(times):6.2f} s   {spread}")


def read_all(files: list[Path], loader: Any) -> None:
    for path in files:
        yaml.load(path.read_bytes(), loader)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home, "sessions")
        folder.mkdir()
        write(folder, count)
        files = sorted(folder.glob("*.yaml"))
        size = sum(path.stat().st_size for path in files)
        print(f"{count} scripts, {size / 1e6:.1f} MB")
        env = os.environ | {"PRACTICE_PLAYER_HOME": home}

        def run(command: list[str]) -> None:
            done = subprocess.run(command, env=env, capture_output=True, check=False)
            assert done.returncode in (0, 1), done.stderr

        def cold(command: list[str]) -> float:
            shutil.rmtree(Path(home, "cache"), ignore_errors=True)
            return taken_s(lambda: run(command))

        told("check, cold", [cold(CHECK) for _ in range(runs)])
        told("check, unchanged", [taken_s(lambda: run(CHECK)) for _ in range(runs)])
        told("list, cold", [cold(LIST) for _ in range(runs)])
        told("list, unchanged", [taken_s(lambda: run(LIST)) for _ in range(runs)])
        for name, loader in (("yaml.safe_load", "SafeLoader"), ("the same with its C loader", "CSafeLoader")):
            reading = partial(read_all, files, getattr(yaml, loader, yaml.SafeLoader))
            told(f"{name}, nothing checked", [taken_s(reading) for _ in range(runs)])


if __name__ == "__main__":
    main()
