"""Headings name the parts of a practice: in the outline, in the player, and as chapters."""

import pytest

from practice_player.lib.units import frames
from practice_player.playback.cursor import TimelineCursor
from practice_player.script.kinds import StepKind
from practice_player.timeline.compiler import compile_timeline
from practice_player.timeline.export.chapters import chapters
from practice_player.timeline.export.webvtt import webvtt
from practice_player.timeline.model import Timeline
from practice_player.timeline.outline import outline
from practice_player.timeline.outline import steps as outline_steps
from tests.fakes import no_clips, script_of
from tests.lint.linting import lint_steps

HEADED = """\
  - heading: Arriving
  - rest: 20s
  - background: rain
  - {stay: 4s, caption: Arms up.}
  - each: [hands, feet]
    repeat:
      - heading: "{item}"
      - rest: 5s
  - heading: Nothing after this
"""


def timeline_of(steps: str, *, more: str = "bed: none") -> Timeline:
    return compile_timeline(script_of(steps, more=more), no_clips)


def starts_and_titles(timeline: Timeline) -> list[tuple[float, str]]:
    return [(chapter.start_frame / 48_000, chapter.title) for chapter in chapters(timeline)]


def test_a_heading_takes_no_time_and_names_what_follows_it() -> None:
    timeline = timeline_of(HEADED)

    assert timeline.length_s == 0.5 + 20 + 4 + 5 + 5
    assert timeline.headings == ((0, "Arriving"), (frames(24.5), "Hands"), (frames(29.5), "Feet"))
    assert [step.kind for step in timeline.steps] == ["rest", "stay", "rest", "rest"]


def test_the_parts_of_a_script_with_headings_are_its_chapters_however_short() -> None:
    assert starts_and_titles(timeline_of(HEADED)) == [(0, "Arriving"), (24.5, "Hands"), (29.5, "Feet")]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("  - {stay: 9s, caption: Arms up.}\n", [(0, "Hands")]),
        ("  - {stay: 12s, caption: Arms up.}\n", [(0, "Arms up"), (12.5, "Hands")]),
    ],
)
def test_what_comes_before_the_first_heading_is_a_chapter_unless_it_is_short(
    before: str, expected: list[tuple[float, str]]
) -> None:
    assert starts_and_titles(timeline_of(f"{before}  - heading: Hands\n  - rest: 30s\n")) == expected


def test_the_outline_has_a_line_for_each_heading_and_captions_have_none() -> None:
    timeline = timeline_of("  - heading: Arriving\n  - say: Sit.\n  - {stay: 20s, caption: Arms up.}\n")

    assert [cue.words for cue in outline(timeline)] == ["Part: Arriving", "Sit.", "(stay) Arms up."]
    assert [cue.words for cue in outline_steps(timeline)] == ["Part: Arriving", "Sit.", "(stay) Arms up."]
    assert outline(timeline)[0].kind is StepKind.HEADING
    assert "Arriving" not in webvtt(timeline)


def test_the_player_knows_the_part_under_way() -> None:
    cursor = TimelineCursor(timeline_of(f"  - rest: 12s\n{HEADED}"))

    headings = [cursor.state_at(frames(second)).heading for second in (0, 13, 37, 42)]
    assert headings == ["", "Arriving", "Hands", "Feet"]
    assert cursor.part_starts_s == (0.0, 12.5, 36.5, 41.5)


def test_a_heading_is_read_like_other_words_that_are_shown() -> None:
    problems = lint_steps("  - heading: Just relax\n  - rest: 20s\n")

    assert [problem.code for problem in problems] == ["avoided-words"]


def test_a_look_that_is_only_named_in_a_heading_is_no_eye_contact() -> None:
    head = "asks: {gaze: yes}"
    steps = (
        "  - when: gaze\n    then:\n      - heading: Looking at each other\n      - rest: 5m\n"
        "    otherwise:\n      - rest: 5m\n"
    )
    assert lint_steps(steps, practice="partner", more=head, code="long-gaze") == []
