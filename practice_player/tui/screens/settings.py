"""The settings, in groups of lines; each change is applied and written at once."""

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.widgets import Label, Static

from practice_player.core.settings_text import first_line
from practice_player.lib.errors import PracticeError
from practice_player.prompts.known_people import PeopleChange
from practice_player.prompts.own_voices import VoiceChange
from practice_player.tui import untrusted
from practice_player.tui.commands.model import KeySection
from practice_player.tui.commands.settings import SETTINGS
from practice_player.tui.core_proxy import CoreProxy
from practice_player.tui.screens.screen import CalmScreen
from practice_player.tui.screens.settings_rows import SettingLine, groups
from practice_player.tui.widgets.keys import Keys
from practice_player.tui.work import start_work

if TYPE_CHECKING:
    from practice_player.tui.settings_app import SettingsApp

_ARROW_CELLS: Final = 2
"""The width of the left arrow of a value: a click there steps back."""

_LIT_MARK: Final = "▸ "
"""Before the lit line, and before the words on it where they stand below all lines."""

_WORDS_ROWS: Final = 2
"""How far the text below the last line is scrolled at a time."""

_NOT_WRITTEN: Final = "Until then, changes are not written."
"""They hold until the program ends."""


class Value(Static):
    """The value at the end of a line; a click changes it."""

    class Clicked(Message):
        """Requests a change by `by` steps."""

        def __init__(self, line: SettingLine, by: int) -> None:
            super().__init__()
            self.line = line
            self.by = by

    def __init__(self, line: SettingLine) -> None:
        super().__init__(markup=False, classes="value")
        self._line = line

    def on_click(self, event: events.Click) -> None:
        event.stop()
        back = event.x < _ARROW_CELLS and not self._line.is_switch
        self.post_message(self.Clicked(self._line, -1 if back else 1))


class Row(Horizontal):
    """One line; a click lights it."""

    class Clicked(Message):
        """Requests that the line is lit."""

        def __init__(self, line: SettingLine) -> None:
            super().__init__()
            self.line = line

    def __init__(self, line: SettingLine) -> None:
        super().__init__()
        self.line = line
        self._lit = False
        self._shown = ""

    def compose(self) -> ComposeResult:
        yield Label("  ", classes="mark", markup=False)
        yield Label(untrusted.line(self.line.name), classes="name", markup=False)
        yield Value(self.line)
        yield Label(untrusted.line(self.line.about), classes="about", markup=False)

    def show(self, value: str, *, lit: bool) -> None:
        """Updates the value, and whether the line is lit."""
        if lit != self._lit:
            self._lit = lit
            self.set_class(lit, "-lit")
            self.query_one(".mark", Label).update(_LIT_MARK if lit else "  ")
        if value != self._shown:
            self._shown = value
            self.query_one(Value).update(untrusted.line(value))

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.post_message(self.Clicked(self.line))


class PeopleLine(Static):
    """Who practises here; a click opens them."""

    def __init__(self) -> None:
        super().__init__(id="people", classes="words", markup=False)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        if isinstance(self.screen, SettingsScreen):
            self.screen.action_people()


class VoicesLine(Static):
    """The voices with recordings of one's own; a click opens them."""

    def __init__(self) -> None:
        super().__init__(id="voices", classes="words", markup=False)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        if isinstance(self.screen, SettingsScreen):
            self.screen.action_voices()


