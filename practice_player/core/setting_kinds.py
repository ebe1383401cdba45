"""The kinds of values that settings have: how each is validated, described, and stepped through by a key.

Pure.  A value comes from TOML: a string, a number, a boolean, or a list.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from practice_player.lib.nearest import nearest
from practice_player.lib.plain_text import one_line

MAX_QUOTED_LETTERS = 60
MAX_LISTED_WORDS = 8
"""Of a longer list of valid words, a message has only the first."""

MAX_WORDS = 50
"""The longest list that is accepted."""


_LEAST_RATIO: Final = 0.6
"""Of letters in common: `maybe` and `day` are too far from each other."""

_SWITCH_WORDS: Final = {
    **dict.fromkeys(("on", "yes", "y", "true", "1"), "true"),
    **dict.fromkeys(("off", "no", "n", "false", "0"), "false"),
}
"""What people write for on and off, and how TOML has it."""


class SettingValueError(Exception):
    """A value that is not valid; `part` is the invalid word of a list, if it is one word's fault."""

    def __init__(self, problem: str, fix: str, *, part: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.fix = fix
        self.part = part


class SettingKind(Protocol):
    """One kind of value."""

    def checked(self, value: object) -> Any:
        """Returns the validated value.

        Raises:
            SettingValueError: the value is not valid.
        """
        ...

    def described(self) -> str:
        """Describes the valid values, for the documentation and for comments in the file."""
        ...

    def stepped(self, value: Any, by: int) -> Any:
        """Returns the value that is `by` steps away; choices wrap around, numbers are clamped."""
        ...


class OnOff:
    """`true` or `false`."""

    def checked(self, value: object) -> bool:
        if not isinstance(value, bool):
            meant = _SWITCH_WORDS.get(str(value).strip().lower())
            fix = f"write `{meant}`, without quotes" if meant else "write `true` for on or `false` for off"
            raise SettingValueError(_misfit(value), fix)
        return value

    def described(self) -> str:
        return "`true` or `false`"

    def stepped(self, value: bool, by: int) -> bool:
        return value if by % 2 == 0 else not value


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few words."""

    words: tuple[str, ...]

    def checked(self, value: object) -> str:
        if value not in self.words:
            raise SettingValueError(_misfit(value), f"write {_nearest_or_some(value, self.words)}")
        return str(value)

    def described(self) -> str:
        return ", ".join(f'`"{word}"`' for word in self.words)

    def stepped(self, value: str, by: int) -> str:
        return _next(self.words, value, by)


@dataclass(frozen=True, slots=True)
class Decibels:
    """A change of loudness, from `least` to `most`."""

    least: float
    most: float
    step: float

    def checked(self, value: object) -> float:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if is_number and self.least <= value <= self.most:  # type: ignore[operator]
            return float(value)  # type: ignore[arg-type]
        raise SettingValueError(_misfit(value), self._fix(value))

    def _fix(self, value: object) -> str:
        try:
            meant = float(value.strip()) if isinstance(value, str) else math.nan
        except ValueError:
            meant = math.nan
        if self.least <= meant <= self.most:
            return f"write `{meant:g}`, without quotes"
        return f"write a number from {self.least:g} to {self.most:g}, such as `-4`: below 0 is softer"

    def described(self) -> str:
        return f"a number of dB, from {self.least:g} to {self.most:g}"

    def stepped(self, value: float, by: int) -> float:
        return max(self.least, min(value + by * self.step, self.most))


@dataclass(frozen=True, slots=True)
class Words:
    """A list of different words; `known` restricts them, unless it is empty."""

    known: tuple[str, ...] = ()

    def checked(self, value: object) -> tuple[str, ...]:
        if not isinstance(value, list | tuple):
            raise SettingValueError(_misfit(value), f"write a list, {self._example(value)}")
        for word in value:
            if not is_word(word):
                raise SettingValueError(_misfit(word), f"write words in quotes, {self._example(word)}")
            if self.known and word not in self.known:
                fix = f"write {_nearest_or_some(word, self.known)}, or delete it"
                raise SettingValueError(_misfit(word), fix, part=word)
        if len(value) > MAX_WORDS:
            raise SettingValueError(f"there are over {MAX_WORDS} words here", "leave some out")
        return tuple(dict.fromkeys(value))

    def _example(self, value: object) -> str:
        """Shows what a list looks like: with the value itself, where that is a word that can be in it."""
        if is_word(value) and (not self.known or value in self.known):
            return f"with brackets: `[{_quoted(value)}]`"
        words = self.known[:2] or ("heart", "michael")
        return f"such as `[{', '.join(map(_quoted, words))}]`"

    def described(self) -> str:
        if not self.known:
            return "a list of names"
        return "a list of " + ", ".join(f'`"{word}"`' for word in self.known)

    def stepped(self, value: tuple[str, ...], by: int) -> tuple[str, ...]:
        """Rotates the list, so that another word is first."""
        if not value:
            return value
        at = by % len(value)
        return (*value[at:], *value[:at])


def is_word(word: object) -> bool:
    """Whether a list may contain it: not if it is blank, or cannot be encoded, as some names of folders."""
    if not isinstance(word, str) or not word.strip():
        return False
    try:
        word.encode()
    except UnicodeEncodeError:
        return False
    return True


def _next(words: Sequence[str], value: str, by: int) -> str:
    at = words.index(value) if value in words else 0
    return words[(at + by) % len(words)]


def _quoted(word: object) -> str:
    return f'"{one_line(str(word), MAX_QUOTED_LETTERS)}"'


def _nearest_or_some(value: object, known: Sequence[str]) -> str:
    """Returns the valid word that was probably meant, as the file has it; otherwise the first few."""
    near = nearest(value, known, least_ratio=_LEAST_RATIO) if isinstance(value, str) else None
    if near is not None:
        return f"`{_quoted(near)}`"
    listed = ", ".join(f"`{_quoted(word)}`" for word in known[:MAX_LISTED_WORDS])
    more = len(known) - MAX_LISTED_WORDS
    return f"one of {listed}" + (f", or one of {more} more in docs/settings.md" if more > 0 else "")


def _misfit(value: object) -> str:
    shown = str(value).lower() if isinstance(value, bool) else str(value)
    return f"`{one_line(shown, MAX_QUOTED_LETTERS)}` does not fit here"
