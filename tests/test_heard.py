"""What really leaves the program for a sound server, recorded bit for bit."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.rig import MISSING, sound_server

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


def test_what_is_heard_is_what_is_rendered_sample_for_sample(tmp_path: Path) -> None:
    script = tmp_path / "minute.yaml"
    script.write_text(SCRIPT)
    command = [sys.executable, "-m", "practice_player"]
    out = tmp_path / "x.flac"
    with sound_server() as rig:
        env = rig.env | {"PRACTICE_PLAYER_HOME": str(tmp_path)}
        subprocess.run([*command, "render", str(script), "-o", str(out)], env=env, check=True, timeout=60)
        played = subprocess.run(
            [*command, "play", str(script), "--plain"],
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
    length = len(meant) - 4800  # the player leaves once the last block is handed over
    assert len(heard) - best > length
    assert _error(heard, meant, best, length) <= 1.01 / 32_768


def _error(
    heard: "np.ndarray[tuple[int, ...], np.dtype[np.float32]]", meant: object, lag: int, count: int
) -> float:
    """The greatest difference over `count` frames."""
    return float(np.abs(heard[lag : lag + count] - np.asarray(meant)[:count]).max())
