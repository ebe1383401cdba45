"""The practices of a list, in groups."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from practice_player.core.card import PracticeCard
from practice_player.lib.plain_text import fit_to_width
from practice_player.tui import untrusted
from practice_player.tui.widgets.caption import lines
from practice_player.tui.widgets.listed import Listed

_ROW_CELLS: Final = 30
_ROW_LINES: Final = 2
"""Of a title in the list; the whole stands beside it."""

_DEPTHS: Final = {2: "inward", 3: "tender"}


class PracticeList(Listed):
    """A line with the name of each group, and two or three for each practice.

    What is asked for before it is filled is kept, and done when it is.
    """

    class Lit(Message):
        """Another practice is lit."""

        def __init__(self, card: PracticeCard) -> None:
            super().__init__()
            self.card = card

    class Chosen(Message):
        """A practice was chosen, with a key or a click."""

        def __init__(self, card: PracticeCard) -> None:
            super().__init__()
            self.card = card

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id, opens_lit_only=True)
        self._cards: list[PracticeCard | None] | None = None
        """By the number of the line; None for the name of a group."""

        self._steps_waiting = 0
        self._choice_waiting = False

    @property
    def lit(self) -> PracticeCard | None:
        """The practice that is lit; None in an empty list."""
        at, cards = self.highlighted, self._cards or []
        return cards[at] if at is not None and at < len(cards) else None

    def move(self, steps: int) -> None:
        if self._cards is None:
            self._steps_waiting = max(0, self._steps_waiting + steps)
        else:
            super().move(steps)

    def choose(self) -> None:
        """Chooses the practice that is lit."""
        if self._cards is None:
            self._choice_waiting = True
        elif self.lit is not None:
            self.post_message(self.Chosen(self.lit))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if self.lit is not None:
            self.post_message(self.Lit(self.lit))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.choose()

    def show(self, groups: Sequence[tuple[str, Sequence[PracticeCard]]], *, lit: str = "") -> None:
        """Shows these practices; the one of the name `lit` is lit, or else the nearest to where it was."""
        line_before, is_first = self.highlighted or 0, self._cards is None
        shown: list[PracticeCard | None] = []
        options = []
        for name, cards in groups:
            if name:
                shown.append(None)
                heading = untrusted.line(name).stylize("italic $secondary")
                options.append(Option(heading, disabled=True))
            for card in cards:
                shown.append(card)
                options.append(Option(_entry(card)))
        self._cards = shown
        self.set_options(options)
        names = [card.name if card else "" for card in shown]
        open_lines = self.open_lines
        if lit and lit in names:
            self.highlighted = names.index(lit)
        elif open_lines:
            self.highlighted = min(open_lines, key=lambda line: abs(line - line_before))
        else:
            self.highlighted = None
        self.move(self._steps_waiting if is_first else 0)
        if is_first and self._choice_waiting:
            self.choose()


@lru_cache(maxsize=4096)
def _entry(card: PracticeCard) -> Content:
    title_lines = lines(card.title[: untrusted.LINE_LETTERS], _ROW_CELLS)
    if len(title_lines) > _ROW_LINES:
        last = fit_to_width(f"{title_lines[_ROW_LINES - 1]} …", _ROW_CELLS).rstrip()
        title_lines = [*title_lines[: _ROW_LINES - 1], last]
    title = untrusted.lines("\n".join(title_lines))
    if card.problem:
        return title.stylize("dim")
    origin = "pack" if card.pack else "yours" * card.replaces
    about = (card.spoken(), *card.marks, _DEPTHS.get(card.level, ""), origin)
    about_lines = "\n".join(lines(" · ".join(filter(None, about)), _ROW_CELLS))
    return Content.assemble(title, "\n", untrusted.lines(about_lines).stylize("$foreground 65%"))
