"""A list of lines that can be chosen, under headings that cannot."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from practice_player.tui import untrusted
from practice_player.tui.widgets.listed import Listed


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLine:
    """A line of the list."""

    name: str = ""
    """What is chosen with it; empty if it cannot be chosen."""

    title: str = ""
    title_style: str = ""
    details: tuple[tuple[str, str], ...] = ()
    """Sentences below the title, each with its style."""


FREE_LINE: Final = ListLine()
"""Parts what belongs together from the rest, where there is room."""


class LineList(Listed):
    """What was lit stays lit when other lines are shown; a click on the lit line chooses it."""

    class Chosen(Message):
        """A line was chosen, with a key or a click."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id, opens_lit_only=True)
        self._names: list[str] = []

    @property
    def lit(self) -> str:
        """The name of the line that is lit; empty in an empty list."""
        at = self.highlighted
        return self._names[at] if at is not None and at < len(self._names) else ""

    def show(self, lines: Sequence[ListLine], *, first_lit: int | None = None) -> None:
        """Shows these lines; at first, the one of that number is lit, or else the first that can be."""
        line_before = self.highlighted
        self._names = [line.name for line in lines]
        self.set_options([Option(_drawn(line), disabled=not line.name) for line in lines])
        wanted = first_lit if line_before is None else line_before
        self.highlighted = min(self.open_lines, key=lambda line: abs(line - (wanted or 0)), default=None)

    def choose(self) -> None:
        """Chooses the line that is lit."""
        if self.lit:
            self.post_message(self.Chosen(self.lit))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.choose()


def _drawn(line: ListLine) -> Content:
    details = [untrusted.words(text).stylize(style) for text, style in line.details]
    return untrusted.stacked([untrusted.line(line.title).stylize(line.title_style), *details])
