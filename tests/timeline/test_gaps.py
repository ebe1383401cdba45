"""The pauses that a script does not write: they vary, always in the same way, and wait after questions."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice_player.lib.units import frames, seconds
from practice_player.script.library import Library
from practice_player.script.sentences import Utterance, split_utterances
from practice_player.settings import shipped_dir
from practice_player.timeline.compiler import compile_timeline, length_reach
from practice_player.timeline.gaps import (
    MAX_GAP_S,
    MIN_GAP_S,
    QUESTION_GAP_S,
    QUESTION_PAUSE,
    gap_s,
    gaps_s,
)
from practice_player.timeline.model import Clip
from practice_player.timeline.phrases import spoken
from tests.fakes import script_of


def one_second(_: str) -> Clip:
    return Clip(path="x", length_frames=frames(1))


def pauses_s(steps: str, *, practice: str = "solo") -> list[float]:
    """The silence after each phrase, until the next one or the end of its step."""
    timeline = compile_timeline(script_of(steps, practice=practice), one_second)
    edges = sorted(span.start_frame for span in (*timeline.phrases, *timeline.steps))
    following = [
        next((edge for edge in edges if edge >= phrase.end_frame), timeline.length_frames)
        for phrase in timeline.phrases
    ]
    return [
        round(seconds(edge - phrase.end_frame), 2)
        for phrase, edge in zip(timeline.phrases, following, strict=True)
    ]


@given(letters=st.text("abc ,", min_size=1, max_size=300), place=st.integers(0, 30))
def test_a_pause_lies_between_its_limits_and_is_always_the_same(letters: str, place: int) -> None:
    sentence = Utterance(f"{letters}.")

    assert MIN_GAP_S <= gap_s(sentence, place) <= MAX_GAP_S
    assert gap_s(sentence, place) == gap_s(sentence, place)


def test_a_longer_phrase_and_another_place_have_another_pause() -> None:
    short, long = (
        Utterance("And out."),
        Utterance("Notice what is holding you up, wherever you happen to be."),
    )

    assert gap_s(long, 0) - gap_s(short, 0) > Decimal("0.3")
    assert len({gap_s(short, place) for place in range(3)}) == 3
    assert gap_s(short, 0) == gap_s(short, 3)


def test_phrases_of_one_length_are_not_said_to_a_metronome() -> None:
    gaps = gaps_s(split_utterances("One more. Two more. Six more. Ten more. And one."))

    assert all(later != earlier for earlier, later in pairwise(gaps))


def test_after_an_ellipsis_something_is_still_to_come() -> None:
    assert gap_s(Utterance("And out…"), 0) == gap_s(Utterance("And out..."), 0)
    assert gap_s(Utterance("And out…"), 0) < Decimal("0.75") * gap_s(Utterance("And out."), 0)


def test_what_the_author_writes_holds() -> None:
    assert gap_s(Utterance("And out.", Decimal(5)), 0) == 5
    assert pauses_s("  - {say: What do you hear?, pause: 3s}\n  - say: Sounds.\n")[0] == 3.0


def test_a_question_waits_inside_a_step_and_at_its_end() -> None:
    inside = pauses_s("  - say: What do you hear? Sounds come and go.\n  - rest: 10s\n")
    at_end = pauses_s("  - say: What do you hear?\n  - say: Sounds come and go.\n")

    assert inside[0] == float(QUESTION_GAP_S)
    assert at_end[0] == float(QUESTION_PAUSE.usual_s)


@pytest.mark.parametrize(
    "following",
    ["rest: 20s", "stay: 20s", "wait: 20s", "breathe: 4-0-6-0\n    cycles: 3", "bell: 1\n  - rest: 20s"],
)
def test_a_question_whose_answer_has_time_anyway_does_not_wait_twice(following: str) -> None:
    assert pauses_s(f"  - say: What do you hear?\n  - {following}\n")[0] < float(MAX_GAP_S)


def test_a_turn_is_time_for_an_answer() -> None:
    assert pauses_s("  - say: What happened?\n  - {turn: first, for: 60s}\n", practice="partner")[0] < 3


def test_a_question_to_both_has_its_own_time() -> None:
    agree = "  - {agree: Is this still good? No answer means no., for: 20s, shift: [{rest: 5s}]}\n"

    assert pauses_s(agree, practice="partner")[0] < float(MAX_GAP_S)


def test_the_pause_after_a_question_takes_its_share_of_a_longer_practice() -> None:
    reach = length_reach(script_of("  - say: What do you hear?\n  - say: Sounds.\n"), one_second)

    assert seconds(reach.most_frames - reach.least_frames) == float(
        QUESTION_PAUSE.most_s - QUESTION_PAUSE.least_s
    )


def test_the_usual_pause_of_the_shelf_is_about_two_seconds() -> None:
    phrases = {
        text for script in Library((shipped_dir("sessions"),)).scripts() for text in spoken(script.playable())
    }
    gaps = [float(gap_s(Utterance(text), place % 3)) for place, text in enumerate(sorted(phrases))]

    assert sum(gaps) / len(gaps) == pytest.approx(2.1, abs=0.15)
