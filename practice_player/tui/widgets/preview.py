"""What the practice that is lit in a list is like: what happens, what it needs, whom it suits."""

import re
from collections.abc import Sequence
from typing import Final

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from practice_player.script.choices import POSTURES
from practice_player.tui import untrusted
from practice_player.tui.core import OutlineEntry, PracticeCard
from practice_player.tui.widgets.outline import Outline

DEPTHS: Final = {1: "any day", 2: "a little inward", 3: "tender"}
NO_EVIDENCE: Final = "Nothing was found that studied this; people find it good."

_FOLDERS: Final = re.compile(r"^[^:\n]*[/\\](?=[^/\\\n]+\.ya?ml:\d)", re.MULTILINE)
"""The folders before the name of a script, at the beginning of a line."""

_PARTS: Final = ("title", "facts", "summary", "needs", "caution", "problem", "evidence")


class PracticePreview(VerticalScroll, can_focus=False):
    """A few lines; what was found of such practices, and how this one goes, are shown when asked for."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self.card: PracticeCard | None = None
        """What is shown; None for a sentence in its place."""

        self.shows_evidence = False
        self.shows_outline = False

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
        self._say("title", card.title)
        self._say("facts", "" if card.problem else facts(card))
        self._say("summary", card.summary)
        self._say("needs", card.needs)
        self._say("caution", " ".join(filter(None, (*card.care, card.caution))))
        self.query_one("#problem", Static).update(untrusted.lines(without_folders(card.problem)))
        self.query_one("#problem").display = bool(card.problem)
        self._say_more()
        self.scroll_home(animate=False)

    def show_outline(self, outline: Sequence[OutlineEntry] | str) -> None:
        """Has ready how the practice goes, for when it is asked for."""
        self.query_one(Outline).show(outline)

    def toggle(self, part: str) -> None:
        """Shows the `evidence` or the `outline`, or hides it again."""
        if part == "evidence":
            self.shows_evidence = not self.shows_evidence
        else:
            self.shows_outline = not self.shows_outline

    def _say_more(self) -> None:
        card = self.card
        is_playable = card is not None and not card.problem
        evidence = self.query_one("#evidence", Static)
        evidence.display = self.shows_evidence and is_playable
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
