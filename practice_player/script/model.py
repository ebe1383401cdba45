"""What a script says, format 1: the single source of narration, captions, pacer and silences.

Every scalar arrives as the text its author wrote, so that `yes`, `no`, dates and numbers in
narration stay words.
"""

from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Final, Literal, TypeAlias, get_args

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, PrivateAttr
from pydantic_core import CoreSchema, core_schema

from practice_player.lib.errors import Place
from practice_player.script.choices import BedName, Goal
from practice_player.script.durations import ElasticCount
from practice_player.script.kinds import StepKind
from practice_player.script.parsing.text_lists import TextOrList
from practice_player.script.parsing.values import (
    Beat,
    Breath,
    BreathPlace,
    CountLength,
    FileName,
    Length,
    Number,
    Passes,
    Times,
    Version,
    Words,
)

Care: TypeAlias = Literal[
    "paced-breath", "breath-hold", "inward", "muscle", "movement", "touch", "gaze", "disclosure", "bedtime"
]
Adaptation: TypeAlias = Literal["no-hold", "no-breath", "no-touch", "eyes-open", "seated"]
Condition: TypeAlias = Literal[
    "touch",
    "gaze",
    "closeness",
    "sharing",
    "some-touch",
    "some-gaze",
    "some-closeness",
    "some-sharing",
    "no-hold",
    "no-breath",
    "no-touch",
    "eyes-open",
    "seated",
]
"""A consent that is given, or of which only some is, or an adaptation that is wished for."""

ITEM: Final = "{item}"
"""Where an item of the nearest `each` is put."""

Speaker: TypeAlias = Literal["first", "second", "both", "speaker", "listener"]


_NOWHERE: Final[tuple[Place, dict[str, tuple[int, int]]]] = (Place(), {})


class Node(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)

    _places: tuple[Place, dict[str, tuple[int, int]]] = PrivateAttr(default_factory=lambda: _NOWHERE)
    """Where it begins, and line and column of the value of each key; one field: setting is slow."""

    @property
    def place(self) -> Place:
        """Where it begins in its file; the reader notes it for the script and its steps."""
        return self._places[0]

    @property
    def written_keys(self) -> tuple[str, ...]:
        """The keys that its author wrote, in their order."""
        return tuple(self._places[1])

    def place_of(self, key: str) -> Place:
        """Where the value of a key stands; where the node begins when the key was not written."""
        start, values = self._places
        line, column = values.get(key, (start.line, start.column))
        return Place(start.path, line, column)

    def note_places(self, place: Place, values: dict[str, tuple[int, int]]) -> None:
        """Notes where it was read, and the line and column of the value of each key."""
        self._places = place, values


class Evidence(Node):
    """What is known of a practice, and the `but`."""

    claim: Words
    source: Words
    strength: Literal["A", "B", "C"]
    but: Words | None = None


class Say(Node):
    """Words, spoken and shown."""

    say: Words
    audio: FileName | None = None
    """A recording of all these words, by its path from the script's folder; None is the voice's own."""

    pause: Length | None = None
    """Silence after the words; None is the usual two seconds."""

    _audio_path: Path | None = PrivateAttr(default=None)

    @property
    def audio_path(self) -> Path | None:
        """The recording, absolute; the file itself may be missing."""
        return self._audio_path

    def heard_from(self, path: Path) -> None:
        """Notes which file `audio` names."""
        self._audio_path = path


class Rest(Node):
    """Nothing to do."""

    rest: Length
    caption: Words | None = None


class Stay(Node):
    """A position held, with a caption."""

    stay: Length
    caption: Words | None = None


class Along(Node):
    """Words spoken over the breathing."""

    at: BreathPlace
    """A breath counted from 1, or `third`, `half`, `two-thirds`."""

    say: Words


class Breathe(Node):
    """Paced breaths."""

    breathe: Breath
    cycles: Times
    cue: Literal["tone", "voice-then-tone", "none"] = "tone"
    along: tuple[Along, ...] = ()


