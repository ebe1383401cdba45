"""What is being said, in short lines that are easy to come back to."""

from textwrap import wrap
from typing import Final

from textual.widgets import Static

_WIDEST: Final = 40
"""Letters a line: beyond some forty the eye has to travel."""


def lines(text: str, widest: int) -> list[str]:
    """The fewest lines that fit, and those as even as can be."""
    found = wrap(text, widest)
    for narrower in range(widest - 1, widest // 2, -1):
        tried = wrap(text, narrower)
        if len(tried) > len(found):
            break
        found = tried
    return found


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
            self.update("\n".join(lines(self._text, min(_WIDEST, self.size.width))))
