"""Asks what a dialog asks in plain lines: a prompt is printed, a line is read.

What is typed for a private prompt is not shown on a terminal, and is printed by nobody.  On a terminal the
lines of such a prompt are taken away again once it is answered, with all that says how it was answered.
"""

from collections.abc import Iterator
from contextlib import nullcontext
from typing import Final

from practice_player.cli.printing import PracticeLines
from practice_player.cli.signals import StopSignals
from practice_player.cli.typed_lines import TypedLines
from practice_player.prompts.prompt import ENTER, Dialog, Entry, Option, Prompt, Result

UNANSWERED: Final = "No more is typed here, so what is asked from here on has no answer. No answer is no."
"""Said where the input ends before a dialog does."""

_WAIT_S: Final = 0.1
"""How often a dialog looks whether the program is to be suspended."""

_NO_ANSWER: Final = {
    Entry.NUMBER: "A number from 0 to 10, please, or Enter alone.",
    Entry.NAME: "A short name, please.",
}


class DialogLines:
    """Asks one dialog after another, of whoever types."""

    def __init__(self, lines: PracticeLines, typed: TypedLines, signals: StopSignals) -> None:
        self._lines = lines
        self._typed = typed
        self._signals = signals

    def ask(self, dialog: Dialog[Result]) -> bool:
        """Asks until there is a result; False when the input ended first, and the rest has no answer.

        Raises:
            StopRequested: a signal asks for the end; all that was answered is forgotten with the dialog.
            BrokenPipeError: nobody reads what is printed.
        """
        while prompt := dialog.prompt:
            if not self._answered(dialog, prompt):
                self._lines.say(UNANSWERED)
                dialog.finish_unanswered()
                return False
        return True

    def _answered(self, dialog: Dialog[Result], prompt: Prompt) -> bool:
        """Asks one prompt until it has an answer; False when the input has ended."""
        shown = list(_shown(prompt))
        if prompt.private and self._typed.shows_typing:
            shown.append("Here, what you type can be seen until Enter is pressed.")
        for line in shown:
            self._lines.say(line)
        told = False
        while (typed := self._line(shown, private=prompt.private)) is not None:
            if self._typed.shows_typing:
                shown.append(typed)
            if dialog.answer(typed):
                if prompt.private:
                    self._lines.take_back(shown)
                return True
            if not told:
                told = True
                shown.append(_no_answer(prompt))
                self._lines.say(shown[-1])
        return False

    def _line(self, shown: list[str], *, private: bool) -> str | None:
        """The next line that is typed; None once the input has ended.

        A program that was suspended meanwhile shows the prompt again: it may have gone from the screen.
        """
        while True:
            with self._typed.hidden() if private else nullcontext():
                while not self._typed.ended and not self._signals.suspend_requested:
                    line = self._typed.take(_WAIT_S)
                    if line is not None:
                        return line
            if self._typed.ended:
                return None
            self._signals.suspend()
            for again in shown:
                self._lines.say(again)


def _shown(prompt: Prompt) -> Iterator[str]:
    yield ""
    yield prompt.title
    yield from prompt.lines
    for option in prompt.options:
        if option.key != ENTER:
            yield f"  {_typed_as(option, prompt)}  {option.label}"
    enter = next((option for option in prompt.options if option.key == ENTER), None)
    if enter:
        yield f"  Enter  {enter.label}"


def _typed_as(option: Option, prompt: Prompt) -> str:
    """What is typed for an option; in private a key alone, so that every answer sounds like any other."""
    if prompt.private or option.word.casefold() == option.label.casefold():
        return option.key
    return f"{option.key} or {option.word}"


def _no_answer(prompt: Prompt) -> str:
    """Says what an answer looks like."""
    if prompt.entry is not Entry.CHOICE:
        return _NO_ANSWER[prompt.entry]
    *others, last = ["Enter alone" if option.key == ENTER else option.key for option in prompt.options]
    return f"One of these, please: {', '.join(others)} or {last}." if others else "Enter alone goes on."
