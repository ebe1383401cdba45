"""A timeline and a range of frames become samples.  Pure: no clock, no device.

The same frames give the same samples, whatever the size of the blocks and wherever one starts.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from practice_player.errors import ClipError
from practice_player.sound.beds import bed_named
from practice_player.sound.bells import bell
from practice_player.sound.block import Block, Mono
from practice_player.sound.clips import Clips
from practice_player.sound.ducking import BedLevel
from practice_player.sound.tones import tone
from practice_player.timeline.cue import Phrase, Span, Timeline


@dataclass(frozen=True, slots=True)
class _Sound:
    """Something heard: where, and how to get at its samples."""

    span: Span
    samples: Callable[[], Block | Mono | None]


class Mixer:
    """The samples of one timeline."""

    def __init__(self, timeline: Timeline, clips: Clips) -> None:
        self.length_frames = timeline.length_frames
        self._clips = clips
        self._bed = bed_named(timeline.bed)
        self._bed_level = BedLevel(timeline)
        self._sounds = sorted(self._all(timeline), key=lambda sound: sound.span.start_frame)
        self._starts = [sound.span.start_frame for sound in self._sounds]
        self._longest = max((sound.span.length_frames for sound in self._sounds), default=0)
        self.lost: set[str] = set()
        """Phrases whose recording could not be read: they pass in silence."""

    def voices(self, start_frame: int, out: Block) -> None:
        """Fills `out` with narration, breath tones and bells from `start_frame` on."""
        out[:] = 0.0
        end_frame = start_frame + len(out)
        for sound in self._near(start_frame, end_frame):
            samples = sound.samples()
            if samples is None:
                continue
            first = max(start_frame, sound.span.start_frame)
            last = min(end_frame, sound.span.end_frame)
            part = samples[first - sound.span.start_frame : last - sound.span.start_frame]
            out[first - start_frame : last - start_frame] += part if part.ndim == 2 else part[:, None]  # noqa: PLR2004

    def bed(self, start_frame: int, out: Block) -> None:
        """Fills `out` with the bed from `start_frame` on, ducked and faded; silence without one."""
        if self._bed is None:
            out[:] = 0.0
            return
        self._bed.read(start_frame, out)
        out *= self._bed_level.read(start_frame, len(out))

    def read_ahead(self, start_frame: int, end_frame: int) -> None:
        """Decodes what is heard between the frames, so that `voices` need not."""
        for sound in self._near(start_frame, end_frame):
            sound.samples()

    def _near(self, start_frame: int, end_frame: int) -> Sequence[_Sound]:
        first = bisect_right(self._starts, start_frame - self._longest)
        last = bisect_right(self._starts, end_frame - 1)
        return [sound for sound in self._sounds[first:last] if sound.span.end_frame > start_frame]

    def _all(self, timeline: Timeline) -> list[_Sound]:
        return [
            *(_Sound(phrase, self._phrase(phrase)) for phrase in timeline.phrases if phrase.clip),
            *(
                _Sound(one, partial(tone, one.phase, one.length_frames))
                for one in timeline.breaths
                if one.tone
            ),
            *(_Sound(one, partial(bell, one.strokes, one.length_frames)) for one in timeline.bells),
        ]

    def _phrase(self, phrase: Phrase) -> Callable[[], Block | None]:
        def samples() -> Block | None:
            if phrase.clip is None or phrase.text in self.lost:
                return None
            try:
                return self._clips.samples(phrase.clip)
            except ClipError:
                self.lost.add(phrase.text)
                return None

        return samples
