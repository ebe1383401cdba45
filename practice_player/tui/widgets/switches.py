"""What a practice can be done with or without, one line each."""

from textual import events
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from practice_player.core.card import Switch
from practice_player.tui import untrusted

_TICKED, _EMPTY = "☑", "☐"


class SwitchRow(Static):
    """One switch; a click switches it."""

    class Clicked(Message):
        """It is to be switched."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, number: int) -> None:
        super().__init__(markup=False)
        self._number = number

    def show(self, switch: Switch, *, lit: bool) -> None:
        mark = _TICKED if switch.is_ticked else _EMPTY
        self.update(untrusted.line(f"{'▸' if lit else ' '} {mark} {switch.label}"))
        self.set_class(lit, "-lit")
        self.set_class(not switch.is_ticked, "-left-out")

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.post_message(self.Clicked(self._number))


class Switches(Vertical):
    """Lines such as `☑ breath holds`; one of them is lit."""

    DEFAULT_CSS = """
    Switches { width: auto; height: auto; }
    SwitchRow { width: auto; height: 1; }
    SwitchRow.-left-out { color: $foreground 60%; }
    SwitchRow.-lit { color: $accent; }
    """

    class Switched(Message):
        """Something is to be left out, or taken in again."""

        def __init__(self, switch: Switch) -> None:
            super().__init__()
            self.switch = switch

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._switches: tuple[Switch, ...] = ()
        self._rows: list[SwitchRow] = []
        self._at = 0
        self.display = False

    @property
    def lit(self) -> Switch | None:
        """The one that a key changes."""
        return self._switches[self._at] if self._switches else None

    def show(self, switches: tuple[Switch, ...]) -> None:
        """Shows these; the light stays where it was."""
        self._switches = switches
        self._at = min(self._at, max(0, len(switches) - 1))
        self.display = bool(switches)
        while len(self._rows) < len(switches):
            row = SwitchRow(len(self._rows))
            self._rows.append(row)
            self.mount(row)
        while len(self._rows) > len(switches):
            self._rows.pop().remove()
        self._lay()

    def light(self, steps: int) -> bool:
        """Moves the light up or down; False where there is no line that way."""
        at = self._at + steps
        if not 0 <= at < len(self._switches):
            return False
        self._at = at
        self._lay()
        return True

    def on_switch_row_clicked(self, event: SwitchRow.Clicked) -> None:
        event.stop()
        if event.number < len(self._switches):
            self._at = event.number
            self._lay()
            self.switch()

    def switch(self) -> None:
        """Asks for the one that is lit to be switched."""
        if self.lit:
            self.post_message(self.Switched(self.lit))

    def _lay(self) -> None:
        for number, (row, switch) in enumerate(zip(self._rows, self._switches, strict=True)):
            row.show(switch, lit=number == self._at)
