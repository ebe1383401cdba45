"""Which practices a list shows, and in which groups."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from practice_player.core.card import PracticeCard
from practice_player.lib.units import frames
from practice_player.script.choices import GOALS, POSTURES

Value = TypeVar("Value")

LENGTHS_MIN: Final = (5, 10, 20)
"""The times that somebody may have, in minutes."""

LEVELS: Final = (1, 2)
"""How deep a practice may go at most; 3 is every practice."""

GROUP_NAMES: Final = {
    "settle": "to settle",
    "ground": "to come back to here and now",
    "restore": "to rest",
    "energise": "to wake up",
    "connect": "to feel connected",
    "reflect": "to look at something",
}
"""What practices are good for, as a list is grouped."""

NAMED: Final = "by name"
"""The group of those whose title or name is what was typed, or begins with it."""

FAVOURITES: Final = "favourites"
RECENT: Final = "lately"
UNPLAYABLE: Final = "cannot be played yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeFilter:
    """What somebody looks for; everything that is empty or None lets every practice through."""

    text: str = ""
    """Words that are all in the title, summary, goal, marks or pack of a practice, in any case of letters."""

    goal: str = ""
    max_minutes: int | None = None
    """The time there is: the practice can be made as short."""

    max_level: int | None = None
    without_touch: bool = False
    posture: str = ""
    mood: str = ""

    def fits(self, card: PracticeCard) -> bool:
        """Whether a practice is to be shown.  One that cannot be played is, unless other words are typed."""
        text = " ".join((card.name, card.title, card.summary, card.goal, card.pack, *card.marks)).casefold()
        if not all(word in text for word in self.text.casefold().split()):
            return False
        if card.problem:
            return not self.mood
        return (
            self.goal in ("", card.goal)
            and (self.max_minutes is None or card.least_frames <= frames(60 * self.max_minutes))
            and (self.max_level is None or card.level <= self.max_level)
            and not (self.without_touch and "touch" in card.marks)
            and (not self.posture or self.posture in card.postures)
            and (not self.mood or self.mood in card.helps)
        )

    def next_goal(self, cards: Iterable[PracticeCard]) -> "PracticeFilter":
        """With the next goal of those that some practice has; after the last comes any."""
        present = {card.goal for card in cards}
        return replace(self, goal=_after(self.goal, [goal for goal in GOALS if goal in present], ""))

    def next_length(self) -> "PracticeFilter":
        """With the next of the times that somebody may have; after the longest comes any."""
        return replace(self, max_minutes=_after(self.max_minutes, LENGTHS_MIN, None))

    def next_level(self) -> "PracticeFilter":
        """With the next depth; after the deepest comes any."""
        return replace(self, max_level=_after(self.max_level, LEVELS, None))

    def next_posture(self, cards: Iterable[PracticeCard]) -> "PracticeFilter":
        """With the next posture of those that some practice has; after the last comes any."""
        present = frozenset[str]().union(*(card.postures for card in cards))
        postures = [posture for posture in POSTURES if posture in present]
        return replace(self, posture=_after(self.posture, postures, ""))

    def toggle_touch(self) -> "PracticeFilter":
        """Without practices in which there is touch, or with them again."""
        return replace(self, without_touch=not self.without_touch)


def called_so(cards: Iterable[PracticeCard], text: str) -> list[PracticeCard]:
    """The practices whose title or name is what was typed, then those where it begins with that."""
    typed = " ".join(text.casefold().split())
    if not typed:
        return []
    exact, begun = [], []
    for card in cards:
        title, name = card.title.casefold(), card.name.casefold()
        if typed in (title, name):
            exact.append(card)
        elif title.startswith(typed) or name.startswith(typed):
            begun.append(card)
    return exact + begun


def grouped(
    cards: Sequence[PracticeCard],
    practice_filter: PracticeFilter,
    *,
    favourites: Sequence[str] = (),
    recent: Sequence[str] = (),
) -> list[tuple[str, list[PracticeCard]]]:
    """The practices to be shown, each in one group; each group with its name, in the order of the list.

    What is called as was typed comes first.  What helps with a mood is one group without a name, the shortest
    first.
    """
    shown = [card for card in cards if practice_filter.fits(card)]
    if practice_filter.mood:
        shown.sort(key=lambda card: card.usual_frames)
    by_name = {card.name: card for card in shown if not card.problem}
    named = called_so(by_name.values(), practice_filter.text)
    for card in named:
        del by_name[card.name]
    if practice_filter.mood:
        in_order = [*named, *by_name.values()]
        return [("", in_order)] if in_order else []
    groups: list[tuple[str, list[PracticeCard]]] = [(NAMED, named)]
    for group, names in ((FAVOURITES, favourites), (RECENT, recent)):
        groups.append((group, [by_name.pop(name) for name in names if name in by_name]))
    other_goals = sorted({card.goal for card in by_name.values()} - GROUP_NAMES.keys())
    for goal, group in (GROUP_NAMES | {goal: goal for goal in other_goals}).items():
        groups.append((group, [card for card in by_name.values() if card.goal == goal]))
    groups.append((UNPLAYABLE, [card for card in shown if card.problem]))
    return [(group, members) for group, members in groups if members]


def _after(value: Value, values: Sequence[Value], none: Value) -> Value:
    """The value after this one; `none` comes before the first and after the last."""
    around = [none, *values]
    return around[(around.index(value) + 1) % len(around)] if value in around else none
