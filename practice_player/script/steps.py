"""A table with one row for each kind of step; all code that depends on the kind of a step reads it."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from practice_player.lib.diagnostics import Diagnostic
from practice_player.script import model, silence_faults, step_faults
from practice_player.script.kinds import StepKind
from practice_player.script.node import Node
from practice_player.script.spoken_phrases import (
    agree_phrases,
    breathe_phrases,
    count_phrases,
    say_phrases,
    silence_phrases,
)
from practice_player.script.step_faults import Surroundings
from practice_player.script.step_row import KeyHelp, StepRow

COMMON_KEY_HELP: Final[Mapping[str, KeyHelp]] = {
    "note": ("For whoever reads the script: neither said nor shown.", ("Slower here than you think.",))
}
"""The help for the keys that every step can have."""

_LENGTH: Final = "1s"
_VOICE: Final = ("Who says it: the first voice, which is usual, or the second.", ("second",))
_MEANWHILE: Final = "Shown meanwhile."
_ALONG: Final = ("Words or a soft bell meanwhile, at a time or every so often.", ())


def _turn_faults(step: model.Turn, surroundings: Surroundings) -> Iterator[Diagnostic]:
    yield from step_faults.turn_faults(step, surroundings)
    yield from silence_faults.along_faults(step, surroundings)


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
            "pause": (
                "Silence after the words; usually some 2s, after a question 8/10/25s.",
                ("3s", "30s"),
            ),
            "voice": _VOICE,
        },
        find_faults=step_faults.say_faults,
        spoken_key="say",
        file_key="audio",
        spoken_phrases=say_phrases,
        elastic_key="pause",
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
            "along": _ALONG,
        },
        stand_ins={"rest": _LENGTH},
        find_faults=silence_faults.along_faults,
        along_key="along",
        spoken_phrases=silence_phrases,
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
            "along": _ALONG,
        },
        stand_ins={"stay": _LENGTH},
        find_faults=silence_faults.along_faults,
        along_key="along",
        spoken_phrases=silence_phrases,
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
            "voice": _VOICE,
            "along": ("Words spoken over the breathing.", ()),
        },
        stand_ins={"breathe": "4-0-6-0", "cycles": "1"},
        find_faults=step_faults.breathe_faults,
        along_key="along",
        spoken_phrases=breathe_phrases,
        elastic_key="cycles",
        unit_s=lambda step: step.cycle_s,
        player_label="Breathing",
        outline_label="({breaths} paced breath{s}: {pattern})",
        chapter_label="Breathing, {breaths} breath{s}",
    ),
    StepRow(
        kind=StepKind.COUNT,
        key_help={
            "count": ("Numbers, said and shown in time: how many.", (10,)),
            "each": ("From one number to the next; usually 1s.", ("1s", "1.5s")),
            "from": ("The first number; usually 1, or, counting down, what ends with 1.", (5,)),
            "down": ("Whether it counts down.", ("true",)),
            "voice": _VOICE,
        },
        stand_ins={"count": "1"},
        find_faults=step_faults.count_faults,
        spoken_phrases=count_phrases,
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
        kind=StepKind.SOUND,
        key_help={
            "sound": ("A sound of your own, in the script's folder.", ("gong.wav", "sounds/gong.ogg")),
            "gain": ("How much louder it is than the voices, in dB; usually 0.", (-6,)),
        },
        stand_ins={"gain": "0"},
        file_key="sound",
        player_label="A sound",
        outline_label="(a sound)",
        chapter_label="A sound",
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
            "along": _ALONG,
        },
        stand_ins={"turn": "both", "for": _LENGTH},
        find_faults=_turn_faults,
        along_key="along",
        spoken_phrases=silence_phrases,
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
            "along": _ALONG,
        },
        stand_ins={"wait": _LENGTH},
        find_faults=silence_faults.along_faults,
        along_key="along",
        spoken_phrases=silence_phrases,
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
            "voice": _VOICE,
            "then": ("Steps for staying.", ()),
            "shift": ("Steps that are gentler.", ()),
        },
        stand_ins={"for": _LENGTH},
        find_faults=step_faults.agree_faults,
        branch_keys=("then", "shift"),
        spoken_key="agree",
        answer_keys=("staying", "shifting"),
        spoken_phrases=agree_phrases,
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
        kind=StepKind.UNLESS,
        key_help={
            "unless": ("A consent that is given, or an adaptation that is wished for.", ("brief", "touch")),
            "then": ("Steps for everybody else.", ()),
        },
        find_faults=step_faults.unless_faults,
        branch_keys=("then",),
    ),
    StepRow(
        kind=StepKind.SPEAKS,
        key_help={
            "voice": ("Who says the words of these steps.", ("second", "first")),
            "speaks": ("Steps whose words this voice says.", ()),
        },
        stand_ins={"voice": "first"},
        find_faults=step_faults.speaks_faults,
        branch_keys=("speaks",),
    ),
    StepRow(
        kind=StepKind.BACKGROUND,
        key_help={"background": ("Another background from here on.", ("rain", "none", "my-rain.ogg"))},
        stand_ins={"background": "none"},
        file_key="background",
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

_BY_MODEL: Final[Mapping[type[Node], StepRow]] = {row.model: row for row in _ROWS}


def row_of(step: model.Step) -> StepRow:
    """Returns the row for the kind of a step."""
    return _BY_MODEL[type(step)]
