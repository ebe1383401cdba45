"""A line that can be chosen: it is lit when it has the focus, and a click opens it."""

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from practice_player.tui import untrusted


class Offer(Static, can_focus=True):
    """One line with its key; the screen decides what follows."""

    DEFAULT_CSS = """
    Offer { width: auto; height: 1; padding: 0 1; color: $foreground 75%; }
    Offer { text-wrap: nowrap; text-overflow: ellipsis; }
    Offer:hover { background: $block-hover-background; }
    Offer:focus { background: $block-cursor-background; color: $block-cursor-foreground; }
    """

    class Chosen(Message):
        """It was clicked, or opened with a key."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, action: str, *, key: str, words: str = "", id: str | None = None) -> None:  # noqa: A002
        """`action` is what its screen does when this is chosen."""
        super().__init__(markup=False, id=id)
        self.action = action
        self._key = key
        self.say(words)

    def say(self, words: str, *, key: str | None = None) -> None:
        """Shows other words, and another key if there is one."""
        self._key = key or self._key
        shown_key = untrusted.line(self._key).stylize("bold $accent")
        self.update(Content.assemble(shown_key, " ", untrusted.line(words)))

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.choose()

    def choose(self) -> None:
        self.post_message(self.Chosen(self.action))
