"""What is wrong with a script, or could be better, and where."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

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


MAX_TOLD_PLACES: Final = 3
"""Where the same is wrong in more places of a file, it is told once, with as many of them."""


def tell_once(problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Returns problems to be read: what is wrong in many places of a file once, where it is first."""
    by_place = list(problems)
    places: dict[Diagnostic, list[Place]] = {}
    for problem in by_place:
        places.setdefault(_anywhere(problem), []).append(problem.place)
    told: list[Diagnostic] = []
    for problem in by_place:
        at = places[_anywhere(problem)]
        if len(at) <= MAX_TOLD_PLACES:
            told.append(problem)
        elif problem.place is at[0]:
            others = " and ".join(f"{place.line}:{place.column}" for place in at[1:MAX_TOLD_PLACES])
            more = len(at) - MAX_TOLD_PLACES
            words = f"{problem.problem}; also at {others}, and in {more} more place{'s' * (more > 1)}"
            told.append(replace(problem, problem=words))
    return told


def _anywhere(problem: Diagnostic) -> Diagnostic:
    """Returns a problem without its place in the file."""
    return replace(problem, place=Place(problem.place.path))
