"""Who is here: two names that are chosen or typed, guests, one person alone, or two on a call."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from practice_player.prompts.prompt import Entry, Option, Prompt, Steps

MAX_OFFERED: Final = 7
"""Known names that have a key of their own; others are typed."""

_GUEST: Final = "guest"
_APART: Final = "apart"
_ALONE: Final = "alone"
_UNNAMED: Final = ("One of you", "The other of you")


class Presence(StrEnum):
    TOGETHER = "together"
    APART = "apart"
    """Each at home, on a call; only one of them is at this keyboard."""

    ALONE = "alone"
    """One person, with a practice for two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Those who are here, in the order in which they were named."""

    names: tuple[str, str] = ("", "")
    """Empty for somebody without a name."""

    presence: Presence = Presence.TOGETHER

    @property
    def apart(self) -> bool:
        return self.presence is Presence.APART

    def shown(self, person: int) -> str:
        """A name for one of them, with a capital letter."""
        return self.names[person] or _UNNAMED[person]


def who_is_here(known: Sequence[str], last_pair: Sequence[str]) -> Steps[Pair]:
    """Asks for two people: a key each, or a name."""
    last = tuple(last_pair) if len(last_pair) == len(_UNNAMED) else ()
    as_before = f"{last[0]} and {last[1]}, as last time" if last else "two of us, without names"
    answer = yield _prompt(
        "Who is here?",
        "A key, or type a name or initials.",
        known,
        Option(key="enter", word="", label=as_before),
        Option(key="8", word=_APART, label="two of us, apart on a call"),
        Option(key="9", word=_ALONE, label="only me tonight"),
    )
    if not answer:
        return Pair(names=(last[0], last[1]) if last else ("", ""))
    if answer == _ALONE:
        return Pair(presence=Presence.ALONE)
    presence = Presence.APART if answer == _APART else Presence.TOGETHER
    if answer == _APART:
        answer = yield _prompt(
            "Who is at this keyboard?",
            "A key, or type a name or initials.",
            known,
            Option(key="enter", word="", label="no name"),
        )
    first = "" if answer == _GUEST else answer
    others = [name for name in known if name.casefold() != first.casefold()]
    second = first
    while second and second.casefold() == first.casefold():
        second = yield _prompt(
            f"{first or 'Somebody'} and who?",
            "A key, or type a name or initials.",
            others,
            Option(key="enter", word="", label="no name"),
        )
    return Pair(names=(first, "" if second == _GUEST else second), presence=presence)


def _prompt(title: str, line: str, known: Sequence[str], *more: Option) -> Prompt:
    named = tuple(
        Option(key=str(number), word=name, label=name)
        for number, name in enumerate(known[:MAX_OFFERED], start=1)
    )
    guest = Option(key="0", word=_GUEST, label="a guest")
    return Prompt(title=title, lines=(line,), options=(*named, guest, *more), entry=Entry.NAME)
