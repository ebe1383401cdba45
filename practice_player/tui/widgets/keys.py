"""The keys of a screen along its last line: as many as fit, the most needed first."""

from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from textual import events
from textual.binding import ActiveBinding
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from practice_player.tui import untrusted
from practice_player.tui.commands.everywhere import HELP_KEY

_GAP: Final = "  "


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownKey:
    """One key of the line."""

    key: str
    """As Textual names it."""

    display: str
    description: str
    tooltip: str

    def __str__(self) -> str:
        return f"{self.display} {self.description}"

    @property
    def width_cells(self) -> int:
        return untrusted.line(str(self)).cell_length


class Keys(Static):
    """One line for all keys, each of which can be clicked.

    Textual's footer has a widget for each key, and cuts what does not fit; here it is left out, but never the
    help.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Keys { dock: bottom; height: 1; background: $background; text-align: center; text-wrap: nowrap; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.shown: tuple[ShownKey, ...] = ()
        self._under_mouse: ShownKey | None = None

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._follow)

    def on_unmount(self) -> None:
        self.screen.bindings_updated_signal.unsubscribe(self)

    def on_resize(self) -> None:
        self._show()

    def _follow(self, screen: Screen[object]) -> None:
        if self.is_attached and screen is self.screen and screen.app.app_focus:
            self.call_after_refresh(self._show)

    def _show(self) -> None:
        """Shows the keys of the screen as they are now; draws nothing where they are the same."""
        if not self.is_attached:
            return
        shown = _fitting(self._offered(), self.size.width)
        if shown != self.shown:
            self.shown = shown
            self._draw()

    def _offered(self) -> list[ShownKey]:
        """The keys that the screen has now; of several with one action, the first."""
        by_action: dict[str, ActiveBinding] = {}
        for active in self.screen.active_bindings.values():
            if active.binding.show:
                by_action.setdefault(active.binding.action, active)
        return [
            ShownKey(
                key=active.binding.key,
                display=self.app.get_key_display(active.binding),
                description=active.binding.description,
                tooltip=active.tooltip,
            )
            for active in by_action.values()
        ]

    def _draw(self) -> None:
        keys = [_drawn(key, lit=key is self._under_mouse) for key in self.shown]
        self.update(untrusted.line(_GAP).join(keys), layout=False)

    def columns(self) -> list[range]:
        """Returns the columns of the line that each key takes."""
        taken = [key.width_cells for key in self.shown]
        first = (self.size.width - sum(taken) - len(_GAP) * (len(taken) - 1)) // 2
        starts = accumulate(taken, lambda start, width: start + width + len(_GAP), initial=first)
        return [range(start, start + width) for start, width in zip(starts, taken, strict=False)]

    def _key_at(self, column: int) -> ShownKey | None:
        """Returns the key at this column of the line, or None between two keys."""
        return next(
            (key for key, taken in zip(self.shown, self.columns(), strict=True) if column in taken), None
        )

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self._light(self._key_at(event.x))

    def on_leave(self) -> None:
        self._light(None)

    def _light(self, key: ShownKey | None) -> None:
        if key is not self._under_mouse:
            self._under_mouse = key
            self.tooltip = untrusted.words(key.tooltip) if key else None
            self._draw()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if key := self._key_at(event.x):
            self.app.simulate_key(key.key)


def _fitting(keys: list[ShownKey], width_cells: int) -> tuple[ShownKey, ...]:
    """Returns as many keys as fit, in their order; the help is always among them."""
    taken = {key: key.width_cells + len(_GAP) for key in keys}
    room = width_cells + len(_GAP) - sum(taken[key] for key in keys if key.key == HELP_KEY)
    fitting = []
    for key in keys:
        if key.key != HELP_KEY:
            room -= taken[key]
        if key.key == HELP_KEY or room >= 0:
            fitting.append(key)
    return tuple(fitting)


def _drawn(key: ShownKey, *, lit: bool) -> Content:
    display = untrusted.line(key.display).stylize("bold $footer-key-foreground")
    description = untrusted.line(key.description).stylize("$footer-description-foreground")
    both = untrusted.line(" ").join([display, description])
    return both.stylize("on $block-hover-background") if lit else both
