"""A field of one line, as all of the interface are: it holds still, and keys act in the order they come."""

from typing import Final

from textual import events
from textual.binding import Binding
from textual.widgets import Input

_EDITING: Final = {
    key: binding.action
    for binding in Input.BINDINGS
    if isinstance(binding, Binding) and binding.action.startswith(("cursor_", "delete_", "home", "end"))
    for key in binding.key.split(",")
}
"""What Textual's field does by key, to move in the line and to delete."""


class TypedLine(Input):
    """Moves and deletes at once.

    Textual writes a letter when it comes to the field, but finds out what another key does only when it has
    gone on to the app: while the app is busy, letters that were typed later would come before it.
    """

    def on_mount(self) -> None:
        self.cursor_blink = False

    async def _on_key(self, event: events.Key) -> None:
        action = _EDITING.get(event.key)
        bound = self._bindings.key_to_bindings.get(event.key, [])
        if action is None or any(binding.action != action for binding in bound):
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
        await self.run_action(action)
