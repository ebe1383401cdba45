"""What the benchmarks share: whole commands, timed, with the most memory they ever held."""

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from practice_player.timeline.model import Timeline

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
PLAYER = [sys.executable, "-m", "practice_player"]


@dataclass(frozen=True)
class Run:
    wall_s: float
    cpu_s: float
    peak_mb: float


def run(command: list[str], *, cwd: Path | None = None, env: dict[str, str] | None = None) -> Run:
    """One command, to its end; its own peak, not that of its children."""
    began_s = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    told = process.stderr.read() if process.stderr else b""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0]} failed: {told.decode(errors='replace')[-600:]}")
    return Run(time.perf_counter() - began_s, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def median(runs: list[Run]) -> Run:
    return Run(
        statistics.median(one.wall_s for one in runs),
        statistics.median(one.cpu_s for one in runs),
        statistics.median(one.peak_mb for one in runs),
    )


def timeline_of(name: str, length_s: int | None = None) -> "Timeline":
    """A practice by its name or path, at its usual length or at another."""
    from practice_player.core.bootstrap import create_core
    from practice_player.core.request import PracticeRequest
    from practice_player.lib.units import frames

    core = create_core()
    length_frames = None if length_s is None else frames(length_s)
    return core.timeline(core.open(name), PracticeRequest(name=name, length_frames=length_frames))
