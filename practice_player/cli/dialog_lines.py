"""Runs a dialog in plain mode: prints each prompt and reads a line for it.

The answer to a private prompt is hidden while it is typed on a terminal, and never printed.  Once it is
answered, the lines of the prompt are removed from the terminal, with everything that reveals the answer.
"""

from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any, Final, Literal

from practice_player.cli.printing import PracticeLines
from practice_player.cli.signals import StopSignals
from practice_player.cli.typed_lines import TypedLines
from practice_player.prompts.prompt import ENTER, Dialog, Entry, Option, Prompt, Result

UNANSWERED: Final = "No more is typed here, so what is asked from here on has no answer. No answer is no."
"""Printed if the input ends before a dialog does."""

_POLL_S: Final = 0.1
"""How often a dialog checks whether the program is to be suspended."""

_EXPLANATIONS: Final = {
    Entry.NUMBER: "A number from 0 to 10, please, or Enter alone.",
    Entry.NAME: "A short name, please.",
    Entry.TEXT: "A few words on one line, please, or Enter alone.",
}


LEAVE_WORDS: Final = ("stop", "quit")
HELP_WORDS: Final = ("help", "?")
"""Typed at any prompt, unless they are an answer to it; nobody's name is read from them."""

LEAVING: Final = "stop leaves; nothing that was answered is kept."


class DialogLeftError(Exception):
    """Somebody typed that they want to leave."""


class DialogLines:
    """Runs dialogs with the lines that are typed."""

    def __init__(self, lines: PracticeLines, typed: TypedLines, signals: StopSignals) -> None:
        self._lines = lines
        self._typed = typed
        self._signals = signals

    def run(self, dialog: Dialog[Any]) -> bool:
        """Asks as `ask` does; returns False if somebody left the dialog: then it has no result."""
        try:
            self.ask(dialog)
        except DialogLeftError:
            return False
        return True

    def ask(self, dialog: Dialog[Result]) -> bool:
        """Asks until there is a result; returns False if the input ended first and the defaults were taken.

        Raises:
            DialogLeftError: `stop` or `quit` was typed; the answers are forgotten with the dialog.
            StopRequested: a signal ends the program; the answers are forgotten with the dialog.
            BrokenPipeError: nobody reads the output.
        """
        while prompt := dialog.prompt:
            if not self._ask_prompt(dialog, prompt):
                self._lines.say(UNANSWERED)
                dialog.finish_unanswered()
                return False
        return True

    def _ask_prompt(self, dialog: Dialog[Result], prompt: Prompt) -> bool:
        """Asks one prompt until it is answered; returns False if the input has ended."""
        printed_lines = list(_prompt_lines(prompt))
        if prompt.private and self._typed.shows_typing:
            printed_lines.append("Here, what you type can be seen until Enter is pressed.")
        for line in printed_lines:
            self._lines.say(line)
        is_explained = False
        while (typed := self._read_line(printed_lines, private=prompt.private)) is not None:
            if self._typed.shows_typing:
                printed_lines.append(typed)
            match _command(typed, prompt):
                case "leave":
                    if prompt.private:
                        self._lines.take_back(printed_lines)
                    raise DialogLeftError
                case "help":
                    printed_lines += [_explain_answers(prompt), LEAVING]
                    for line in printed_lines[-2:]:
                        self._lines.say(line)
                    continue
            if dialog.answer(typed):
                if prompt.private:
                    self._lines.take_back(printed_lines)
                return True
            if not is_explained:
                is_explained = True
                printed_lines.append(_explain_answers(prompt))
                self._lines.say(printed_lines[-1])
        return False

    def _read_line(self, printed_lines: list[str], *, private: bool) -> str | None:
        """Returns the next typed line; None once the input has ended.

        After the program was suspended, the prompt is printed again: it may have left the screen.
        """
        while True:
            with self._typed.hidden() if private else nullcontext():
                while not self._typed.ended and not self._signals.suspend_requested:
                    line = self._typed.take(_POLL_S)
                    if line is not None:
                        return line
            if self._typed.ended:
                return None
            self._signals.suspend()
            for printed_line in printed_lines:
                self._lines.say(printed_line)


def _command(typed: str, prompt: Prompt) -> Literal["", "leave", "help"]:
    """What a typed line asks for that is no answer to the prompt."""
    word = typed.strip().casefold()
    if any(option.word.casefold() == word for option in prompt.options):
        return ""
    return "leave" if word in LEAVE_WORDS else "help" if word in HELP_WORDS else ""


def _prompt_lines(prompt: Prompt) -> Iterator[str]:
    yield ""
    yield prompt.title
    yield from prompt.lines
    for option in prompt.options:
        if option.key != ENTER:
            yield f"  {_answer_text(option, prompt)}  {option.label}"
    enter = next((option for option in prompt.options if option.key == ENTER), None)
    if enter:
        yield f"  Enter  {enter.label}"


def _answer_text(option: Option, prompt: Prompt) -> str:
    """Returns what to type for an option; in private only a key, so that all answers sound the same."""
    if prompt.private or option.word.casefold() == option.label.casefold():
        return option.key
    return f"{option.key} or {option.word}"


def _explain_answers(prompt: Prompt) -> str:
    """Returns a line that lists the possible answers."""
    if prompt.entry is not Entry.CHOICE:
        return _EXPLANATIONS[prompt.entry]
    *texts, last_text = ["Enter alone" if option.key == ENTER else option.key for option in prompt.options]
    return f"One of these, please: {', '.join(texts)} or {last_text}." if texts else "Enter alone goes on."
