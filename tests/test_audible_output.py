"""What really leaves the program for a sound server, recorded bit for bit."""

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
from tests.sound_server import MISSING, Rig, sound_server

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


def _simpleaudio() -> pytest.MarkDecorator:
    usable = sys.version_info < (3, 12) and importlib.util.find_spec("simpleaudio") is not None
    return pytest.mark.skipif(not usable, reason="simpleaudio is not installed, or ends this Python")


@pytest.mark.parametrize(
    ("output", "error"),
    # simpleaudio is given 16 bits, as the file is: rounding upon rounding.
    [("card", 1.01 / 32_768), pytest.param("simpleaudio", 2.01 / 32_768, marks=_simpleaudio())],
)
def test_what_is_heard_is_what_is_rendered_sample_for_sample(
    tmp_path: Path, output: str, error: float
) -> None:
    script = tmp_path / "minute.yaml"
    script.write_text(SCRIPT)
    out = tmp_path / "x.flac"
    with sound_server() as rig:
        env = rig.env | {"PRACTICE_PLAYER_HOME": str(tmp_path)}
        subprocess.run([*PLAYER, "render", str(script), "-o", str(out)], env=env, check=True, timeout=60)
        played = subprocess.run(
            [*PLAYER, "play", str(script), "--plain", "--to", output],
            env=env,
            capture_output=True,
            text=True,
            timeout=90,
            check=True,
        )
        heard = rig.heard()
    meant, _ = soundfile.read(out, dtype="float32", always_2d=True)

    assert "in silence" not in played.stdout
    # The first sound of both, to within the rounding of 16 bits, then every sample.
    level = 40 / 32_768
    lag = int(np.argmax(np.abs(heard[:, 0]) > level)) - int(np.argmax(np.abs(meant[:, 0]) > level))
    best = min(range(lag - 3, lag + 4), key=lambda one: _error(heard, meant, one, 48_000))
    length = len(meant) - 14_400  # the player leaves once the last block is handed over
    assert len(heard) - best > length
    assert _error(heard, meant, best, length) <= error


@contextmanager
def playing(tmp_path: Path, rig: Rig) -> Iterator["subprocess.Popen[str]"]:
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


def until(found: Callable[[], bool], *, within_s: float) -> float:
    """Seconds until something is so."""
    began_s = time.monotonic()
    while not found():
        assert time.monotonic() - began_s < within_s
        os.sched_yield()
    return time.monotonic() - began_s


def said(player: "subprocess.Popen[str]", words: str) -> float:
    """Seconds until a line with these words comes."""
    assert player.stdout
    began_s = time.monotonic()
    for line in player.stdout:
        if words in line:
            return time.monotonic() - began_s
    raise AssertionError(f"never said: {words}")


def sounding(rig: Rig) -> Callable[[], bool]:
    """Whether anything was heard since now."""
    before = rig.frames
    return lambda: bool(rig.heard(before).any())


def test_a_sound_server_that_dies_is_noticed_within_two_seconds_and_comes_back(tmp_path: Path) -> None:
    with sound_server() as rig, playing(tmp_path, rig) as player:
        until(lambda: bool(rig.heard().any()), within_s=20)

        rig.kill()
        assert said(player, "in silence") < 2.0

        rig.start()
        assert until(sounding(rig), within_s=10) < 6.0


def test_an_engine_that_is_killed_is_noticed_within_two_seconds_and_started_anew(tmp_path: Path) -> None:
    with sound_server() as rig, playing(tmp_path, rig) as player:
        until(lambda: bool(rig.heard().any()), within_s=20)

        found = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(player.pid)], capture_output=True, text=True, check=True
        )
        os.kill(int(found.stdout.split()[0]), signal.SIGKILL)
        assert said(player, "in silence") < 2.0

        assert until(sounding(rig), within_s=20) < 8.0


def test_doctor_tells_of_gaps_now_and_before(tmp_path: Path) -> None:
    (tmp_path / "underruns.jsonl").write_text(
        '{"ended_at": "2026-11-26T19:00:00+00:00", "underruns": 1}\n' * 2
    )
    with sound_server() as rig:
        told = subprocess.run(
            [*PLAYER, "doctor"],
            env=rig.env | {"PRACTICE_PLAYER_HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )

    assert "a card answers; 0 gaps in 1.5 s, 2 told of in" in told.stdout


def test_the_card_calls_for_what_it_has_room_for_and_not_for_whole_periods(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[int] = []
    output = MiniaudioOutput()
    with sound_server() as rig:
        rig.offer(monkeypatch)
        output.start(lambda block: asked.append(len(block)))
        until(lambda: len(asked) > 20, within_s=10)
        output.stop()

    assert max(asked[1:]) < frames(PERIOD_MS / 1000) / 2, "a key is heard from the next call on"


def _error(heard: Block, meant: object, lag: int, count: int) -> float:
    """The greatest difference over `count` frames."""
    return float(np.abs(heard[lag : lag + count] - np.asarray(meant)[:count]).max())
