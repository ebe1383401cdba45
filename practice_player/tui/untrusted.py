"""Outside text for the screen: the one way by which a script's words, a path or an error come to be drawn.

Textual reads a plain `str` as markup: `[b]` vanishes, `[/b]` ends the program, and `[@click=…]` runs
an action.  What is made here is never read so, and a terminal obeys nothing in it (lib/plain_text.py).
tests/tui/test_untrusted.py finds any text that comes to a widget by another way.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from rich.text import Text
from textual.content import Content

from practice_player.lib.letters import split_letters
from practice_player.lib.plain_text import multi_line, one_line

LINE_LETTERS: Final = 300
"""Of a title, a name, a place: more is cut, so that it cannot fill the screen."""

TEXT_LETTERS: Final = 20_000
"""Of whatever is meant to be read in several lines; scripts allow no more in one piece of text."""

NOTE_LETTERS: Final = 280
"""Of a notification, which lies over the screen."""

_JOINER: Final = "\u200d"
_MISCOUNTED: Final = re.compile("[\u200d\U0001f3fb-\U0001f3ff]")


def line(text: str, most: int = LINE_LETTERS) -> Content:
    """What is meant to be one line."""
    return Content(_measurable(one_line(text, most)))


def words(text: str) -> Content:
    """A sentence or a paragraph, wrapped as the widget likes."""
    return line(text, TEXT_LETTERS)


def paragraphs(texts: Iterable[str]) -> Content:
    """Several sentences, each on a line of its own."""
    return stacked([words(text) for text in texts])


def stacked(parts: Sequence[Content]) -> Content:
    """What was made here already, each on a line of its own."""
    return Content("\n").join(parts)


def joined(parts: Sequence[Content]) -> Content:
    """What was made here already, on one line."""
    return Content("").join(parts)


def lines(text: str) -> Content:
    """Text that the program has laid out in lines, such as an error."""
    return Content(_measurable(multi_line(text, TEXT_LETTERS)))


def note(text: object) -> str:
    """The text of a notification, which takes nothing but a `str`: give it `markup=False` as well."""
    return _measurable(multi_line(str(text), NOTE_LETTERS))


def cell(text: str) -> Text:
    """A cell of a table, which reads a `str` as markup too."""
    return Text(words(text).plain)


def _measurable(text: str) -> str:
    """The text without joiners and skin tones that belong to no emoji.

    Textual counts no cells for what follows a joiner, nor for a skin tone, and a terminal draws them
    all the same: such a text would be drawn over what stands beside it.
    """
    if not _MISCOUNTED.search(text):
        return text
    return "".join(letter if _is_emoji(letter) else _plainly(letter) for letter in split_letters(text))


def _is_emoji(letter: str) -> bool:
    return all(part and unicodedata.category(part[0]) == "So" for part in letter.split(_JOINER))


def _plainly(letter: str) -> str:
    return _MISCOUNTED.sub(lambda found: "" if found[0] == _JOINER else "\ufffd", letter)
