"""The rules on breathing: what could make somebody unwell is an error that explains itself."""

import pytest

from tests.lint.linting import line_and_column, lint_steps

HOLD_HEAD = "care: [breath-hold]\nadaptations: [no-hold]"
TWO_WAYS = """\
  - when: no-hold
    then: [{{breathe: 4-0-6-0, cycles: {free}}}]
    otherwise: [{{breathe: 4-4-4-4, cycles: {held}}}]
  - rest: 20/30/40s
"""


def test_fast_breathing_is_reported_where_its_pattern_stands() -> None:
    (problem,) = lint_steps("  - rest: 20s\n  - {breathe: 1-0-1-0, cycles: 30}\n", code="fast-breathing")

    assert problem.severity == "error"
    assert line_and_column(problem) == (10, 15)
    assert "dizzy" in problem.problem
    assert "2.5 s or more" in problem.fix


def test_two_and_a_half_seconds_a_breath_are_not_fast() -> None:
    assert not lint_steps("  - {breathe: 1-0-1.5-0, cycles: 3/4/5}\n", code="fast-breathing")


def test_breaths_that_become_fast_are_fast() -> None:
    (problem,) = lint_steps("  - {breathe: 4-0-6-0, to: 1-0-1-0, cycles: 30}\n", code="fast-breathing")

    assert "2 s" in problem.problem


def test_a_hold_that_comes_little_by_little_is_a_hold() -> None:
    assert lint_steps("  - {breathe: 4-0-6-0, to: 4-4-6-0, cycles: 9}\n", code="undeclared-hold")


@pytest.mark.parametrize(
    ("pattern", "asked"), [("1-0.5-0.5-3", True), ("4-0-7-1", False), ("4-4-4-4", False)]
)
def test_a_pattern_in_the_order_of_others_is_asked_about(pattern: str, asked: bool) -> None:
    problems = lint_steps(f"  - {{breathe: {pattern}, cycles: 4}}\n", code="breath-in-other-order")

    assert bool(problems) is asked
    if asked:
        assert problems[0].problem == "this means: in 1 s, wait 0.5 s, out 0.5 s, wait 3 s"


@pytest.mark.parametrize("pattern", ["4-4-4-4", "4-0-6-1.5", "4-7-8-0"])
def test_a_hold_that_care_does_not_name_is_an_error(pattern: str) -> None:
    (problem,) = lint_steps(f"  - {{breathe: {pattern}, cycles: 4}}\n", code="undeclared-hold")

    assert problem.severity == "error"
    assert "`breath-hold` to `care`" in problem.fix


@pytest.mark.parametrize(
    ("pattern", "more"), [("4-0-7-1", "bed: none"), ("4-4-4-4", "care: [paced-breath, breath-hold]")]
)
def test_the_turn_of_a_breath_and_a_declared_hold_are_fine(pattern: str, more: str) -> None:
    assert not lint_steps(f"  - {{breathe: {pattern}, cycles: 4}}\n", more=more, code="undeclared-hold")


@pytest.mark.parametrize(("free", "held"), [("10", "6"), ("5/19/40", "6/12/22")])
def test_a_way_without_holds_of_about_the_same_length_is_fine(free: str, held: str) -> None:
    assert not lint_steps(TWO_WAYS.format(free=free, held=held), more=HOLD_HEAD, code="no-way-without-hold")


def test_whoever_had_better_not_hold_needs_another_way() -> None:
    (problem,) = lint_steps(
        "  - {breathe: 4-4-4-4, cycles: 6}\n", more="care: [breath-hold]", code="no-way-without-hold"
    )

    assert (problem.code, problem.severity, line_and_column(problem)) == (
        "no-way-without-hold",
        "error",
        (9, 15),
    )
    assert "when: no-hold" in problem.fix


def test_a_hold_that_stays_in_the_way_without_is_reported_where_it_stands() -> None:
    steps = TWO_WAYS.format(free="10", held="6") + "  - {breathe: 4-2-4-0, cycles: 6}\n"

    (problem,) = lint_steps(steps, more=HOLD_HEAD, code="no-way-without-hold")

    assert (problem.code, problem.place.line) == ("no-way-without-hold", 14)


def test_a_shorter_way_without_holds_is_no_fair_one() -> None:
    (problem,) = lint_steps(TWO_WAYS.format(free="4", held="12"), more=HOLD_HEAD, code="no-way-without-hold")

    assert (problem.code, line_and_column(problem)) == ("no-way-without-hold", (8, 14))
    assert "1:10" in problem.problem
    assert "3:42" in problem.problem


BREATH_HEAD = "care: [paced-breath]\nadaptations: [no-breath]"
OTHER_WAY = """\
  - when: no-breath
    then: [{{stay: {stay}, caption: A sound.}}]
    otherwise: [{{breathe: 4-0-6-0, cycles: 6}}]
"""


def test_whoever_would_rather_not_pace_the_breath_is_better_given_another_way() -> None:
    (problem,) = lint_steps("  - {breathe: 4-0-6-0, cycles: 6}\n", code="no-way-without-breath")

    assert (problem.severity, line_and_column(problem)) == ("advice", (9, 15))
    assert "when: no-breath" in problem.fix


def test_another_way_of_the_same_length_is_fine() -> None:
    assert not lint_steps(OTHER_WAY.format(stay="60s"), more=BREATH_HEAD, code="no-way-without-breath")


def test_paced_breaths_that_stay_without_pacing_are_reported_where_they_stand() -> None:
    steps = OTHER_WAY.format(stay="60s") + "  - {breathe: 4-0-6-0, cycles: 3}\n"

    (problem,) = lint_steps(steps, more=BREATH_HEAD, code="no-way-without-breath")

    assert (problem.severity, problem.place.line) == ("advice", 13)


def test_a_shorter_way_without_pacing_is_no_fair_one() -> None:
    (problem,) = lint_steps(OTHER_WAY.format(stay="20s"), more=BREATH_HEAD, code="no-way-without-breath")

    assert "0:20" in problem.problem
    assert "1:00" in problem.problem
