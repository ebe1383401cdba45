"""Counting numbers in time: how it is written, and the problem if it is written wrongly."""

import pytest

from practice_player.script import model
from practice_player.script.expand import expand
from practice_player.script.number_words import in_words
from practice_player.script.practice_choices import Choices
from practice_player.timeline.phrases import spoken
from tests.fakes import script_of
from tests.script.test_step_language import problems


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("count: 4", (1, 2, 3, 4)),
        ("count: 4, down: true", (4, 3, 2, 1)),
        ("count: 4, down: false", (1, 2, 3, 4)),
        ("count: 3, from: 8", (8, 9, 10)),
        ("count: 3, from: 8, down: true", (8, 7, 6)),
        ("count: 1", (1,)),
        ("count: 60", tuple(range(1, 61))),
        ("count: 1, from: 60", (60,)),
    ],
)
def test_it_begins_with_from_and_goes_up_or_down(written: str, numbers: tuple[int, ...]) -> None:
    (step,) = script_of(f"  - {{{written}}}\n").steps

    assert isinstance(step, model.Count)
    assert step.numbers == numbers


@pytest.mark.parametrize(
    ("number", "words"), [(1, "one"), (12, "twelve"), (19, "nineteen"), (20, "twenty"), (57, "fifty-seven")]
)
def test_numbers_are_said_as_words(number: int, words: str) -> None:
    assert in_words(number) == words


def test_each_number_is_a_phrase_that_a_voice_records() -> None:
    script = script_of("  - say: Squeeze. One.\n  - count: 3\n  - {count: 2, from: 41, down: true}\n")

    assert list(spoken(script)) == ["Squeeze.", "One.", "One.", "Two.", "Three.", "Forty-one.", "Forty."]
    assert len({in_words(number) for number in range(1, 61)}) == 60


NUMBER = "write a whole number from 1 to 60, such as 10"
BEAT = "write one length from 0.5s to 60s, such as 1s or 1.5s"


@pytest.mark.parametrize(
    ("written", "problem", "fix"),
    [
        ("count: 0", "`0` is out of range", NUMBER),
        ("count: 61", "`61` is out of range", NUMBER),
        ("count: -5", "`-5` is not a whole number from 1 on", NUMBER),
        ("count: ten", "`ten` is not a whole number from 1 on", NUMBER),
        ("count: 5/10/15", "`5/10/15` is not a whole number from 1 on", NUMBER),
        ("count: 5, from: 0", "`0` is out of range", NUMBER),
        ("count: 5, each: 0.2s", "`0.2s` is too quick to say a number in", BEAT),
        ("count: 5, each: 0s", "`0s` lasts no time", BEAT),
        ("count: 5, each: -1s", "`-1s` is not a length", BEAT),
        ("count: 5, each: 1", "`1` is not a length", BEAT),
        ("count: 5, each: slowly", "`slowly` is not a length", BEAT),
        ("count: 5, each: 1/2/3s", "`1/2/3s` stretches, and counting keeps its time", BEAT),
        ("count: 5, each: 61s", "`61s` is too long between two numbers", BEAT),
        ("count: 5, down: yes", "`yes` does not fit here", "write one of true, false"),
        ("count: 5, from: 57", "5 numbers from 57 go beyond 60", "write `from: 56` or less"),
        (
            "count: 5, from: 4, down: true",
            "5 numbers down from 4 go below 1",
            "write `from: 5` or more, or leave it out",
        ),
    ],
)
def test_what_cannot_be_counted_is_told_with_what_to_write(written: str, problem: str, fix: str) -> None:
    assert problems(f"  - {{{written}}}\n") == [(9, problem, fix)]


def test_it_stands_wherever_steps_stand() -> None:
    script = script_of(
        """\
  - times: 2
    repeat:
      - count: 2
  - when: no-breath
    then:
      - count: 3
    otherwise:
      - count: 4
""",
        more="adaptations: [no-breath]",
    )

    last_numbers = (
        [step.numbers[-1] for step in expand(script, choices, {}) if isinstance(step, model.Count)]
        for choices in (Choices(), Choices(without=frozenset({"breath"})))
    )
    assert list(last_numbers) == [[2, 2, 4], [2, 2, 3]]
