"""Asks two people about their week: how it felt, each alone, and what they plan for the next.

Nothing of how it felt is stored; both see it only if both say so.  Everything can be skipped.
Pure: today is an argument.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from practice_player.prompts.prompt import Entry, Option, Prompt, Steps

MOST_PLANNED: Final = 6
"""So many moments can be planned for one week."""

ALONE, TOGETHER = "alone", "together"
PARTS: Final = ("morning", "afternoon", "evening")

_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FEELINGS: Final = {"little": "too little", "right": "about right", "much": "too much"}
_ALONE_FOR: Final = "alone-"
_SHOW: Final = "show"
_NEVER_MIND: Final = Option(key="enter", word="", label="skip")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedTime:
    """One moment of a planned week."""

    kind: str
    """`alone` or `together`."""

    who: str = ""
    """Whose time alone it is; empty if it is nobody's by name."""

    what: str = ""
    """In the people's own words, or empty."""

    day: date | None = None
    """None if it is for no day in particular."""

    part: str = ""
    """One of `PARTS`; empty for any time of the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekPlan:
    """What two people planned for the seven days after the one on which they talked."""

    made_on: date
    times: tuple[PlannedTime, ...] = ()
    gives_first: str = ""
    """What is left out first if the week gets full; empty if nothing was said."""

    def __bool__(self) -> bool:
        return bool(self.times or self.gives_first)


def planned_words(planned: PlannedTime) -> str:
    """A planned moment in words: `Thursday evening, together: a walk`."""
    day = _DAYS[planned.day.weekday()] if planned.day else "Some day"
    when = f"{day} {planned.part}".rstrip()
    who = f" ({planned.who})" if planned.who else ""
    what = f": {planned.what}" if planned.what else ""
    return f"{when}, {planned.kind}{who}{what}"


def plan_lines(plan: WeekPlan) -> tuple[str, ...]:
    """A whole plan, a line for each moment, then what gives first."""
    gives = (f"If the week got full, this was to give first: {plan.gives_first}",) if plan.gives_first else ()
    return (*(planned_words(planned) for planned in plan.times), *gives)


def show_plan(plan: WeekPlan) -> Steps[None]:
    """Shows the last plan before two people look back at their week."""
    yield Prompt(
        title="What you planned",
        lines=(*plan_lines(plan), "A plan is a guess; nobody keeps count of it."),
        options=(Option(key="enter", word="", label="go on"),),
    )


def ask_week(people: Sequence[str], names: Sequence[str], today: date) -> Steps[WeekPlan]:
    """Asks how the week felt, then for the next plan.

    `people` are one or two names to show, of those who are at this keyboard; `names` are the known names
    of all who practise.
    """
    yield from _ask_feelings(people)
    return (yield from _ask_plan(names, today))


def _ask_feelings(people: Sequence[str]) -> Steps[None]:
    answers: list[dict[str, str]] = []
    all_show = True
    for person, name in enumerate(people):
        if len(people) > 1:
            yield Prompt(
                title=f"{name} at the keyboard",
                lines=(f"{people[1 - person]} looks away. Two questions about the week, for you alone.",),
                options=(Option(key="enter", word="", label="I am alone with it"),),
            )
        felt = {}
        for kind in (TOGETHER, ALONE):
            felt[kind] = yield _feeling_prompt(name, kind)
        answers.append(felt)
        if len(people) > 1:
            answer = yield Prompt(
                title="Show this to each other?",
                lines=("Only if both of you say so. Nobody learns who did not, and nothing of it is kept.",),
                options=(
                    Option(key="1", word="keep", label="keep mine"),
                    Option(key="2", word=_SHOW, label="show it"),
                    Option(key="enter", word="", label="keep mine"),
                ),
                private=True,
            )
            all_show &= answer == _SHOW
    if all_show and len(people) > 1:
        yield Prompt(
            title="Both of you wished to see this",
            lines=tuple(_feeling_line(name, felt) for name, felt in zip(people, answers, strict=True)),
            options=(Option(key="enter", word="", label="go on"),),
        )


def _feeling_prompt(name: str, kind: str) -> Prompt:
    return Prompt(
        title=f"This week, time {kind} was",
        lines=(f"{name}: as it felt to you. Only you see it.",),
        options=(
            *(
                Option(key=str(number), word=word, label=label)
                for number, (word, label) in enumerate(_FEELINGS.items(), start=1)
            ),
            _NEVER_MIND,
        ),
        private=True,
    )


def _feeling_line(name: str, felt: dict[str, str]) -> str:
    parts = [f"{kind} {_FEELINGS[word]}" for kind, word in felt.items() if word]
    return f"{name}: {', '.join(parts) or 'no word'}."


def _ask_plan(names: Sequence[str], today: date) -> Steps[WeekPlan]:
    times: list[PlannedTime] = []
    while len(times) < MOST_PLANNED:
        kind = yield _kind_prompt(names, times)
        if not kind:
            break
        who = names[int(kind.removeprefix(_ALONE_FOR))] if kind.startswith(_ALONE_FOR) else ""
        times.append(
            PlannedTime(
                kind=TOGETHER if kind == TOGETHER else ALONE,
                who=who,
                what=(yield _text_prompt("What is it?", "A few words, or nothing: it may stay open.")),
                day=(yield from _ask_day(today)),
                part=(yield _part_prompt()),
            )
        )
    gives_first = ""
    if times:
        gives_first = yield _text_prompt(
            "If the week gets full, what gives first?", "A few words. The rest can stay."
        )
    return WeekPlan(made_on=today, times=tuple(times), gives_first=gives_first)


def _kind_prompt(names: Sequence[str], times: Sequence[PlannedTime]) -> Prompt:
    alone = [(f"{_ALONE_FOR}{person}", f"time alone for {name}") for person, name in enumerate(names) if name]
    kinds = [(TOGETHER, "time together"), *(alone or [(ALONE, "time alone")])]
    return Prompt(
        title="Something more for the week?" if times else "Anything to write down for the coming week?",
        lines=tuple(planned_words(planned) for planned in times)
        or ("It is shown on the first screen on its day, and at your next look back.",),
        options=(
            *(
                Option(key=str(number), word=word, label=label)
                for number, (word, label) in enumerate(kinds, start=1)
            ),
            Option(key="enter", word="", label="that is all"),
        ),
    )


def _ask_day(today: date) -> Steps[date | None]:
    days = [today + timedelta(days=ahead) for ahead in range(1, len(_DAYS) + 1)]
    answer = yield Prompt(
        title="On which day, roughly?",
        options=(
            *(
                Option(key=str(number), word=_DAYS[day.weekday()], label=_DAYS[day.weekday()])
                for number, day in enumerate(days, start=1)
            ),
            Option(key="enter", word="", label="some day"),
        ),
    )
    return next((day for day in days if _DAYS[day.weekday()] == answer), None)


def _part_prompt() -> Prompt:
    return Prompt(
        title="And when, about?",
        options=(
            *(
                Option(key=str(number), word=part, label=f"in the {part}")
                for number, part in enumerate(PARTS, start=1)
            ),
            Option(key="enter", word="", label="any time"),
        ),
    )


def _text_prompt(title: str, line: str) -> Prompt:
    return Prompt(title=title, lines=(line,), options=(_NEVER_MIND,), entry=Entry.TEXT)
