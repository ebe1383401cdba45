"""The rules on recordings."""

import math
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from practice_player.clips.measurement import ClipAnalysis
from practice_player.lib.diagnostics import Place
from practice_player.lint.rules.clips import clip_problems, fit_problems
from practice_player.lint.voice_clips import stale_clip
from practice_player.voice.names import clip_name

GOOD = ClipAnalysis(loudness_lufs=-18.0, peak_db=-2.0, length_frames=3 * 48_000, clipped=False)
PLACE = Place("evening.yaml", 9, 11)


def analysis(**changes: Any) -> ClipAnalysis:
    return replace(GOOD, **changes)


@pytest.mark.parametrize(
    ("recording", "rule", "message"),
    [
        (analysis(loudness_lufs=-21.1), "loudness", "3 LU quieter"),
        (analysis(loudness_lufs=-14.0), "loudness", "4 LU louder"),
        (analysis(loudness_lufs=-math.inf), "loudness", "silent"),
        (analysis(peak_db=-0.2), "high-peaks", "-0.2 dB"),
        (analysis(clipped=True, peak_db=0.0), "clipped", "cut off"),
    ],
)
def test_a_spoilt_recording_is_reported_once_with_what_to_do(
    recording: ClipAnalysis, rule: str, message: str
) -> None:
    (problem,) = clip_problems(recording, PLACE)

    assert (problem.code, problem.place) == (rule, PLACE)
    assert message in problem.problem
    assert problem.fix


@pytest.mark.parametrize("loudness_lufs", [-21.0, -18.0, -15.0])
def test_up_to_three_lu_off_are_fine(loudness_lufs: float) -> None:
    assert not list(clip_problems(analysis(loudness_lufs=loudness_lufs), PLACE))


@pytest.mark.parametrize(
    ("text", "length_s", "rules"),
    [
        ("Small and easy.", 1.5, []),
        ("Small and easy, as if somebody slept.", 2.0, ["fast-captions"]),
        ("Small and easy.", 9.0, ["long-recording"]),
    ],
)
def test_a_recording_fits_its_words(text: str, length_s: float, rules: list[str]) -> None:
    recording = analysis(length_frames=round(length_s * 48_000))

    assert [problem.code for problem in fit_problems(recording, text, PLACE)] == rules


def test_what_is_said_in_time_has_a_recording_no_longer_than_its_time() -> None:
    recording = analysis(length_frames=48_480)

    (problem,) = fit_problems(recording, "Twenty.", PLACE, Decimal("1.0"))

    assert (problem.code, problem.problem) == (
        "longer-than-its-time",
        "it lasts 1.01 s, and what follows is due after 1 s",
    )
    assert not list(fit_problems(recording, "Twenty.", PLACE, Decimal("1.01")))


def test_a_recording_of_the_old_words_is_recognised() -> None:
    old_clip = clip_name("Let your head turn slowly, as if you had come in.")
    other_clip = clip_name("Door, window, corner.")

    assert (
        stale_clip(clip_name("Let your head turn slowly, as though new."), [other_clip, old_clip]) == old_clip
    )
    assert stale_clip(clip_name("And a slow breath out."), [other_clip, old_clip]) is None
    assert stale_clip(clip_name("Anything."), []) is None


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan])
def test_no_number_is_named_that_is_none(value: float) -> None:
    for recording in (
        analysis(peak_db=value),
        analysis(loudness_lufs=value),
        analysis(peak_db=value, clipped=True),
    ):
        messages = " ".join(f"{problem.problem} {problem.fix}" for problem in clip_problems(recording, PLACE))

        assert "inf" not in messages
        assert "nan" not in messages
