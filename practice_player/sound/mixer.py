"""A timeline and a range of frames become samples.  Pure: no clock, no device.

The same frames give the same samples, whatever the size of the blocks and wherever one starts.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from practice_player.clips.reader import ClipReader
from practice_player.sound.block import Block, RenderedSound
from practice_player.sound.synth.bells import bell, tick
from practice_player.sound.synth.tones import tone
from practice_player.timeline.model import FrameSpan, Phrase, Timeline


@dataclass(frozen=True, slots=True)
class _Sound:
    """Something heard: where, how its frames are added to a block, and how they are made ready."""

    span: FrameSpan
    add: Callable[[int, Block], None]
    ready: Callable[[int, int], None]


class Mixer:
    """Narration, breath tones, bells and ticks of one timeline."""

    def __init__(self, timeline: Timeline, clip_reader: ClipReader) -> None:
        self.length_frames = timeline.length_frames
        self._clip_reader = clip_reader
        self._sounds = sorted(self._all(timeline), key=lambda sound: sound.span.start_frame)
        self._starts = [sound.span.start_frame for sound in self._sounds]
        self._longest = max((sound.span.length_frames for sound in self._sounds), default=0)
        self.lost: set[str] = set()
        """Phrases whose recording could not be read: they pass in silence."""

    def voices(self, start_frame: int, out: Block) -> None:
        """Fills `out` with all of them from `start_frame` on."""
        out[:] = 0.0
        end_frame = start_frame + len(out)
        for sound in self._near(start_frame, end_frame):
            first = max(start_frame, sound.span.start_frame)
            last = min(end_frame, sound.span.end_frame)
            sound.add(first - sound.span.start_frame, out[first - start_frame : last - start_frame])

    def read_ahead(self, start_frame: int, end_frame: int) -> None:
        """Makes ready what is heard between the frames, so that `voices` does not have to."""
        for sound in self._near(start_frame, end_frame):
            first = max(start_frame, sound.span.start_frame) - sound.span.start_frame
            sound.ready(first, min(end_frame, sound.span.end_frame) - sound.span.start_frame)

    def _near(self, start_frame: int, end_frame: int) -> Sequence[_Sound]:
        first = bisect_right(self._starts, start_frame - self._longest)
        last = bisect_right(self._starts, end_frame - 1)
        return [sound for sound in self._sounds[first:last] if sound.span.end_frame > start_frame]

    def _all(self, timeline: Timeline) -> list[_Sound]:
        return [
            *(self._phrase(phrase) for phrase in timeline.phrases if phrase.clip),
            *(
                _made(one, partial(tone, one.phase, one.length_frames))
                for one in timeline.breaths
                if one.tone
            ),
            *(_made(one, partial(bell, one.strokes, one.length_frames)) for one in timeline.bells),
            *(_made(one, partial(tick, one.length_frames)) for one in timeline.ticks),
        ]

    def _phrase(self, phrase: Phrase) -> _Sound:
        def guarded(what: Callable[[], None]) -> None:
            if phrase.text not in self.lost:
                try:
                    what()
                except Exception:  # noqa: BLE001 - whatever a decoder raises, all else is heard
                    self.lost.add(phrase.text)

        def add(start: int, out: Block) -> None:
            if phrase.clip:
                guarded(partial(self._clip_reader.add, phrase.clip, start, out))

        def ready(first: int, last: int) -> None:
            if phrase.clip:
                guarded(partial(self._clip_reader.ready, phrase.clip, first, last))

        return _Sound(phrase, add, ready)


def _made(span: FrameSpan, make: Callable[[], RenderedSound | None]) -> _Sound:
    """A sound that is made, not recorded."""

    def add(start: int, out: Block) -> None:
        if sound := make():
            sound.add(start, out)

    def ready(_first: int, _last: int) -> None:
        make()

    return _Sound(span, add, ready)
