"""A minute of a practice with background, ducking, tones and a bell, beside mpv playing it from a wav file.

On a private sound server that keeps what was heard: CPU seconds a minute, the most memory, samples lost.
Then the keys: from a command to what is heard of it, with a warm engine.

usage: python benchmarks/live.py [SECONDS]
"""

import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import soundfile
from measuring import timeline_of  # puts the checkout on the path, too

from practice_player.sound.block import Block
from practice_player.sound.engine.client import EngineClient
from practice_player.sound.engine.protocol import CardState, Levels, Load, Pause, Play, Seek
from practice_player.sound.render import render
from tests.sound_server import MISSING, SoundServerRig, sound_server

TICKS = os.sysconf("SC_CLK_TCK")
SCRIPT = """\
format: 1
title: Everything
practice: solo
goal: settle
level: 1
summary: For measuring.
bed: hush
steps:
  - {say: "Sit, stand or lean, whatever your body would thank you for.", pause: 3s}
  - {breathe: 4-0-6-0, cycles: 4, cue: voice-then-tone}
  - bell: 1
  - {say: "A breath in, then a little sip more, and a long way out.", pause: 2s}
  - {breathe: 4-0-6-0, cycles: 60, cue: tone}
"""


def used(pid: int) -> tuple[float, float]:
    """CPU seconds and the most memory in MB of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    status = Path(f"/proc/{pid}/status").read_text()
    peak_kb = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
    return (int(fields[11]) + int(fields[12])) / TICKS, peak_kb / 1024


def lost_ms(heard: Block, meant: Block) -> tuple[int, float]:
    """Places where the recording leaves what was meant, and how much was put in or left out in all.

    Sample for sample, to within the rounding of the file: a place that differs is looked for around.
    """
    at = int(np.argmax(np.abs(meant[:, 0]) > 2e-3))
    first = int(np.argmax(np.abs(heard[:, 0]) > 2e-3)) - at
    lag = _found(heard, meant, at, first - 50, first + 50)
    if lag is None:
        return -1, 0.0
    places, moved = 0, 0
    while at + 960 < len(meant) and at + lag + 2000 < len(heard):
        if _off(heard, meant, at, lag):
            again = None
            while again is None and at + 3000 < min(len(meant), len(heard) - lag):
                again = _found(heard, meant, at, lag - 4800, lag + 48_000)
                at += 960
            places += 1
            print(
                f"  lost near {at / 48_000:.2f} s: {'?' if again is None else (again - lag) / 48} ms",
                file=sys.stderr,
            )
            if again is None:
                break
            moved += abs(again - lag)
            lag = again
        at += 960
    return places, moved / 48.0


def _off(heard: Block, meant: Block, at: int, lag: int) -> bool:
    return bool(np.abs(heard[at + lag : at + lag + 960] - meant[at : at + 960]).max() > 2 / 32_768)


def _found(heard: Block, meant: Block, at: int, first: int, last: int) -> int | None:
    return next(
        (
            lag
            for lag in range(max(-at, first), min(last, len(heard) - at - 960))
            if not _off(heard, meant, at, lag)
        ),
        None,
    )


def play_ours(rig: SoundServerRig, timeline: object, length_s: float) -> tuple[float, float, Block]:
    os.environ.update(rig.env)
    engine = EngineClient()
    engine.start()
    wait_for(engine, CardState.OPEN)
    before = rig.frames
    process = engine._process  # noqa: SLF001 - measured from outside
    assert process
    engine.send(Load(timeline=timeline))  # type: ignore[arg-type]
    time.sleep(1.0)
    cpu_s, _ = used(process.pid)
    engine.send(Play())
    time.sleep(length_s)
    after_s, peak_mb = used(process.pid)
    engine.close()
    return after_s - cpu_s, peak_mb, rig.recorded(before)


def play_mpv(rig: SoundServerRig, wav: Path, length_s: float) -> tuple[float, float, Block]:
    before = rig.frames
    mpv = subprocess.Popen(
        ["mpv", "--no-config", "--no-video", "--really-quiet", "--ao=pulse", str(wav)], env=rig.env
    )
    time.sleep(1.0)
    cpu_s, _ = used(mpv.pid)
    time.sleep(length_s)
    after_s, peak_mb = used(mpv.pid)
    mpv.kill()
    mpv.wait()
    return after_s - cpu_s, peak_mb, rig.recorded(before)


def wait_for(engine: EngineClient, card: CardState) -> None:
    until_s = time.monotonic() + 20
    while not ((report := engine.report()) and report.card is card):
        if time.monotonic() > until_s:
            raise SystemExit("the engine did not find the sound server")
        time.sleep(0.01)


def keys(rig: SoundServerRig, timeline: object) -> None:
    """From a command to what is heard of it; the sound server itself adds about 10 ms."""
    engine = EngineClient()
    engine.start()
    wait_for(engine, CardState.OPEN)
    engine.send(Levels())
    engine.send(Load(timeline=timeline))  # type: ignore[arg-type]
    engine.send(Seek(frame=100 * 48_000))
    time.sleep(1.5)
    chance = random.Random(1)  # commands fall anywhere between two blocks
    taken: dict[str, list[float]] = {"resume": [], "pause": []}
    for number in range(80):
        kind = "resume" if number % 2 == 0 else "pause"
        before, began_s = rig.frames, time.monotonic()
        engine.send(Play() if kind == "resume" else Pause())
        while True:
            fresh = rig.recorded(before)
            if (
                (len(fresh) and fresh.any())
                if kind == "resume"
                else (len(fresh) > 960 and not fresh[-480:].any())
            ):
                break
            time.sleep(0.001)
        late_ms = 10.0 if kind == "pause" else 0.0  # silence is only known once 10 ms of it were heard
        taken[kind].append((time.monotonic() - began_s) * 1000 - late_ms)
        time.sleep(chance.uniform(0.5, 0.7))
    engine.close()
    for kind, all_ms in taken.items():
        what = "command to first sample" if kind == "resume" else "command to silence"
        print(
            f"  {kind:<7} {what:<24} median {statistics.median(all_ms):4.0f} ms  "
            f"({min(all_ms):.0f}-{max(all_ms):.0f}, n={len(all_ms)})"
        )


def main() -> None:
    if MISSING:
        raise SystemExit(f"{MISSING} is not installed: nothing can be heard")
    length_s = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    with tempfile.TemporaryDirectory() as name, sound_server() as rig:
        os.environ["PRACTICE_PLAYER_HOME"] = name
        script, wav = Path(name, "all.yaml"), Path(name, "all.wav")
        script.write_text(SCRIPT)
        timeline = timeline_of(str(script))
        render(timeline, wav)
        meant = soundfile.read(wav, frames=round(48_000 * (length_s + 5)), dtype="float32", always_2d=True)[0]
        plays: dict[str, Callable[[], tuple[float, float, Block]]] = {
            "practice-player (engine)": lambda: play_ours(rig, timeline, length_s)
        }
        if shutil.which("mpv"):
            plays["mpv, the wav of it"] = lambda: play_mpv(rig, wav, length_s)
        print(f"{length_s:g} s, {timeline.length_s:g} s in all")
        for who, play in plays.items():
            cpu_s, peak_mb, heard = play()
            places, moved_ms = lost_ms(heard, meant)
            print(
                f"  {who:<26} {cpu_s * 60 / length_s:5.2f} CPU s a minute  {peak_mb:4.0f} MB  "
                f"{places} dropouts ({moved_ms:.1f} ms)"
            )
        keys(rig, timeline)


if __name__ == "__main__":
    main()