class Count(Node):
    """Numbers counted in time, spoken and shown."""

    count: CountLength
    """How many numbers."""

    each: Beat | None = None
    """From the start of one number to the start of the next, in seconds; None is one second."""

    from_: Number | None = Field(default=None, alias="from")
    """The first number; None is 1, or, counting down, what ends with 1."""

    down: Literal["true", "false"] = "false"

    @property
    def beat_s(self) -> Decimal:
        """How far the numbers are apart, in seconds."""
        return self.each or Decimal(1)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers in the order in which they are said."""
        many, is_down = self.count.usual, self.down == "true"
        first = self.from_ or (many if is_down else 1)
        return tuple(first - at if is_down else first + at for at in range(many))


class BellStep(Node):
    """One stroke or two."""

    bell: Literal["1", "2"]


class Turn(Node):
    """A speaking turn."""

    turn: Speaker
    """`speaker` and `listener` are the two by turns, in a repeat: they swap with each pass."""

    for_: Length = Field(alias="for")
    prompt: Words | None = None


class Wait(Node):
    """Until the listener presses a key, at most so long."""

    wait: Length
    caption: Words | None = None


class Background(Node):
    """Another bed from here on."""

    background: BedName


class Repeat(Node):
    """Steps that come round again; `each` puts its items in place of `{item}`."""

    repeat: tuple["Step", ...]
    times: Passes | None = None
    """How often; beside `each` it counts the items, from the first on and round again."""

    each: tuple[Words, ...] = ()

    @property
    def passes(self) -> ElasticCount:
        """How often it goes round."""
        number = len(self.each) or 1
        return self.times or ElasticCount(least=number, usual=number, most=number)


class When(Node):
    """Steps for one answer, and for the other."""

    when: Condition
    then: tuple["Step", ...] = ()
    otherwise: tuple["Step", ...] = ()


class Agree(Node):
    """Asks again, midway: stay with it, shift to something gentler, or stop."""

    agree: Words
    for_: Length = Field(alias="for")
    """How long the answer is waited for, after the words; no answer is shifting."""

    staying: Words | None = None
    shifting: Words | None = None
    """What the two answers are called, shown beside their keys; None leaves it to the player."""

    then: tuple["Step", ...] = ()
    shift: tuple["Step", ...]


class Include(Node):
    """A piece from a file of its own."""

    include: FileName
    """Its path from the folder of the file it stands in."""

    _steps: "tuple[Step, ...]" = PrivateAttr(default=())

    @property
    def steps(self) -> "tuple[Step, ...]":
        """What the piece says."""
        return self._steps

    def holds(self, steps: "tuple[Step, ...]") -> None:
        """Notes what was read from the file."""
        self._steps = steps


SimpleStep: TypeAlias = Say | Rest | Stay | Breathe | Count | BellStep | Turn | Wait | Agree | Background
"""A step that is laid out as it is; of an `agree`, only the question."""

CompoundStep: TypeAlias = Repeat | When | Include
"""A step that only stands for those inside it."""

KINDS: Final[dict[str, type[Node]]] = {
    kind: next(step for step in get_args(SimpleStep | CompoundStep) if kind in step.model_fields)
    for kind in StepKind
}
"""The class of each kind of step, by the key that begins it."""


class _ByKey:
    """Reads a mapping as a step of the kind whose key is in it."""

    def __get_pydantic_core_schema__(self, _: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.tagged_union_schema(
            {f"{kind} step": handler.generate_schema(step) for kind, step in KINDS.items()},
            discriminator=_kind,
            custom_error_type="no_kind",
            custom_error_message="this step is none that is known",
        )


def _kind(value: Any) -> str | None:
    if isinstance(value, dict):
        return next((f"{kind} step" for kind in KINDS if kind in value), None)
    return None


Step: TypeAlias = Annotated[SimpleStep | CompoundStep, _ByKey()]

ConsentNeed: TypeAlias = Literal["none", "optional", "yes"]


class Consents(Node):
    """What a partner practice asks of two people."""

    touch: ConsentNeed = "none"
    gaze: ConsentNeed = "none"
    closeness: ConsentNeed = "none"
    sharing: ConsentNeed = "none"


class Passage(Node):
    """Words for some choices only: while a condition holds, or unless it does."""

    when: Condition | None = None
    unless: Condition | None = None
    say: Words


HeadText: TypeAlias = Annotated[tuple[str | Passage, ...], TextOrList(Passage)]
"""A text of the head, in parts: those without a condition stand for every choice."""

HEAD_TEXTS: Final = ("summary", "needs", "caution")
"""The keys of such texts."""


class Script(Node):
    """A practice script."""

    format: Version
    title: Words
    practice: Literal["solo", "partner"]
    goal: Goal
    shortcut: Literal["ground"] | None = None
    """The key that leads into it from any practice, at its shortest."""

    level: Literal["1", "2", "3"]
    """1 anyone, any day; 2 some inwardness or sharing; 3 tender."""

    summary: HeadText
    needs: HeadText = ()
    """Things to have at hand, shown beforehand."""

    care: tuple[Care, ...] = ()
    caution: HeadText = ()
    evidence: tuple[Evidence, ...] = ()
    check_in: tuple[Literal["tension", "energy", "closeness", "heard"], ...] = ()
    asks: Consents = Consents()
    adaptations: tuple[Adaptation, ...] = ()
    """What the script has another way for, chosen by `when`."""

    bed: BedName = "none"
    steps: tuple[Step, ...]

    _pieces: tuple[Path, ...] = PrivateAttr(default=())

    @property
    def pieces(self) -> tuple[Path, ...]:
        """Other files it was read from: a script is out of date when one of them changes."""
        return self._pieces

    def read_with(self, pieces: tuple[Path, ...]) -> None:
        """Notes which pieces were read."""
        self._pieces = pieces


class Piece(Node):
    """Steps that several scripts share."""

    format: Version
    steps: tuple[Step, ...]
