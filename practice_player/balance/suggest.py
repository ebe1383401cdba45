"""Finds the one practice that the first screen suggests, with its reason.

Deterministic: the same facts give the same suggestion.  The rules are tried in the order of `RULES`; the
first that has something to say is shown.  docs/balance.md explains them.
Pure: no file; the time is among the facts.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from practice_player.balance.weeks import TimeSpent, WeekSums
from practice_player.balance.wish import Amount, Kind, Wish
from practice_player.balance.words import WEEKDAYS, times_words
from practice_player.journal.sums import LeftEarly

ENOUGH_TIMES: Final = 3
"""Without a wish, so many times of one kind and none of the other are worth a suggestion."""

SUGGESTED_MINUTES: Final = 10
LEFT_EARLY_DAYS: Final = 6
"""A practice that was left longer ago is not spoken of: its weekday would no longer tell which day."""

MOST_LEVEL: Final = 2
"""Tender practices are for whoever looks for them."""

NIGHT_FROM_HOUR, NIGHT_TO_HOUR, MORNING_TO_HOUR = 21, 5, 11
LATEST_TOGETHER_HOUR: Final = 23

_GOALS_AT_NIGHT: Final = {
    "solo": ("restore", "settle", "ground", "reflect"),
    "partner": ("connect", "restore", "settle", "reflect"),
}
_GOALS_IN_THE_MORNING: Final = {
    "solo": ("energise", "ground", "settle", "reflect", "restore", "connect"),
    "partner": ("connect", "energise", "restore", "settle", "reflect"),
}
_GOALS_BY_DAY: Final = {
    "solo": ("settle", "ground", "reflect", "restore", "connect", "energise"),
    "partner": ("connect", "reflect", "restore", "settle", "energise"),
}
"""What suits an hour, the best first; nothing at night is there to wake anybody up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeFacts:
    """A practice that could be suggested."""

    name: str
    title: str
    practice: str
    """`solo` or `partner`."""

    goal: str
    level: int
    least_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionFacts:
    """Everything that a suggestion follows from."""

    now: datetime
    """In local time."""

    week: WeekSums
    """What the current week has so far."""

    wish: Wish
    left_early: tuple[LeftEarly, ...] = ()
    has_company: bool = False
    """Whether practices for two are shown, and one was done lately."""

    practices: Callable[[], tuple[PracticeFacts, ...]] = field(default=tuple)
    """All practices that can be played; called only if a rule applies, because it reads them."""

    recent: tuple[str, ...] = ()
    """The names of practices done lately, which are suggested last."""

    dismissed: frozenset[str] = frozenset()
    """The keys of suggestions that were dismissed."""

    is_quiet: bool = False
    """Whether one was dismissed today: then there is none until tomorrow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One practice, and why."""

    key: str
    """The same for the same suggestion: once dismissed, it does not come back."""

    name: str
    words: str
    length_s: float | None = None
    """None for its usual length."""


Rule = Callable[[SuggestionFacts], Suggestion | None]


def suggest(facts: SuggestionFacts) -> Suggestion | None:
    """Returns the suggestion of the first rule that has one; None if there is nothing to suggest."""
    if facts.is_quiet:
        return None
    return next((suggestion for rule in RULES if (suggestion := rule(facts))), None)


def _time_alone(facts: SuggestionFacts) -> Suggestion | None:
    """There was time together, and less time alone than was wished for."""
    if not _leans(facts, towards=Kind.TOGETHER):
        return None
    return _balancing(facts, Kind.ALONE, "ten minutes alone?")


def _time_together(facts: SuggestionFacts) -> Suggestion | None:
    """There was time alone, and less time together than was wished for."""
    is_late = facts.now.hour >= LATEST_TOGETHER_HOUR or facts.now.hour < NIGHT_TO_HOUR
    if not facts.has_company or is_late or not _leans(facts, towards=Kind.ALONE):
        return None
    return _balancing(facts, Kind.TOGETHER, "some time together?")


def _left_early(facts: SuggestionFacts) -> Suggestion | None:
    """A practice was left early on one of the last days, and not done since."""
    today = facts.now.date()
    for left in facts.left_early:
        key = f"left-early:{left.name}:{left.day.isoformat()}"
        days_ago = (today - left.day).days
        is_for_company = left.practice == "partner" and not facts.has_company
        if not 1 <= days_ago <= LEFT_EARLY_DAYS or key in facts.dismissed or is_for_company:
            continue
        practice = next((each for each in facts.practices() if each.name == left.name), None)
        if practice is None or not _suits(practice, facts.now):
            continue
        words = f"{practice.title} has been waiting since {_since(left.day, today)}."
        return Suggestion(key=key, name=left.name, words=words)
    return None


RULES: Final[tuple[Rule, ...]] = (_time_alone, _time_together, _left_early)
"""In this order: balance first, then what waits."""


def _leans(facts: SuggestionFacts, *, towards: Kind) -> bool:
    """Whether the week has what was wished for of one kind, and of the other less."""
    other = Kind.ALONE if towards is Kind.TOGETHER else Kind.TOGETHER
    had, lacked = facts.week.of(towards), facts.week.of(other)
    wished, other_wished = facts.wish.of(towards), facts.wish.of(other)
    if not had.times:
        return False
    if other_wished is None:
        return not facts.wish and had.times >= ENOUGH_TIMES and not lacked.times
    return lacked.number(other_wished.unit) < other_wished.number and _is_reached(had, wished)


def _is_reached(had: TimeSpent, wished: Amount | None) -> bool:
    return had.times >= ENOUGH_TIMES if wished is None else had.number(wished.unit) >= wished.number


def _balancing(facts: SuggestionFacts, kind: Kind, question: str) -> Suggestion | None:
    other = Kind.TOGETHER if kind is Kind.ALONE else Kind.ALONE
    key = f"{kind}:{facts.week.monday.isoformat()}"
    practice = None if key in facts.dismissed else _choose(facts, "solo" if kind is Kind.ALONE else "partner")
    if practice is None:
        return None
    had = f"{other} {times_words(facts.week.of(other).times)}"
    return Suggestion(
        key=key,
        name=practice.name,
        words=f"{had[0].upper()}{had[1:]} this week; {question} {practice.title}",
        length_s=60.0 * SUGGESTED_MINUTES if kind is Kind.ALONE else None,
    )


def _choose(facts: SuggestionFacts, kind: str) -> PracticeFacts | None:
    """The practice that suits the hour best: by its goal, not done lately, then by its title."""
    goals = _goals(facts.now, kind)
    fitting = [
        practice
        for practice in facts.practices()
        if practice.practice == kind
        and _suits(practice, facts.now)
        and (kind != "solo" or practice.least_s <= 60 * SUGGESTED_MINUTES)
    ]
    return min(
        fitting,
        key=lambda practice: (practice.name in facts.recent, goals.index(practice.goal), practice.title),
        default=None,
    )


def _suits(practice: PracticeFacts, now: datetime) -> bool:
    return practice.level <= MOST_LEVEL and practice.goal in _goals(now, practice.practice)


def _goals(now: datetime, practice: str) -> tuple[str, ...]:
    if now.hour >= NIGHT_FROM_HOUR or now.hour < NIGHT_TO_HOUR:
        return _GOALS_AT_NIGHT.get(practice, ())
    return (_GOALS_IN_THE_MORNING if now.hour < MORNING_TO_HOUR else _GOALS_BY_DAY).get(practice, ())


def _since(day: date, today: date) -> str:
    return "yesterday" if today - day == timedelta(days=1) else WEEKDAYS[day.weekday()]
