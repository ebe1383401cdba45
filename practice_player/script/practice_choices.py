"""What was chosen before one practice."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """The choices for one practice."""

    without: frozenset[str] = frozenset()
    """Words from `LEAVE_OUT_WORDS`: everything that at least one of the people leaves out."""

    some: frozenset[str] = frozenset()
    """Consents that were given in part: words from `CONSENTS`, none of them in `without`."""

    stays: frozenset[int] = frozenset()
    """Numbers, from 0, of the `agree` steps that were answered with staying; all others shift."""
