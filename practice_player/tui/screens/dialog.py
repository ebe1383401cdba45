"""One prompt after another, until there is a result: what is asked before a practice, on the way and after.

What is typed for a private prompt is never drawn, and each prompt is painted from nothing, so that the
picture is the same whatever was answered.
"""

from collections.abc import Awaitable, Callable
from typing import ClassVar, Final, Generic

from textual import events
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Center, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Label, Static

from practice_player.lib.letters import cut, split_letters
from practice_player.prompts.prompt import MAX_NAME_LETTERS, MAX_TEXT_LETTERS, Dialog, Entry, Prompt, Result
from practice_player.tui import untrusted
from practice_player.tui.commands.dialog import DIALOG
from practice_player.tui.commands.everywhere import HELP_KEY, SAFETY_KEY
from practice_player.tui.commands.model import KeySection
from practice_player.tui.core_proxy import CoreProxy
from practice_player.tui.screens.reading import ReadingScreen
from practice_player.tui.widgets.answers import AnswerRow, Answers
from practice_player.tui.widgets.caption import lines
from practice_player.tui.widgets.keys import Keys

WIDEST: Final = 60
"""Cells a line."""

_EDGES: Final = 5
"""Cells beside the words: what stands free, and a scrollbar."""

MAX_DIGITS: Final = 3
"""One more than an answer has, so that a key too many does not make another valid answer."""

_MOST_TYPED: Final = {
    Entry.CHOICE: 0,
    Entry.NUMBER: MAX_DIGITS,
    Entry.NAME: MAX_NAME_LETTERS,
    Entry.TEXT: MAX_TEXT_LETTERS,
}
_NO_ANSWER: Final = {
    Entry.CHOICE: "One of these keys answers.",
    Entry.NUMBER: "A number from 0 to 10, please.",
    Entry.NAME: "A short name, please.",
    Entry.TEXT: "A few words on one line, please.",
}
_STILL: Final = "·"
"""Stands where something is typed that nobody may see."""


async def open_dialog(
    app: App[None],
    core_proxy: CoreProxy,
    dialog: Dialog[Result],
    then: Callable[[Result | None], Awaitable[None]],
) -> None:
    """Asks all that a dialog asks, and gives the result to `then`: None when it was left.

    Nothing is shown for a dialog that asks nothing; `then` has its result at once.
    """
    if dialog.prompt is None:
        await then(dialog.result)
        return

    async def over(_: None) -> None:
        await then(dialog.result)

    await app.push_screen(DialogScreen(core_proxy, dialog), over)


class PromptView(Vertical):
    """One prompt; it is made anew for the next."""

    def __init__(self, prompt: Prompt) -> None:
        super().__init__()
        self._prompt = prompt

    def compose(self) -> ComposeResult:
        prompt = self._prompt
        with VerticalScroll(id="words", can_focus=False):
            yield Static(id="title", markup=False)
            for _ in prompt.lines:
                yield Static(classes="line", markup=False)
        if prompt.entry is not Entry.CHOICE:
            with Center():
                yield Label(id="typed", classes="" if prompt.private else "-open", markup=False)
        yield Label(id="note", markup=False)
        yield Answers(prompt)
        yield Static(id="space", markup=False)

    def fit(self, width_cells: int) -> None:
        """Wraps the words into even lines for a window of this width."""
        texts = (self._prompt.title, *self._prompt.lines)
        for text, place in zip(texts, self.query("#words > Static").results(Static), strict=True):
            wrapped = lines(text, max(1, min(WIDEST, width_cells - _EDGES)))
            place.update(untrusted.lines("\n".join(wrapped)))

    def show_typed(self, typed: str) -> None:
        """Draws what was typed, unless the prompt is private."""
        if self._prompt.entry is Entry.CHOICE:
            return
        field = self.query_one("#typed", Label)
        if self._prompt.private:
            field.update(_STILL)
        else:
            field.update(Content.assemble(untrusted.line(typed), (" ", "reverse")))

    def show_note(self) -> None:
        """Says what an answer looks like."""
        self.query_one("#note", Label).update(untrusted.line(_NO_ANSWER[self._prompt.entry]))


