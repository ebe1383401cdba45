"""Chooses who goes first: the two take turns by the journal, unless they choose or draw lots."""

from collections.abc import Sequence
from dataclasses import dataclass

from practice_player.prompts.prompt import RandomBelow


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstTurn:
    """Who goes first, and why."""

    person: int
    """0 or 1, in the order in which the two were named."""

    reason: str
    """A sentence that says why."""


def choose_in_turn(pair: tuple[str, str], began_last: str | None, random_below: RandomBelow) -> FirstTurn:
    """Chooses whoever did not go first in the last practice of these two; by lot if there was none."""
    if began_last in pair:
        person = 1 - pair.index(began_last)
        return FirstTurn(person=person, reason=f"{began_last} began last time.")
    return choose_by_lot(random_below)


def choose_by_lot(random_below: RandomBelow) -> FirstTurn:
    return FirstTurn(person=random_below(2), reason="The lot fell so.")


def choose_by_name(pair: tuple[str, str]) -> FirstTurn:
    """Chooses by the alphabet, so that two programs that know the same names choose the same person."""
    is_second = pair[1].casefold() < pair[0].casefold()
    return FirstTurn(person=int(is_second), reason="By the alphabet, so that both programs propose the same.")


def choose_named(pair: Sequence[str], name: str) -> FirstTurn | None:
    """Chooses the person of that name, ignoring case; None if neither has it."""
    for person, pair_name in enumerate(pair):
        if pair_name.casefold() == name.casefold():
            return FirstTurn(person=person, reason="You chose so.")
    return None
