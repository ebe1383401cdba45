"""The rules on talk: how dense it is, pauses like a metronome, and voices that are too slow or uneven."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from practice_player.clips.measurement import ClipAnalysis
from practice_player.lib.diagnostics import Diagnostic
from practice_player.lib.units import frames
from practice_player.lint.context import RuleContext
from practice_player.lint.rules.talk import speech_problems
from tests.fakes import script_of
from tests.lint.linting import lint_steps

SENTENCE = "Notice what is holding you up here, whatever it may be."
"""Eleven words."""

CLIP = ClipAnalysis(length_frames=frames(4.5), loudness_lufs=-18.0, peak_db=-3.0, clipped=False)
"""At 11 words, 150 words a minute."""


def talk(pause: str, count: int = 8) -> str:
    return f"  - {{say: '{SENTENCE}', pause: {pause}}}\n" * count


def of_recordings(
    clips: Sequence[ClipAnalysis], *, is_narrated: bool = True, more: str = "bed: none"
) -> list[Diagnostic]:
    context = RuleContext(script_of("  - say: Hello.\n", more=more))
    recorded = [(SENTENCE, clip) for clip in clips]
    return list(speech_problems(context, recorded, is_narrated=is_narrated))


def test_dense_talk_is_told_once_with_how_much_is_missing() -> None:
    (problem,) = lint_steps(talk("2s"), code="talk-pace")

    assert "88 words" in problem.problem
    assert "s to the pauses" in problem.fix


def test_sparse_talk_is_told() -> None:
    (problem,) = lint_steps(talk("9s"), code="talk-pace")

    assert "`rest`" in problem.fix


@pytest.mark.parametrize(
    "steps",
    [
        talk("5.5s"),
        talk("2s", count=3),
        (talk("2s", count=3) + "  - rest: 20s\n") * 3,
        (talk("2s", count=3) + "  - {breathe: 4-0-6-0, cycles: 3}\n") * 3,
        talk("2s", count=2) + talk("12s", count=1) + talk("2s", count=3),
    ],
)
def test_talk_with_time_in_it_and_short_talk_are_fine(steps: str) -> None:
    assert not lint_steps(steps, code="talk-pace")


def test_words_a_minute_are_counted_in_english_alone() -> None:
    assert not lint_steps(talk("2s"), more="lang: de", code="talk-pace")
    assert lint_steps(talk("2s"), more="lang: en-GB", code="talk-pace")


def test_a_metronome_is_told_and_pauses_that_nobody_wrote_are_none() -> None:
    (problem,) = lint_steps(talk("3s", count=6), code="same-gaps")

    assert "3.0 s" in problem.problem
    assert not lint_steps(talk("3s", count=4), code="same-gaps")
    assert not lint_steps(f"  - say: {' '.join([SENTENCE] * 9)}\n", code="same-gaps")


@pytest.mark.parametrize(("length_s", "told"), [(4.5, False), (6.0, True), (3.0, True)])
def test_a_narrated_voice_that_is_too_slow_or_too_fast_is_told(length_s: float, told: bool) -> None:
    clips = [replace(CLIP, length_frames=frames(length_s))] * 14

    assert [problem.code for problem in of_recordings(clips)] == ["speech-pace"] * told
    assert not of_recordings(clips, is_narrated=False), "people speak as they speak"
    assert not of_recordings(clips[:13]), "too few words to tell"
    assert not of_recordings(clips, more="lang: de")


def test_two_recordings_in_a_row_that_differ_in_loudness_are_told_as_they_are_played() -> None:
    softer = replace(CLIP, loudness_lufs=-60.0)

    assert not of_recordings([CLIP, replace(CLIP, loudness_lufs=-23.0)]), "it is raised"
    (problem,) = of_recordings([CLIP, CLIP, softer, CLIP])
    assert problem.code == "uneven-loudness"
    assert "42.0 LU" in problem.problem
