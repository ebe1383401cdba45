"""What a rule is, and what it finds."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from practice_player.lib.errors import Severity
from practice_player.lint.context import RuleContext
from practice_player.script.model import Place

PlaceKey: TypeAlias = tuple[str, int, int]
"""File, line and column: what tells places apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing worth telling an author."""

    place: Place
    problem: str
    fix: str
    words: str = ""
    """Those that it is about, so that they are pointed at and not only the line they begin on."""


Find: TypeAlias = Callable[[RuleContext], Iterable[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing that is looked for; docs/checks.md is written from these."""

    name: str
    severity: Severity
    looks_for: str
    """What exactly is found, so that an author can foresee it."""

    because: str
    find: Find | None = None
    """None for what is seen from recordings, in clips.py, and not from the script alone."""

    reads: frozenset[str] = frozenset()
    """Keys of the head it stands on: with a mistake in one of them it says nothing."""


def first_at_each_place(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The first at each place: the same step is met on many roads."""
    seen: set[PlaceKey] = set()
    for one in findings:
        if (at := place_key(one.place)) not in seen:
            seen.add(at)
            yield one


def place_key(place: Place) -> PlaceKey:
    return place.path, place.line, place.column
