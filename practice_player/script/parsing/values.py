"""An author's text as checked values; what cannot be read says what to write instead."""

import re
import unicodedata
from decimal import Decimal
from typing import Annotated, Any, Final, TypeAlias

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from practice_player.script.durations import (
    MOST_CYCLES,
    MOST_PASSES,
    BreathPattern,
    ElasticCount,
    ElasticLength,
    NotReadableError,
    read_count,
    read_passes,
    read_pattern,
    read_span,
)

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")

_UNSEEN = frozenset({"Cf", "Mn", "Me", "Zs"})
"""Kinds of characters that show and say nothing by themselves."""

MOST_COUNTED = 60
"""The highest number that is counted."""

LEAST_BEAT_S = Decimal("0.5")
MOST_BEAT_S = Decimal(60)

MOST_WORDS = 20_000
"""Letters in one piece of text: far more than anybody says in one go."""


def reading(read: Any) -> BeforeValidator:
    """A parser of text, as a validator that keeps its remedy."""

    def validate(value: Any) -> Any:
        if isinstance(value, dict):
            raise PydanticCustomError(
                "unreadable", "a text is meant here", {"fix": 'put words that begin with { into quotes: "{…"'}
            )
        if isinstance(value, list):
            raise PydanticCustomError(
                "unreadable",
                "one value is meant here, and this is a list",
                {"fix": "write it on this line, without brackets or a dash"},
            )
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
    if all(unicodedata.category(letter) in _UNSEEN for letter in folded):
        raise NotReadableError("there are no words here", "write what is said, or delete the line")
    if _CONTROL.search(folded):
        raise NotReadableError(
            "there is a control character in these words", "delete it and type the words again"
        )
    if len(folded) > MOST_WORDS:
        raise NotReadableError("these words are too long", "say them in several steps")
    return folded


def _file_name(text: str) -> str:
    if not text.strip():
        raise NotReadableError("there is no file's name here", "write one, or delete the line")
    if _CONTROL.search(text):
        raise NotReadableError(
            "there is a line break or a control character in this file's name",
            "write the name on this line; a file that is called so needs another name",
        )
    if len(text) > MOST_WORDS:
        raise NotReadableError("this file's name is too long", "give it a shorter one")
    return text


def _version(text: str) -> int:
    if text != "1":
        raise NotReadableError(f"`{text}` is not a format this program knows", "write `format: 1`")
    return 1


def _place_in_breaths(text: str) -> int | str:
    if text in ("half", "third", "two-thirds"):
        return text
    if re.fullmatch(r"[0-9]{1,4}", text) and 1 <= int(text) <= 2000:  # noqa: PLR2004
        return int(text)
    raise NotReadableError(
        f"`{text}` is no place among the breaths", "write half, third, two-thirds, or a breath's number"
    )


def _number(text: str) -> int:
    fix = f"write a whole number from 1 to {MOST_COUNTED}, such as 10"
    if not re.fullmatch(r"[0-9]{1,6}", text):
        raise NotReadableError(f"`{text}` is not a whole number from 1 on", fix)
    if not 1 <= int(text) <= MOST_COUNTED:
        raise NotReadableError(f"`{text}` is out of range", fix)
    return int(text)


def _how_many(text: str) -> ElasticCount:
    number = _number(text)
    return ElasticCount(least=number, usual=number, most=number)


def _beat(text: str) -> Decimal:
    fix = f"write one length from {LEAST_BEAT_S}s to {MOST_BEAT_S}s, such as 1s or 1.5s"
    try:
        length = read_span(text)
    except NotReadableError as exc:
        raise NotReadableError(exc.problem, fix) from None
    if length.least_s != length.most_s:
        raise NotReadableError(f"`{text}` stretches, and counting keeps its time", fix)
    if length.usual_s < LEAST_BEAT_S:
        raise NotReadableError(f"`{text}` is too quick to say a number in", fix)
    if length.usual_s > MOST_BEAT_S:
        raise NotReadableError(f"`{text}` is too long between two numbers", fix)
    return length.usual_s


_NUMBER: Final = r"[0-9][0-9\s]*(\.\s*[0-9][0-9\s]*)?"
_LENGTH: Final = rf"({_NUMBER}h\s*)?({_NUMBER}m\s*)?({_NUMBER}(s\s*)?)?"
_COUNT: Final = r"^\s*[0-9]+\s*(/\s*[0-9]+\s*/\s*[0-9]+\s*)?$"
_PHASE: Final = r"\s*[0-9]{1,3}(\.[0-9]{1,3})?\s*"


def _text(pattern: str) -> dict[str, Any]:
    return {"type": "string", "pattern": pattern}


def _whole(most: int, pattern: str) -> list[dict[str, Any]]:
    """A whole number, which YAML reads as one, or a text like it."""
    return [{"type": "integer", "minimum": 1, "maximum": most}, _text(pattern)]


_SCALAR: Final = WithJsonSchema({"type": ["string", "number", "boolean"]})

Words: TypeAlias = Annotated[str, reading(_words), _SCALAR]
FileName: TypeAlias = Annotated[str, reading(_file_name), _SCALAR]
"""As it was written, spaces and all: a file may be called so."""

Version: TypeAlias = Annotated[int, reading(_version), WithJsonSchema({"enum": [1, "1"]})]
Length: TypeAlias = Annotated[
    ElasticLength,
    reading(read_span),
    WithJsonSchema(
        _text(rf"^(?=.*[hms]\s*$)\s*((?=[0-9]){_LENGTH}/\s*(?=[0-9]){_LENGTH}/\s*)?(?=[0-9]){_LENGTH}$")
    ),
]
Times: TypeAlias = Annotated[
    ElasticCount, reading(read_count), WithJsonSchema({"anyOf": _whole(MOST_CYCLES, _COUNT)})
]
Passes: TypeAlias = Annotated[
    ElasticCount, reading(read_passes), WithJsonSchema({"anyOf": _whole(MOST_PASSES, _COUNT)})
]
Breath: TypeAlias = Annotated[
    BreathPattern,
    reading(read_pattern),
    WithJsonSchema(_text(rf"^{_PHASE}-{_PHASE}-{_PHASE}-{_PHASE}$")),
]
BreathPlace: TypeAlias = Annotated[
    int | str,
    reading(_place_in_breaths),
    WithJsonSchema(
        {"anyOf": [{"enum": ["half", "third", "two-thirds"]}, *_whole(MOST_CYCLES, "^[0-9]{1,4}$")]}
    ),
]
_COUNTED: Final = WithJsonSchema({"anyOf": _whole(MOST_COUNTED, r"^\s*[0-9]{1,6}\s*$")})
Number: TypeAlias = Annotated[int, reading(_number), _COUNTED]
CountLength: TypeAlias = Annotated[ElasticCount, reading(_how_many), _COUNTED]
Beat: TypeAlias = Annotated[
    Decimal, reading(_beat), WithJsonSchema(_text(rf"^(?=.*[hms]\s*$)\s*(?=[0-9]){_LENGTH}$"))
]
