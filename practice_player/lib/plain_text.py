"""Outside text made harmless: whatever a script, a file name or a note holds, a terminal only shows it.

Everything printable stays as it was written, brackets and joined emoji included.  What a terminal
would obey is shown or left out:

- A C0 control, such as escape, becomes a picture of itself (`␛`): the reader sees that something
  odd stands there, and what it is.
- A C1 control has no picture, and half a character (a lone surrogate: a file name that is not UTF-8
  has them) no shape: each becomes `�`.
- Marks that turn the direction of the text round are left out.  They have no shape of their own, and
  one that is never closed turns round what the program itself says on that line.  Hebrew and Arabic
  need none of them to be read.
- The soft hyphen and the byte order mark are left out: terminals disagree on their width.
- Line breaks and tabs become spaces, so that no title can pass for a further line of the program.

Pure, and knows nothing of markup: whoever shows text must see to it that none is looked for.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from practice_player.lib.letters import letters, shortened

_BREAK: Final = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN: Final = re.compile("[\xad\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb]")
_OBEYED: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_ESCAPED: Final = re.compile(f"{_UNSEEN.pattern}|[\x7f-\x9f\u2028\u2029\ud800-\udfff]")

_DELETE: Final = 0x7F
_PICTURES: Final = 0x2400
_DELETE_PICTURE: Final = "\u2421"
_NO_CHARACTER: Final = "\ufffd"
_ELLIPSIS: Final = "…"

_FLAG_HALF: Final = re.compile("[\U0001f1e6-\U0001f1ff]")


def one_line(text: str, most: int | None = None) -> str:
    """The text on one line, harmless; longer than `most` letters, it ends in an ellipsis."""
    if not text.isprintable():
        text = _harmless(_BREAK.sub(" ", text))
    return text if most is None else shortened(text, most)


def some_lines(text: str, most: int | None = None) -> str:
    r"""The same with its line breaks kept, as `\n`: for text that the program has laid out in lines."""
    if not text.isprintable():
        text = _harmless(_BREAK.sub("\n", text))
    return text if most is None else shortened(text, most)


def escaped(json: str) -> str:
    r"""JSON that says the same, with whatever a terminal would obey written as `\uXXXX`."""
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", json)


def cells(text: str) -> int:
    """How wide a terminal shows it, in cells."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(map(_width, letters(text)))


def padded(text: str, width_cells: int) -> str:
    """The text with spaces up to this width; a wider one as it is."""
    return text + " " * (width_cells - cells(text))


def fitted(text: str, width_cells: int) -> str:
    """The text in just this width: a narrower one with spaces, a wider one with an ellipsis at its end."""
    if cells(text) > width_cells:
        text = _first_cells(letters(text), width_cells - 1).rstrip() + _ELLIPSIS
    return padded(text, width_cells)


def _first_cells(of: Iterable[str], width_cells: int) -> str:
    kept: list[str] = []
    for letter in of:
        width_cells -= _width(letter)
        if width_cells < 0:
            break
        kept.append(letter)
    return "".join(kept)


def _harmless(text: str) -> str:
    return _OBEYED.sub(_picture, _UNSEEN.sub("", text.replace("\t", " ")))


def _picture(found: re.Match[str]) -> str:
    letter = found[0]
    if letter == "\n":
        return letter
    if ord(letter) < ord(" "):
        return chr(_PICTURES + ord(letter))
    return _DELETE_PICTURE if ord(letter) == _DELETE else _NO_CHARACTER


def _width(letter: str) -> int:
    if unicodedata.category(letter[0]) in ("Mn", "Me", "Cf"):
        return 0
    wide = unicodedata.east_asian_width(letter[0]) in "WF" or "\ufe0f" in letter
    return 2 if wide or _FLAG_HALF.match(letter) else 1
