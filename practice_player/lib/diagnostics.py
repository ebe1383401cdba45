"""What is wrong with a script, or could be better, and where."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from practice_player.lib.errors import in_two_lines

Severity: TypeAlias = Literal["error", "advice"]
"""An error should be fixed; advice may be ignored."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A point in a file; places sort by path, then by line and column."""

    path: str = ""
    line: int = 1
    """Counted from 1."""

    column: int = 1
    """Counted from 1."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """A problem in a script, or something that could be better."""

    place: Place
    problem: str
    fix: str
    """What to do about it."""

    code: str = "format"
    """`format`, or the code of a rule in docs/checks.md."""

    severity: Severity = "error"

    def __str__(self) -> str:
        problem = f"advice: {self.problem}" if self.severity == "advice" else self.problem
        return in_two_lines(f"{self.place}: {problem}", self.fix)
