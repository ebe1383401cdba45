"""What is being said, in short lines that are easy to come back to."""

from collections.abc import Iterator
from textwrap import TextWrapper
from typing import Final

from rich.cells import cell_len
from textual.widgets import Static

from practice_player.lib.letters import split_letters
from practice_player.tui import untrusted

WIDEST: Final = 37
"""Cells a line: beyond that the eye has to travel (content 3.5)."""

_NEVER_FIRST: Final = "、。，．！？；：・…ー々」』）］｝〉》】〕”’ぁぃぅぇぉっゃゅょァィゥェォッャュョ"  # noqa: RUF001
_NEVER_LAST: Final = "「『（［｛〈《【〔“‘"  # noqa: RUF001
"""Signs with which no line of Chinese or Japanese begins or ends (JIS X 4051)."""

_DIM: Final = 0.58
"""How bright words are once they are dimmed: enough to be read."""

_DIM_STEPS: Final = 40
"""In how many steps they dim, over four seconds."""


def lines(text: str, widest: int) -> list[str]:
    """The fewest lines that fit, and those as even as can be; no letter is split, however it is joined.

    textwrap knows where a line may break; how wide a letter is, and what belongs to it, it does not.
    """
    text = untrusted.words(text).plain
    parts = [(part, cell_len(part)) for part in TextWrapper.wordsep_re.split(text) if part]
    fewest_lines = _wrapped(parts, widest)
    if len(fewest_lines) <= 1:
        return fewest_lines
    for narrower in range(widest - 1, widest // 2, -1):
        tried = _wrapped(parts, narrower)
        if len(tried) > len(fewest_lines):
            break
        fewest_lines = tried
    return fewest_lines


def _wrapped(parts: list[tuple[str, int]], widest: int) -> list[str]:
    """Lines of these words and spaces, each part with its width in cells."""
    wrapped_lines: list[str] = []
    line, width = "", 0
    for part, size in _short(parts, widest):
        if width + size > widest and line:
            wrapped_lines.append(line.rstrip(" "))
            line, width = "", 0
        if line or not wrapped_lines or part.strip(" "):
            line, width = line + part, width + size
    return [*wrapped_lines, line.rstrip(" ")] if line.strip(" ") else wrapped_lines


def _short(parts: list[tuple[str, int]], widest: int) -> Iterator[tuple[str, int]]:
    """The same parts, those that fit on no line letter by letter."""
    for part, size in parts:
        if size <= widest:
            yield part, size
        else:
            yield from _clusters(part, widest)


def _clusters(part: str, widest: int) -> Iterator[tuple[str, int]]:
    """The letters of a part; signs that begin no line, or end none, with the letter they belong to."""
    cluster, width = "", 0
    for letter in split_letters(part):
        size = cell_len(letter)
        belongs = cluster and (letter in _NEVER_FIRST or cluster[-1] in _NEVER_LAST)
        if cluster and not (belongs and width + size <= widest):
            yield cluster, width
            cluster, width = "", 0
        cluster, width = cluster + letter, width + size
    if cluster:
        yield cluster, width


class Caption(Static):
    """Bright while it is said and through the pause after it, then dimmed; it stays until the next words."""

    DEFAULT_CSS = """
    Caption { width: 1fr; height: auto; text-align: center; text-style: bold; color: $foreground; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(markup=False, id=id)
        self._text = ""
        self._spread = False
        self._dimmed_steps = 0

    def say(self, text: str, *, dimming: float = 0.0, spread: bool = False) -> None:
        """Shows words; `dimming` is from 0, bright, to 1.  `spread` leaves a line free between lines."""
        if (text, spread) != (self._text, self._spread):
            self._text, self._spread = text, spread
            self._lay()
        steps = round(_DIM_STEPS * dimming)
        if steps != self._dimmed_steps:
            self._dimmed_steps = steps
            self.styles.text_opacity = 1.0 - (1.0 - _DIM) * steps / _DIM_STEPS

    def on_resize(self) -> None:
        self._lay()

    def _lay(self) -> None:
        if self.size.width:
            apart = "\n\n" if self._spread else "\n"
            self.update(untrusted.lines(apart.join(lines(self._text, min(WIDEST, self.size.width)))))