class SettingsScreen(CalmScreen):
    """Shows the settings and changes them; people and voices are changed in a dialog over it."""

    CSS_PATH = "settings.tcss"
    BINDINGS: ClassVar[list[BindingType]] = SETTINGS.bindings
    SECTION: ClassVar[KeySection] = SETTINGS

    app: "SettingsApp"

    def __init__(self, core_proxy: CoreProxy) -> None:
        super().__init__(core_proxy)
        self._groups = list(groups())
        self._lines = [line for _, _, lines in self._groups for line in lines]
        self._at = 0
        self._voices: list[str] = []

    def compose(self) -> ComposeResult:
        yield Label("settings", id="where", markup=False)
        yield Static(id="trouble", markup=False)
        with VerticalScroll(id="rows", can_focus=False):
            for heading, note, lines in self._groups:
                with Horizontal(classes="heading"):
                    yield Label(untrusted.line(heading), classes="group", markup=False)
                    yield Label(untrusted.line(note), classes="note", markup=False)
                for line in lines:
                    yield Row(line)
            with Horizontal(classes="heading"):
                yield Label("People", classes="group", markup=False)
            yield PeopleLine()
            with Horizontal(classes="heading"):
                yield Label("Recordings", classes="group", markup=False)
            yield VoicesLine()
            with Horizontal(classes="heading"):
                yield Label("Written in", classes="group", markup=False)
            yield Static(untrusted.words(self._path), id="path", classes="words", markup=False)
        yield Static(id="about", markup=False)
        yield Keys()

    def on_mount(self) -> None:
        self._show()
        start_work(self, self._look, group="look")

    async def action_back(self) -> None:
        if self.is_active:
            self.dismiss()

    def action_light(self, rows: int) -> None:
        self._light(self._at + rows)

    def action_change(self, by: int) -> None:
        self._change(self._lines[self._at], by)

    def on_row_clicked(self, event: Row.Clicked) -> None:
        self._light(self._lines.index(event.line))

    def on_value_clicked(self, event: Value.Clicked) -> None:
        self._light(self._lines.index(event.line))
        self._change(event.line, event.by)

    def action_people(self) -> None:
        start_work(self, self._ask_about_people, group="people", exclusive=True)

    async def _ask_about_people(self) -> None:
        """Asks for one change after another, until there is none."""
        from practice_player.tui.screens.dialog import open_dialog

        try:
            dialog = await self.ask(lambda core: core.preparer.register.dialog())
        except PracticeError as error:
            self.app.say(error)
            return

        async def then(change: PeopleChange | None) -> None:
            if change is not None:
                start_work(self, partial(self._change_people, change), group="people", exclusive=True)

        if self.is_current:
            await open_dialog(self.app, self.core_proxy, dialog, then)

    async def _change_people(self, change: PeopleChange) -> None:
        try:
            await self.core_proxy.ask(lambda core: core.preparer.register.apply(change))
        except PracticeError as error:
            self.app.say(error)
        await self._look()
        await self._ask_about_people()

    def action_voices(self) -> None:
        start_work(self, self._ask_about_voices, group="voices", exclusive=True)

    async def _ask_about_voices(self) -> None:
        """Asks for one change after another, until there is none."""
        from practice_player.tui.screens.dialog import open_dialog

        try:
            dialog = await self.ask(lambda core: core.own_voices.dialog())
        except PracticeError as error:
            self.app.say(error)
            return

        async def then(change: VoiceChange | None) -> None:
            if change is not None:
                start_work(self, partial(self._change_voices, change), group="voices", exclusive=True)

        if self.is_current:
            await open_dialog(self.app, self.core_proxy, dialog, then)

    async def _change_voices(self, change: VoiceChange) -> None:
        keep_deleted = self.app.has_deleted_voices
        self.app.has_deleted_voices |= change.kind == "delete"
        try:
            await self.core_proxy.ask(lambda core: core.own_voices.apply(change, keep_deleted=keep_deleted))
        except PracticeError as error:
            self.app.say(error)
        self.app.renew_core()
        await self._look()
        await self._ask_about_voices()

    @property
    def _path(self) -> str:
        path = self.app.user_settings.path
        return str(path) if path else "No file: what you change holds until you leave."

    def _light(self, at: int) -> None:
        before, last = self._at, len(self._lines) - 1
        self._at = min(max(0, at), last)
        self._show()
        rows = self.query_one("#rows", VerticalScroll)
        if self._at == 0:
            rows.scroll_home(animate=False)
        elif before == last < at:  # what follows is only to be read
            rows.scroll_relative(y=_WORDS_ROWS, animate=False)
        else:
            rows.scroll_to_widget(self.query(Row)[self._at], animate=False)

    def _change(self, line: SettingLine, by: int) -> None:
        self.app.choose(line.changed(self.app.user_settings.values, self._voices, by))
        self._show()

    async def _look(self) -> None:
        """Fetches the voices and the people; without them, the settings are shown all the same."""
        people: tuple[str, ...] = ()
        own_voices: list[str] = []
        with suppress(PracticeError):  # it is said elsewhere
            self._voices = await self.ask(lambda core: core.voices())
            people = await self.ask(lambda core: core.preparer.people_names())
            own_voices = await self.ask(lambda core: core.own_voices.names())
        who = f"{', '.join(people)}." if people else "Nobody is named here; guests are welcome."
        how = "p: name somebody, or change or forget a name."
        self.query_one("#people", Static).update(untrusted.words(f"{who} {how}"))
        whose = f"{', '.join(own_voices)}." if own_voices else "None of your own."
        self.query_one("#voices", Static).update(
            untrusted.words(f"{whose} v: delete recordings, or bring them back.")
        )
        self._show()

    def _show(self) -> None:
        chosen, problems = self.app.user_settings.values, self.app.user_settings.problems
        for at, row in enumerate(self.query(Row)):
            row.show(row.line.shown(chosen, self._voices), lit=at == self._at)
        self._show_about(self._lines[self._at].about)
        trouble = self.query_one("#trouble", Static)
        trouble.display = bool(problems)
        if problems:
            problem_line = first_line(problems[:1], name=self.app.user_settings.name)
            trouble.update(untrusted.lines(f"{problem_line}\n{_NOT_WRITTEN}"))

    def _show_about(self, about: str) -> None:
        """Shows the words on the lit line, marked like it, or they read as the end of what is above."""
        label = self.query_one("#about", Static)
        label.visible = bool(about)
        label.update(untrusted.line(f"{_LIT_MARK}{about}"))
