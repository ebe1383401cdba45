"""What is known of each kind of step, one row for each: whoever asks what kind a step is reads it here."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, Literal, TypeAlias

from practice_player.lib.errors import Diagnostic
from practice_player.script import model, step_faults
from practice_player.script.kinds import StepKind
from practice_player.script.number_words import in_words
from practice_player.script.sentences import split
from practice_player.script.step_faults import Surroundings

Help: TypeAlias = tuple[str, tuple[str | int | float, ...]]
"""What an editor shows for a key: a sentence, and examples."""

CUES: Final = {"in": "Breathe in.", "wait": "And wait.", "out": "And out."}
"""What the voice says at each phase of a breath that it leads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenPhrase:
    """Something that a step says aloud, in one go."""

    text: str
    owner: model.Node
    """Where it is written: the step, or words along its breaths."""

    key: str
    room_s: Decimal | None = None
    """How long it may last before something else is due; None when all that follows waits for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnLabels:
    """What a turn is called, by whose it is."""

    outline: str
    place: str
    chapter: str

    listening: str = ""
    """What listening means while somebody talks, for the one who does; empty when both may talk."""


_LISTENING: Final = "Listening is all there is to do: no reply, no advice."

TURNS: Final = {
    "first": TurnLabels(
        outline="The first of you speaks", place="First turn", chapter="First turn", listening=_LISTENING
    ),
    "second": TurnLabels(
        outline="The other speaks", place="Second turn", chapter="Second turn", listening=_LISTENING
    ),
    "both": TurnLabels(outline="Both of you", place="Both of you", chapter="A turn for both"),
}


def _says_nothing(_: model.Step) -> Iterable[SpokenPhrase]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """One kind of step.  Keys are attributes of its class; empty is none."""

    kind: StepKind

    help: Mapping[str, Help]
    """What an editor shows, by each key as it is written."""

    stand_ins: Mapping[str, str] = field(default_factory=dict)
    """What stands in for a value that cannot be read, by its key, so that the rest can be looked at."""

    faults: Callable[[Any, Surroundings], Iterator[Diagnostic]] = step_faults.nothing
    """What can be wrong although each value can be read."""

    branches: tuple[str, ...] = ()
    """The keys of the steps inside it."""

    spoken: str = ""
    """The key of its words that are said."""

    shown: str = ""
    """The key of its words that are only shown."""

    answers: tuple[str, ...] = ()
    """The keys of what its answers are called."""

    along: str = ""
    """The key of its words that have a place of their own."""

    says: Callable[[Any], Iterable[SpokenPhrase]] = _says_nothing
    """All that it says aloud."""

    lasts: bool = True
    """Whether it takes any time."""

    elastic: str = ""
    """The key of the length or the count that stretches."""

    unit_s: Callable[[Any], Decimal] | None = None
    """How long one is of what `elastic` counts; None when it is a length, or counts passes."""

    usual_s: Decimal = Decimal(0)
    """How long it is when `elastic` is not written."""

    fixed_s: Decimal = Decimal(0)
    """What it lasts besides its words and what stretches."""

    is_rest: bool = False
    """Whether it stretches before others do, and takes what whole breaths leave over."""

    silence: Literal["none", "after", "whole"] = "none"
    """How much of it nothing is heard in: none, all after its words, or the whole of it."""

    asks: Literal["", "wait", "agree"] = ""
    """What the listener may answer while it lasts."""

    place: str = ""
    """What the player calls it."""

    outline: str = ""
    """What outlines call it; empty is by its words alone.

    In this and in `chapter`, `{length}`, `{who}` and `{breaths} breath{s}` are filled in.
    """

    chapter: str = ""
    """What a chapter that begins with it is called."""

    chapter_words: bool = False
    """Whether such a chapter is called by its first words, if it has some."""

    chapter_joins: Literal["never", "short", "words", "always"] = "never"
    """When it belongs to the chapter before it: a short one, or words after words."""

    @property
    def model(self) -> type[model.Node]:
        """The class of these steps."""
        return model.KINDS[self.kind]


def _phrases(words: str, owner: model.Node, key: str) -> Iterator[SpokenPhrase]:
    for text in split(words):
        yield SpokenPhrase(text=text, owner=owner, key=key)


def _say(step: model.Say) -> Iterable[SpokenPhrase]:
    """The words, unless a recording of their own says them."""
    return () if step.audio else _phrases(step.say, step, "say")


def _breathe(step: model.Breathe) -> Iterator[SpokenPhrase]:
    if step.cue == "voice-then-tone":
        for cue in CUES.values():
            yield SpokenPhrase(text=cue, owner=step, key="cue")
    for along in step.along:
        yield from _phrases(along.say, along, "say")


def _count(step: model.Count) -> Iterator[SpokenPhrase]:
    for number in step.numbers:
        text = f"{in_words(number).capitalize()}."
        yield SpokenPhrase(text=text, owner=step, key="count", room_s=step.beat_s)


_LENGTH: Final = "1s"
_MEANWHILE: Final = "Shown meanwhile."

_ROWS: Final = (
    StepRow(
        kind=StepKind.SAY,
        help={
            "say": (
                "Words, spoken and shown. Each sentence is one recording; an ellipsis … is a pause too.",
                ("Sit, stand or lean, whatever suits you.",),
            ),
            "audio": (
                "A recording of all these words, in the script's folder.",
                ("recordings/opening.ogg",),
            ),
            "pause": ("Silence after the words; usually 2s.", ("3s", "8/15/25s")),
        },
        faults=step_faults.say,
        spoken="say",
        says=_say,
        elastic="pause",
        usual_s=Decimal(2),
        is_rest=True,
        silence="after",
        place="Listening",
        chapter_words=True,
        chapter_joins="words",
    ),
    StepRow(
        kind=StepKind.REST,
        help={
            "rest": ("Nothing to do, for so long.", ("20s", "20/30/45s")),
            "caption": (_MEANWHILE, ("Only sounds, near and far.",)),
        },
        stand_ins={"rest": _LENGTH},
        shown="caption",
        elastic="rest",
        is_rest=True,
        silence="whole",
        place="A rest",
        outline="(a rest)",
        chapter="A rest",
        chapter_joins="short",
    ),
    StepRow(
        kind=StepKind.STAY,
        help={
            "stay": ("A position held, for so long.", ("30s", "60/90/120s")),
            "caption": (_MEANWHILE, ("One hand on the table.",)),
        },
        stand_ins={"stay": _LENGTH},
        shown="caption",
        elastic="stay",
        silence="whole",
        place="Staying",
        outline="(stay)",
        chapter="Staying",
        chapter_words=True,
    ),
    StepRow(
        kind=StepKind.BREATHE,
        help={
            "breathe": ("One breath: in - wait - out - wait, in seconds.", ("4-0-6-0", "5.5-0-5.5-0")),
            "cycles": ("How many breaths: one number, or least / usual / most.", (12, "6/12/24")),
            "cue": ("What leads the breath besides the pacer.", ("tone", "voice-then-tone", "none")),
            "along": ("Words spoken over the breathing.", ()),
        },
        stand_ins={"breathe": "4-0-6-0", "cycles": "1"},
        faults=step_faults.breathe,
        along="along",
        says=_breathe,
        elastic="cycles",
        unit_s=lambda step: step.breathe.cycle_s,
        place="Breathing",
        outline="({breaths} paced breath{s})",
        chapter="Breathing, {breaths} breath{s}",
    ),
    StepRow(
        kind=StepKind.COUNT,
        help={
            "count": ("Numbers, said and shown in time: how many.", (10,)),
            "each": ("From one number to the next; usually 1s.", ("1s", "1.5s")),
            "from": ("The first number; usually 1, or, counting down, what ends with 1.", (5,)),
            "down": ("Whether it counts down.", ("true",)),
        },
        stand_ins={"count": "1"},
        faults=step_faults.count,
        says=_count,
        elastic="count",
        unit_s=lambda step: step.beat_s,
        place="Counting",
        outline="(counting)",
        chapter="Counting",
    ),
    StepRow(
        kind=StepKind.BELL,
        help={"bell": ("A bell: 1 stroke or 2.", (1, 2))},
        stand_ins={"bell": "1"},
        fixed_s=Decimal(5),  # to ring out: it decays in 4 to 8 s
        place="A bell",
        outline="(a bell)",
        chapter="A bell",
        chapter_joins="always",
    ),
    StepRow(
        kind=StepKind.TURN,
        help={
            "turn": (
                "A speaking turn. `speaker` and `listener` swap with each pass of a repeat.",
                ("first", "second", "both", "speaker", "listener"),
            ),
            "for": ("How long the turn is.", ("60/90/180s",)),
            "prompt": ("Shown meanwhile, not spoken.", ("Something small from today.",)),
        },
        stand_ins={"turn": "both", "for": _LENGTH},
        faults=step_faults.turn,
        shown="prompt",
        elastic="for_",
        place="A turn",
        outline="({who})",
        chapter="{who}",
    ),
    StepRow(
        kind=StepKind.WAIT,
        help={
            "wait": ("Until the listener goes on, at most so long.", ("5m",)),
            "caption": (_MEANWHILE, ("Go on when you are ready.",)),
        },
        stand_ins={"wait": _LENGTH},
        shown="caption",
        elastic="wait",
        asks="wait",
        place="In your own time",
        outline="(a wait, at most {length})",
        chapter="A wait",
        chapter_words=True,
    ),
    StepRow(
        kind=StepKind.AGREE,
        help={
            "agree": (
                "Asks again, midway: stay with it, shift to what is gentler, or stop.",
                ("Still good?",),
            ),
            "for": ("How long the answer is waited for; no answer is shifting.", ("20s",)),
            "staying": ("What staying is called beside its key, shown and not spoken.", ("a hug",)),
            "shifting": ("What the gentler way is called beside its key.", ("just as you are",)),
            "then": ("Steps for staying.", ()),
            "shift": ("Steps that are gentler.", ()),
        },
        stand_ins={"for": _LENGTH},
        faults=step_faults.agree,
        branches=("then", "shift"),
        spoken="agree",
        answers=("staying", "shifting"),
        says=lambda step: _phrases(step.agree, step, "agree"),
        elastic="for_",
        asks="agree",
        place="A question",
        outline="(stay, shift or stop)",
        chapter_words=True,
    ),
    StepRow(
        kind=StepKind.REPEAT,
        help={
            "repeat": ("Steps that come round again.", ()),
            "times": ("How often: one number, or least / usual / most.", (3, "2/3/4")),
            "each": ("Put one by one in the place of {item}, a pass for each.", ()),
        },
        stand_ins={"times": "1"},
        faults=step_faults.repeat,
        branches=("repeat",),
        elastic="times",
    ),
    StepRow(
        kind=StepKind.WHEN,
        help={
            "when": ("A consent that is given, or an adaptation that is wished for.", ("touch", "no-hold")),
            "then": ("Steps for that answer.", ()),
            "otherwise": ("Steps for the other.", ()),
        },
        faults=step_faults.when,
        branches=("then", "otherwise"),
    ),
    StepRow(
        kind=StepKind.BACKGROUND,
        help={"background": ("Another background from here on.", ("rain", "none"))},
        stand_ins={"background": "none"},
        lasts=False,
    ),
    StepRow(
        kind=StepKind.INCLUDE,
        help={
            "include": ("A piece: a file of its own, by its path from this one.", ("pieces/opening.yaml",))
        },
        branches=("steps",),
    ),
)

ROWS: Final[Mapping[StepKind, StepRow]] = {row.kind: row for row in _ROWS}

_BY_MODEL: Final[Mapping[type[model.Node], StepRow]] = {row.model: row for row in _ROWS}


def row_of(step: model.Step) -> StepRow:
    """What is known of steps of this kind."""
    return _BY_MODEL[type(step)]
