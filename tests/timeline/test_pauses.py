"""Pauses inside a sentence, placed: how long they are, what is shown, and that totals count them."""

from itertools import pairwise

from practice_player.lib.units import frames
from practice_player.script.sentences import Utterance
from practice_player.timeline.compiler import compile_timeline, length_reach
from practice_player.timeline.export.webvtt import webvtt
from practice_player.timeline.gaps import gap_s
from practice_player.timeline.model import Clip
from practice_player.timeline.outline import outline
from practice_player.timeline.outline import steps as outline_steps
from tests.fakes import no_clips, script_of

CLIPS = {
    "Notice": Clip(path="notice.ogg", length_frames=frames(1)),
    "your hands.": Clip(path="hands.ogg", length_frames=frames(2)),
}
PAUSED = script_of("  - say: Notice … 3s … your hands.\n  - rest: 10/20/30s\n")


def test_the_parts_are_found_as_recordings_of_their_own_and_parted_by_the_pause() -> None:
    timeline = compile_timeline(PAUSED, CLIPS.get)

    first, second = timeline.phrases
    assert (first.clip, second.clip) == (CLIPS["Notice"], CLIPS["your hands."])
    assert second.start_frame - first.end_frame == frames(3)


def test_every_length_counts_the_pause() -> None:
    plain = script_of("  - say: Notice. Your hands.\n  - rest: 10/20/30s\n")
    for name in ("least_frames", "usual_frames", "most_frames"):
        reach, plain_reach = (length_reach(script, lambda _: CLIPS["Notice"]) for script in (PAUSED, plain))
        assert getattr(reach, name) - getattr(plain_reach, name) == frames(3) - frames(
            gap_s(Utterance("Notice."), 0)
        )


def test_what_is_shown_has_the_words_and_not_the_mark() -> None:
    timeline = compile_timeline(PAUSED, CLIPS.get)

    assert [cue.words for cue in outline(timeline)] == ["Notice", "your hands.", "(a rest)"]
    assert outline_steps(timeline)[0].words == "Notice…"
    assert timeline.steps[0].text == "Notice your hands."
    assert "3s" not in webvtt(timeline)


def test_words_along_breaths_and_questions_pause_too() -> None:
    script = script_of(
        "  - breathe: 4-0-6-0\n    cycles: 6\n    along:\n      - at: 2\n        say: Soft … 2s … or not.\n"
        "  - agree: Still … 2s … good?\n    for: 20s\n    shift:\n      - rest: 20s\n"
    )
    timeline = compile_timeline(script, no_clips)

    texts = [phrase.text for phrase in timeline.phrases]
    gaps = [second.start_frame - first.end_frame for first, second in pairwise(timeline.phrases)]
    assert texts == ["Soft", "or not.", "Still", "good?"]
    assert gaps[0] == gaps[2] == frames(2)
    assert [step.text for step in timeline.steps][1] == "Still good?"


def test_three_dots_are_an_ellipsis() -> None:
    lengths = [
        compile_timeline(
            script_of(f"  - say: And so{ellipsis} rest.\n"), lambda _: CLIPS["Notice"]
        ).length_frames
        for ellipsis in ("…", "...")
    ]

    assert lengths[0] == lengths[1]
