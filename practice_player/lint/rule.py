"""A rule, and the diagnostics it makes."""

from dataclasses import dataclass

from practice_player.lib.errors import Diagnostic, Place, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A row of the table of rules; docs/checks.md is written from these."""

    code: str
    severity: Severity
    looks_for: str
    """What exactly is looked for, so that an author can foresee it."""

    because: str
    reads: frozenset[str] = frozenset()
    """Keys of the head, and `steps`, that it concludes from; not applied when one of them has a mistake."""

    def diagnostic(self, place: Place, *, problem: str, fix: str) -> Diagnostic:
        """One thing that this rule has found."""
        return Diagnostic(place=place, problem=problem, fix=fix, code=self.code, severity=self.severity)
