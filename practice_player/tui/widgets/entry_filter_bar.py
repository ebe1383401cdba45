"""What the journal's list is narrowed to: a line of choices."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message

from practice_player.journal.entry_filter import EntryFilter
from practice_player.journal.reading import KnownValues
from practice_player.tui.widgets.offer import Offer

_KINDS: Final = {"": "alone, together", "solo": "alone", "partner": "together"}
_KEYS: Final = {"kind": "a", "person": "p", "goal": "n", "name": "t"}
_EMPTY: Final = {"person": "person", "goal": "need", "name": "practice"}


class EntryFilterBar(Horizontal):
    """Says what is looked for; each key or click takes the next value of a choice."""

    DEFAULT_CSS = """
    EntryFilterBar { height: 1; padding: 0 2; }
    EntryFilterBar Offer { color: $foreground 60%; }
    EntryFilterBar Offer.-narrowing { color: $accent; text-style: bold; }
    """

    class Changed(Message):
        """Something else is looked for now."""

    def __init__(self) -> None:
        super().__init__()
        self.entry_filter = EntryFilter()
        self._known = KnownValues()

    def compose(self) -> ComposeResult:
        for choice, key in _KEYS.items():
            offer = Offer(f"narrow('{choice}')", key=key, id=f"narrow-{choice}")
            offer.can_focus = False
            yield offer

    def on_mount(self) -> None:
        self._say()

    def know(self, known: KnownValues) -> None:
        """Sets the values that the choices can take."""
        self._known = known
        self._say()

    def narrow(self, choice: str) -> None:
        """Takes the next value of a choice; `nothing` looks for everything."""
        now = self.entry_filter
        following: dict[str, Callable[[], EntryFilter]] = {
            "kind": lambda: replace(now, kind=_next(now.kind, ("solo", "partner"))),
            "person": lambda: replace(now, person=_next(now.person, self._known.people)),
            "goal": lambda: replace(now, goal=_next(now.goal, self._known.goals)),
            "name": lambda: replace(now, name=_next(now.name, self._known.names)),
            "nothing": EntryFilter,
        }
        changed = following[choice]()
        if changed != now:
            self.entry_filter = changed
            self._say()
            self.post_message(self.Changed())

    @property
    def words(self) -> str:
        """What the list is narrowed to, for where there is no room for the choices."""
        now = self.entry_filter
        return " · ".join(filter(None, (_KINDS[now.kind] * bool(now.kind), now.person, now.goal, now.name)))

    def _say(self) -> None:
        now = self.entry_filter
        shown = {"kind": _KINDS[now.kind]} | {
            choice: getattr(now, choice) or words for choice, words in _EMPTY.items()
        }
        for choice, words in shown.items():
            offer = self.query_one(f"#narrow-{choice}", Offer)
            offer.say(words)
            offer.set_class(bool(getattr(now, choice)), "-narrowing")
        self.query_one("#narrow-person").display = bool(self._known.people or now.person)


def _next(value: str, values: Sequence[str]) -> str:
    """The value after this one; the empty one comes before the first and after the last."""
    around = ("", *values)
    return around[(around.index(value) + 1) % len(around)] if value in around else ""
