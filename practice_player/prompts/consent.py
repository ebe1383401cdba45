"""Asks two people what they consent to: each answers alone, and the lower answer holds.

Now and then the program draws gentler answers by itself, so that a gentle evening says nothing about either
person.  The result is the same whether it was answered or drawn; nothing here is stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Final, TypeAlias

from practice_player.prompts.prompt import Option, Prompt, RandomBelow

ONE_EVENING_IN: Final = 6
"""The program draws gentler answers on one evening in so many."""


class Answer(IntEnum):
    """An answer to a consent; of two, the lower holds."""

    NO = 0
    SOME = 1
    YES = 2


PossibleAnswers: TypeAlias = Mapping[str, tuple[Answer, ...]]
"""For each consent that a practice asks for, the answers that make a difference to it, lowest first.

`(NO, YES)` if the practice has no separate way for *some*, which then counts as *yes*.
"""

Answers: TypeAlias = Mapping[str, Answer]
"""One person's answer to each consent."""

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
    """The consents that hold for a practice."""

    without: frozenset[str] = frozenset()
    """The consents that are withheld: what they concern is left out."""

    some: frozenset[str] = frozenset()
    """The consents that were answered with *some*."""


def consent_prompt(name: str, consent: str) -> Prompt:
    """The prompt that asks one person for one consent; anything but 2 or 3 is *no*, and so is Enter."""
    title, explanation = _NAMES[consent]
    return Prompt(
        title=f"{title}, tonight?",
        lines=(explanation, f"{name}: one key. No answer is no, and no reason is needed."),
        options=(*_OPTIONS, Option(key="enter", word="", label="no answer")),
        private=True,
    )


def read_answer(word: str) -> Answer:
    """Returns the answer that an option's word stands for; any other word is *no*."""
    return {"some": Answer.SOME, "yes": Answer.YES}.get(word, Answer.NO)


def all_yes(possible_answers: PossibleAnswers) -> dict[str, Answer]:
    return dict.fromkeys(possible_answers, Answer.YES)


def draw_answers(possible_answers: PossibleAnswers, random_below: RandomBelow) -> dict[str, Answer]:
    """Draws the program's own answers: all *yes* on most evenings, otherwise any gentler combination.

    Every combination of answers that makes a difference is equally likely.
    """
    is_gentle = random_below(ONE_EVENING_IN) == 0
    combinations = 1
    for answers in possible_answers.values():
        combinations *= len(answers)
    # A number is drawn in either case, so that both take the same time and the same draws.
    number = random_below(max(1, combinations - 1))
    if not is_gentle or combinations == 1:
        return all_yes(possible_answers)
    drawn_answers: dict[str, Answer] = {}
    for consent, answers in possible_answers.items():  # the last number, all *yes*, is never drawn
        number, index = divmod(number, len(answers))
        drawn_answers[consent] = answers[index]
    return drawn_answers


def settle(possible_answers: PossibleAnswers, *answers: Answers) -> SettledConsents:
    """Takes the lowest answer to each consent, whoever gave it; a missing answer is *no*."""
    lowest = {
        consent: min(person_answers.get(consent, Answer.NO) for person_answers in answers)
        for consent in possible_answers
    }
    return SettledConsents(
        without=frozenset(consent for consent, answer in lowest.items() if answer is Answer.NO),
        some=frozenset(
            consent
            for consent, answer in lowest.items()
            if answer is Answer.SOME and Answer.SOME in possible_answers[consent]
        ),
    )


def is_impossible(possible_answers: PossibleAnswers, settled: SettledConsents) -> bool:
    """Whether something is withheld that the practice cannot do without."""
    return any(Answer.NO not in possible_answers[consent] for consent in settled.without)
