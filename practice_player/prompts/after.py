"""Asks after a practice: how each person is now, alone, and whether to show the numbers to both."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from practice_player.prompts import check_in
from practice_player.prompts.check_in import ITEM_NAMES, Numbers
from practice_player.prompts.prompt import Option, Prompt, Steps
from practice_player.prompts.week import WeekPlan, ask_week

_SHOW: Final = "show"
_GROUND: Final = "ground"
_HELP: Final = "help"


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterAnswers:
    """The result of the dialog after a practice."""

    check_ins: tuple[Numbers, ...] = ()
    """The numbers that each entered, in the order of the people."""

    leads_to: str = ""
    """What is opened next: `ground` for the grounding practice, `help` for the help page, or empty."""

    plan: WeekPlan | None = None
    """The plan that was made for the coming week; None if none was asked for."""


def ask_after(people: Sequence[str], items: Sequence[str], earlier: Sequence[Numbers]) -> Steps[AfterAnswers]:
    """Asks each person for numbers, shows them if both agree, and offers a way back if it was too much.

    `people` are one or two names to show; `earlier` has what each entered before the practice.
    """
    if not any(earlier):
        # Everybody skipped the numbers before the practice.
        return AfterAnswers()
    entered: list[Numbers] = []
    all_show = True
    for person, name in enumerate(people):
        if len(people) > 1:
            yield Prompt(
                title=f"{name} at the keyboard",
                lines=(f"{people[1 - person]} looks away.",),
                options=(Option(key="enter", word="", label="I am alone with it"),),
            )
        entered.append((yield from check_in.ask_numbers(items, name, alone=len(people) == 1)))
        if len(people) > 1:
            answer = yield Prompt(
                title="Show your numbers to each other?",
                lines=("Only if both of you say so. Nobody learns who did not.",),
                options=(
                    Option(key="1", word="keep", label="keep mine"),
                    Option(key="2", word=_SHOW, label="show them"),
                    Option(key="enter", word="", label="keep mine"),
                ),
                private=True,
            )
            all_show &= answer == _SHOW
    if all_show and len(people) > 1:
        yield Prompt(
            title="Both of you wished to see this",
            lines=tuple(
                _numbers_line(name, before, now)
                for name, before, now in zip(people, earlier, entered, strict=True)
            ),
            options=(Option(key="enter", word="", label="go on"),),
        )
    leads_to = ""
    if any(check_in.is_too_much(before, now) for before, now in zip(earlier, entered, strict=True)):
        leads_to = yield way_back_prompt()
    return AfterAnswers(check_ins=tuple(entered), leads_to=leads_to)


def ask_after_with_plan(
    steps: Steps[AfterAnswers], people: Sequence[str], names: Sequence[str], today: date
) -> Steps[AfterAnswers]:
    """Asks what `steps` ask and then, unless those lead elsewhere, about the week and for the next plan.

    The other arguments are those of `ask_week`.
    """
    answers = yield from steps
    if answers.leads_to:
        return answers
    return replace(answers, plan=(yield from ask_week(people, names, today)))


def way_back_prompt() -> Prompt:
    """The prompt that offers the grounding practice and the help page, in the same words for everybody."""
    return Prompt(
        title="A little more ground?",
        lines=(
            "Sometimes a practice stirs things up.",
            "There is a short way back to the room, and a page about what helps beyond it.",
        ),
        options=(
            Option(key="g", word=_GROUND, label="a minute or two of ground"),
            Option(key="h", word=_HELP, label="the help page"),
            Option(key="enter", word="", label="no, thank you"),
        ),
    )


def _numbers_line(name: str, before: Numbers, now: Numbers) -> str:
    parts = []
    for item, word in ITEM_NAMES.items():
        if item in before and item in now:
            parts.append(f"{word} {before[item]}, then {now[item]}")
        elif item in now:
            parts.append(f"{word} {now[item]}")
    return f"{name}: {'; '.join(parts) or 'no numbers'}."
