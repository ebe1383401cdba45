"""Answers a dialog from a list, as two people at a keyboard would."""

from collections.abc import Iterable
from typing import TypeVar

from practice_player.prompts.prompt import Dialog, Prompt, Steps

Result = TypeVar("Result")


def run(steps: Steps[Result], answers: Iterable[str] = ()) -> tuple[Result, list[Prompt]]:
    """The result, and every prompt that was shown; unanswered prompts take Enter."""
    dialog = Dialog(steps)
    shown: list[Prompt] = []
    waiting = list(answers)
    while dialog.prompt:
        shown.append(dialog.prompt)
        typed = waiting.pop(0) if waiting else ""
        assert dialog.answer(typed), f"{typed!r} is no answer to {shown[-1].title!r}"
    assert not waiting, f"{waiting} was never asked for"
    assert dialog.result is not None
    return dialog.result, shown
