"""The timeline: where each sound and caption sits in a practice, in frames.

Pure: no files, no clock, no device.  Scripts count in seconds; from here on time is a whole number of
frames, so that one script renders to the same samples every time.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from practice_player.lib.units import RATE_HZ
from practice_player.script.choices import VoiceRole
from practice_player.script.kinds import StepKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A recording of one phrase."""

    path: str
    """The recording's file, as its author knows it."""

    length_frames: int
    """In frames at `RATE_HZ`."""

    source: str = ""
    """The file that is decoded: the recording, or its clean copy when it cannot be played as it is.

    Empty is `path`."""

    gain_db: float = 0.0
    """The gain in dB that brings it to the loudness of every voice."""

    loudness_lufs: float | None = None
    """Its loudness without that gain; None if it is not known."""

    samples: bytes = field(default=b"", repr=False)
    """The recording itself, one channel of float32 at `RATE_HZ`, when it is in no file; usually empty."""


ClipFinder: TypeAlias = Callable[[str], Clip | None]
"""Returns the recording of a phrase, or None when there is none."""

FileFinder: TypeAlias = Callable[[Path], Clip | None]
"""Returns the recording in a file that the script names, or None when there is none."""


def no_files(_: Path) -> Clip | None:
    """Finds no file: words with a recording of their own are shown for their reading time."""
    return None


class Phase(StrEnum):
    IN = "in"
    WAIT = "wait"
    OUT = "out"


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameSpan:
    """A span of frames."""

    start_frame: int
    """Its first frame, from the start of the practice (0 or more)."""

    length_frames: int
    """Its length in frames, 1 or more."""

    @property
    def end_frame(self) -> int:
        """The first frame after it."""
        return self.start_frame + self.length_frames


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineStep(FrameSpan):
    """One step of the script, placed."""

    kind: StepKind
    text: str
    """What is shown for it: the words said, a turn's prompt, a caption, or empty."""

    who: str = ""
    """In a turn: `first`, `second` or `both`."""

    least_frames: int = 0
    most_frames: int = 0
    """The shortest and longest it can be; both are its length when it cannot stretch, 0 when not known."""

    section: int = 0
    """The section of the script that it belongs to, as `section_numbers` counts them."""

    grace: bool = False
    """Whether it was added after a turn, for somebody to finish a sentence."""

    until_enter: bool = False
    """Whether the listener can go on before its end."""

    answers: tuple[str, str] = ("", "")
    """The script's words for the two answers to a question, staying first; empty when it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase(FrameSpan):
    """A phrase that is said, or shown in silence when it has no clip."""

    text: str
    clip: Clip | None

    inside: Clip | None = None
    """The recording, begun by an earlier phrase, that contains this one too; usually None."""

    voice: VoiceRole | None = "first"
    """Who is to say it; None in a recording of the script's own."""

    room_frames: int | None = None
    """How long it may last before the next phrase is due; None when what follows waits for its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breath(FrameSpan):
    """One phase of one breath."""

    phase: Phase
    word: str
    """What it is called on the screen: `in`, `sip`, `wait`, `out` or `hum`."""

    name: str = ""
    """The script's own name for it, such as `left`; empty if it has none."""

    cue: str = ""
    """What a voice says at it, and captions show."""

    from_fullness: float
    to_fullness: float
    """How full the lungs are at its start and at its end: 0 empty, 1 full."""

    cycle: int
    """The number of the breath within its step, from 1."""

    cycles: int
    """How many breaths the step has."""

    tone: bool
    """Whether its tone is heard."""

    counted: bool = False
    """Whether its seconds are counted aloud."""

    @property
    def is_start(self) -> bool:
        """Whether the breath begins with this phase."""
        return self.phase is Phase.IN and self.from_fullness == 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bell(FrameSpan):
    strokes: int
    """1 or 2."""

    soft: bool = False
    """Whether it is a softer one, in the middle of a silence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundCue(FrameSpan):
    """A sound of the script's own."""

    name: str
    """Its file's path from the script's folder."""

    clip: Clip


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick(FrameSpan):
    """A soft tap that announces the end of a turn, or its middle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A whole practice: everything that is heard and shown, placed in frames."""

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
    """The frame from which another background is heard, and its name; in order of time."""

    own_beds: tuple[tuple[str, Clip], ...] = ()
    """The script's own backgrounds, each by its name and once."""

    sounds: tuple[SoundCue, ...] = ()
    missing_sounds: tuple[str, ...] = ()
    """The names of sounds and backgrounds of the script's own that are not there: they are silent."""

    headings: tuple[tuple[int, str], ...] = ()
    """The frame at which a part with a name begins, and the name; in order of time."""

    @property
    def beds(self) -> tuple[str, ...]:
        """The name of every background in it, in order, including `none`."""
        return (self.bed, *(name for _, name in self.bed_changes))

    @property
    def unheard(self) -> frozenset[str]:
        """The phrases without a recording: their captions are shown for their reading time."""
        return frozenset(phrase.text for phrase in self.phrases if not (phrase.clip or phrase.inside))

    @property
    def overlong(self) -> tuple[Phrase, ...]:
        """The phrases whose recording is longer than `room_frames`, each once."""
        overlong = (
            phrase
            for phrase in self.phrases
            if phrase.clip and phrase.room_frames and phrase.clip.length_frames > phrase.room_frames
        )
        return tuple({phrase.text: phrase for phrase in overlong}.values())

    level_db: float = 0.0
    """The gain of the whole practice, in dB: practices for bedtime are softer than 0."""

    def beds_at(self, frame: int) -> tuple[str, ...]:
        """The name of the background at a frame, or `none`; then those of the script's own backgrounds."""
        earlier = [name for start, name in self.bed_changes if start <= frame]
        return (earlier[-1] if earlier else self.bed, *(name for name, _ in self.own_beds))

    @property
    def length_s(self) -> float:
        return self.length_frames / RATE_HZ


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineEntry(FrameSpan):
    """One line of an outline; a change of background and a heading have a length of 0."""

    kind: StepKind
    text: str
    """The words said or shown, or the name of the background or part; empty when there are neither."""

    clip: str | None
    """The recording's path, or None."""

    voice: VoiceRole | None = None
    """Who is to say it; None if neither voice does."""

    words: str
    """What happens, in words for a reader."""

    least_frames: int
    most_frames: int
    """The shortest and longest it can be; both are its length when it cannot stretch."""

    @property
    def stretches(self) -> bool:
        return self.least_frames < self.most_frames
