"""The rules on consent: nobody meets a touch or a look that they were not asked about."""

import time

import pytest

from tests.lint.linting import line_and_column, lint_steps

BOTH_ASKED = "asks: {touch: optional, gaze: yes}"
HUG_OR_WAVE = (
    "  - when: touch\n    then: [say: 'A hug, if you like.']\n    otherwise: [say: 'A wave, if you like.']\n"
)


@pytest.mark.parametrize(
    ("words", "consent"),
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
def test_words_that_ask_for_touch_or_gaze_need_asks(words: str, consent: str) -> None:
    (problem,) = lint_steps(f"  - say: {words}\n", practice="partner", code="undeclared-touch-or-gaze")

    assert problem.severity == "error"
    assert f"`{consent}: optional`" in problem.fix
    assert problem.place.line == 9
    assert not lint_steps(
        f"  - say: {words}\n", practice="partner", more=BOTH_ASKED, code="undeclared-touch-or-gaze"
    )


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
    assert not lint_steps(f"  - say: {words}\n", practice="partner", code="undeclared-touch-or-gaze")


def test_alone_ones_own_hand_is_ones_own() -> None:
    assert not lint_steps("  - say: Now hold hands with yourself.\n", code="undeclared-touch-or-gaze")


def test_care_that_names_touch_needs_asks_too() -> None:
    (problem,) = lint_steps("  - rest: 20s\n", practice="partner", more="care: [disclosure, touch]")

    assert line_and_column(problem) == (7, 20)


def test_more_than_four_minutes_of_gaze_are_reported_where_they_pass_four() -> None:
    steps = (
        "  - say: Let your eyes rest on each other, and look away whenever you like.\n"
        "  - stay: 60/90/120s\n  - rest: 1s\n  - stay: 60/90/119s\n  - {stay: 1s, caption: Last look.}\n"
        "  - say: Eyes back to the room.\n  - stay: 80s\n"
    )

    (problem,) = lint_steps(steps, practice="partner", more=BOTH_ASKED, code="long-gaze")

    assert line_and_column(problem) == (13, 12)
    assert "241 s" in problem.problem


def test_gaze_goes_on_while_something_is_said_breathed_or_rested() -> None:
    steps = (
        "  - say: Look at each other.\n  - rest: 100s\n  - breathe: 4-0-6-0\n    cycles: 10\n"
        "  - say: Softly, as you might look into a fire.\n  - rest: 39s\n"
    )

    (problem,) = lint_steps(steps, practice="partner", more=BOTH_ASKED, code="long-gaze")

    assert line_and_column(problem) == (14, 11)
    assert not lint_steps(
        steps.replace("Softly, as", "Now look away, as"),
        practice="partner",
        more=BOTH_ASKED,
        code="long-gaze",
    )


def test_looks_that_are_repeated_add_up() -> None:
    steps = (
        "  - times: 1/3/5\n    repeat:\n      - say: Look at each other.\n      - rest: 45/50/60s\n"
        "      - say: Now look away, at anything.\n      - rest: 20s\n"
    )

    (problem,) = lint_steps(steps, practice="partner", more=BOTH_ASKED, code="long-gaze")

    assert "300 s" in problem.problem
    assert not lint_steps(
        steps.replace("1/3/5", "1/3/4"), practice="partner", more=BOTH_ASKED, code="long-gaze"
    )


def test_a_caption_alone_says_what_the_eyes_do() -> None:
    steps = "  - {stay: 300s, caption: Look at each other.}\n  - {stay: 300s, caption: The window.}\n"

    assert len(lint_steps(steps, practice="partner", more=BOTH_ASKED, code="long-gaze")) == 1


def test_four_minutes_of_gaze_are_the_most_and_staying_is_not_gazing() -> None:
    steps = (
        "  - say: Look at each other.\n  - stay: 240s\n  - say: Look away, at anything.\n  - stay: 60s\n"
        "  - {turn: both, for: 60s}\n  - stay: 60s\n"
    )

    assert not lint_steps(steps, practice="partner", more=BOTH_ASKED, code="long-gaze")


@pytest.mark.parametrize("consent", ["touch", "gaze", "closeness", "sharing"])
def test_whatever_is_asked_needs_a_way_for_no(consent: str) -> None:
    steps = f"  - when: {consent}\n    then: [rest: 20s]\n    otherwise: [rest: 20s]\n"
    more = f"asks: {{{consent}: yes}}"

    (problem,) = lint_steps("  - rest: 20s\n", practice="partner", more=more)

    assert (problem.code, problem.severity, line_and_column(problem)) == ("no-way-for-no", "error", (7, 8))
    assert f"`when: {consent}`" in problem.fix
    assert not lint_steps(steps, practice="partner", more=more)


def test_what_was_declined_is_not_said_all_the_same() -> None:
    more = "asks: {touch: optional}"

    (problem,) = lint_steps(HUG_OR_WAVE + "  - say: End with a hug.\n", practice="partner", more=more)

    assert (problem.code, line_and_column(problem)) == ("no-way-for-no", (12, 21))
    assert not lint_steps(HUG_OR_WAVE, practice="partner", more=more)


SOME = "when: some-touch\n{0}then: [rest: 20s]\n{0}otherwise: [rest: 30s]\n"


def test_what_is_not_some_of_it_is_not_for_those_who_said_no() -> None:
    more, beside = "asks: {touch: optional}", HUG_OR_WAVE + "  - " + SOME.format("    ")
    inside = "  - when: touch\n    then:\n      - " + SOME.format("        ") + "    otherwise: [rest: 20s]\n"

    (problem,) = lint_steps(beside, practice="partner", more=more)

    assert (problem.code, problem.severity, line_and_column(problem)) == ("some-beside-no", "error", (12, 11))
    assert "`when: touch`" in problem.fix
    assert not lint_steps(inside, practice="partner", more=more)
    assert not lint_steps(beside.replace("    otherwise: [rest: 30s]\n", ""), practice="partner", more=more)


def test_gaze_is_counted_where_there_is_some_of_it_too() -> None:
    some_gaze = "[{when: some-gaze, then: [stay: 243s], otherwise: [stay: 20s]}]"
    steps = (
        "  - say: A quiet while, some minutes.\n"
        f"  - when: gaze\n    then: {some_gaze}\n    otherwise: [rest: 20s]\n"
    )

    (problem,) = lint_steps(steps, practice="partner", more="asks: {gaze: yes}", code="long-gaze")

    assert "243 s" in problem.problem


def test_gaze_is_counted_on_the_longest_road() -> None:
    steps = (
        "  - when: gaze\n    then:\n      - say: Look at each other.\n"
        "      - {times: 1/2/3, repeat: [stay: 81s]}\n    otherwise: [rest: 20s]\n"
    )

    (problem,) = lint_steps(steps, practice="partner", more="asks: {gaze: yes}", code="long-gaze")

    assert (problem.code, problem.place.line) == ("long-gaze", 12)
    assert "243 s" in problem.problem


def test_staying_for_those_who_said_yes_to_gaze_is_gaze() -> None:
    steps = (
        "  - say: A quiet while.\n"
        "  - when: gaze\n    then: [stay: 130s]\n    otherwise: [stay: 300s]\n"
        "  - say: And on.\n"
        "  - when: gaze\n    then: [stay: 130s]\n    otherwise: [stay: 300s]\n"
    )

    (problem,) = lint_steps(steps, practice="partner", more="asks: {gaze: yes}", code="long-gaze")

    assert problem.place.line == 15


def test_a_very_long_text_takes_no_longer_than_it_should() -> None:
    began_s = time.process_time()  # of the processor: other work on the machine is no fault of the rules

    lint_steps("  - say: " + "no hug " * 2800 + "\n", practice="partner")

    assert time.process_time() - began_s < 2, "a tenth of a second, and room for a slow machine"


def test_words_along_a_silence_ask_for_touch_like_all_others() -> None:
    steps = (
        "  - {when: touch, then: [{rest: 20s}], otherwise: [{rest: 20s}]}\n"
        "  - {rest: 60s, along: [{at: half, say: Hold hands.}]}\n"
    )
    (problem,) = lint_steps(steps, practice="partner", more="asks: {touch: optional}", code="no-way-for-no")

    assert "“Hold hands" in problem.problem
