"""A practice as it is offered, before anything is played."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A practice as it stands on the shelf."""

    name: str
    title: str
    practice: str
    """`solo` or `partner`; empty when its script cannot be read."""

    goal: str
    level: int
    summary: str
    least_s: float
    usual_s: float
    most_s: float
    care: tuple[str, ...]
    """Plain sentences."""

    caution: str
    beds: tuple[str, ...]
    """Backgrounds to choose from, its own first and `none` last; empty when it has none."""

    minutes: tuple[float, ...]
    """Lengths to choose from, in seconds: the least, whole minutes, the usual, the most."""

    problem: str
    """Why it cannot be played and what helps, or empty."""
