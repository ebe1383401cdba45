"""Where each sound and sight sits in a practice, counted in frames.

Pure: no files, no clock, no device.  Scripts speak in seconds; from here on time is a whole
number of frames, so that one script renders to the same samples every time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from practice_player.units import RATE_HZ


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A recording of one phrase."""

    path: str
    length_frames: int
    """At `RATE_HZ`."""

    gain_db: float = 0.0
    """What brings it to the loudness that every voice has."""


ClipFinder: TypeAlias = Callable[[str], Clip | None]
"""The recording of a phrase, or None when there is none."""


class Kind(StrEnum):
    SAY = "say"
    REST = "rest"
    STAY = "stay"
    BREATHE = "breathe"
    BELL = "bell"
    TURN = "turn"


class Phase(StrEnum):
    IN = "in"
    WAIT = "wait"
    OUT = "out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
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
class Step(Span):
    """One step of the script, as it will happen."""

    kind: Kind
    text: str
    """What a reader is told of it: the words said, a turn's prompt, or empty."""

    who: str = ""
    """In a turn: `first`, `second` or `both`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase(Span):
    """A phrase that is said, or shown in silence when it has no clip."""

    text: str
    clip: Clip | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Breath(Span):
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
class Bell(Span):
    strokes: int
    """1 or 2."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick(Span):
    """A soft tap that says a turn is about to end, or half over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A whole practice, placed: everything that is heard and shown."""

    length_frames: int
    steps: tuple[Step, ...]
    """Back to back, from 0 to `length_frames`."""

    phrases: tuple[Phrase, ...]
    breaths: tuple[Breath, ...]
    bells: tuple[Bell, ...]
    ticks: tuple[Tick, ...] = ()
    bed: str
    """The name of the background, or `none`."""

    level_db: float = 0.0
    """Of the whole, under the usual loudness: practices for bedtime are softer."""

    @property
    def length_s(self) -> float:
        return self.length_frames / RATE_HZ
