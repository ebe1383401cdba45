"""A rule, which makes diagnostics."""

from dataclasses import dataclass

from practice_player.lib.diagnostics import Diagnostic, Place, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A row of the table of rules, from which docs/checks.md is generated."""

    code: str
    severity: Severity
    looks_for: str
    """The exact condition, so that an author can foresee when the rule applies."""

    because: str
    reads: frozenset[str] = frozenset()
    """Keys of the head, and `steps`, that the rule relies on; it is not applied if one has a mistake."""

    def diagnostic(self, place: Place, *, problem: str, fix: str) -> Diagnostic:
        """Returns a problem that this rule has found."""
        return Diagnostic(place=place, problem=problem, fix=fix, code=self.code, severity=self.severity)
