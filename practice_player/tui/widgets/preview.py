"""What the practice that is lit in a list is like, in three lines: what happens, what it needs, for whom.

All there is to know beforehand, what studies found and how it goes are shown when asked for.
"""

import re
from collections.abc import Sequence
from typing import Final

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from practice_player.core.card import PracticeCard
from practice_player.script.choices import POSTURES
from practice_player.timeline.model import OutlineEntry
from practice_player.tui import untrusted
from practice_player.tui.widgets.outline import Outline

DEPTHS: Final = {1: "any day", 2: "a little inward", 3: "tender"}
NO_EVIDENCE: Final = "Nothing was found that studied this; people find it good."

_FOLDERS: Final = re.compile(r"^[^:\n]*[/\\](?=[^/\\\n]+\.ya?ml:\d)", re.MULTILINE)
"""The folders before the name of a script, at the beginning of a line."""

_SENTENCE_END: Final = re.compile(r"(?<=\.)\s+")
"""A question is no sentence of its own here: `Light-headed? Let the next few breaths be ordinary.`"""

_GOOD_WHEN: Final = {
    "wound-up": "you are wound up",
    "sleepless": "you can't sleep",
    "far-away": "you feel far away",
}
"""By the mood that a practice helps with."""

_MORE: Final = "c: all to know first."

_PARTS: Final = ("title", "facts", "summary", "needs", "fit", "caution", "problem", "evidence")


class PracticePreview(VerticalScroll, can_focus=False):
    """Three lines, and under them what was asked for."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self.card: PracticeCard | None = None
        """What is shown; None for a sentence in its place."""

        self._shown_parts: set[str] = set()
        """Those of `caution`, `evidence` and `outline` that are shown, whatever is lit."""

        self._revealed = ""
        """What was asked for while this practice is lit; empty when nothing was."""

    @property
    def shows_outline(self) -> bool:
        """Whether how the practice goes is shown."""
        return "outline" in self._shown_parts

    def compose(self) -> ComposeResult:
        with Vertical():
            for part in _PARTS:
                yield Static(id=part, markup=False)
            yield Outline(id="outline")

    def on_mount(self) -> None:
        self.query_one(Outline).display = False
        self.tell("A moment…")

    def tell(self, sentence: str) -> None:
        """Shows a sentence, and no practice."""
        self.card = None
        for part in _PARTS:
            self._say(part, sentence if part == "summary" else "")
        self.query_one(Outline).display = False

    def show(self, card: PracticeCard) -> None:
        """Shows a practice from its beginning."""
        self.card = card
        self._revealed = ""
        self._say("title", card.title)
        self._say("facts", "" if card.problem else facts(card))
        self._say("summary", card.summary)
        self._say("needs", card.needs)
        self._say("fit", "" if "caution" in self._shown_parts else fit(card))
        self._say("caution", _all_to_know(card) if "caution" in self._shown_parts else "")
        self.query_one("#problem", Static).update(untrusted.lines(without_folders(card.problem)))
        self.query_one("#problem").display = bool(card.problem)
        self._say_more()
        self.scroll_home(animate=False)

    def show_outline(self, outline: Sequence[OutlineEntry] | str) -> None:
        """Has ready how the practice goes, for when it is asked for."""
        self.query_one(Outline).show(outline)
        if self._revealed == "outline":
            self.reveal("outline")

    def toggle(self, part: str) -> None:
        """Shows the `caution`, the `evidence` or the `outline`, or hides it again."""
        self._shown_parts ^= {part}

    def reveal(self, part: str) -> None:
        """Scrolls to what was just asked for, once it has its place; at most to where it begins."""
        if part in self._shown_parts:
            self._revealed = part
            self.call_after_refresh(self._scroll_to_part, part)

    def _scroll_to_part(self, part: str) -> None:
        for place in self.query(f"#{part}"):  # there is none once the list was left
            if place.display:
                below = place.region.bottom - self.region.bottom
                self.scroll_relative(y=max(0, min(below, place.region.y - self.region.y)), animate=False)

    def _say_more(self) -> None:
        card = self.card
        is_playable = card is not None and not card.problem
        evidence = self.query_one("#evidence", Static)
        evidence.display = "evidence" in self._shown_parts and is_playable
        evidence.update(untrusted.paragraphs((card and card.evidence) or (NO_EVIDENCE,)))
        self.query_one(Outline).display = self.shows_outline and is_playable

    def _say(self, part: str, text: str) -> None:
        line = self.query_one(f"#{part}", Static)
        line.update(untrusted.words(text))
        line.display = bool(text)


def without_folders(problem: str) -> str:
    """A script's problem with its file's name alone: a path that wraps in mid-word is hard to read."""
    return _FOLDERS.sub("", problem)


def facts(card: PracticeCard) -> str:
    """How long a practice lasts, how deep it goes, how it can be done, what is in it, and whose it is."""
    postures = " or ".join(posture for posture in POSTURES if posture in card.postures)
    origin = f"pack {card.pack}" if card.pack else "yours" * card.replaces
    place = "in place of the shipped one" if card.replaces else ""
    origin = ", ".join(filter(None, (origin, place)))
    parts = (card.reach, DEPTHS.get(card.level, ""), postures, *card.marks, origin)
    return "  ·  ".join(filter(None, parts))


def fit(card: PracticeCard) -> str:
    """Returns whom a practice is good for, and the first thing to know beforehand; a key shows the rest."""
    if card.problem:
        return ""
    moods = [words for mood, words in _GOOD_WHEN.items() if mood in card.helps]
    good_when = f"Good when {' or '.join(moods)}." if moods else ""
    everything = _all_to_know(card)
    first = _SENTENCE_END.split(card.caution or everything, maxsplit=1)[0]
    return " ".join(filter(None, (good_when, first, _MORE if first != everything else "")))


def _all_to_know(card: PracticeCard) -> str:
    return " ".join(filter(None, (*card.care, card.caution)))
