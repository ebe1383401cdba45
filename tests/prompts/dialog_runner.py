"""Runs a dialog to its end with a list of answers."""

from collections.abc import Iterable
from typing import TypeVar

from practice_player.prompts.prompt import Dialog, Prompt, Steps

Result = TypeVar("Result")


def run_dialog(steps: Steps[Result], answers: Iterable[str] = ()) -> tuple[Result, list[Prompt]]:
    """Returns the result and every prompt that was shown; once the answers run out, Enter answers."""
    dialog = Dialog(steps)
    shown_prompts: list[Prompt] = []
    remaining_answers = list(answers)
    while dialog.prompt:
        shown_prompts.append(dialog.prompt)
        typed = remaining_answers.pop(0) if remaining_answers else ""
        assert dialog.answer(typed), f"{typed!r} is no answer to {shown_prompts[-1].title!r}"
    assert not remaining_answers, f"{remaining_answers} was never asked for"
    assert dialog.result is not None
    return dialog.result, shown_prompts
