"""What two people would like of what a practice asks: each answers alone, and the lower answer holds.

Now and then the practice takes a gentler way by itself, so that a gentle evening says nothing about either
of them.  What comes out is the same whether it was answered or drawn; nothing here is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Final, TypeAlias

from practice_player.prompts.prompt import Option, Prompt, RandomBelow

ONE_EVENING_IN: Final = 6
"""One evening in so many is gentler by itself."""


class Answer(IntEnum):
    """The lower one holds."""

    NO = 0
    SOME = 1
    YES = 2


Ways: TypeAlias = Mapping[str, tuple[Answer, ...]]
"""For each consent that a practice asks, the answers that make a difference to it, lowest first.

`(NO, YES)` when `some` has no way of its own: it is then the gentlest that is not *no*.
"""

Answers: TypeAlias = Mapping[str, Answer]
"""One answer for each consent."""

_NAMES: Final = {
    "touch": ("Touch", "Hands, shoulders, backs, an ordinary hug: what this practice has of it."),
    "gaze": ("Eye contact", "Looking at each other, in short spells."),
    "closeness": ("Closeness", "Sitting within reach of each other."),
    "sharing": ("Sharing", "Saying something of your own aloud."),
}

_OPTIONS: Final = (
    Option(key="1", word="no", label="no"),
    Option(key="2", word="some", label="some"),
    Option(key="3", word="yes", label="yes"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledConsents:
    """What a practice is made with."""

    without: frozenset[str] = frozenset()
    """What is left out."""

    some: frozenset[str] = frozenset()
    """What there is only some of."""


def prompt(name: str, consent: str) -> Prompt:
    """Asks one person for one answer; anything but 2 or 3 is *no*, and so is Enter."""
    title, explanation = _NAMES[consent]
    return Prompt(
        title=f"{title}, tonight?",
        lines=(explanation, f"{name}: one key. No answer is no, and no reason is needed."),
        options=(*_OPTIONS, Option(key="enter", word="", label="no answer")),
        private=True,
    )


def answered(word: str) -> Answer:
    """The answer in the word of an option; anything else is *no*."""
    return {"some": Answer.SOME, "yes": Answer.YES}.get(word, Answer.NO)


def all_yes(ways: Ways) -> dict[str, Answer]:
    return dict.fromkeys(ways, Answer.YES)


def drawn(ways: Ways, below: RandomBelow) -> dict[str, Answer]:
    """What the practice itself would like: everything on most evenings, and else any gentler combination.

    Each combination of answers that makes a difference can be drawn, all as likely.
    """
    gentle = below(ONE_EVENING_IN) == 0
    combinations = 1
    for answers in ways.values():
        combinations *= len(answers)
    # One number is drawn in either case, so that neither takes a different time or another draw.
    number = below(max(1, combinations - 1))
    if not gentle or combinations == 1:
        return all_yes(ways)
    chosen: dict[str, Answer] = {}
    for consent, answers in ways.items():  # the last number of all, left out, is the highest of each
        number, place = divmod(number, len(answers))
        chosen[consent] = answers[place]
    return chosen


def settle(ways: Ways, *answers: Answers) -> SettledConsents:
    """The lowest answer to each consent, by whomever; one that is missing is *no*."""
    lowest = {consent: min(each.get(consent, Answer.NO) for each in answers) for consent in ways}
    return SettledConsents(
        without=frozenset(consent for consent, answer in lowest.items() if answer is Answer.NO),
        some=frozenset(
            consent
            for consent, answer in lowest.items()
            if answer is Answer.SOME and Answer.SOME in ways[consent]
        ),
    )


def impossible(ways: Ways, settled: SettledConsents) -> bool:
    """Whether the practice has no way that keeps to this."""
    return any(Answer.NO not in ways[consent] for consent in settled.without)
