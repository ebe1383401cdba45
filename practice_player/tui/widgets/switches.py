"""What a practice can be done with or without, one line each."""

from textual.widgets import Static

from practice_player.core.card import Switch
from practice_player.tui import untrusted


class Switches(Static):
    """Lines such as `with touch`; one of them is lit."""

    DEFAULT_CSS = """
    Switches { width: 1fr; height: auto; text-align: center; color: $foreground 75%; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(markup=False, id=id)
        self._switches: tuple[Switch, ...] = ()
        self._at = 0
        self.display = False

    @property
    def lit(self) -> Switch | None:
        """The one that a key changes."""
        return self._switches[self._at] if self._switches else None

    def show(self, switches: tuple[Switch, ...]) -> None:
        self._switches = switches
        self._at = min(self._at, max(0, len(switches) - 1))
        self.display = bool(switches)
        self._lay()

    def light(self, steps: int) -> None:
        """Moves the light up or down, as far as there are lines."""
        self._at = min(max(0, self._at + steps), max(0, len(self._switches) - 1))
        self._lay()

    def _lay(self) -> None:
        said = [f"{'without' if one.left_out else 'with'} {one.name}" for one in self._switches]
        widest = max(map(len, said), default=0)
        lines = [
            untrusted.line(f"▸ {text:<{widest}}").stylize("$accent")
            if at == self._at
            else untrusted.line(f"  {text:<{widest}}")
            for at, text in enumerate(said)
        ]
        self.update(untrusted.stacked(lines))
