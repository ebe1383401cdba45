"""A card from which a practice begins: what is pressed from then on is meant for the player."""

from textual import events
from textual.message import Message

from practice_player.tui.core_proxy import CoreProxy
from practice_player.tui.screens.narrating import NarratingScreen


class BeginningScreen(NarratingScreen):
    """Passes keys on from the moment on at which the practice begins, until the player covers it.

    Until the practice is asked for, `esc` leaves the card, and nothing begins.
    """

    class PressedEarly(Message):
        """A key for the player that opens."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, core_proxy: CoreProxy) -> None:
        super().__init__(core_proxy)
        self._beginning = False
        self._asked_for = False
        """Whether the practice is asked for: it comes, whatever is done here."""

    def on_key(self, event: events.Key) -> None:
        leads_out = event.key.startswith("ctrl+") or (event.key == "escape" and not self._asked_for)
        if self._beginning and not leads_out:
            event.stop()
            event.prevent_default()
            self.post_message(self.PressedEarly(event.key))

    def begun(self) -> None:
        """The practice is asked for: it opens over this card."""
        self._beginning = self._asked_for = True
        self.show_begin()

    def stay(self) -> None:
        """Nothing opens over this card, or it does not now: keys are for the card again."""
        self._beginning = self._asked_for = False
        self.show_begin()

    def show_begin(self) -> None:
        """Shows whether the practice is beginning."""
        raise NotImplementedError
