"""The rules on pacing: time to read, and lengths that can stretch."""

from tests.lint.linting import line_and_column, lint_steps


def test_a_caption_that_is_gone_before_it_is_read_is_advice() -> None:
    steps = "  - stay: 2/10/20s\n    caption: A hand on the table, and both feet on the floor.\n"

    (problem,) = lint_steps(steps)

    assert (problem.code, problem.severity) == ("fast-captions", "advice")
    assert line_and_column(problem) == (10, 14)
    assert "3 s or more" in problem.fix


def test_a_prompt_with_time_to_read_it_is_fine() -> None:
    steps = "  - turn: both\n    for: 20/30/40s\n    prompt: Something small from today.\n"

    assert not lint_steps(steps, practice="partner")


def test_a_script_in_which_only_breaths_stretch_is_reported_what_helps() -> None:
    breaths = "  - {breathe: 4-0-6-0, cycles: 3/4/5}\n  - rest: 20s\n"

    (problem,) = lint_steps(breaths, code="whole-breaths-only")
    assert "rest" in problem.fix
    assert not lint_steps(breaths + "  - rest: 20/30/40s\n", code="whole-breaths-only")
    assert not lint_steps("  - {breathe: 4-0-6-0, cycles: 4}\n", code="whole-breaths-only"), "meant so"


def test_an_hour_and_more_is_advice() -> None:
    long = "  - {breathe: 4-0-6-0, cycles: 10/360/400}\n  - {turn: both, for: 1/2/3m}\n"

    (problem,) = lint_steps(long, practice="partner", code="very-long")
    assert problem.severity == "advice"


def test_words_along_a_silence_that_have_no_room_at_its_shortest_are_told() -> None:
    steps = "  - {rest: 8/30/60s, along: [{at: half, say: If you have wandered off somewhere, come back.}]}\n"
    (problem,) = lint_steps(steps, code="no-room-along")

    assert "in 8 s" in problem.problem
    assert not lint_steps(steps.replace("8/", "20/"), code="no-room-along")
