"""Places words and soft bells along a silence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from practice_player.lib.units import frames
from practice_player.script import model
from practice_player.script.sentences import split_utterances
from practice_player.script.silence_times import QUIET_END_S, due_frames
from practice_player.timeline.finders import Finders
from practice_player.timeline.gaps import GAP_S
from practice_player.timeline.model import Bell, FrameSpan, Phrase
from practice_player.timeline.phrases import place_phrases

BELL_S: Final = Decimal(5)
"""How long a bell rings."""

STROKE_BEFORE_WORDS_S: Final = Decimal("2.5")
"""How long a stroke is heard alone before words begin; for two strokes twice as long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence(FrameSpan):
    """One time that something is said or rung along a silence, until its words are over."""

    along: model.AlongSilence

    @property
    def words_frame(self) -> int:
        """Where its words begin."""
        return self.start_frame + _bell_frames(self.along)


def occurrences(
    alongs: Iterable[model.AlongSilence],
    finders: Finders,
    length_frames: int,
    *,
    extra_frames: int = 0,
) -> tuple[list[Occurrence], list[model.AlongSilence]]:
    """Returns what comes along a silence in order of time, from its start, and what there is no room for.

    Words that would reach into its last seconds begin earlier.  What would interrupt something else is left
    out: what has a place of its own comes before what comes again and again.
    """
    placed: list[Occurrence] = []
    without_room: list[model.AlongSilence] = []
    full_end = length_frames - frames(QUIET_END_S)
    original_end = full_end - extra_frames  # time that is added on the way moves nothing that may be over
    for along in sorted(alongs, key=lambda along: along.every is not None):
        words_frames = _words_frames(along, finders)
        for due_frame in due_frames(along, length_frames, extra_frames=extra_frames):
            last_end = original_end if due_frame <= original_end or along.at else full_end
            occurrence = Occurrence(
                start_frame=min(due_frame, last_end - words_frames),
                length_frames=max(1, words_frames),
                along=along,
            )
            if occurrence.start_frame < 0 or any(_collide(occurrence, other) for other in placed):
                without_room.append(along)
            else:
                placed.append(occurrence)
    return sorted(placed, key=lambda occurrence: occurrence.start_frame), without_room


def place_along(
    step: model.Rest | model.Stay | model.Turn | model.Wait,
    finders: Finders,
    *,
    start_frame: int,
    end_frame: int,
    extra_frames: int = 0,
) -> tuple[list[Phrase], list[Bell]]:
    """Returns the phrases and the bells along a silence."""
    placed, _ = occurrences(step.along, finders, end_frame - start_frame, extra_frames=extra_frames)
    phrases: list[Phrase] = []
    for occurrence in placed:
        phrases += _words(occurrence.along, finders, start_frame + occurrence.words_frame)
    return phrases, list(_bells(placed, start_frame))


def _bells(placed: Iterable[Occurrence], start_frame: int) -> Iterator[Bell]:
    for occurrence in placed:
        if occurrence.along.bell:
            yield Bell(
                start_frame=start_frame + occurrence.start_frame,
                length_frames=frames(BELL_S),
                strokes=int(occurrence.along.bell),
                soft=True,
            )


def _words(along: model.AlongSilence, finders: Finders, start_frame: int) -> list[Phrase]:
    if not along.say:
        return []
    return place_phrases(
        split_utterances(along.say),
        finders.by(along.voice),
        start_frame=start_frame,
        voice=along.voice or "first",
        lang=finders.lang,
    )


def _words_frames(along: model.AlongSilence, finders: Finders) -> int:
    """Returns how long its words take, with the bell before them; 0 for a bell alone."""
    words = _words(along, finders, _bell_frames(along))
    return words[-1].end_frame if words else 0


def _bell_frames(along: model.AlongSilence) -> int:
    return frames(STROKE_BEFORE_WORDS_S * int(along.bell)) if along.bell else 0


def _collide(first: Occurrence, second: Occurrence) -> bool:
    gap = frames(GAP_S)
    return first.start_frame < second.end_frame + gap and second.start_frame < first.end_frame + gap
