"""Where each sound and sight sits in a practice, counted in frames.

Pure: no files, no clock, no device.  Scripts speak in seconds; from here on time is a whole
number of frames, so that one script renders to the same samples every time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from practice_player.lib.units import RATE_HZ
from practice_player.script.kinds import StepKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A recording of one phrase."""

    path: str
    """The author's file."""

    length_frames: int
    """At `RATE_HZ`."""

    source: str = ""
    """What is decoded: the file, or a clean copy of one that cannot be played as it is; empty is `path`."""

    gain_db: float = 0.0
    """What brings it to the loudness that every voice has."""


ClipFinder: TypeAlias = Callable[[str], Clip | None]
"""The recording of a phrase, or None when there is none."""

FileFinder: TypeAlias = Callable[[Path], Clip | None]
"""The recording in a file of the script's own, or None when there is none."""


def no_files(_: Path) -> Clip | None:
    """Finds nothing: words with a recording of their own are shown for their reading time."""
    return None


class Phase(StrEnum):
    IN = "in"
    WAIT = "wait"
    OUT = "out"


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameSpan:
    """Something that lasts, placed."""

    start_frame: int
    """From the start of the practice (0 or more)."""

    length_frames: int
    """1 or more."""

    @property
    def end_frame(self) -> int:
        """The first frame after it."""
        return self.start_frame + self.length_frames


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineStep(FrameSpan):
    """One step of the script, as it will happen."""

    kind: StepKind
    text: str
    """What a reader is told of it: the words said, a turn's prompt, a caption, or empty."""

    who: str = ""
    """In a turn: `first`, `second` or `both`."""

    least_frames: int = 0
    most_frames: int = 0
    """How short and how long it can be; both its length when it cannot stretch, 0 when nobody asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase(FrameSpan):
    """A phrase that is said, or shown in silence when it has no clip."""

    text: str
    clip: Clip | None

    inside: Clip | None = None
    """The recording that an earlier phrase began and that says this one too; None is the usual."""

    room_frames: int | None = None
    """How long it may last before something else is due; None when all that follows waits for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breath(FrameSpan):
    """One phase of one breath."""

    phase: Phase
    lungs_full: bool
    """For a wait: whether it follows the in-breath."""

    cycle: int
    """Counted from 1 within the stretch."""

    cycles: int
    tone: bool
    """Whether a tone is heard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bell(FrameSpan):
    strokes: int
    """1 or 2."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick(FrameSpan):
    """A soft tap that says a turn is about to end, or half over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A whole practice, placed: everything that is heard and shown."""

    length_frames: int
    steps: tuple[TimelineStep, ...]
    """Back to back, from 0 to `length_frames`."""

    phrases: tuple[Phrase, ...]
    breaths: tuple[Breath, ...]
    bells: tuple[Bell, ...]
    ticks: tuple[Tick, ...] = ()
    bed: str
    """The name of the background at the start, or `none`."""

    bed_changes: tuple[tuple[int, str], ...] = ()
    """From which frame on another background is heard, and its name; in order of time."""

    @property
    def beds(self) -> tuple[str, ...]:
        """Every background in it, in order, `none` among them."""
        return (self.bed, *(name for _, name in self.bed_changes))

    @property
    def unheard(self) -> frozenset[str]:
        """The sentences without a recording: their captions are shown for their reading time."""
        return frozenset(phrase.text for phrase in self.phrases if not (phrase.clip or phrase.inside))

    @property
    def overlong(self) -> tuple[Phrase, ...]:
        """The phrases whose recording is longer than the time there is for it, each once."""
        late = (
            phrase
            for phrase in self.phrases
            if phrase.clip and phrase.room_frames and phrase.clip.length_frames > phrase.room_frames
        )
        return tuple({phrase.text: phrase for phrase in late}.values())

    level_db: float = 0.0
    """Of the whole, under the usual loudness: practices for bedtime are softer."""

    def bed_at(self, frame: int) -> str:
        """The name of the background at a frame, or `none`."""
        before = [name for start, name in self.bed_changes if start <= frame]
        return before[-1] if before else self.bed

    @property
    def length_s(self) -> float:
        return self.length_frames / RATE_HZ


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineEntry(FrameSpan):
    """Something that happens, as outlines tell it; a change of background lasts no time."""

    kind: StepKind
    text: str
    """The words said or shown, or the background's name; empty when there are none."""

    clip: str | None
    """The recording's path, or None."""

    words: str
    """The cue in plain words."""

    least_frames: int
    most_frames: int
    """How short and how long it can be; both its length when it cannot stretch."""

    @property
    def stretches(self) -> bool:
        return self.least_frames < self.most_frames
