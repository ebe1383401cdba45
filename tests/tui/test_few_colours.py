"""With few colours or none, what is lit shows without its colour, and the breath keeps its shape."""

from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeAlias

import pytest
from rich.color import ColorSystem
from rich.segment import Segment
from textual.widget import Widget
from textual.widgets import OptionList

from practice_player.core.user_settings import CONTRAST_THEME, DAY_THEME, NIGHT_THEME
from practice_player.tui.app import PracticeApp
from practice_player.tui.glyphs import Glyphs
from practice_player.tui.screens.settings import Row
from practice_player.tui.theme import FEW_COLOURS, shows_few_colours
from practice_player.tui.widgets.month_calendar import CELL_COLUMNS, MonthCalendar
from practice_player.tui.widgets.pacer import Pacer
from tests.tui.fakes import BREATHING, TO_THE_PRACTICE, FakeCore, FakePractice, pressing
from tests.tui.journals import journal_of

Region: TypeAlias = tuple[int, int, int, int]
"""Column, line, width and height."""

THEMES: Final = (NIGHT_THEME, DAY_THEME, CONTRAST_THEME)


def option_region(app: PracticeApp, number: int) -> Region:
    """The place of a line of the list on the screen."""
    listed = app.screen.query_one(OptionList)
    return (listed.region.x, listed.region.y + listed._index_to_line[number], listed.region.width - 1, 1)


def widget_region(app: PracticeApp, widget: Widget) -> Region:
    region = widget.region
    return (region.x, region.y, region.width, region.height)


def first_line(app: PracticeApp, widget: Widget) -> Region:
    return (*widget_region(app, widget)[:3], 1)


def rows(app: PracticeApp) -> list[Widget]:
    return list(app.screen.query(Row))


def day_region(app: PracticeApp, day: int) -> Region:
    """The place of a day of November 2026, which begins on a Sunday, in the calendar."""
    calendar = app.screen.query(MonthCalendar).last().region
    week, week_day = divmod(day + 5, 7)
    return (calendar.x + week_day * CELL_COLUMNS, calendar.y + 2 + week, CELL_COLUMNS, 1)


LIT: Final[dict[str, tuple[tuple[str, ...], Callable[[PracticeApp], tuple[Region, Region]]]]] = {
    "home": (
        (),
        lambda app: (
            first_line(app, app.screen.query_one("#solo")),
            first_line(app, app.screen.query_one("#partner")),
        ),
    ),
    "offers": (
        ("down", "down"),
        lambda app: (
            widget_region(app, app.screen.query_one("#wound-up")),
            widget_region(app, app.screen.query_one("#far-away")),
        ),
    ),
    "list": (("a",), lambda app: (option_region(app, 1), option_region(app, 2))),
    "journal": (("j",), lambda app: (option_region(app, 1), option_region(app, 3))),
    "calendar": (("j",), lambda app: (day_region(app, 26), day_region(app, 9))),
    "palette": (("ctrl+p",), lambda app: (option_region(app, 0), option_region(app, 1))),
    "settings": (
        ("comma",),
        lambda app: (widget_region(app, rows(app)[0]), widget_region(app, rows(app)[1])),
    ),
}
"""The keys that lead to a screen, and the places of something lit and of something like it that is not."""


def segments(app: PracticeApp, region: Region) -> list[Segment]:
    x, y, width, height = region
    lines = app.screen._compositor.render_strips()[y : y + height]
    return [segment for line in lines for segment in line.crop(x, x + width)]


def marks(app: PracticeApp, region: Region) -> set[tuple[bool | None, ...] | str]:
    """What can be told there without any colour: attributes of the text, and lines and marks."""
    found: set[tuple[bool | None, ...] | str] = set()
    for segment in segments(app, region):
        style = segment.style
        if style is not None and segment.text.strip():
            found.add((style.bold, style.underline, style.reverse))
        found |= {letter for letter in segment.text if not letter.isalnum() and not letter.isspace()}
    return found


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("screen", LIT)
async def test_what_is_lit_differs_from_its_neighbour_by_more_than_its_colour(
    screen: str, theme: str, tmp_path: Path
) -> None:
    keys, places = LIT[screen]
    app = PracticeApp(lambda: FakeCore(journal_access=journal_of(tmp_path)))
    app.theme = theme
    app.add_class(FEW_COLOURS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pressing(*keys)(pilot)

        lit, other = places(app)
        assert marks(app, lit) != marks(app, other)


@pytest.mark.parametrize(
    ("color_system", "no_color", "expected"),
    [
        ("truecolor", True, True),
        ("standard", False, True),
        ("truecolor", False, False),
        ("256", False, False),
    ],
)
def test_without_colours_what_is_lit_has_another_sign_too(
    color_system: str, *, no_color: bool, expected: bool
) -> None:
    assert shows_few_colours(color_system, no_color=no_color) is expected


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("glyphs", [Glyphs.QUADRANTS, Glyphs.HALVES])
async def test_the_breath_stands_out_from_its_ground_in_sixteen_colours(theme: str, glyphs: Glyphs) -> None:
    app = PracticeApp(lambda: FakeCore(practice=FakePractice(now=BREATHING)))
    app.theme = theme
    app.glyphs = glyphs
    async with app.run_test(size=(80, 24)) as pilot:
        await pressing(*TO_THE_PRACTICE)(pilot)

        pacer = app.screen.query_one(Pacer)
        x, y, width, height = widget_region(app, pacer)
        middle_line = segments(app, (x, y + height // 2, width, 1))
        colours = [
            style.bgcolor.downgrade(ColorSystem.STANDARD).number
            for segment in middle_line
            if (style := segment.style) is not None and style.bgcolor is not None
            for _ in segment.text
        ]
        assert colours[0] == colours[-1]
        assert sum(colour != colours[0] for colour in colours) >= 8, "the disc has another colour"
