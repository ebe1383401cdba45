"""How somebody is, in numbers from 0 to 10 that only they see, before a practice and after it."""

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from practice_player.prompts.prompt import Entry, Option, Prompt, Steps

Numbers: TypeAlias = Mapping[str, int]
"""What one person entered, by the word of the item; what was skipped is missing."""

HIGH_TENSION: Final = 7
RISEN_TENSION: Final = 3
"""After a practice, from here on, or so much above before, the way back to the room is offered
(content 2.3).
"""

_QUESTIONS: Final = {
    "tension": ("How tense are you?", "0 is loose, 10 is as tense as can be."),
    "energy": ("How much energy have you?", "0 is none, 10 is plenty."),
    "closeness": ("How close do you feel to each other?", "0 is far apart, 10 is close."),
    "heard": ("How heard do you feel?", "0 is not at all, 10 is wholly."),
}

NAMES: Final = {"tension": "tension", "energy": "energy", "closeness": "closeness", "heard": "heard"}


def numbers(items: Sequence[str], name: str, *, alone: bool = False) -> Steps[dict[str, int]]:
    """Asks one person for a number each.

    Somebody who practises `alone` and skips the first skips them all; of two, each is asked the same, so
    that the number of key presses says nothing.
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


def too_much(before: Numbers, after: Numbers) -> bool:
    """Whether a practice seems to have been a bit much for this person."""
    if "tension" not in after:
        return False
    now = after["tension"]
    return now >= HIGH_TENSION or ("tension" in before and now >= before["tension"] + RISEN_TENSION)
