"""A table with one row for each kind of step; all code that depends on the kind of a step reads it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, Literal, TypeAlias

from practice_player.lib.errors import Diagnostic
from practice_player.script import model, step_faults
from practice_player.script.breath_cues import COUNT_BEAT_S, number_phrase, spoken_cues
from practice_player.script.kinds import StepKind
from practice_player.script.sentences import split_phrases
from practice_player.script.step_faults import Surroundings

KeyHelp: TypeAlias = tuple[str, tuple[str | int | float, ...]]
"""The help that an editor shows for a key: a sentence, and examples."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenPhrase:
    """A phrase that a step says aloud, in one go."""

    text: str
    owner: model.Node
    """The node in which it is written: the step, or words along its breaths."""

    key: str
    room_s: Decimal | None = None
    """How long it may last before something else is due; None if everything that follows waits for it."""


def _no_phrases(_: model.Step) -> Iterable[SpokenPhrase]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """One kind of step.  Keys name attributes of the step's class; an empty key means that it has none."""

    kind: StepKind

    key_help: Mapping[str, KeyHelp]
    """The help that an editor shows for each key of its own, as it is written."""

    stand_ins: Mapping[str, str] = field(default_factory=dict)
    """The value that replaces one that cannot be read, by key, so that the rest can still be checked."""

    find_faults: Callable[[Any, Surroundings], Iterator[Diagnostic]] = step_faults.no_faults
    """Finds the faults of a step whose every value can be read."""

    branch_keys: tuple[str, ...] = ()
    """The keys whose values are lists of steps."""

    spoken_key: str = ""
    """The key of the words that are said."""

    shown_key: str = ""
    """The key of the words that are only shown."""

    answer_keys: tuple[str, ...] = ()
    """The keys of what its answers are called."""

    along_key: str = ""
    """The key of the words that are said at certain breaths."""

    spoken_phrases: Callable[[Any], Iterable[SpokenPhrase]] = _no_phrases
    """Returns all phrases that the step says aloud."""

    lasts: bool = True
    """Whether it takes any time."""

    elastic_key: str = ""
    """The key of the elastic length or count."""

    unit_s: Callable[[Any], Decimal] | None = None
    """Returns how long one unit of an elastic count lasts; None for a length, and for a count of passes."""

    default_s: Decimal = Decimal(0)
    """The elastic length that is used if the author wrote none."""

    fixed_s: Decimal = Decimal(0)
    """How long it lasts besides its words and its elastic length."""

    is_rest: bool = False
    """Whether it stretches before other steps do, and takes the time that whole breaths leave over."""

    silence: Literal["none", "after", "whole"] = "none"
    """Which part of it is silent: none, all after its words, or the whole step."""

    question: Literal["", "wait", "agree"] = ""
    """The question that the listener may answer while it lasts."""

    player_label: str = ""
    """Its name in the player."""

    outline_label: str = ""
    """Its name in outlines; empty if they show only its words.

    In this and in `chapter_label`, `{length}`, `{who}` and `{breaths} breath{s}` are filled in.
    """

    chapter_label: str = ""
    """The name of a chapter that begins with it."""

    chapter_uses_words: bool = False
    """Whether such a chapter is named after its first words, if it has any."""

    chapter_joins: Literal["never", "short", "words", "always"] = "never"
    """When it joins the chapter before it: `short` if it is short, `words` after a step of its kind."""

    @property
    def model(self) -> type[model.Node]:
        """The class of these steps."""
        return model.KINDS[self.kind]


def _split_into_phrases(words: str, owner: model.Node, key: str) -> Iterator[SpokenPhrase]:
    for text in split_phrases(words):
        yield SpokenPhrase(text=text, owner=owner, key=key)


def _say_phrases(step: model.Say) -> Iterable[SpokenPhrase]:
    """Returns the phrases of the words; none if the step names its own recording of them."""
    return () if step.audio else _split_into_phrases(step.say, step, "say")


def _breathe_phrases(step: model.Breathe) -> Iterator[SpokenPhrase]:
    if step.cue == "voice-then-tone":
        for cue in spoken_cues(step):
            yield SpokenPhrase(text=cue, owner=step, key="cue")
    elif step.cue == "count":
        longest_s = max(length_s for pattern in step.patterns for length_s in pattern.phases_s)
        for number in range(1, int(longest_s) + 1):
            yield SpokenPhrase(text=number_phrase(number), owner=step, key="cue", room_s=COUNT_BEAT_S)
    for along in step.along:
        yield from _split_into_phrases(along.say, along, "say")


