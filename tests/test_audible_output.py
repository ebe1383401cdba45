"""What the program sends to a sound server, recorded sample for sample."""

import importlib.util
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
import soundfile

from practice_player.lib.units import frames
from practice_player.sound.block import Block
from practice_player.sound.outputs.miniaudio import PERIOD_MS, MiniaudioOutput
from tests.sound_server import MISSING, SoundServerRig, sound_server

pytestmark = pytest.mark.skipif(
    MISSING is not None, reason=f"{MISSING} is not installed: nothing can be heard"
)

SCRIPT = """\
format: 1
title: A Minute
practice: solo
goal: settle
level: 1
summary: For the ear.
bed: hush
steps:
  - {say: "Sit, stand or lean, whatever your body would thank you for.", pause: 1s}
  - {breathe: 1-0-2-0, cycles: 2}
  - bell: 1
"""

LONG = SCRIPT + "  - rest: 60s\n"
PLAYER = (sys.executable, "-m", "practice_player")


def _simpleaudio_mark() -> pytest.MarkDecorator:
    usable = sys.version_info < (3, 12) and importlib.util.find_spec("simpleaudio") is not None
    return pytest.mark.skipif(not usable, reason="simpleaudio is not installed, or ends this Python")


def _soundcard_mark() -> pytest.MarkDecorator:
    installed = importlib.util.find_spec("soundcard") is not None
    return pytest.mark.skipif(not installed, reason="SoundCard is not installed")


@pytest.mark.parametrize(
    ("output", "error"),
    # simpleaudio plays 16 bits, like the file: both are rounded.
    [
        ("card", 1.01 / 32_768),
        pytest.param("simpleaudio", 2.01 / 32_768, marks=_simpleaudio_mark()),
        pytest.param("soundcard", 1.01 / 32_768, marks=_soundcard_mark()),
    ],
)
def test_what_is_heard_is_what_is_rendered_sample_for_sample(
    tmp_path: Path, output: str, error: float
) -> None:
    script = tmp_path / "minute.yaml"
    script.write_text(SCRIPT)
    rendered_file = tmp_path / "x.flac"
    with sound_server() as rig:
        env = rig.env | {"PRACTICE_PLAYER_HOME": str(tmp_path)}
        subprocess.run(
            [*PLAYER, "render", str(script), "-o", str(rendered_file)], env=env, check=True, timeout=60
        )
        player = subprocess.run(
            [*PLAYER, "play", str(script), "--plain", "--to", output],
            env=env,
            capture_output=True,
            text=True,
            timeout=90,
            check=True,
        )
        recorded = rig.recorded()
    rendered, _ = soundfile.read(rendered_file, dtype="float32", always_2d=True)

    assert "in silence" not in player.stdout
    # Align the first sounds of both, allowing for the rounding to 16 bits, then compare every sample.
    level = 40 / 32_768
    lag = int(np.argmax(np.abs(recorded[:, 0]) > level)) - int(np.argmax(np.abs(rendered[:, 0]) > level))
    best_lag = min(
        range(lag - 3, lag + 4),
        key=lambda candidate: _greatest_difference(recorded, rendered, candidate, 48_000),
    )
    length_frames = len(rendered) - 14_400  # the player leaves once the last block is handed over
    assert len(recorded) - best_lag > length_frames
    assert _greatest_difference(recorded, rendered, best_lag, length_frames) <= error


@contextmanager
def playing(tmp_path: Path, rig: SoundServerRig) -> Iterator["subprocess.Popen[str]"]:
    script = tmp_path / "long.yaml"
    script.write_text(LONG)
    player = subprocess.Popen(
        [*PLAYER, "play", str(script), "--plain"],
        env=rig.env | {"PRACTICE_PLAYER_HOME": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield player
    finally:
        player.kill()
        player.wait(10)


def seconds_until(condition: Callable[[], bool], *, within_s: float) -> float:
    """Returns the seconds until a condition holds."""
    start_s = time.monotonic()
    while not condition():
        assert time.monotonic() - start_s < within_s
        os.sched_yield()
    return time.monotonic() - start_s


def wait_for_line(player: "subprocess.Popen[str]", words: str) -> float:
    """Returns the seconds until the player prints a line with these words."""
    assert player.stdout
    start_s = time.monotonic()
    for line in player.stdout:
        if words in line:
            return time.monotonic() - start_s
    raise AssertionError(f"never said: {words}")


def sound_since_now(rig: SoundServerRig) -> Callable[[], bool]:
    """Returns a function that says whether any sound was recorded since this call."""
    frames_before = rig.frames
    return lambda: bool(rig.recorded(frames_before).any())


def test_a_sound_server_that_dies_is_noticed_within_two_seconds_and_comes_back(tmp_path: Path) -> None:
    with sound_server() as rig, playing(tmp_path, rig) as player:
        seconds_until(lambda: bool(rig.recorded().any()), within_s=20)

        rig.kill()
        assert wait_for_line(player, "in silence") < 2.0

        rig.start()
        assert seconds_until(sound_since_now(rig), within_s=10) < 6.0


def test_an_engine_that_is_killed_is_noticed_within_two_seconds_and_started_anew(tmp_path: Path) -> None:
    with sound_server() as rig, playing(tmp_path, rig) as player:
        seconds_until(lambda: bool(rig.recorded().any()), within_s=20)

        children = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(player.pid)], capture_output=True, text=True, check=True
        )
        os.kill(int(children.stdout.split()[0]), signal.SIGKILL)
        assert wait_for_line(player, "in silence") < 2.0

        assert seconds_until(sound_since_now(rig), within_s=20) < 8.0


def test_doctor_tells_of_gaps_now_and_before(tmp_path: Path) -> None:
    (tmp_path / "underruns.jsonl").write_text(
        '{"ended_at": "2026-11-26T19:00:00+00:00", "underruns": 1}\n' * 2
    )
    with sound_server() as rig:
        doctor = subprocess.run(
            [*PLAYER, "doctor"],
            env=rig.env | {"PRACTICE_PLAYER_HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )

    assert "a card answers, through miniaudio; 0 gaps in 1.5 s, 2 told of in" in doctor.stdout


def test_the_card_calls_for_what_it_has_room_for_and_not_for_whole_periods(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    requested_frames: list[int] = []
    output = MiniaudioOutput()
    with sound_server() as rig:
        rig.offer(monkeypatch)
        output.start(lambda block: requested_frames.append(len(block)))
        seconds_until(lambda: len(requested_frames) > 20, within_s=10)
        output.stop()

    assert max(requested_frames[1:]) < frames(PERIOD_MS / 1000) / 2, "a key is heard from the next call on"


def _greatest_difference(recorded: Block, expected: object, lag: int, count: int) -> float:
    """Returns the greatest difference between two sounds over `count` frames."""
    return float(np.abs(recorded[lag : lag + count] - np.asarray(expected)[:count]).max())
