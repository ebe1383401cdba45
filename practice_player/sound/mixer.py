"""Mixes a range of frames of a timeline into samples.  Pure: no clock, no device.

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
from practice_player.timeline.model import Clip, FrameSpan, Timeline


@dataclass(frozen=True, slots=True)
class _Sound:
    """A sound of the timeline: its span, how its frames are added to a block, and how they are prepared."""

    span: FrameSpan
    add: Callable[[int, Block], None]
    prepare: Callable[[int, int], None]


class Mixer:
    """Narration, breath tones, bells, ticks and sounds of its own of one timeline."""

    def __init__(self, timeline: Timeline, clip_reader: ClipReader) -> None:
        self.length_frames = timeline.length_frames
        self._clip_reader = clip_reader
        self._sounds = sorted(self._all_sounds(timeline), key=lambda sound: sound.span.start_frame)
        self._starts = [sound.span.start_frame for sound in self._sounds]
        self._longest_frames = max((sound.span.length_frames for sound in self._sounds), default=0)
        self.unreadable: set[str] = set()
        """The texts of phrases, and names of sounds, whose recording could not be read: they are silent."""

    def mix(self, start_frame: int, out: Block) -> None:
        """Fills `out` with all sounds from `start_frame` on, without the background."""
        out[:] = 0.0
        end_frame = start_frame + len(out)
        for sound in self._overlapping(start_frame, end_frame):
            first = max(start_frame, sound.span.start_frame)
            last = min(end_frame, sound.span.end_frame)
            sound.add(first - sound.span.start_frame, out[first - start_frame : last - start_frame])

    def read_ahead(self, start_frame: int, end_frame: int) -> None:
        """Decodes and synthesises what is heard between two frames, so that `mix` does not have to."""
        for sound in self._overlapping(start_frame, end_frame):
            first = max(start_frame, sound.span.start_frame) - sound.span.start_frame
            sound.prepare(first, min(end_frame, sound.span.end_frame) - sound.span.start_frame)

    def _overlapping(self, start_frame: int, end_frame: int) -> Sequence[_Sound]:
        first = bisect_right(self._starts, start_frame - self._longest_frames)
        last = bisect_right(self._starts, end_frame - 1)
        return [sound for sound in self._sounds[first:last] if sound.span.end_frame > start_frame]

    def _all_sounds(self, timeline: Timeline) -> list[_Sound]:
        return [
            *(self._recorded(phrase, phrase.clip, phrase.text) for phrase in timeline.phrases if phrase.clip),
            *(self._recorded(cue, cue.clip, cue.name) for cue in timeline.sounds),
            *(
                _synthesized(breath, partial(tone, breath.phase, breath.length_frames))
                for breath in timeline.breaths
                if breath.tone
            ),
            *(
                _synthesized(stroke, partial(bell, stroke.strokes, stroke.length_frames, soft=stroke.soft))
                for stroke in timeline.bells
            ),
            *(_synthesized(tap, partial(tick, tap.length_frames)) for tap in timeline.ticks),
        ]

    def _recorded(self, span: FrameSpan, clip: Clip, name: str) -> _Sound:
        """A recording; `name` tells people which, when it cannot be read."""

        def guarded(action: Callable[[], None]) -> None:
            if name not in self.unreadable:
                try:
                    action()
                except Exception:  # noqa: BLE001 - whatever a decoder raises, the rest is heard
                    self.unreadable.add(name)

        def add(start: int, out: Block) -> None:
            guarded(partial(self._clip_reader.add, clip, start, out))

        def prepare(first: int, last: int) -> None:
            guarded(partial(self._clip_reader.read_ahead, clip, first, last))

        return _Sound(span, add, prepare)


def _synthesized(span: FrameSpan, make: Callable[[], RenderedSound | None]) -> _Sound:
    """A sound that is synthesised, not recorded."""

    def add(start: int, out: Block) -> None:
        if sound := make():
            sound.add(start, out)

    def prepare(_first: int, _last: int) -> None:
        make()

    return _Sound(span, add, prepare)
