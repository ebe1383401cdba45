"""What a front end shows of a practice at one instant."""

from dataclasses import dataclass
from enum import StrEnum


class PlaybackState(StrEnum):
    READY = "ready"
    PLAYING = "playing"
    PAUSED = "paused"
    ENDED = "ended"


class Question(StrEnum):
    NOTHING = ""
    WAIT = "wait"
    """A wait: it ends when the listener goes on."""

    AGREE = "agree"
    """A question: stay, shift or stop."""

    FINISH = "finish"
    """A turn is nearly over: going on adds up to 20 s to finish a sentence."""

    GRACE = "grace"
    """The added time to finish a sentence: going on ends it early."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BreathSnapshot:
    """The state of a paced breath."""

    phase: str
    """`in`, `wait` or `out`."""

    left_s: float
    """Seconds until this phase ends."""

    fullness: float
    """How full the picture of the breath is: 0 empty, 1 full."""

    cycle: int
    """The current breath, counted from 1."""

    cycles: int
    """The number of breaths in this series."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybackSnapshot:
    """One instant of a practice, as a front end shows it."""

    state: PlaybackState
    elapsed_s: float
    length_s: float

    practised_s: float
    """How many seconds were practised: skipped parts do not count, and repeated parts count again."""

    caption: str
    """The current or last sentence; empty before the first."""

    speaking: bool
    """True while the caption is spoken; afterwards it stays, dimmed."""

    place: str
    """The name of the current step as it is shown: `Breathing`, `A rest`, `First turn`; may be empty."""

    place_left_s: float
    """Seconds until that step ends."""

    step: int
    """The current step, counted from 1."""

    steps: int

    breath: BreathSnapshot | None
    """None if no breath is paced now."""

    notice: str
    """One line about the sound or the journal; empty if everything works."""

    voice_db: float
    """The listener's setting, relative to the recording."""

    bed_db: float
    """The listener's setting for the background."""

    bed_on: bool

    bed: str
    """The name of the background, or `none`."""

    bed_chosen: bool
    """True once the listener has chosen a background."""

    voices: int
    """How many other voices there are to choose from."""

    voice: str = ""
    """The voice that was chosen during the practice; empty if none was."""

    @property
    def has_bed(self) -> bool:
        return self.bed != "none"

    asks: Question = Question.NOTHING
    """What the listener can answer now; no answer is needed."""

    listening: str = ""
    """In a turn: what listening means, for whoever listens; otherwise empty."""

    can_be_longer: bool = False
    """Whether the current step can be given more time."""

    logged: bool = True
    """False if the practice is not written to the journal, or cannot be; then no note is asked for either."""

    finished: bool = False
    """Whether the practice was heard to its end, and not skipped to it."""

    @property
    def remaining_s(self) -> float:
        return max(0.0, self.length_s - self.elapsed_s)
