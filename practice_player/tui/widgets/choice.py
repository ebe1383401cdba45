"""One of the two large choices at home: a picture, a word, and a line about it."""

from typing import TYPE_CHECKING, ClassVar, Final, cast

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Label

from practice_player.tui import untrusted
from practice_player.tui.widgets.disc import Circle, rows
from practice_player.tui.widgets.paint import paint

if TYPE_CHECKING:
    from practice_player.tui.lifecycle import LifecycleApp

_APART: Final = 0.62
"""How far two discs stand from the middle, as a share of their radius."""


class Discs(Widget):
    """One soft disc, or two that meet."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"discs--light"}
    DEFAULT_CSS = """
    Discs { width: 1fr; height: 5; }
    Discs .discs--light { color: $primary 45%; }
    """

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count

    def render_line(self, y: int) -> Strip:
        width, height = self.size
        radius = height - 0.5
        aside = radius * _APART if self._count > 1 else 0.0
        circles = [Circle(x=width / 2 + x, y=height, radius=radius) for x in {-aside, aside}]
        ground = self.background_colors[1]
        light = ground + self.get_component_styles("discs--light").color
        if y >= height:
            return Strip.blank(width)
        app = cast("LifecycleApp", self.app)
        return paint(ground, light, light, app.glyphs).strip(rows(width, height, *circles)[y])


class Choice(Vertical, can_focus=True):
    """Lit when it has the focus; says so when it is clicked."""

    class Chosen(Message):
        """It was clicked, or opened with a key."""

        def __init__(self, practice: str) -> None:
            super().__init__()
            self.practice = practice

    def __init__(self, practice: str, *, title: str, line: str, discs: int) -> None:
        super().__init__(id=practice)
        self._practice = practice
        self._words = (title, line)
        self._discs = discs

    def compose(self) -> ComposeResult:
        title, line = self._words
        yield Discs(self._discs)
        yield Label(untrusted.line(title), classes="title", markup=False)
        yield Label(untrusted.line(line), classes="line", markup=False)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.choose()

    def choose(self) -> None:
        self.post_message(self.Chosen(self._practice))
