"""Asks around the grounding practice: company or space before it, and afterwards how to go on."""

from dataclasses import dataclass
from typing import Final

from practice_player.prompts.prompt import Option, Prompt, Steps

RETURN_MINUTES: Final = (20, 30, 45, 60)
"""The offered times until two people who take space meet again."""

COMPANY_OR_SPACE: Final = Prompt(
    title="Company, or space?",
    lines=("No need to explain. Whatever the answer, do that.",),
    options=(
        Option(key="c", word="company", label="company"),
        Option(key="s", word="space", label="space"),
        Option(key="enter", word="", label="company"),
    ),
)
"""Asked once, if two people were practising."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Onward:
    """What the people chose after the grounding practice."""

    choice: str
    """`stay`, `shift` or `stop`."""

    return_minutes: int | None = None
    """Minutes until the two meet again; None if they agreed on no time."""


def ask_company_or_space(*, for_two: bool) -> Steps[bool]:
    """Asks two people for company or space; returns True for space.  One person is not asked."""
    return for_two and (yield COMPANY_OR_SPACE) == "space"


def ask_onward(*, for_two: bool, space: bool) -> Steps[Onward]:
    """Asks how to go on; no answer means stopping, so that nobody continues what was too much by default."""
    minutes = None
    if for_two and space:
        minutes = yield from _ask_return_time()
    answer = yield Prompt(
        title="And now?",
        lines=("Any of these is a good end to it.",),
        options=(
            Option(key="1", word="stay", label="go back to the practice, where it was"),
            Option(key="2", word="shift", label="go back, to something gentler"),
            Option(key="3", word="stop", label="enough for today"),
            Option(key="enter", word="", label="enough for today"),
        ),
    )
    return Onward(choice=answer or "stop", return_minutes=minutes)


def _ask_return_time() -> Steps[int | None]:
    answer = yield Prompt(
        title="When do you come back to each other?",
        lines=("A time that both of you can count on. Until then, each has the time alone.",),
        options=(
            *(
                Option(key=str(number), word=str(minutes), label=f"in {minutes} minutes")
                for number, minutes in enumerate(RETURN_MINUTES, start=1)
            ),
            Option(key="enter", word="", label="no time yet"),
        ),
    )
    return int(answer) if answer else None
