"""A terminal that is painted on as a real one is, and nobody sees it; what it costs is measured."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver

from practice_player.playback.snapshot import BreathSnapshot

FRAMES_PER_S = 30


class PaintingDriver(HeadlessDriver):
    """Takes all that would be sent to a terminal, which Textual's own headless driver is not sent."""

    written_bytes = 0
    writes = 0
    wrote_s = 0.0
    """When it was written to last, by the monotonic clock."""

    @property
    def is_headless(self) -> bool:
        return False

    def write(self, data: str) -> None:
        PaintingDriver.wrote_s = time.monotonic()
        PaintingDriver.writes += 1
        PaintingDriver.written_bytes += len(data.encode())


@dataclass
class Cost:
    """What a run of an app took."""

    cpu_share: float
    """Of one core."""

    bytes_per_s: float
    late_ms: list[float] = field(default_factory=list)
    """How late each frame was."""


def breath_at(now_s: float) -> BreathSnapshot:
    """In for four seconds, out for six, eased as the player eases it."""
    within_s = now_s % 10
    phase, length_s, along_s = ("in", 4.0, within_s) if within_s < 4 else ("out", 6.0, within_s - 4)
    share = along_s / length_s
    eased = share * share * (3 - 2 * share)
    return BreathSnapshot(
        word=phase,
        left_s=length_s - along_s,
        length_s=length_s,
        fullness=eased if phase == "in" else 1 - eased,
        cycle=int(now_s // 10) + 1,
        cycles=60,
    )


def run(app: App[Any], size: tuple[int, int], length_s: float, begin: Callable[[], object]) -> Cost:
    """Calls `begin` once the app is there, and measures it for so long after a first breath."""
    begun: list[float] = []

    def measure() -> None:
        begin()
        app.set_timer(10.0, start)
        app.set_timer(10.0 + length_s, app.exit)

    def start() -> None:
        begun[:] = [time.process_time(), time.monotonic(), PaintingDriver.written_bytes]

    app.call_later(measure)
    app.run(size=size)
    cpu_s, since_s, before_bytes = begun
    lasted_s = time.monotonic() - since_s
    return Cost(
        cpu_share=(time.process_time() - cpu_s) / lasted_s,
        bytes_per_s=(PaintingDriver.written_bytes - before_bytes) / lasted_s,
    )
