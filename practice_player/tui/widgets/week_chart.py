"""Weeks, or changes from before to after, drawn by a plotting library, which is loaded with this module.

What it draws as text is read as markup, so the only text that it is given are days and numbers.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from rich.style import Style
from textual.app import ComposeResult
from textual.containers import Grid, Vertical
from textual.strip import Strip
from textual.widgets import Label
from textual_hires_canvas import Canvas
from textual_plot import AxisFormatter, HiResMode, PlotWidget
from textual_plot.plot_widget import Legend

from practice_player.balance.changes import Change
from practice_player.balance.text_chart import unit_of
from practice_player.balance.weeks import WeekSums
from practice_player.balance.wish import Kind, Unit, Wish
from practice_player.balance.words import amount_label, day_words
from practice_player.journal.entry import MAX_NUMBER
from practice_player.tui import untrusted

_LEAST_TIMES, _LEAST_MINUTES = 4, 40
"""The axis is at least as high, so that one practice does not fill the picture."""

_MOST_TICKS: Final = 4
_MARGIN_CELLS: Final = 5
_DAY_CELLS: Final = 8
"""Room that a day needs below the axis."""

_LINE: Final = "─"
_BAR_WIDTH: Final = 0.6
_BELOW: Final = 0.5
"""How far the picture goes on each side of the first and the last mark."""


class AxisNames(AxisFormatter):
    """Names for places on an axis."""

    def __init__(self, names: Mapping[float, str]) -> None:
        self._names = names

    def get_ticks(self, min_: float, max_: float, max_ticks: int = 8) -> list[float]:
        return [place for place in self._names if min_ <= place <= max_][:max_ticks]

    def get_labels_for_ticks(self, ticks: Sequence[float]) -> list[str]:
        return [self._names.get(tick, "") for tick in ticks]


_PLAIN: Final = Style(blink=False)
"""A style that changes nothing, and is none the less a style."""


class StyledCanvas(Canvas):
    """Gives each line a style, also before it is drawn: without colours, Textual cannot do without one."""

    def render_line(self, y: int) -> Strip:
        return super().render_line(y).apply_style(_PLAIN)


class QuietPlot(PlotWidget, can_focus=False):
    """Takes no keys and no mouse: it is there to be looked at."""

    def __init__(self) -> None:
        super().__init__(allow_pan_and_zoom=False)
        self.set_reactive(PlotWidget.margin_top, 0)
        self.set_reactive(PlotWidget.margin_bottom, 1)
        self.set_reactive(PlotWidget.margin_left, _MARGIN_CELLS)

    def compose(self) -> ComposeResult:
        """Composes what the library does, of other canvases; the ids are what it looks for."""
        with Grid():
            for place in ("margin-top", "margin-left", "plot", "margin-bottom"):
                yield StyledCanvas(1, 1, id=place)
        yield Legend(id="legend")

    def line_at(self, height: float, style: str, count: int) -> None:
        """Draws a thin line from side to side, behind what is drawn after it."""
        cells = 2 * max(1, self.size.width)
        places = [1 - _BELOW + count * cell / cells for cell in range(cells + 1)]
        self.scatter(places, [height] * len(places), marker=_LINE, marker_style=style)

    def name_days(self, days: Sequence[str]) -> None:
        """Names the places 1, 2 and so on, as many of them as there is room for, the last one always."""
        room = max(1, (self.size.width - _MARGIN_CELLS) // _DAY_CELLS)
        every = -(-len(days) // room)
        names = {float(len(days) - back): days[-1 - back] for back in range(0, len(days), every)}
        self.set_xlimits(1 - _BELOW, len(days) + _BELOW)
        self.set_x_formatter(AxisNames(names))
        self.set_xticks(sorted(names))


class Chart(Vertical):
    """A heading, and a plot under it that is drawn anew for each size."""

    DEFAULT_CSS = """
    Chart { width: 1fr; height: 1fr; }
    Chart .heading { width: 1fr; height: 1; padding-left: 5; color: $foreground 75%; }
    Chart QuietPlot { height: 1fr; }
    Chart QuietPlot > .plot--axis { color: $background; }
    Chart QuietPlot > .plot--tick { color: $foreground 65%; text-style: none; }
    """

    heading = ""

    def compose(self) -> ComposeResult:
        yield Label(untrusted.line(self.heading), classes="heading", markup=False)
        yield QuietPlot()

    def on_mount(self) -> None:
        self.call_after_refresh(self._draw_anew)

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw_anew)

    def draw(self, plot: QuietPlot) -> None:
        """Puts what is to be seen into an empty plot."""
        raise NotImplementedError

    def colour(self, name: str) -> str:
        """A colour of the theme."""
        return self.app.theme_variables[name]

    def _draw_anew(self) -> None:
        for plot in self.query(QuietPlot):
            if plot.query("#plot") and plot.query("#legend"):  # not while it opens or closes
                plot.clear()
                self.draw(plot)


class WeekChart(Chart):
    """The weeks of one kind of time as bars, with a line at what was said."""

    def __init__(self, kind: Kind, weeks: Sequence[WeekSums], wish: Wish) -> None:
        super().__init__(classes=kind.value)
        self._kind, self._weeks, self._wish, self._amount = kind, weeks, wish, wish.of(kind)
        self._unit = unit_of(wish, kind)
        minutes = ", minutes" if self._unit is Unit.MINUTES else ""
        said = f"  {_LINE * 2} said {amount_label(self._amount)}" if self._amount else ""
        self.heading = f"{kind}{minutes}{said}"

    def draw(self, plot: QuietPlot) -> None:
        numbers = [week.of(self._kind).number(self._unit) for week in self._weeks]
        said = self._amount.number if self._amount else 0
        top = self._top()
        step = -(-top // _MOST_TICKS)
        plot.name_days([*(day_words(week.monday) for week in self._weeks[:-1]), "now"])
        plot.set_ylimits(0, top + step / 2)
        ticks = [float(number) for number in range(0, top + 1, step)]
        plot.set_y_formatter(AxisNames({tick: f"{tick:.0f}" for tick in ticks}))
        plot.set_yticks(ticks)
        plot.line_at(0, self.colour("border-blurred"), len(numbers))
        if said:
            plot.line_at(said, self.colour("foreground"), len(numbers))
        places = range(1, len(numbers) + 1)
        plot.bar(
            [float(place) for place in places],
            [float(number) for number in numbers],
            width=_BAR_WIDTH,
            bar_style=self.colour("primary"),
            hires_mode=HiResMode.QUADRANT,
        )

    def _top(self) -> int:
        """The height of the picture: the same for both kinds where both are counted in the same."""
        kinds = [kind for kind in Kind if unit_of(self._wish, kind) is self._unit]
        numbers = [week.of(kind).number(self._unit) for week in self._weeks for kind in kinds]
        said = [amount.number for kind in kinds if (amount := self._wish.of(kind))]
        return max(*numbers, *said, _LEAST_TIMES if self._unit is Unit.TIMES else _LEAST_MINUTES)


class ChangeChart(Chart):
    """One's own changes over time as bars from the middle: up is tighter, down is looser."""

    heading = "tension from before to after: above the middle tighter, below it looser"

    def __init__(self, changes: Sequence[Change]) -> None:
        super().__init__()
        self._changes = changes

    def draw(self, plot: QuietPlot) -> None:
        plot.name_days([day_words(change.day) for change in self._changes])
        most = max(_LEAST_TIMES, *(abs(change.by) for change in self._changes))
        plot.set_ylimits(-min(most, MAX_NUMBER), min(most, MAX_NUMBER))
        plot.set_yticks([0.0])
        plot.set_y_formatter(AxisNames({0.0: "same"}))
        places = [float(place) for place in range(1, len(self._changes) + 1)]
        plot.line_at(0, self.colour("foreground"), len(places))
        plot.bar(
            places,
            [float(change.by) for change in self._changes],
            width=_BAR_WIDTH,
            bar_style=self.colour("primary"),
            hires_mode=HiResMode.QUADRANT,
        )
