"""A list that its screen moves."""

from textual import events
from textual.widgets import OptionList


class Listed(OptionList, can_focus=False):
    """Takes no keys: its screen does, and keeps those that come before it is filled."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id, markup=False)

    async def _on_click(self, event: events.Click) -> None:
        """What was clicked may have gone since it was painted, which Textual does not look for."""
        if event.style.meta.get("option", -1) >= self.option_count:
            event.prevent_default()
