"""A prompt, and a dialog of several: the interface paints them, plain lines print them.

A dialog is written as a generator that yields prompts, is sent the words of the answers, and returns what
came out.  Whoever leaves a dialog midway drops the generator, and with it all that was answered.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Generic, TypeAlias, TypeVar

Result = TypeVar("Result")

Steps: TypeAlias = Generator["Prompt", str, Result]
"""The prompts of a dialog; each is answered with the word of an option, a number, a name, or nothing."""

RandomBelow: TypeAlias = Callable[[int], int]
"""A random whole number from 0 to below the argument."""

ENTER: Final = "enter"

MAX_NUMBER: Final = 10
MAX_DIGITS: Final = 3
MAX_NAME_LETTERS: Final = 30


class Entry(StrEnum):
    """How a prompt is answered."""

    CHOICE = "choice"
    NUMBER = "number"
    """A whole number from 0 to 10, or nothing; the options are further answers."""

    NAME = "name"
    """A first name or initials; the options are further answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One way to answer."""

    key: str
    """One key in the interface: `1`, `s`, or `enter`."""

    word: str
    """What is typed in plain lines, and what the dialog is told: `no`, `stay`."""

    label: str
    """What it means, as people read it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """Something that is asked."""

    title: str
    lines: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    entry: Entry = Entry.CHOICE

    private: bool = False
    """One person answers alone: nothing that is entered may be seen, then or later."""

    @property
    def default(self) -> str:
        """The answer that Enter alone and the end of the input stand for; empty is none given."""
        return next((option.word for option in self.options if option.key == ENTER), "")

    def read(self, typed: str) -> str | None:
        """The answer in what was typed, as the dialog takes it; None when it is no answer to this."""
        text = typed.strip()
        if not text:
            takes_nothing = self.entry is Entry.NUMBER or any(option.key == ENTER for option in self.options)
            return self.default if takes_nothing else None
        for option in self.options:
            if text in (option.key, option.word) or text.casefold() == option.word.casefold():
                return option.word
        if self.entry is Entry.NUMBER:
            is_number = (
                text.isascii() and text.isdecimal() and len(text) <= MAX_DIGITS and int(text) <= MAX_NUMBER
            )
            return str(int(text)) if is_number else None
        if self.entry is Entry.NAME:
            name = " ".join(text.split())
            is_name = name.isprintable() and len(name) <= MAX_NAME_LETTERS and not name[0].isdecimal()
            return name if is_name else None
        return None


class Dialog(Generic[Result]):
    """The prompt that is to be answered now, until there is a result."""

    def __init__(self, steps: Steps[Result]) -> None:
        self._steps = steps
        self.prompt: Prompt | None = None
        """What is asked now; None once there is a result."""

        self.result: Result | None = None
        self._advance(None)

    def answer(self, typed: str) -> bool:
        """Takes an answer, a key or words; False when it is none to this prompt, which then still stands."""
        word = self.prompt.read(typed) if self.prompt else None
        if word is None:
            return False
        self._advance(word)
        return True

    def finish_unanswered(self) -> None:
        """Answers all that is left as the end of the input does: with each prompt's default, or nothing."""
        while self.prompt:
            self._advance(self.prompt.default)

    def _advance(self, word: str | None) -> None:
        try:
            self.prompt = self._steps.send(word) if word is not None else next(self._steps)
        except StopIteration as stop:
            self.prompt, self.result = None, stop.value
