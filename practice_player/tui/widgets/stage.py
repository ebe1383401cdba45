"""The middle of the player: the words, and what belongs to them: a breath, a time, or answers."""

from typing import Final

from textual.app import ComposeResult
from textual.containers import Center, Vertical
from textual.widgets import Static

from practice_player.playback.snapshot import PlaybackSnapshot, PlaybackState, Question
from practice_player.tui import untrusted
from practice_player.tui.player_words import hint
from practice_player.tui.widgets.caption import Caption
from practice_player.tui.widgets.pacer import Pacer
from practice_player.tui.widgets.question import QuestionAnswers
from practice_player.tui.widgets.time_ring import TimeRing

_ROOMY_LINES: Final = 24
"""With so much room, words that stand alone are spread: they are read from further away."""


class Stage(Vertical):
    """Shows what a moment of a practice is about; the words have it for themselves where nothing else is."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._pacer = Pacer(id="pacer")
        self._ring = TimeRing(id="ring")
        self._caption = Caption(id="caption")
        self._hint = Static(id="hint", markup=False)
        self._answers = QuestionAnswers()

    def compose(self) -> ComposeResult:
        yield self._pacer
        yield self._ring
        with Vertical(id="words"):
            yield self._caption
            with Center(id="answers"):
                yield self._answers
            yield self._hint

    def show(self, snapshot: PlaybackSnapshot, *, captions: bool, moves: bool) -> None:
        """Without `captions`, words that are heard are not shown; what is asked always is."""
        is_asking = snapshot.answers is not None
        self.set_class(snapshot.breath is not None, "-paced")
        self.set_class(snapshot.own_time is not None, "-timed")
        self.set_class(is_asking, "-asking")
        self.set_class(snapshot.asks is Question.WAIT and snapshot.breath is None, "-waiting")
        paused = snapshot.state is PlaybackState.PAUSED
        self._pacer.set_class(paused, "-paused")
        self._ring.set_class(paused, "-paused")
        self._pacer.show(snapshot.breath)
        self._ring.show(snapshot.own_time)
        if snapshot.answers is not None:
            self._answers.show(snapshot.answers)
        hidden = not (captions or is_asking or snapshot.asks is Question.WAIT) and snapshot.caption_heard
        dimming = snapshot.caption_dimming
        self._caption.say(
            "" if hidden and not snapshot.silent else snapshot.caption,
            dimming=dimming if moves else float(dimming >= 1.0),
            spread=self._has_words_alone(snapshot) and self.size.height >= _ROOMY_LINES,
        )
        shown = untrusted.line(hint(snapshot))
        if self._hint.content != shown:
            self._hint.update(shown)
            self._hint.display = bool(shown.plain)

    def _has_words_alone(self, snapshot: PlaybackSnapshot) -> bool:
        return snapshot.breath is None and snapshot.own_time is None
