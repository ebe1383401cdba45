"""Nobody meets a touch or a look that they were not asked about."""

import pytest

from tests.checks.lines import at, told

ASKED = "asks: {touch: optional, gaze: yes}"


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("Take their hand, if you like.", "touch"),
        ("Now hold hands.", "touch"),
        ("Sit back to back.", "touch"),
        ("Put your hands on their shoulders.", "touch"),
        ("A hug, perhaps.", "touch"),
        ("Look at your partner.", "gaze"),
        ("Let your eyes rest on each other.", "gaze"),
        ("Look into their eyes.", "gaze"),
        ("Keep eye contact.", "gaze"),
    ],
)
def test_words_that_ask_for_touch_or_gaze_need_asks(words: str, asked: str) -> None:
    (problem,) = told(f"  - say: {words}\n", practice="partner", rule="undeclared-touch-or-gaze")

    assert problem.severity == "error"
    assert f"`{asked}: optional`" in problem.fix
    assert problem.line == 9
    assert not told(f"  - say: {words}\n", practice="partner", more=ASKED, rule="undeclared-touch-or-gaze")


@pytest.mark.parametrize(
    "words",
    [
        "There is no touch here.",
        "Sit near, without touching each other.",
        "There is nothing to hold.",
        "Look at each other's hands.",
        "Look at the same thing.",
        "You can be together without looking at each other.",
        "One hand on the table.",
    ],
)
def test_words_that_ask_for_neither_are_left_alone(words: str) -> None:
    assert not told(f"  - say: {words}\n", practice="partner", rule="undeclared-touch-or-gaze")


def test_alone_ones_own_hand_is_ones_own() -> None:
    assert not told("  - say: Now hold hands with yourself.\n", rule="undeclared-touch-or-gaze")


def test_care_that_names_touch_needs_asks_too() -> None:
    (problem,) = told("  - rest: 20s\n", practice="partner", more="care: [disclosure, touch]")

    assert at(problem) == (7, 20)


def test_more_than_four_minutes_of_gaze_are_told_where_they_pass_four() -> None:
    steps = (
        "  - say: Let your eyes rest on each other, and look away whenever you like.\n"
        "  - stay: 60/90/120s\n  - rest: 20s\n  - stay: 60/90/120s\n  - {stay: 1s, caption: Last look.}\n"
        "  - say: Eyes back to the room.\n  - stay: 80s\n"
    )

    (problem,) = told(steps, practice="partner", more=ASKED, rule="long-gaze")

    assert at(problem) == (13, 12)
    assert "241 s" in problem.problem


def test_a_caption_alone_says_what_the_eyes_do() -> None:
    steps = "  - {stay: 300s, caption: Look at each other.}\n  - {stay: 300s, caption: The window.}\n"

    assert len(told(steps, practice="partner", more=ASKED, rule="long-gaze")) == 1


def test_four_minutes_of_gaze_are_the_most_and_staying_is_not_gazing() -> None:
    steps = (
        "  - say: Look at each other.\n  - stay: 240s\n  - say: Look away, at anything.\n  - stay: 60s\n"
        "  - {turn: both, for: 60s}\n  - stay: 60s\n"
    )

    assert not told(steps, practice="partner", more=ASKED, rule="long-gaze")
