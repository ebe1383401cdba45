"""A core whose every word is somebody else's, and a walk through all screens that looks at each of them."""

import unicodedata
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path, PurePath
from typing import Any, ClassVar, Final, TypeAlias, TypeVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from practice_player.core.card import PracticeCard, Switch
from practice_player.core.journal_access import JournalAccess, JournalMonth
from practice_player.core.practice_paths import PathPractice, PathStepView, PathView, PracticePaths
from practice_player.core.request import PracticeRequest
from practice_player.journal.entry import Ended, JournalEntry
from practice_player.journal.entry_filter import EntryFilter
from practice_player.journal.history import PracticeHistory
from practice_player.journal.reading import KnownValues
from practice_player.lib.errors import PracticeError
from practice_player.lib.plain_text import multi_line, one_line
from practice_player.playback.snapshot import BreathSnapshot
from practice_player.script.choices import bed_label
from practice_player.script.library import LoadedScript
from practice_player.timeline.model import OutlineEntry
from practice_player.tui import app as interface
from practice_player.tui.app import PracticeApp
from practice_player.tui.core import CorePort
from practice_player.tui.screens.journal import JournalScreen
from practice_player.tui.screens.path import PathScreen
from practice_player.tui.screens.paths import PathsScreen
from practice_player.tui.screens.player import PlayerScreen
from practice_player.tui.screens.practices import PracticesScreen
from practice_player.tui.screens.prepare import PrepareScreen
from practice_player.tui.screens.settings import SettingsScreen
from tests.tui.fakes import BREATHING, SOFT_SIGHS, FakeCore, entry, settle

Shown = TypeVar("Shown", bound=Screen[None])

INTERFACE: Final = Path(interface.__file__).parent

MOST_COMPARED: Final = 40
"""Letters of a text that are looked for on the screen; of a longer one, the rest may be cut."""

LISTED: Final = 20
"""The same in a list, whose rows are two lines high."""

WORD_LETTERS: Final = 30
"""Of a word after a practice: a longer one is not taken."""

