"""Lints short scripts, for the tests of the rules."""

from practice_player.lib.diagnostics import Diagnostic
from practice_player.lint.lint_script import lint_draft
from practice_player.script.parsing.reader import draft
from tests.fakes import HEAD


def lint_steps(
    steps: str, *, practice: str = "solo", level: int = 1, more: str = "bed: none", code: str | None = None
) -> list[Diagnostic]:
    """Returns the diagnostics of a script with these steps; with `code`, only those of that rule."""
    head = HEAD.format(practice=practice, more=more).replace("level: 1", f"level: {level}")
    problems = lint_draft(draft(head + steps, path="evening.yaml"))
    return [problem for problem in problems if code in (None, problem.code)]


def line_and_column(problem: Diagnostic) -> tuple[int, int]:
    return problem.place.line, problem.place.column


def codes_of(problems: list[Diagnostic]) -> set[str]:
    return {problem.code for problem in problems}