class DialogScreen(ReadingScreen, Generic[Result]):
    """Runs a dialog; afterwards the result is in it, or None when it was left."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = DIALOG.bindings
    IN_PRACTICE: ClassVar[bool] = True
    SECTION: ClassVar[KeySection] = DIALOG

    def __init__(self, core_proxy: CoreProxy, dialog: Dialog[Result]) -> None:
        super().__init__(core_proxy)
        self._dialog = dialog
        self._typed = ""
        self._view: PromptView | None = None
        """The prompt that is painted; None before the first."""

    def compose(self) -> ComposeResult:
        yield Vertical(id="middle")
        yield Keys()

    async def on_mount(self) -> None:
        await self._show()

    def on_resize(self, event: events.Resize) -> None:
        for view in self.query(PromptView):
            view.fit(event.size.width)

    async def on_key(self, event: events.Key) -> None:
        """Handles keys in the order in which they were pressed.

        Bindings are looked up by the app, whose turn comes later: a digit after Enter would overtake it.
        """
        for command in DIALOG.commands:
            if event.key in command.key.split(","):
                event.stop()
                await self.run_action(command.action)
                return
        entry = self._dialog.prompt.entry if self._dialog.prompt else Entry.CHOICE
        asks_for_help = (event.key == HELP_KEY and entry is not Entry.TEXT) or (
            event.key == SAFETY_KEY and entry not in (Entry.NAME, Entry.TEXT)
        )
        if event.character is not None and event.is_printable and not asks_for_help:
            event.stop()
            await self._take_letter(event.character)

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self._type("".join(filter(str.isprintable, event.text)))

    async def on_answer_row_clicked(self, clicked: AnswerRow.Clicked) -> None:
        if clicked.asked is self._dialog.prompt:
            await self._answer(clicked.option.key)

    def action_send(self) -> None:
        """Answers with what was typed.

        A key that was pressed before this screen opened comes from the app's own task, even while a prompt
        is being painted in this one: it waits for its turn.
        """
        self.call_next(self._send)

    def action_erase(self) -> None:
        """Takes back the letter typed last; it waits for its turn like `action_send`."""
        self.call_next(self._erase)

    async def _send(self) -> None:
        await self._answer(self._typed)

    def _erase(self) -> None:
        if self._view is not None and self.stands:
            self._typed = "".join(split_letters(self._typed)[:-1])
            self._view.show_typed(self._typed)

    def _type(self, text: str) -> None:
        prompt = self._dialog.prompt
        if prompt is not None and self._view is not None and self.stands:
            self._typed = cut(self._typed + text, _MOST_TYPED[prompt.entry])
            self._view.show_typed(self._typed)

    async def _take_letter(self, letter: str) -> None:
        """A letter or a digit: an answer by itself, or part of one."""
        prompt = self._dialog.prompt
        if prompt is None or self._view is None or not self.stands:
            return
        key = letter.casefold()
        answers_at_once = {
            Entry.CHOICE: True,
            Entry.NUMBER: not letter.isdigit(),
            Entry.NAME: letter.isdigit() and not self._typed,
            Entry.TEXT: False,
        }[prompt.entry]
        if answers_at_once and any(option.key == key for option in prompt.options):
            await self._answer(key)
        elif prompt.entry in (Entry.NAME, Entry.TEXT) or (prompt.entry is Entry.NUMBER and letter.isdigit()):
            self._type(letter)
        else:
            self._view.show_note()

    async def _answer(self, typed: str) -> None:
        prompt = self._dialog.prompt
        if prompt is None or self._view is None or not self.stands:
            return
        accepted = self._dialog.answer(typed)
        if prompt.entry not in (Entry.NAME, Entry.TEXT) or accepted:
            self._typed = ""
        if accepted:
            await self._show()
        else:
            self._view.show_typed(self._typed)
            self._view.show_note()

    async def _show(self) -> None:
        """Paints the prompt that is asked now, or ends; nothing of the one before stays."""
        prompt = self._dialog.prompt
        if prompt is None:
            self.close_and_repaint()
            return
        middle, view = self.query_one("#middle", Vertical), PromptView(prompt)
        async with self.batch():
            await middle.remove_children()
            if not self.stands:  # it was left meanwhile, and nothing can be mounted any more
                return
            await middle.mount(view)
            if not self.stands:
                return
            view.fit(self.app.size.width)
            view.show_typed("")
            self._view = view
        self.refresh(layout=True)
