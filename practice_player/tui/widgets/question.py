"""The two answers to a question on the way, each with its key, and a line for the time there is."""

from math import ceil
from typing import Final

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Label, Static

from practice_player.playback.snapshot import Answers
from practice_player.tui import untrusted
from practice_player.tui.widgets.caption import WIDEST

STAYING: Final = "stay with this"
SHIFTING: Final = "something gentler"
"""What the answers are called where the script has no words for them."""

_KEY_CELLS: Final = 8
"""As wide as the longer key, with the gap after it."""

_LINE_CELLS: Final = 33

_TIME_CELLS: Final = len("in 100 s: ")
"""Before the words for what follows without an answer."""


class AnswerRow(Horizontal):
    """One answer; a click gives it."""

    DEFAULT_CSS = """
    AnswerRow { width: auto; height: auto; max-height: 2; }
    AnswerRow .key { width: 8; color: $accent; text-style: bold; text-align: right; padding-right: 2; }
    AnswerRow .label { width: 1fr; height: auto; color: $foreground; }
    """

    class Given(Message):
        """Staying, or what is gentler."""

        def __init__(self, *, stay: bool) -> None:
            super().__init__()
            self.stay = stay

    def __init__(self, key: str, *, stay: bool) -> None:
        super().__init__()
        self._key = key
        self._stay = stay

    def compose(self) -> ComposeResult:
        yield Label(untrusted.line(self._key), classes="key", markup=False)
        yield Label("", classes="label", markup=False)

    def show(self, words: str) -> None:
        self.query_one(".label", Label).update(untrusted.words(words))

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.post_message(self.Given(stay=self._stay))


class QuestionAnswers(Vertical):
    """Shows what can be answered; decides nothing and keeps no time."""

    DEFAULT_CSS = """
    QuestionAnswers { height: auto; max-width: 100%; }
    QuestionAnswers #answer-line { height: 1; margin-top: 1; color: $primary; text-align: center; }
    QuestionAnswers #answer-time { height: 1; color: $foreground 65%; text-align: center; }
    QuestionAnswers #answer-time { text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._words: tuple[str, str] = ("", "")
        self._time: tuple[int, int] = (-1, -1)

    def compose(self) -> ComposeResult:
        yield AnswerRow("enter", stay=True)
        yield AnswerRow("s", stay=False)
        yield Static(id="answer-line", markup=False)
        yield Static(id="answer-time", markup=False)

    def show(self, answers: Answers) -> None:
        words = (_words(answers.staying, STAYING), _words(answers.shifting, SHIFTING))
        left_s = ceil(answers.left_s - 1e-6)
        cells_left = min(_LINE_CELLS, ceil(_LINE_CELLS * answers.left_s / answers.length_s - 1e-6))
        if words != self._words:
            self._words = words
            widest = _KEY_CELLS + max(map(cell_len, words))
            time_cells = cell_len(words[1]) + _TIME_CELLS
            self.styles.width = max(_LINE_CELLS, min(widest, _KEY_CELLS + WIDEST), time_cells)
            for row, text in zip(self.query(AnswerRow), words, strict=True):
                row.show(text)
        if (cells_left, left_s) != self._time:
            self._time = cells_left, left_s
            line = "━" * cells_left + "─" * (_LINE_CELLS - cells_left)
            self.query_one("#answer-line", Static).update(untrusted.line(line))
            self.query_one("#answer-time", Static).update(untrusted.line(f"in {left_s} s: {words[1]}"))


def _words(text: str, usual: str) -> str:
    """An answer in a row of its own, without the full stop that it may have as a sentence."""
    return text.strip().rstrip(".").strip() or usual
