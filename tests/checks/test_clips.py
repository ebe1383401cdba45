"""What is told of recordings."""

import importlib.util
import math
from pathlib import Path

import numpy as np
import pytest
import soundfile

from practice_player.checks.clips import clip_problems, fit_problems
from practice_player.checks.measuring import Measurement, measure
from practice_player.checks.recordings import stale_clip
from practice_player.errors import ClipError
from practice_player.voice.names import clip_name

GOOD = Measurement(loudness_lufs=-18.0, true_peak_dbtp=-2.0, length_s=3.0, clipped=False)


def measured(**changes: float | bool) -> Measurement:
    from dataclasses import replace

    return replace(GOOD, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("recording", "rule", "said"),
    [
        (measured(loudness_lufs=-21.1), "loudness", "3 LU quieter"),
        (measured(loudness_lufs=-14.0), "loudness", "4 LU louder"),
        (measured(loudness_lufs=-math.inf), "loudness", "silent"),
        (measured(true_peak_dbtp=-0.2), "high-peaks", "-0.2 dBTP"),
        (measured(clipped=True, true_peak_dbtp=0.0), "clipped", "cut off"),
    ],
)
def test_a_spoilt_recording_is_told_once_with_what_to_do(
    recording: Measurement, rule: str, said: str
) -> None:
    ((found, problem, fix),) = clip_problems(recording)

    assert found == rule
    assert said in problem
    assert fix


@pytest.mark.parametrize("loudness_lufs", [-21.0, -18.0, -15.0])
def test_up_to_three_lu_off_are_fine(loudness_lufs: float) -> None:
    assert not list(clip_problems(measured(loudness_lufs=loudness_lufs)))


@pytest.mark.parametrize(
    ("text", "length_s", "rules"),
    [
        ("Small and easy.", 1.5, []),
        ("Small and easy, as if somebody slept.", 2.0, ["fast-captions"]),
        ("Small and easy.", 9.0, ["long-recording"]),
    ],
)
def test_a_recording_fits_its_words(text: str, length_s: float, rules: list[str]) -> None:
    assert [rule for rule, _, _ in fit_problems(measured(length_s=length_s), text)] == rules


def test_a_recording_of_the_old_words_is_recognised() -> None:
    old = clip_name("Let your head turn slowly, as if you had come in.")
    other = clip_name("Door, window, corner.")

    assert stale_clip(clip_name("Let your head turn slowly, as though new."), [other, old]) == old
    assert stale_clip(clip_name("And a slow breath out."), [other, old]) is None
    assert stale_clip(clip_name("Anything."), []) is None


@pytest.mark.skipif(importlib.util.find_spec("pyloudnorm") is None, reason="pyloudnorm is not installed")
@pytest.mark.parametrize("rate_hz", [22_050, 48_000])
@pytest.mark.parametrize("channels", [1, 2])
def test_a_recording_is_measured_as_it_is_heard(tmp_path: Path, rate_hz: int, channels: int) -> None:
    at = np.arange(3 * rate_hz) / rate_hz
    wave = np.sin(2 * np.pi * 997 * at) * 10 ** (-18 / 20)
    soundfile.write(tmp_path / "x.wav", np.column_stack([wave] * channels), rate_hz)

    found = measure(tmp_path / "x.wav")

    assert found.loudness_lufs == pytest.approx(-18.0, abs=0.2), "0 dBFS at 997 Hz on both sides is 0 LUFS"
    assert found.true_peak_dbtp == pytest.approx(-18.0, abs=0.2)
    assert found.length_s == 3.0
    assert not found.clipped


@pytest.mark.skipif(importlib.util.find_spec("pyloudnorm") is None, reason="pyloudnorm is not installed")
def test_a_wave_cut_off_is_clipped_and_one_high_sample_is_not(tmp_path: Path) -> None:
    at = np.arange(48_000) / 48_000
    cut = np.clip(1.5 * np.sin(2 * np.pi * 300 * at), -1, 1)
    peak = 0.2 * np.sin(2 * np.pi * 300 * at)
    peak[1000:1002] = 1.0
    soundfile.write(tmp_path / "cut.wav", cut, 48_000)
    soundfile.write(tmp_path / "peak.wav", peak, 48_000)

    assert measure(tmp_path / "cut.wav").clipped
    assert not measure(tmp_path / "peak.wav").clipped


@pytest.mark.skipif(importlib.util.find_spec("pyloudnorm") is None, reason="pyloudnorm is not installed")
def test_what_is_no_sound_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.ogg").write_bytes(b"no sound at all")
    soundfile.write(tmp_path / "empty.wav", np.zeros(0), 48_000)

    for name in ("x.ogg", "empty.wav", "none.ogg"):
        with pytest.raises(ClipError):
            measure(tmp_path / name)
