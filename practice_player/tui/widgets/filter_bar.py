"""What a list of practices is narrowed to: words that are typed, and a line of choices."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input

from practice_player.core.card import PracticeCard
from practice_player.core.choosing import PracticeFilter
from practice_player.tui.widgets.offer import Offer
from practice_player.tui.widgets.typed_line import TypedLine

MAX_LETTERS: Final = 40

_GOALS: Final = {
    "settle": "settle",
    "ground": "ground",
    "restore": "rest",
    "energise": "wake up",
    "connect": "connect",
    "reflect": "reflect",
}
_LEVELS: Final = {None: "depth", 1: "any day", 2: "not tender"}
_KEYS: Final = {"goal": "n", "length": "l", "level": "d", "touch": "w", "posture": "p"}


class SearchField(TypedLine):
    """Takes the words that practices are looked for by."""


class FilterBar(Vertical):
    """Says what is looked for; the screen shows what fits, and does what enter or a click asks for."""

    DEFAULT_CSS = """
    FilterBar { height: auto; }
    FilterBar #choices { height: 1; padding: 0 2; }
    FilterBar Offer { color: $foreground 60%; }
    FilterBar Offer.-narrowing { color: $accent; text-style: bold; }
    FilterBar SearchField {
        display: none; height: 1; border: none; margin: 0 2; padding: 0 1; background: $panel;
        &.-open { display: block; }
        &:focus { border: none; background-tint: $foreground 0%; }
    }
    """

    class Changed(Message):
        """Something else is looked for now."""

    def __init__(self, practice_filter: PracticeFilter) -> None:
        super().__init__()
        self.practice_filter = practice_filter
        self._cards: Sequence[PracticeCard] = ()

    def compose(self) -> ComposeResult:
        yield SearchField(placeholder="Type to find", max_length=MAX_LETTERS, compact=True)
        with Horizontal(id="choices"):
            for choice, key in _KEYS.items():
                offer = Offer(f"narrow('{choice}')", key=key, id=choice)
                offer.can_focus = False
                yield offer
            search = Offer("narrow('search')", key="/", words="search", id="search")
            search.can_focus = False
            yield search

    def on_mount(self) -> None:
        self._say()

    @property
    def is_searching(self) -> bool:
        """Whether words are being typed."""
        return self.query_one(SearchField).has_class("-open")

    def show(self, cards: Iterable[PracticeCard]) -> None:
        """Offers what makes a difference among these practices."""
        self._cards = [card for card in cards if not card.problem]
        self._say()

    def narrow(self, choice: str) -> None:
        """Goes on to the next value of a choice; `search` opens the field, `nothing` looks for everything."""
        if choice == "search":
            self.search()
            return
        if choice == "nothing":
            self.close_search()
            self._change(PracticeFilter(mood=self.practice_filter.mood))
            return
        now = self.practice_filter
        following: dict[str, Callable[[], PracticeFilter]] = {
            "goal": lambda: now.next_goal(self._cards),
            "length": now.next_length,
            "level": now.next_level,
            "touch": now.toggle_touch,
            "posture": lambda: now.next_posture(self._cards),
        }
        self._change(following[choice]())

    def search(self) -> None:
        """Opens the field for words."""
        field = self.query_one(SearchField)
        field.add_class("-open")
        field.focus()

    def close_search(self) -> None:
        """Closes the field, and forgets the words in it."""
        field = self.query_one(SearchField)
        field.value = ""
        field.remove_class("-open")
        self.screen.set_focus(None)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._change(replace(self.practice_filter, text=event.value))

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        await self.screen.run_action("choose")

    async def on_offer_chosen(self, event: Offer.Chosen) -> None:
        event.stop()
        await self.screen.run_action(event.action)

    @property
    def words(self) -> str:
        """What the list is narrowed to, for where there is no room for the choices."""
        return " · ".join(words for choice, words in self._choices().items() if self._is_narrowing(choice))

    def _change(self, practice_filter: PracticeFilter) -> None:
        if practice_filter != self.practice_filter:
            self.practice_filter = practice_filter
            self._say()
            self.post_message(self.Changed())

    def _choices(self) -> dict[str, str]:
        now = self.practice_filter
        return {
            "goal": _GOALS.get(now.goal, "need"),
            "length": f"{now.max_minutes} minutes" if now.max_minutes else "length",
            "level": _LEVELS[now.max_level],
            "touch": "no touch" if now.without_touch else "touch",
            "posture": now.posture or "posture",
        }

    def _is_narrowing(self, choice: str) -> bool:
        now = self.practice_filter
        return bool(
            {
                "goal": now.goal,
                "length": now.max_minutes,
                "level": now.max_level,
                "touch": now.without_touch,
                "posture": now.posture,
            }[choice]
        )

    def _say(self) -> None:
        for choice, words in self._choices().items():
            offer = self.query_one(f"#{choice}", Offer)
            offer.say(words)
            offer.set_class(self._is_narrowing(choice), "-narrowing")
        is_touched = any("touch" in card.marks for card in self._cards)
        self.query_one("#touch").display = is_touched or self.practice_filter.without_touch