TURNS: Final = ("LRE", "LRO", "RLE", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
TEXTS: Final = 20
"""How many texts a walk shows."""

PROBE: Final = "[@click=app.probe('x')]"
"""Markup that would tell of itself when it is clicked."""


@dataclass
class HostileCore(FakeCore):
    """Gives the texts to whoever asks, each in its place."""

    outlined: tuple[str, ...] = ()
    error: PracticeError = field(default_factory=lambda: PracticeError("", fix=""))

    def take(self, texts: Sequence[str]) -> None:
        good = replace(
            SOFT_SIGHS,
            name=texts[0],
            title=texts[1],
            summary=texts[2],
            goal=texts[3],
            care=(texts[4], texts[5]),
            caution=texts[6],
            beds=(texts[7], "none"),
            switches=(Switch(word="touch", name=texts[8], left_out=False, remembered=True),),
            replaces=True,
        )
        broken = replace(
            good, name=f"{texts[0]}2", title=texts[9], problem=f"{texts[10]}\n  Try: {texts[11]}"
        )
        self.shelf = (good, broken)
        self.journal_access = HostileJournal(texts)
        self.paths = HostilePaths(texts)
        self.preparer.names, self.voice_names = (texts[12],), (texts[13], texts[14])
        self.outlined = tuple(texts[12:16])
        self.practice.now = replace(
            BREATHING,
            caption=texts[14],
            place=texts[15],
            notice=texts[16],
            bed=texts[17],
            bed_chosen=True,
            breath=BreathSnapshot(word=texts[18], left_s=1.4, fullness=0.65, cycle=5, cycles=25),
        )
        self.error = PracticeError(texts[19], fix=texts[11], place=texts[10])

    def cards(self, practice: str, come: Callable[[list[PracticeCard]], object]) -> list[PracticeCard]:
        return list(self.shelf)

    def card(
        self, loaded: LoadedScript, without: frozenset[str] = frozenset(), voice: str | None = None
    ) -> PracticeCard:
        return self.shelf[0]

    def outline(self, loaded: LoadedScript, request: PracticeRequest) -> list[OutlineEntry]:
        return [entry(at, text) for at, text in enumerate(self.outlined)]


class HostileJournal(JournalAccess):
    """A month with one entry whose every text is hostile."""

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__(None)
        self._texts = texts

    def month(self, first: date | None, where: EntryFilter) -> JournalMonth:
        texts = self._texts
        entry = JournalEntry(
            id=1,
            name=texts[0],
            title=texts[12],
            practice="partner",
            started_at=datetime(2026, 11, 26, 21, tzinfo=UTC),
            planned_s=420.0,
            practised_s=420.0,
            ended=Ended.FINISHED,
            note=texts[13],
            people=(texts[14], texts[15]),
            first=texts[14],
            voice=texts[16],
            bed=texts[17],
        )
        return JournalMonth(first=date(2026, 11, 1), today=date(2026, 11, 27), entries=(entry,))

    def known_values(self) -> KnownValues:
        return KnownValues(people=(self._texts[14],), goals=(self._texts[15],), names=(self._texts[16],))


class HostilePaths(PracticePaths):
    """One path, whose every text is hostile."""

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__((), lambda _: [], PracticeHistory(None))
        practice = PathPractice(name=texts[0], title=texts[1], practice="solo", is_playable=True)
        gone = PathPractice(name=texts[2], title=texts[2], practice="", is_playable=False)
        step = PathStepView(
            practices=(practice,), words=texts[3], times=2, again=True, plenty=texts[4], done_times=1
        )
        self._only = PathView(
            name=texts[5],
            title=texts[6],
            summary=texts[7],
            lasts=texts[8],
            plenty=texts[9],
            caution=texts[10],
            evidence=(texts[11],),
            steps=(step, replace(step, practices=(gone, practice))),
            next_step=0,
            file=Path("nowhere"),
        )

    def all(self, *, solo_only: bool = False) -> list[PathView]:
        return [self._only]

    def one(self, name: str) -> PathView:
        return self._only


class ProbedApp(PracticeApp):
    """Notes whatever markup of a text makes it do."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [INTERFACE / name for name in PracticeApp.CSS_PATH]

    def __init__(self, core: CorePort) -> None:
        super().__init__(lambda: core)
        self.done: list[str] = []

    def action_probe(self, what: str) -> None:
        self.done.append(what)

    def deliver_screenshot(self, *args: Any, **named: Any) -> str | None:
        self.done.append("a picture")
        return None


Told: TypeAlias = Sequence[str]
Again: TypeAlias = Callable[[], Awaitable[object] | None]


@dataclass
class Walk:
    """Goes from screen to screen with keys, and shows every group of texts on each."""

    pilot: Pilot[Any]
    core: HostileCore
    groups: Sequence[Told]

    async def through_all(self) -> None:
        await self._each("home", self._say, {"Toast": 10})
        await self._press("comma")
        await self._each("settings", lambda: self._at(SettingsScreen)._look(), {"#people": 12})
        await self._press("down", "down", "right", "escape", "a", "o", "c")
        shown = {"#list": 1, "#title": 1, "#summary": 2, "#caution": 4, "#outline": 12}
        await self._each("practices", lambda: self._at(PracticesScreen).scripts_changed(), shown)
        await self._press("down")
        shown = {"#title": 9, "#problem": 10}
        await self._each("broken", lambda: self._at(PracticesScreen).scripts_changed(), shown)
        await self._press("enter", "up", "enter")
        shown = {"#title": 1, "#summary": 2, "#sound": 7, "SwitchRow": 8, "#care": 4, "#outline": 13}
        await self._each("prepare", self._prepare, shown)
        await self._press("space", "enter")
        shown = {"#caption": 14, "#place": 15, "#notice": 16, "#settings": 17}
        await self._each("player", lambda: self._at(PlayerScreen).look(), shown)
        await self._press("?", "escape", "ctrl+p")
        await self._paste(self.groups[0][5])
        self._look("palette", {})
        await self._press("escape", "escape")
        await self._press("w")
        word = self.groups[0][6][:WORD_LETTERS]
        await self._paste(word)
        self._look("close", {"#word": word})
        await self._press("enter", "enter", "j")
        await self._each("journal", lambda: self._at(JournalScreen)._open(), {"#entries": 12, "#detail": 12})
        await self._press("p", "n", "t")
        self._look("narrowed journal", {})
        await self._press("escape", "w")
        await self._each("paths", lambda: self._at(PathsScreen)._fill(), {"#paths": 6})
        await self._press("enter")
        shown = {"#where": 6, "#text": 7, "#steps": 1}
        await self._each("path", lambda: self._at(PathScreen)._change(lambda _: None), shown)

    async def _each(self, name: str, again: Again, places: dict[str, int]) -> None:
        """Shows each group on the screen that is there, with the place of each text by its number."""
        for texts in self.groups:
            self.core.take(texts)
            if (coming := again()) is not None:
                await coming
            await settle(self.pilot)
            self._look(name, {where: texts[number] for where, number in places.items()})

    def _say(self) -> None:
        self.pilot.app.clear_notifications()
        app = self.pilot.app
        assert isinstance(app, ProbedApp)
        app.say(self.core.error)

    async def _prepare(self) -> None:
        screen = self._at(PrepareScreen)
        await screen.scripts_changed()
        await settle(self.pilot)
        screen.action_bed()

    def _at(self, screen: type[Shown]) -> Shown:
        assert isinstance(self.pilot.app.screen, screen), self.pilot.app.screen
        return self.pilot.app.screen

    async def _press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await settle(self.pilot)

    async def _paste(self, text: str) -> None:
        self.pilot.app.post_message(events.Paste(text))
        await settle(self.pilot)

    def _look(self, name: str, texts: dict[str, str]) -> None:
        """All that is painted is plain text, and each text stands where it belongs, as it was written."""
        screen = self.pilot.app.screen
        for strip in screen._compositor.render_strips():
            for segment in strip:
                _is_plain(segment, name)
        for where, text in texts.items():
            widget = screen.query(where).first()
            if widget.size:
                _is_as_written(widget, text, f"{name}, {where}")


def drawn(widget: Widget) -> str:
    """The text of a widget, without white space: where its lines are broken does not matter."""
    if isinstance(widget, Input):
        return _squeezed(widget.value)
    edge = widget.gutter
    whole = Region(edge.left, edge.top, *widget.content_size)
    return _squeezed("".join(strip.text for strip in widget.render_lines(whole)))


def _is_as_written(widget: Widget, text: str, where: str) -> None:
    if where.endswith("#sound"):
        text = bed_label(text)  # the name of a file, without folder and ending
    expected = _squeezed(one_line(text))[:MOST_COMPARED]
    if isinstance(widget, Input):  # takes the first line of what is pasted
        expected = _squeezed(multi_line(text).partition("\n")[0])
    shown_text = drawn(widget)
    if where.endswith(("#list", "#entries", "#paths", "#steps")):
        expected = expected[:LISTED]
    if widget.content_size.height == 1 and shown_text.endswith("…"):
        expected = expected[: len(shown_text) - 1]  # it may be cut where one line is meant, but not before
    assert expected in shown_text, f"{where}: {expected!r} is not in {shown_text[:300]!r}"


def _squeezed(text: str) -> str:
    """Only what takes room: white space, marks and joiners without a letter are seen by nobody."""
    return "".join(letter for letter in "".join(text.split()) if cell_len(letter) and letter != "\ufffd")


def _is_plain(segment: Segment, where: str) -> None:
    assert not segment.control, where
    for letter in segment.text:
        assert unicodedata.category(letter) not in ("Cc", "Cs", "Zl", "Zp"), (where, segment)
        assert unicodedata.bidirectional(letter) not in TURNS, (where, segment)
    if segment.style is not None:
        assert segment.style.link is None, (where, segment)
        assert "@click" not in segment.style.meta, (where, segment)


async def walk(texts: Sequence[str], *, size: tuple[int, int] = (80, 24)) -> None:
    """Shows the texts on every screen, `TEXTS` at a time.

    Raises:
        AssertionError: one is not drawn as it was written, or something was done because of it.
    """
    starts = range(0, len(texts), TEXTS)
    groups = [(*texts[start : start + TEXTS], *(list(texts) * TEXTS))[:TEXTS] for start in starts]
    core = HostileCore()
    core.take(groups[0])
    app = ProbedApp(core)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        await Walk(pilot, core, groups).through_all()
    assert app.done == []
