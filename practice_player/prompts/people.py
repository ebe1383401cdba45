"""Asks who is here: two people by name or as guests, one person alone, or two on a call."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from practice_player.prompts.prompt import Entry, Option, Prompt, Steps

MAX_OFFERED_NAMES: Final = 7
"""How many known names get a key of their own; any other name is typed."""

_GUEST: Final = "guest"
_APART: Final = "apart"
_ALONE: Final = "alone"
_UNNAMED: Final = ("One of you", "The other of you")


class Presence(StrEnum):
    TOGETHER = "together"
    APART = "apart"
    """On a call: only one of the two is at this keyboard."""

    ALONE = "alone"
    """One person, with a practice for two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """The two people who practise, in the order in which they were named."""

    names: tuple[str, str] = ("", "")
    """Empty for somebody who gave no name."""

    presence: Presence = Presence.TOGETHER

    @property
    def apart(self) -> bool:
        return self.presence is Presence.APART

    def display_name(self, person: int) -> str:
        """The name of person 0 or 1, or `One of you` and `The other of you` without names."""
        return self.names[person] or _UNNAMED[person]


def ask_who_is_here(known_names: Sequence[str], last_pair: Sequence[str]) -> Steps[Pair]:
    """Asks for the two people; each is chosen by a key or typed."""
    last_names = tuple(last_pair) if len(last_pair) == len(_UNNAMED) else ()
    enter_label = (
        f"{last_names[0]} and {last_names[1]}, as last time" if last_names else "two of us, without names"
    )
    answer = yield _name_prompt(
        "Who is here?",
        "A key, or type a name or initials.",
        known_names,
        Option(key="enter", word="", label=enter_label),
        Option(key="8", word=_APART, label="two of us, apart on a call"),
        Option(key="9", word=_ALONE, label="only me tonight"),
    )
    if not answer:
        return Pair(names=(last_names[0], last_names[1]) if last_names else ("", ""))
    if answer == _ALONE:
        return Pair(presence=Presence.ALONE)
    if answer == _APART:
        return (yield from ask_two_apart(known_names))
    return (yield from _ask_second(answer, known_names, Presence.TOGETHER))


def ask_two_apart(known_names: Sequence[str]) -> Steps[Pair]:
    """Asks for the names of two people in two places, first of whoever is here."""
    answer = yield _name_prompt(
        "Who is at this keyboard?",
        "A key, or type a name or initials.",
        known_names,
        Option(key="enter", word="", label="no name"),
    )
    return (yield from _ask_second(answer, known_names, Presence.APART))


def _ask_second(answer: str, known_names: Sequence[str], presence: Presence) -> Steps[Pair]:
    """Asks for the other's name, which is not the first one's."""
    first = "" if answer == _GUEST else answer
    second = first
    while second and second.casefold() == first.casefold():
        second = yield _name_prompt(
            f"{first or 'Somebody'} and who?",
            "A key, or type a name or initials.",
            known_names,
            Option(key="enter", word="", label="no name"),
            but=first,
        )
    return Pair(names=(first, "" if second == _GUEST else second), presence=presence)


def _name_prompt(
    title: str, line: str, known_names: Sequence[str], *more_options: Option, but: str = ""
) -> Prompt:
    """Asks for a name; each known one has the same key in every prompt, and `but` is not offered."""
    name_options = tuple(
        Option(key=str(number), word=name, label=name)
        for number, name in enumerate(known_names[:MAX_OFFERED_NAMES], start=1)
        if name.casefold() != but.casefold()
    )
    guest_option = Option(key="0", word=_GUEST, label="a guest")
    return Prompt(
        title=title, lines=(line,), options=(*name_options, guest_option, *more_options), entry=Entry.NAME
    )
