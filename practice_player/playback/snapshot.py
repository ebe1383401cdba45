"""What a front end shows of a practice at one instant."""

from dataclasses import dataclass
from enum import StrEnum

from practice_player.script.kinds import StepKind


class PlaybackState(StrEnum):
    READY = "ready"
    WAITING = "waiting"
    """It begins at a moment to come."""

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

    word: str
    """`in`, `sip`, `wait`, `out` or `hum`."""

    name: str = ""
    """The script's own name for this phase, such as `left`; empty if it has none."""

    left_s: float
    """Seconds until this phase ends."""

    fullness: float
    """How full the picture of the breath is: 0 empty, 1 full."""

    cycle: int
    """The current breath, counted from 1."""

    cycles: int
    """The number of breaths in this series."""

    length_s: float = 0.0
    """How long this phase is; 0 when that is not known."""

    counted: bool = False
    """Whether a voice counts its seconds, from 1."""


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
    """How many seconds were practised: skipped parts do not count, and repeated parts count again."""

    caption: str
    """The current or last sentence; empty before the first."""

    speaking: bool
    """True while the caption is being said; afterwards it stays, and dims in time."""

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

    heading: str = ""
    """The name that the script gives the part under way; empty when it gives none."""

    part_starts_s: tuple[float, ...] = (0.0,)
    """Where each part of the practice begins, in seconds."""

    silent: bool = False
    """Whether nothing is heard: no card answers, or silence was asked for."""

    sound_missing: bool = False
    """Whether nothing is heard although sound was asked for."""

    listening: str = ""
    """In a turn: what listening means, for whoever listens; otherwise empty."""

    can_be_longer: bool = False
    """Whether the current step can be given more time."""

    logged: bool = True
    """False if the practice is not written to the journal, or cannot be; then no note is asked for either."""

    unwritten: bool = False
    """Whether the journal cannot be written just now."""

    finished: bool = False
    """Whether the practice was heard to its end, and not skipped to it."""

    begins_in_s: float | None = None
    """Seconds until it begins, at a moment that was chosen; None once it has begun."""

    together: bool = False
    """Whether somebody elsewhere hears the same at the same time."""

    behind_s: float | None = None
    """How far it is behind what the other hears, or ahead of it if negative; None while it is in step."""

    @property
    def remaining_s(self) -> float:
        return max(0.0, self.length_s - self.elapsed_s)
