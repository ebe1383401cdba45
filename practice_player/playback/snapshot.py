"""What there is to see and say at one instant of a practice."""

from dataclasses import dataclass
from enum import StrEnum

from practice_player.script.kinds import StepKind


class PlaybackState(StrEnum):
    READY = "ready"
    PLAYING = "playing"
    PAUSED = "paused"
    ENDED = "ended"


class Question(StrEnum):
    NOTHING = ""
    WAIT = "wait"
    """The practice waits until the listener goes on."""

    AGREE = "agree"
    """The practice asks: stay, shift or stop."""

    FINISH = "finish"
    """A turn is nearly over: going on gives up to 20 s to finish a sentence."""

    GRACE = "grace"
    """Somebody finishes a sentence: going on ends that early."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BreathSnapshot:
    """Where a paced breath is."""

    phase: str
    """`in`, `wait` or `out`."""

    left_s: float
    """Seconds left of this phase."""

    fullness: float
    """How far the picture of the breath is open: 0 empty, 1 full."""

    cycle: int
    """The breath under way, counted from 1."""

    cycles: int
    """Breaths in this stretch."""

    length_s: float = 0.0
    """How long this phase is; 0 when that is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTime:
    """The time of a turn, or of a position that is held."""

    label: str
    """Whose turn it is, or what is done: `Ana talks`, `Staying`."""

    left_s: float
    length_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What can be answered to a question."""

    staying: str
    """The script's words for staying; empty when it has none."""

    shifting: str
    """The same for what is gentler."""

    left_s: float
    """Seconds left to answer; all of them until the question has been asked."""

    length_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybackSnapshot:
    """One instant of a practice, as a front end shows it."""

    state: PlaybackState
    elapsed_s: float
    length_s: float

    practised_s: float
    """How much was really practised: what was skipped is left out, and what was repeated counts again."""

    caption: str
    """What is being said, or was said last; empty before the first words."""

    speaking: bool
    """True while the caption is being said; afterwards it stays, and dims in time."""

    place: str
    """Where we are, in words: `Breathing`, `A rest`, `First turn`; may be empty."""

    place_left_s: float
    """Seconds left of that place."""

    step: int
    """The step under way, counted from 1."""

    steps: int

    breath: BreathSnapshot | None
    """None when nothing paces the breath."""

    notice: str
    """One calm line about the sound, or empty when all is well."""

    voice_db: float
    """The listener's own setting, relative to the recording."""

    bed_db: float
    """The same for the background."""

    bed_on: bool

    bed: str
    """The name of the background, or `none`."""

    bed_chosen: bool
    """True once the listener has chosen another than the script's own."""

    voices: int
    """How many other voices there are to choose from."""

    voice: str = ""
    """The name of the voice that was chosen on the way; empty when none was."""

    @property
    def has_bed(self) -> bool:
        return self.bed != "none"

    asks: Question = Question.NOTHING
    """What the listener can answer now; no answer is fine."""

    answers: Answers | None = None
    """In a question: what can be answered, and how long."""

    own_time: OwnTime | None = None
    """In a turn or a stay: how long that is."""

    caption_dimming: float = 0.0
    """How far the caption has dimmed: 0 bright, 1 dimmed."""

    caption_heard: bool = True
    """Whether the caption is said aloud; False for words that are only shown."""

    kind: StepKind | None = None
    """What kind of step is under way; None when that is not known."""

    part_starts_s: tuple[float, ...] = (0.0,)
    """Where each part of the practice begins, in seconds."""

    silent: bool = False
    """Whether nothing is heard: no card answers, or silence was asked for."""

    sound_missing: bool = False
    """Whether nothing is heard although sound was asked for."""

    listening: str = ""
    """In a turn: what listening means, for the one who listens; else empty."""

    can_be_longer: bool = False
    """Whether this place can be given more time."""

    logged: bool = True
    """False when no trace of it is left, or none can be now; then no word is asked for either."""

    @property
    def remaining_s(self) -> float:
        return max(0.0, self.length_s - self.elapsed_s)
