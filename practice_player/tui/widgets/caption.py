"""What is being said, in short lines that are easy to come back to."""

from collections.abc import Iterator
from textwrap import TextWrapper
from typing import Final

from rich.cells import cell_len
from textual.widgets import Static

from practice_player.lib.letters import split_letters
from practice_player.tui import untrusted

_WIDEST: Final = 40
"""Cells a line: beyond some forty the eye has to travel."""


def lines(text: str, widest: int) -> list[str]:
    """The fewest lines that fit, and those as even as can be; no letter is split, however it is joined.

    textwrap knows where a line may break; how wide a letter is, and what belongs to it, it does not.
    """
    text = untrusted.words(text).plain
    parts = [(part, cell_len(part)) for part in TextWrapper.wordsep_re.split(text) if part]
    found = _wrapped(parts, widest)
    for narrower in range(widest - 1, widest // 2, -1):
        tried = _wrapped(parts, narrower)
        if len(tried) > len(found):
            break
        found = tried
    return found


def _wrapped(parts: list[tuple[str, int]], widest: int) -> list[str]:
    """Lines of these words and spaces, each part with its width in cells."""
    found: list[str] = []
    line, width = "", 0
    for part, size in _short(parts, widest):
        if width + size > widest and line:
            found.append(line.rstrip(" "))
            line, width = "", 0
        if line or not found or part.strip(" "):
            line, width = line + part, width + size
    return [*found, line.rstrip(" ")] if line.strip(" ") else found


def _short(parts: list[tuple[str, int]], widest: int) -> Iterator[tuple[str, int]]:
    """The same parts, those that fit on no line letter by letter."""
    for part, size in parts:
        if size <= widest:
            yield part, size
        else:
            yield from ((letter, cell_len(letter)) for letter in split_letters(part))


class Caption(Static):
    """Bright while it is said, dim afterwards; it stays until the next words."""

    DEFAULT_CSS = """
    Caption { width: 1fr; height: auto; text-align: center; text-style: bold; color: $foreground; }
    Caption.-said { text-style: none; color: $foreground 55%; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(markup=False, id=id)
        self._text = ""

    def say(self, text: str, *, speaking: bool) -> None:
        self.set_class(not speaking, "-said")
        if text != self._text:
            self._text = text
            self._lay()

    def on_resize(self) -> None:
        self._lay()

    def _lay(self) -> None:
        if self.size.width:
            self.update(untrusted.lines("\n".join(lines(self._text, min(_WIDEST, self.size.width)))))
