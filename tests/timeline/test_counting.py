"""Counted numbers: their timing, captions, outlines and chapters."""

from pathlib import Path

import pytest

from practice_player.playback.cursor import TimelineCursor
from practice_player.script.kinds import StepKind
from practice_player.script.parsing.reader import read
from practice_player.timeline.compiler import compile_timeline, length_reach
from practice_player.timeline.export.chapters import chapters
from practice_player.timeline.model import Clip, Timeline
from practice_player.timeline.outline import outline, steps
from tests.fakes import HEAD, no_clips, script_of

LEAD = 24_000


def phrase_starts(timeline: Timeline) -> list[tuple[str, int]]:
    return [(phrase.text, phrase.start_frame) for phrase in timeline.phrases]


def test_numbers_are_a_second_apart_to_the_frame() -> None:
    timeline = compile_timeline(script_of("  - count: 3\n"), no_clips)

    assert phrase_starts(timeline) == [("One.", LEAD), ("Two.", LEAD + 48_000), ("Three.", LEAD + 96_000)]
    assert timeline.length_frames == LEAD + 3 * 48_000


@pytest.mark.parametrize("length_frames", [10_000, 36_000, 90_000])
def test_each_keeps_the_beat_whatever_the_recordings_last(length_frames: int) -> None:
    script = script_of("  - {count: 3, each: 0.75s, down: true}\n  - rest: 5s\n")

    timeline = compile_timeline(script, lambda _: Clip(path="x", length_frames=length_frames))

    assert phrase_starts(timeline) == [("Three.", LEAD), ("Two.", LEAD + 36_000), ("One.", LEAD + 72_000)]
    assert {phrase.length_frames for phrase in timeline.phrases} == {length_frames}, "no number is cut off"
    assert timeline.steps[1].start_frame == LEAD + 3 * 36_000
    assert [phrase.text for phrase in timeline.overlong] == (
        ["Three.", "Two.", "One."] if length_frames > 36_000 else []
    )


def test_a_number_without_a_recording_is_shown_until_the_next() -> None:
    timeline = compile_timeline(script_of("  - {count: 2, each: 0.5s}\n  - rest: 5s\n"), no_clips)

    cursor = TimelineCursor(timeline)
    states = [cursor.state_at(frame) for frame in (LEAD, LEAD + 23_999, LEAD + 24_000)]

    assert [(state.caption, state.speaking, state.place) for state in states] == [
        ("One.", True, "Counting"),
        ("One.", True, "Counting"),
        ("Two.", True, "Counting"),
    ]
    assert states[0].breath is None


def test_outlines_and_chapters_name_it() -> None:
    timeline = compile_timeline(script_of("  - count: 12\n  - rest: 200s\n"), no_clips)

    first, *numbers = outline(timeline)[:13]
    assert (first.kind, first.words, first.length_frames) == (
        StepKind.COUNT,
        "(counting)",
        LEAD + 12 * 48_000,
    )
    assert not first.stretches
    assert [cue.text for cue in numbers][-1] == "Twelve."
    assert [cue.words for cue in steps(timeline)] == ["(counting)", "(a rest)"]
    assert [chapter.title for chapter in chapters(timeline)] == ["Counting", "A rest"]


SQUEEZES = """\
  - each: [hands, shoulders, feet]
    repeat:
      - say: Squeeze your {item}.
        pause: 0.5s
      - count: 5
      - say: And let go.
      - rest: 5/10/20s
"""


def test_squeezes_last_as_long_as_they_are_counted_at_any_length() -> None:
    script = script_of(SQUEEZES)
    reach = length_reach(script, no_clips)

    assert reach.most_frames - reach.least_frames == 3 * 15 * 48_000, "only the rests stretch"
    timeline = compile_timeline(script, no_clips)
    counts = [step for step in timeline.steps if step.kind is StepKind.COUNT]
    assert [step.length_frames for step in counts] == [5 * 48_000] * 3
    assert all(step.least_frames == step.most_frames == 5 * 48_000 for step in counts)


PIECE = """\
format: 1
steps:
  - say: In.
    pause: 0.5s
  - count: 4
  - say: Wait.
    pause: 0.5s
  - count: 7
  - say: Out.
    pause: 0.5s
  - {count: 8, down: true}
"""


def test_four_seven_eight_is_counted_from_a_piece(tmp_path: Path) -> None:
    (tmp_path / "pieces").mkdir()
    (tmp_path / "pieces" / "breath.yaml").write_text(PIECE, encoding="utf-8")
    script = tmp_path / "four.yaml"
    steps = "  - times: 2/4/6\n    repeat:\n      - include: pieces/breath.yaml\n"
    script.write_text(HEAD.format(practice="solo", more="") + steps, encoding="utf-8")

    timeline = compile_timeline(read(script), lambda _: Clip(path="x", length_frames=30_000))

    counted = [step.length_frames // 48_000 for step in timeline.steps if step.kind is StepKind.COUNT]
    assert counted == [4, 7, 8] * 4
    assert [text for text, _ in phrase_starts(timeline)][-8:] == [
        "Eight.",
        "Seven.",
        "Six.",
        "Five.",
        "Four.",
        "Three.",
        "Two.",
        "One.",
    ]
