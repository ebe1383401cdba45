"""Outside text for the screen: the one way by which a script's words, a path or an error come to be drawn.

Textual reads a plain `str` as markup: `[b]` vanishes, `[/b]` ends the program, and `[@click=…]` runs
an action.  What is made here is never read so, and a terminal obeys nothing in it (plain_text.py).
tests/tui/test_outside.py finds any text that comes to a widget by another way.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from rich.text import Text
from textual.content import Content

from practice_player.plain_text import one_line, some_lines

LINE_LETTERS: Final = 300
"""Of a title, a name, a place: more is cut, so that it cannot fill the screen."""

TEXT_LETTERS: Final = 20_000
"""Of whatever is meant to be read in several lines; scripts allow no more in one piece of text."""

NOTE_LETTERS: Final = 600
"""Of a notification, which lies over the screen."""


def line(text: str, most: int = LINE_LETTERS) -> Content:
    """What is meant to be one line."""
    return Content(one_line(text, most))


def words(text: str) -> Content:
    """A sentence or a paragraph, wrapped as the widget likes."""
    return line(text, TEXT_LETTERS)


def paragraphs(texts: Iterable[str]) -> Content:
    """Several sentences, each on a line of its own."""
    return stacked([words(text) for text in texts])


def stacked(parts: Sequence[Content]) -> Content:
    """What was made here already, each on a line of its own."""
    return Content("\n").join(parts)


def lines(text: str) -> Content:
    """Text that the program has laid out in lines, such as an error."""
    return Content(some_lines(text, TEXT_LETTERS))


def note(text: object) -> str:
    """The text of a notification, which takes nothing but a `str`: give it `markup=False` as well."""
    return some_lines(str(text), NOTE_LETTERS)


def cell(text: str) -> Text:
    """A cell of a table, which reads a `str` as markup too."""
    return Text(one_line(text, TEXT_LETTERS))