def _count_phrases(step: model.Count) -> Iterator[SpokenPhrase]:
    for number in step.numbers:
        yield SpokenPhrase(text=number_phrase(number), owner=step, key="count", room_s=step.beat_s)


COMMON_KEY_HELP: Final[Mapping[str, KeyHelp]] = {
    "note": ("For whoever reads the script: neither said nor shown.", ("Slower here than you think.",))
}
"""The help for the keys that every step can have."""

_LENGTH: Final = "1s"
_MEANWHILE: Final = "Shown meanwhile."

_ROWS: Final = (
    StepRow(
        kind=StepKind.SAY,
        key_help={
            "say": (
                "Words, spoken and shown. Each sentence is one recording; … is a pause, … 3s … one of 3 s.",
                ("Sit, stand or lean, whatever suits you.", "Notice … 3s … your hands."),
            ),
            "audio": (
                "A recording of all these words, in the script's folder.",
                ("recordings/opening.ogg",),
            ),
            "pause": ("Silence after the words; usually 2s.", ("3s", "8/15/25s")),
        },
        find_faults=step_faults.say_faults,
        spoken_key="say",
        spoken_phrases=_say_phrases,
        elastic_key="pause",
        default_s=Decimal(2),
        is_rest=True,
        silence="after",
        player_label="Listening",
        chapter_uses_words=True,
        chapter_joins="words",
    ),
    StepRow(
        kind=StepKind.REST,
        key_help={
            "rest": ("Nothing to do, for so long.", ("20s", "20/30/45s")),
            "caption": (_MEANWHILE, ("Only sounds, near and far.",)),
        },
        stand_ins={"rest": _LENGTH},
        shown_key="caption",
        elastic_key="rest",
        is_rest=True,
        silence="whole",
        player_label="A rest",
        outline_label="(a rest)",
        chapter_label="A rest",
        chapter_joins="short",
    ),
    StepRow(
        kind=StepKind.STAY,
        key_help={
            "stay": ("A position held, for so long.", ("30s", "60/90/120s")),
            "caption": (_MEANWHILE, ("One hand on the table.",)),
        },
        stand_ins={"stay": _LENGTH},
        shown_key="caption",
        elastic_key="stay",
        silence="whole",
        player_label="Staying",
        outline_label="(stay)",
        chapter_label="Staying",
        chapter_uses_words=True,
    ),
    StepRow(
        kind=StepKind.BREATHE,
        key_help={
            "breathe": (
                "One breath: in - wait - out - wait, in seconds; + adds a second sip of breath.",
                ("4-0-6-0", "5.5-0-5.5-0", "2+1-0-7-1"),
            ),
            "to": ("The last breath, when they change little by little.", ("4-0-6-0",)),
            "cycles": ("How many breaths: one number, or least / usual / most.", (12, "6/12/24")),
            "cue": ("What leads the breath besides the pacer.", ("tone", "voice-then-tone", "count", "none")),
            "in": ("What the in-breath is called; several names take turns.", ("left / right",)),
            "out": ("What the out-breath is called; several names take turns.", ("right / left",)),
            "hum": ("Whether the out-breath is hummed.", ("true",)),
            "until": ("`enter`: the listener can go on before the last breath.", ("enter",)),
            "along": ("Words spoken over the breathing.", ()),
        },
        stand_ins={"breathe": "4-0-6-0", "cycles": "1"},
        find_faults=step_faults.breathe_faults,
        along_key="along",
        spoken_phrases=_breathe_phrases,
        elastic_key="cycles",
        unit_s=lambda step: step.cycle_s,
        player_label="Breathing",
        outline_label="({breaths} paced breath{s})",
        chapter_label="Breathing, {breaths} breath{s}",
    ),
    StepRow(
        kind=StepKind.COUNT,
        key_help={
            "count": ("Numbers, said and shown in time: how many.", (10,)),
            "each": ("From one number to the next; usually 1s.", ("1s", "1.5s")),
            "from": ("The first number; usually 1, or, counting down, what ends with 1.", (5,)),
            "down": ("Whether it counts down.", ("true",)),
        },
        stand_ins={"count": "1"},
        find_faults=step_faults.count_faults,
        spoken_phrases=_count_phrases,
        elastic_key="count",
        unit_s=lambda step: step.beat_s,
        player_label="Counting",
        outline_label="(counting)",
        chapter_label="Counting",
    ),
    StepRow(
        kind=StepKind.BELL,
        key_help={"bell": ("A bell: 1 stroke or 2.", (1, 2))},
        stand_ins={"bell": "1"},
        fixed_s=Decimal(5),  # the bell's decay, which takes 4 to 8 s
        player_label="A bell",
        outline_label="(a bell)",
        chapter_label="A bell",
        chapter_joins="always",
    ),
    StepRow(
        kind=StepKind.TURN,
        key_help={
            "turn": (
                "A speaking turn. `speaker` and `listener` swap with each pass of a repeat.",
                ("first", "second", "both", "speaker", "listener"),
            ),
            "for": ("How long the turn is.", ("60/90/180s",)),
            "prompt": ("Shown meanwhile, not spoken.", ("Something small from today.",)),
        },
        stand_ins={"turn": "both", "for": _LENGTH},
        find_faults=step_faults.turn_faults,
        shown_key="prompt",
        elastic_key="for_",
        player_label="A turn",
        outline_label="({who})",
        chapter_label="{who}",
    ),
    StepRow(
        kind=StepKind.WAIT,
        key_help={
            "wait": ("Until the listener goes on, at most so long.", ("5m",)),
            "caption": (_MEANWHILE, ("Go on when you are ready.",)),
        },
        stand_ins={"wait": _LENGTH},
        shown_key="caption",
        elastic_key="wait",
        question="wait",
        player_label="In your own time",
        outline_label="(a wait, at most {length})",
        chapter_label="A wait",
        chapter_uses_words=True,
    ),
    StepRow(
        kind=StepKind.AGREE,
        key_help={
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
        find_faults=step_faults.agree_faults,
        branch_keys=("then", "shift"),
        spoken_key="agree",
        answer_keys=("staying", "shifting"),
        spoken_phrases=lambda step: _split_into_phrases(step.agree, step, "agree"),
        elastic_key="for_",
        question="agree",
        player_label="A question",
        outline_label="(stay, shift or stop)",
        chapter_uses_words=True,
    ),
    StepRow(
        kind=StepKind.REPEAT,
        key_help={
            "repeat": ("Steps that come round again.", ()),
            "times": ("How often: one number, or least / usual / most.", (3, "2/3/4")),
            "each": ("Put one by one in the place of {item}, a pass for each.", ()),
        },
        stand_ins={"times": "1"},
        find_faults=step_faults.repeat_faults,
        branch_keys=("repeat",),
        elastic_key="times",
    ),
    StepRow(
        kind=StepKind.WHEN,
        key_help={
            "when": ("A consent that is given, or an adaptation that is wished for.", ("touch", "no-hold")),
            "then": ("Steps for that answer.", ()),
            "otherwise": ("Steps for the other.", ()),
        },
        find_faults=step_faults.when_faults,
        branch_keys=("then", "otherwise"),
    ),
    StepRow(
        kind=StepKind.BACKGROUND,
        key_help={"background": ("Another background from here on.", ("rain", "none"))},
        stand_ins={"background": "none"},
        lasts=False,
    ),
    StepRow(
        kind=StepKind.HEADING,
        key_help={"heading": ("The name of the part that begins here, shown and not said.", ("Arriving",))},
        stand_ins={"heading": "?"},
        shown_key="heading",
        lasts=False,
        outline_label="Part:",
    ),
    StepRow(
        kind=StepKind.INCLUDE,
        key_help={
            "include": ("A piece: a file of its own, by its path from this one.", ("pieces/opening.yaml",))
        },
        branch_keys=("steps",),
    ),
)

ROWS: Final[Mapping[StepKind, StepRow]] = {row.kind: row for row in _ROWS}

_BY_MODEL: Final[Mapping[type[model.Node], StepRow]] = {row.model: row for row in _ROWS}


def row_of(step: model.Step) -> StepRow:
    """Returns the row for the kind of a step."""
    return _BY_MODEL[type(step)]
