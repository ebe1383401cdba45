"""Scripts in few lines, and what is told of them."""

from practice_player.lib.errors import Diagnostic
from practice_player.lint.lint_script import lint_draft
from practice_player.script.parsing.reader import draft
from tests.fakes import HEAD


def told(
    steps: str, *, practice: str = "solo", level: int = 1, more: str = "bed: none", rule: str | None = None
) -> list[Diagnostic]:
    """What is told of a script; of one rule when it is named."""
    head = HEAD.format(practice=practice, more=more).replace("level: 1", f"level: {level}")
    found = lint_draft(draft(head + steps, path="evening.yaml"))
    return [one for one in found if rule in (None, one.code)]


def at(problem: Diagnostic) -> tuple[int, int]:
    return problem.place.line, problem.place.column


def rules(problems: list[Diagnostic]) -> set[str]:
    return {problem.code for problem in problems}
