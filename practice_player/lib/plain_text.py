"""Makes text from scripts, file names and notes harmless: a terminal shows it, and obeys nothing in it.

Everything printable stays as it was written, brackets and joined emoji included.  What a terminal
would obey is replaced or left out:

- A C0 control, such as escape, becomes its Unicode picture (`␛`): the reader sees that there is something
  odd, and what it is.
- A C1 control, which has no picture, becomes `�`, and so does half a character (a lone surrogate: a file
  name that is not UTF-8 has them).
- Marks that change the direction of text are left out.  They are invisible, and an unclosed mark also
  reverses what the program itself says on that line.  Hebrew and Arabic can be read without them.
- The soft hyphen and the byte order mark are left out: terminals disagree on their width.
- Line breaks and tabs become spaces, so that no title can pass for another line of the program.

Pure.  Markup is not escaped here: whoever shows the text must have it drawn without markup.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from practice_player.lib.letters import shorten, split_letters

_BREAK: Final = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE: Final = re.compile("[\xad\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb]")
_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_ESCAPED_IN_JSON: Final = re.compile(f"{_INVISIBLE.pattern}|[\x7f-\x9f\u2028\u2029\ud800-\udfff]")

_DELETE: Final = 0x7F
_CONTROL_PICTURES: Final = 0x2400
_DELETE_PICTURE: Final = "\u2421"
_REPLACEMENT_CHARACTER: Final = "\ufffd"
_ELLIPSIS: Final = "…"

_WORD_AFTER_GAP: Final = re.compile("( *)([^ `]*`[^`]*`[^ ]*|practice-player [a-z].*|[^ ]+)")
"""A word or a command, and the spaces before it; a no-break space is part of a word."""

_INDENTATION: Final = re.compile(r" *(?:[\d:]*\d:\d\d +)?")
_NARROW_HANG: Final = "  "
"""Begins further lines where the wished one would take more than half of the width."""

_FLAG_HALF: Final = re.compile("[\U0001f1e6-\U0001f1ff]")


def one_line(text: str, max_characters: int | None = None) -> str:
    """Returns the text on one line, harmless; an ellipsis ends it if it is longer than `max_characters`."""
    if not text.isprintable():
        text = _make_harmless(_BREAK.sub(" ", text))
    return text if max_characters is None else shorten(text, max_characters)


def multi_line(text: str, max_characters: int | None = None) -> str:
    r"""Does the same, but keeps line breaks, as `\n`: for text that the program has laid out in lines."""
    if not text.isprintable():
        text = _make_harmless(_BREAK.sub("\n", text))
    return text if max_characters is None else shorten(text, max_characters)


def escape_json(json: str) -> str:
    r"""Returns equivalent JSON in which each character that a terminal would obey is written as `\uXXXX`."""
    return _ESCAPED_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", json)


def count_cells(text: str) -> int:
    """Returns the width of the text in a terminal, in cells."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(map(_width, split_letters(text)))


def pad_to_width(text: str, width_cells: int) -> str:
    """Appends spaces up to this width; returns a wider text unchanged."""
    return text + " " * (width_cells - count_cells(text))


def fit_to_width(text: str, width_cells: int) -> str:
    """Returns the text at exactly this width: padded with spaces, or shortened with an ellipsis."""
    if count_cells(text) > width_cells:
        text = _first_cells(split_letters(text), width_cells - 1).rstrip() + _ELLIPSIS
    return pad_to_width(text, width_cells)


def wrap(text: str, width_cells: int, hang: str | None = None) -> list[str]:
    """Returns the text in lines of at most this width, broken between words.

    Every line but the first begins with `hang`; without one it begins as far in as the first, or as the
    words of the first behind the time that it begins with.

    What is copied stays in one piece: a word is never split, nor is a command, even where it fits on no line.
    """
    if count_cells(text) <= width_cells:
        return [text]
    if hang is None:
        hang = " " * (len(text) - len(_INDENTATION.sub("", text, count=1)))
    if 2 * count_cells(hang) > width_cells:
        hang = _NARROW_HANG
    lines: list[str] = []
    line, cells = "", 0
    for gap, word in _WORD_AFTER_GAP.findall(text):
        word_cells = count_cells(word)
        if line and cells + len(gap) + word_cells > width_cells:
            lines.append(line)
            line, cells = f"{hang}{word}", count_cells(hang) + word_cells
        else:
            line, cells = f"{line}{gap}{word}", cells + len(gap) + word_cells
    return [*lines, line] if line else [text]


def _first_cells(letters: Iterable[str], width_cells: int) -> str:
    fitting: list[str] = []
    for letter in letters:
        width_cells -= _width(letter)
        if width_cells < 0:
            break
        fitting.append(letter)
    return "".join(fitting)


def _make_harmless(text: str) -> str:
    return _CONTROL.sub(_picture_of, _INVISIBLE.sub("", text.replace("\t", " ")))


def _picture_of(match: re.Match[str]) -> str:
    """Returns the visible sign that replaces a matched control character."""
    letter = match[0]
    if letter == "\n":
        return letter
    if ord(letter) < ord(" "):
        return chr(_CONTROL_PICTURES + ord(letter))
    return _DELETE_PICTURE if ord(letter) == _DELETE else _REPLACEMENT_CHARACTER


def _width(letter: str) -> int:
    if unicodedata.category(letter[0]) in ("Mn", "Me", "Cf"):
        return 0
    wide = unicodedata.east_asian_width(letter[0]) in "WF" or "\ufe0f" in letter
    return 2 if wide or _FLAG_HALF.match(letter) else 1
