"""Offers to narrate what has no recording in one line, and then says how far that is, with a bar below."""

from threading import Event
from typing import Final

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from practice_player.core.narrating import NarrationOffer
from practice_player.tui import untrusted

_BAR_CELLS: Final = 30


class NarrationLine(Static):
    """Shows; its screen narrates.  The count may be set from any thread, and is drawn ten times a second."""

    DEFAULT_CSS = """
    NarrationLine { width: 1fr; height: auto; margin-top: 1; padding: 0 3; display: none; }
    NarrationLine.-offered { display: block; }
    """

    class Chosen(Message):
        """It was clicked."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(markup=False, id=id)
        self.count = 0
        """How many sentences have been narrated."""

        self.cancelled = Event()
        self._offer: NarrationOffer | None = None
        self._is_running = False

    def on_mount(self) -> None:
        self.set_interval(0.1, self._draw_running)

    @property
    def offer(self) -> NarrationOffer | None:
        """What can be narrated now; None while it is, and where something has to be installed first."""
        return None if self._is_running or (self._offer and self._offer.command) else self._offer

    @property
    def is_running(self) -> bool:
        return self._is_running

    def show(self, offer: NarrationOffer | None) -> None:
        """Shows an offer, or nothing."""
        self._offer, self._is_running = offer, False
        self._draw()

    def begin(self) -> None:
        """Shows that it is under way."""
        self.count, self._is_running = 0, True
        self.cancelled.clear()
        self._draw()

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.post_message(self.Chosen())

    def _draw_running(self) -> None:
        if self._is_running:
            self._draw()

    def _draw(self) -> None:
        offer = self._offer
        self.set_class(offer is not None, "-offered")
        if offer is None:
            return
        if offer.command:
            self.update(untrusted.words(offer.install_hint))
            return
        words, bar = offer.about, ""
        if self._is_running:
            verb, total = "stopping" if self.cancelled.is_set() else "stop", len(offer.texts)
            words = f"{verb} narrating, {self.count} of {total}"
            filled = _BAR_CELLS * self.count // total
            bar = "━" * filled + "─" * (_BAR_CELLS - filled)
        self.update(
            Content.assemble(
                untrusted.line("n").stylize("bold $accent"),
                " ",
                untrusted.line(words),
                "\n  " if bar else "",
                untrusted.line(bar),
            )
        )
