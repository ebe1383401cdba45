"""Who goes first: the two take turns at it, as the journal knows them, unless they choose or draw lots."""

from collections.abc import Sequence
from dataclasses import dataclass

from practice_player.prompts.prompt import RandomBelow


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstTurn:
    """Who begins, and why."""

    person: int
    """0 or 1, in the order in which the two were named."""

    reason: str
    """A sentence."""


def in_turn(pair: tuple[str, str], began_last: str | None, below: RandomBelow) -> FirstTurn:
    """The one who did not begin the last practice of these two; by lot when there was none."""
    if began_last in pair:
        other = 1 - pair.index(began_last)
        return FirstTurn(person=other, reason=f"{began_last} began last time.")
    return by_lot(below)


def by_lot(below: RandomBelow) -> FirstTurn:
    return FirstTurn(person=below(2), reason="The lot fell so.")


def named(pair: Sequence[str], name: str) -> FirstTurn | None:
    """The one of that name, in any case of letters; None when neither has it."""
    for person, known in enumerate(pair):
        if known.casefold() == name.casefold():
            return FirstTurn(person=person, reason="You chose so.")
    return None
