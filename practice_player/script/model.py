"""What a script says, format 1: the single source of narration, captions, pacer and silences.

Every scalar arrives as the text its author wrote, so that `yes`, `no`, dates and numbers in
narration stay words.
"""

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag
from pydantic_core import PydanticCustomError

from practice_player.script.spans import (
    Count,
    NotReadableError,
    Pattern,
    Span,
    read_count,
    read_pattern,
    read_span,
)


def _reading(read: Any) -> BeforeValidator:  # a parser of text, as a validator that keeps its remedy
    def validate(value: Any) -> Any:
        if not isinstance(value, str):
            raise PydanticCustomError(
                "unreadable", "a value is missing here", {"fix": "write it on this line"}
            )
        try:
            return read(value)
        except NotReadableError as exc:
            raise PydanticCustomError(
                "unreadable", "{problem}", {"problem": exc.problem, "fix": exc.fix}
            ) from None

    return BeforeValidator(validate)


def _words(text: str) -> str:
    folded = " ".join(text.split())
    if not folded:
        raise NotReadableError("there are no words here", "write what is said, or delete the line")
    if any(ord(letter) < 32 or 0x7F <= ord(letter) < 0xA0 for letter in folded):  # noqa: PLR2004
        raise NotReadableError(
            "there is a control character in these words", "delete it and type the words again"
        )
    return folded


def _version(text: str) -> int:
    if text != "1":
        raise NotReadableError(f"`{text}` is not a format this program knows", "write `format: 1`")
    return 1


def _place_in_breaths(text: str) -> int | str:
    if text in ("half", "third", "two-thirds"):
        return text
    if text.isdecimal() and 1 <= int(text) <= 2000:  # noqa: PLR2004
        return int(text)
    raise NotReadableError(
        f"`{text}` is no place among the breaths", "write half, third, two-thirds, or a breath's number"
    )


Words: TypeAlias = Annotated[str, _reading(_words)]
Length: TypeAlias = Annotated[Span, _reading(read_span)]
Times: TypeAlias = Annotated[Count, _reading(read_count)]
Care: TypeAlias = Literal[
    "paced-breath", "breath-hold", "inward", "muscle", "movement", "touch", "gaze", "disclosure", "bedtime"
]


BedName: TypeAlias = Literal["hush", "rain", "sea", "drone", "night", "none"]


class Node(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Evidence(Node):
    """What is known of a practice, and the `but`."""

    claim: Words
    source: Words
    strength: Literal["A", "B", "C"]
    but: Words | None = None


class Say(Node):
    """Words, spoken and shown."""

    say: Words
    pause: Length | None = None
    """Silence after the words; None is the usual two seconds."""


class Rest(Node):
    """Nothing to do."""

    rest: Length


class Stay(Node):
    """A position held, with a caption."""

    stay: Length
    caption: Words | None = None


class Along(Node):
    """Words spoken over the breathing."""

    at: Annotated[int | str, _reading(_place_in_breaths)]
    """A breath counted from 1, or `third`, `half`, `two-thirds`."""

    say: Words


class Breathe(Node):
    """Paced breaths."""

    breathe: Annotated[Pattern, _reading(read_pattern)]
    cycles: Times
    cue: Literal["tone", "voice-then-tone", "none"] = "tone"
    along: tuple[Along, ...] = ()


class BellStep(Node):
    """One stroke or two."""

    bell: Literal["1", "2"]


class Turn(Node):
    """A speaking turn."""

    turn: Literal["first", "second", "both"]
    for_: Length = Field(alias="for")
    prompt: Words | None = None


KINDS: dict[str, type[Node]] = {
    "say": Say,
    "rest": Rest,
    "stay": Stay,
    "breathe": Breathe,
    "bell": BellStep,
    "turn": Turn,
}


def _kind(value: Any) -> str | None:
    if isinstance(value, dict):
        return next((f"{kind} step" for kind in KINDS if kind in value), None)
    return None


Step: TypeAlias = Annotated[
    Annotated[Say, Tag("say step")]
    | Annotated[Rest, Tag("rest step")]
    | Annotated[Stay, Tag("stay step")]
    | Annotated[Breathe, Tag("breathe step")]
    | Annotated[BellStep, Tag("bell step")]
    | Annotated[Turn, Tag("turn step")],
    Discriminator(
        _kind,
        custom_error_type="no_kind",
        custom_error_message="this step is none that is known",
    ),
]

Asked: TypeAlias = Literal["none", "optional", "yes"]


class Asks(Node):
    """What a partner practice asks of two people."""

    touch: Asked = "none"
    gaze: Asked = "none"
    closeness: Asked = "none"
    sharing: Asked = "none"


class Session(Node):
    """A practice script."""

    format: Annotated[int, _reading(_version)]
    title: Words
    practice: Literal["solo", "partner"]
    goal: Literal["settle", "ground", "energise", "connect", "reflect", "restore"]
    level: Literal["1", "2", "3"]
    """1 anyone, any day; 2 some inwardness or sharing; 3 tender."""

    summary: Words
    care: tuple[Care, ...] = ()
    caution: Words | None = None
    evidence: tuple[Evidence, ...] = ()
    check_in: tuple[Literal["tension", "energy", "closeness", "heard"], ...] = ()
    asks: Asks = Asks()
    bed: BedName = "none"
    steps: tuple[Step, ...]
