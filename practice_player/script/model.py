"""The model of a script, format 1: the single source of narration, captions, pacer and silences.

Every scalar arrives as the text that its author wrote, so that `yes`, `no`, dates and numbers in
narration stay words.  The docstring of a class is shown by editors, as it is part of the JSON Schema.
"""

from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Final, Literal, TypeAlias, get_args

from pydantic import Field, GetCoreSchemaHandler, PrivateAttr
from pydantic_core import CoreSchema, core_schema

from practice_player.script.along import Along as Along  # noqa: PLC0414 - part of the model too
from practice_player.script.along import AlongSilence as AlongSilence  # noqa: PLC0414
from practice_player.script.along import Strokes
from practice_player.script.choices import Adaptation, Care, Condition, Goal, Mood, Posture, VoiceRole
from practice_player.script.durations import BreathPattern, ElasticCount
from practice_player.script.head_parts import HEAD_TEXTS as HEAD_TEXTS  # noqa: PLC0414
from practice_player.script.head_parts import Consents as Consents  # noqa: PLC0414
from practice_player.script.head_parts import Evidence as Evidence  # noqa: PLC0414
from practice_player.script.head_parts import HeadText as HeadText  # noqa: PLC0414
from practice_player.script.head_parts import Passage as Passage  # noqa: PLC0414
from practice_player.script.kinds import StepKind
from practice_player.script.node import FileNode
from practice_player.script.node import Node as Node  # noqa: PLC0414 - part of the model too
from practice_player.script.parsing.respellings import Respellings
from practice_player.script.parsing.values import (
    Beat,
    Bed,
    Breath,
    CountLength,
    FileName,
    GainDb,
    Language,
    Length,
    Number,
    Passes,
    PhaseNames,
    Times,
    Version,
    Words,
)

ITEM: Final = "{item}"
"""The words that an item of the nearest `each` replaces."""

Speaker: TypeAlias = Literal["first", "second", "both", "speaker", "listener"]


class StepNode(Node):
    note: Words | None = None
    """For whoever reads the script; neither said nor shown."""


class Say(FileNode, StepNode):
    """Words, spoken and shown."""

    say: Words
    audio: FileName | None = None
    """A recording of all these words, by its path from the script's folder; None for those of the voice."""

    pause: Length | None = None
    """Silence after the words; None for the usual two seconds."""

    voice: VoiceRole | None = None


class Rest(StepNode):
    """Nothing to do."""

    rest: Length
    caption: Words | None = None
    along: tuple[AlongSilence, ...] = ()


class Stay(StepNode):
    """A position held, with a caption."""

    stay: Length
    caption: Words | None = None
    along: tuple[AlongSilence, ...] = ()


class Breathe(StepNode):
    """Paced breaths."""

    breathe: Breath
    to: Breath | None = None
    """The pattern of the last breath, if they change little by little; None if all are alike."""

    cycles: Times
    cue: Literal["tone", "voice-then-tone", "count", "none"] = "tone"
    in_: PhaseNames = Field(default=(), alias="in")
    out: PhaseNames = ()
    """What the in-breath and the out-breath are called; several names take turns, breath by breath."""

    hum: Literal["true", "false"] = "false"
    """`true` if the out-breath is hummed."""

    until: Literal["enter"] | None = None
    """`enter` if the listener can go on before the last breath."""

    voice: VoiceRole | None = None
    along: tuple[Along, ...] = ()

    @property
    def patterns(self) -> tuple[BreathPattern, ...]:
        """The pattern of every breath, or those of the first and the last."""
        return (self.breathe,) if self.to is None else (self.breathe, self.to)

    @property
    def cycle_s(self) -> Decimal:
        """How long a breath lasts; on average, if they change."""
        return sum((pattern.cycle_s for pattern in self.patterns), Decimal(0)) / len(self.patterns)


class Count(StepNode):
    """Numbers counted in time, spoken and shown."""

    count: CountLength
    """How many numbers."""

    each: Beat | None = None
    """From the start of a number to the start of the next, in seconds; None for one second."""

    from_: Number | None = Field(default=None, alias="from")
    """The first number; None for 1 or, counting down, for the number from which the last one is 1."""

    down: Literal["true", "false"] = "false"
    voice: VoiceRole | None = None

    @property
    def beat_s(self) -> Decimal:
        """The time from one number to the next, in seconds."""
        return self.each or Decimal(1)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers in the order in which they are said."""
        number_count, is_down = self.count.usual, self.down == "true"
        first = self.from_ or (number_count if is_down else 1)
        return tuple(first - index if is_down else first + index for index in range(number_count))


class BellStep(StepNode):
    """One stroke or two."""

    bell: Strokes


class Sound(FileNode, StepNode):
    """A sound of one's own."""

    sound: FileName
    """Its path from the script's folder."""

    gain: GainDb = 0.0
    """How much louder it is than it would be at the loudness of voices, in dB."""


class Turn(StepNode):
    """A speaking turn."""

    turn: Speaker
    """Who speaks; `speaker` and `listener` swap with each pass of a repeat."""

    for_: Length = Field(alias="for")
    prompt: Words | None = None
    along: tuple[AlongSilence, ...] = ()


class Wait(StepNode):
    """Until the listener presses a key, at most so long."""

    wait: Length
    caption: Words | None = None
    along: tuple[AlongSilence, ...] = ()


class Background(FileNode, StepNode):
    """Another bed from here on."""

    background: Bed


class Heading(StepNode):
    """The name of the part that begins here, shown and not said."""

    heading: Words


