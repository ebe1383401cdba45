"""The answers to a prompt, under each other, each with its key."""

from typing import Final

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Label

from practice_player.prompts.prompt import Entry, Option, Prompt
from practice_player.tui import untrusted

_KEY_CELLS: Final = 8
"""As wide as the longest key, with the gap after it; as in dialog.tcss."""

_NUMBER_KEYS: Final = "0-10"
_NUMBER: Final = "a number, then enter"


class AnswerRow(Horizontal):
    """One answer; a click gives it.

    It looks the same under the pointer: a row that lit up would show where the answer before was given.
    """

    class Clicked(Message):
        """Once, however fast: the second of two quick clicks is meant for what was there before."""

        def __init__(self, prompt: Prompt, option: Option) -> None:
            super().__init__()
            self.asked = prompt
            self.option = option

    def __init__(self, prompt: Prompt, option: Option) -> None:
        super().__init__()
        self._prompt = prompt
        self._option = option

    def compose(self) -> ComposeResult:
        yield Label(untrusted.line(self._option.key), classes="key", markup=False)
        yield Label(untrusted.words(self._option.label), classes="label", markup=False)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        if event.chain == 1:
            self.post_message(self.Clicked(self._prompt, self._option))


class NumberRow(Horizontal):
    """Says that a number is an answer, too."""

    def compose(self) -> ComposeResult:
        yield Label(untrusted.line(_NUMBER_KEYS), classes="key", markup=False)
        yield Label(untrusted.line(_NUMBER), classes="label", markup=False)


class Answers(VerticalScroll, can_focus=False):
    """All of them, in the middle, as one block as wide as the longest."""

    def __init__(self, prompt: Prompt) -> None:
        super().__init__()
        self._prompt = prompt

    def compose(self) -> ComposeResult:
        numbers = self._prompt.entry is Entry.NUMBER
        labels = [option.label for option in self._prompt.options] + [_NUMBER] * numbers
        with Vertical() as block:
            block.styles.width = _KEY_CELLS + max(map(cell_len, labels), default=0)
            if numbers:
                yield NumberRow()
            for option in self._prompt.options:
                yield AnswerRow(self._prompt, option)
