"""Asks somebody how they are before and after a practice, in numbers from 0 to 10 that only they see."""

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from practice_player.prompts.prompt import Entry, Option, Prompt, Steps

Numbers: TypeAlias = Mapping[str, int]
"""What one person entered, by the name of the item; skipped items are missing."""

HIGH_TENSION: Final = 7
RISEN_TENSION: Final = 3
"""A tension of at least `HIGH_TENSION` after a practice, or a rise of at least `RISEN_TENSION`, offers the
way back to the room (content 2.3).
"""

_QUESTIONS: Final = {
    "tension": ("How tense are you?", "0 is loose, 10 is as tense as can be."),
    "energy": ("How much energy have you?", "0 is none, 10 is plenty."),
    "closeness": ("How close do you feel to each other?", "0 is far apart, 10 is close."),
    "heard": ("How heard do you feel?", "0 is not at all, 10 is wholly."),
}

ITEM_NAMES: Final = {"tension": "tension", "energy": "energy", "closeness": "closeness", "heard": "heard"}


def ask_numbers(items: Sequence[str], name: str, *, alone: bool = False) -> Steps[dict[str, int]]:
    """Asks one person for a number for each item.

    Somebody who practises `alone` and skips the first item skips them all; of two people each is asked the
    same, so that the number of key presses says nothing.
    """
    entered: dict[str, int] = {}
    for position, item in enumerate(items):
        question, scale = _QUESTIONS[item]
        answer = yield Prompt(
            title=question,
            lines=(scale, f"{name}: type a number; only you see it. Enter skips."),
            options=(Option(key="enter", word="", label="skip"),),
            entry=Entry.NUMBER,
            private=True,
        )
        if answer:
            entered[item] = int(answer)
        elif alone and position == 0:
            break
    return entered


def is_too_much(before: Numbers, after: Numbers) -> bool:
    """Whether the numbers suggest that the practice was too much for this person."""
    if "tension" not in after:
        return False
    tension = after["tension"]
    return tension >= HIGH_TENSION or ("tension" in before and tension >= before["tension"] + RISEN_TENSION)