class Repeat(StepNode):
    """Steps that come round again; `each` puts its items in place of `{item}`."""

    repeat: tuple["Step", ...]
    times: Passes | None = None
    """The number of passes; if there are fewer items, the passes go round them again."""

    each: tuple[Words, ...] = ()

    @property
    def passes(self) -> ElasticCount:
        """The number of passes: `times`, or one for each item."""
        item_count = len(self.each) or 1
        return self.times or ElasticCount(least=item_count, usual=item_count, most=item_count)


class When(StepNode):
    """Steps for one answer, and for the other."""

    when: Condition
    then: tuple["Step", ...] = ()
    otherwise: tuple["Step", ...] = ()

    @property
    def condition(self) -> Condition:
        return self.when

    def branch(self, *, holds: bool) -> tuple["Step", ...]:
        """Returns the steps for whoever the condition holds for, or for all others."""
        return self.then if holds else self.otherwise


class Unless(StepNode):
    """Steps for all choices but one."""

    unless: Condition
    then: tuple["Step", ...]

    @property
    def condition(self) -> Condition:
        return self.unless

    def branch(self, *, holds: bool) -> tuple["Step", ...]:
        """Returns the steps for whoever the condition holds for, who has none of these, or for all others."""
        return () if holds else self.then


class Agree(StepNode):
    """Asks again, midway: stay with it, shift to something gentler, or stop."""

    agree: Words
    for_: Length = Field(alias="for")
    """How long the player waits for an answer after the words; no answer means shifting."""

    staying: Words | None = None
    shifting: Words | None = None
    """What the two answers are called, shown beside their keys; None leaves it to the player."""

    voice: VoiceRole | None = None
    then: tuple["Step", ...] = ()
    shift: tuple["Step", ...]


class Speaks(StepNode):
    """Steps whose words a certain voice says, unless they name one themselves."""

    voice: VoiceRole
    speaks: tuple["Step", ...]


class Include(StepNode):
    """A piece from a file of its own."""

    include: FileName
    """The path of the piece from the folder of the file that includes it."""

    _steps: "tuple[Step, ...]" = PrivateAttr(default=())

    @property
    def steps(self) -> "tuple[Step, ...]":
        """The steps of the piece."""
        return self._steps

    def note_steps(self, steps: "tuple[Step, ...]") -> None:
        """Sets the steps that were read from the file."""
        self._steps = steps


SimpleStep: TypeAlias = (
    Say | Rest | Stay | Breathe | Count | BellStep | Sound | Turn | Wait | Agree | Background | Heading
)
"""A step that takes its place in the timeline as it is; of an `agree`, only the question does."""

Conditional: TypeAlias = When | Unless
"""A step that depends on a choice."""

CompoundStep: TypeAlias = Repeat | When | Unless | Speaks | Include
"""A step that is replaced by the steps inside it."""

KINDS: Final[dict[str, type[Node]]] = {
    kind: next(step for step in get_args(SimpleStep | CompoundStep) if kind in step.model_fields)
    for kind in StepKind
}
"""The class of each kind of step, by the key that begins it."""


class _StepByKey:
    """Reads a mapping as a step, whose kind follows from the keys of the mapping."""

    def __get_pydantic_core_schema__(self, _: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.tagged_union_schema(
            {f"{kind} step": handler.generate_schema(step) for kind, step in KINDS.items()},
            discriminator=_step_tag,
            custom_error_type="no_kind",
            custom_error_message="this step is none that is known",
        )


def _step_tag(value: Any) -> str | None:
    if isinstance(value, dict):
        return next((f"{kind} step" for kind in KINDS if kind in value), None)
    return None


Step: TypeAlias = Annotated[SimpleStep | CompoundStep, _StepByKey()]


class Script(FileNode):
    """A practice script."""

    format: Version
    title: Words
    practice: Literal["solo", "partner"]
    goal: Goal
    shortcut: Literal["ground"] | None = None
    """`ground` for the practice that a key leads to from any other, in its shortest form."""

    level: Literal["1", "2", "3"]
    """1 anyone, any day; 2 some inwardness or sharing; 3 tender."""

    summary: HeadText
    needs: HeadText = ()
    """Things to have at hand, shown beforehand."""

    helps: tuple[Mood, ...] = ()
    """Who it is good for: the first screen leads there by how somebody feels."""

    postures: tuple[Posture, ...] = ()
    """How it can be done; empty when the script does not say."""

    care: tuple[Care, ...] = ()
    caution: HeadText = ()
    evidence: tuple[Evidence, ...] = ()
    check_in: tuple[Literal["tension", "energy", "closeness", "heard"], ...] = ()
    plans: Literal["week"] | None = None
    """`week` for a practice that looks back at a week and plans the next."""

    asks: Consents = Consents()
    adaptations: tuple[Adaptation, ...] = ()
    """The adaptations for which the script has another way, with `when`."""

    bed: Bed = "none"
    """The name of a background, or a file by its path from the script's folder."""

    lang: Language | None = None
    """The language of its words; None when the script does not say."""

    say_as: Respellings = Field(default_factory=dict)
    """How words sound to a speech engine, from each in small letters; captions are as written."""

    note: Words | None = None
    """For whoever reads the script; neither said nor shown."""

    steps: tuple[Step, ...]

    _pieces: tuple[Path, ...] = PrivateAttr(default=())

    @property
    def pieces(self) -> tuple[Path, ...]:
        """The files of the pieces that were read with it; if one changes, the script has to be read again."""
        return self._pieces

    def note_pieces(self, pieces: tuple[Path, ...]) -> None:
        """Sets the files of the pieces that were read."""
        self._pieces = pieces


class Piece(Node):
    """Steps that several scripts share."""

    format: Version
    note: Words | None = None
    steps: tuple[Step, ...]
