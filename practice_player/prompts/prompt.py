"""Prompts, and dialogs made of them: the interface draws them, plain mode prints them.

A dialog is a generator that yields prompts, is sent the words of the answers, and returns its result.
Leaving a dialog early drops the generator, and every answer with it.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Generic, TypeAlias, TypeVar

Result = TypeVar("Result")

Steps: TypeAlias = Generator["Prompt", str, Result]
"""The prompts of a dialog; each is answered with an option's word, a number, a name, or an empty text."""

RandomBelow: TypeAlias = Callable[[int], int]
"""Returns a random whole number from 0 to one less than its argument."""

ENTER: Final = "enter"

MAX_NUMBER: Final = 10
MAX_DIGITS: Final = 3
MAX_NAME_LETTERS: Final = 30
MAX_TEXT_LETTERS: Final = 60


class Entry(StrEnum):
    """What kind of answer a prompt takes."""

    CHOICE = "choice"
    NUMBER = "number"
    """A whole number from 0 to 10, or an empty answer; the options can be chosen as well."""

    NAME = "name"
    """A first name or initials; the options can be chosen as well."""

    TEXT = "text"
    """A few words on one line, or an empty answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer that a prompt offers."""

    key: str
    """The key that chooses it in the interface: `1`, `s`, or `enter`."""

    word: str
    """The word that is typed in plain mode, and that the dialog receives: `no`, `stay`."""

    label: str
    """What it means, as it is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One question."""

    title: str
    lines: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    entry: Entry = Entry.CHOICE

    private: bool = False
    """True if one person answers alone: what is entered must not be visible, then or later."""

    @property
    def default(self) -> str:
        """The word that Enter alone or the end of the input stands for; empty means no answer."""
        return next((option.word for option in self.options if option.key == ENTER), "")

    def read(self, typed: str) -> str | None:
        """Returns the word that `typed` stands for; None if it does not answer this prompt."""
        text = typed.strip()
        if not text:
            accepts_empty = self.entry in (Entry.NUMBER, Entry.TEXT) or any(
                option.key == ENTER for option in self.options
            )
            return self.default if accepts_empty else None
        if self.entry is Entry.TEXT:
            words = " ".join(text.split())
            return words if words.isprintable() and len(words) <= MAX_TEXT_LETTERS else None
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
    """Runs the steps of a dialog: shows one prompt at a time until there is a result."""

    def __init__(self, steps: Steps[Result]) -> None:
        self._steps = steps
        self.prompt: Prompt | None = None
        """The prompt to answer now; None once there is a result."""

        self.result: Result | None = None
        self._advance(None)

    def answer(self, typed: str) -> bool:
        """Answers the prompt with a key or a text; returns False, and stays, if that is no answer to it."""
        word = self.prompt.read(typed) if self.prompt else None
        if word is None:
            return False
        self._advance(word)
        return True

    def finish_unanswered(self) -> None:
        """Answers every remaining prompt with its default, as the end of the input does."""
        while self.prompt:
            self._advance(self.prompt.default)

    def _advance(self, word: str | None) -> None:
        try:
            self.prompt = self._steps.send(word) if word is not None else next(self._steps)
        except StopIteration as stop:
            self.prompt, self.result = None, stop.value
