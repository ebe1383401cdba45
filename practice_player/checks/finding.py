"""What a rule is, and what it finds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from practice_player.checks.view import View, Where
from practice_player.errors import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing worth telling an author."""

    where: Where
    problem: str
    fix: str
    words: str = ""
    """Those within the value that it is about, so that they are pointed at."""


Find: TypeAlias = Callable[[View], Iterable[Finding]]


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
