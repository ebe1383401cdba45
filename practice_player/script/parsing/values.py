"""Reads an author's text as checked values; an error says what to write instead."""

import re
import unicodedata
from decimal import Decimal
from typing import Annotated, Any, Final, TypeAlias

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from practice_player.lib.nearest import nearest_or_all
from practice_player.script.choices import BEDS
from practice_player.script.durations import (
    MAX_CYCLES,
    MAX_PASSES,
    BreathPattern,
    ElasticCount,
    ElasticLength,
    NotReadableError,
    read_count,
    read_elastic_length,
    read_passes,
    read_pattern,
    read_phase_names,
)
from practice_player.script.languages import read_language

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")

_INVISIBLE_CATEGORIES = frozenset({"Cf", "Mn", "Me", "Zs"})
"""Unicode's categories of characters that are invisible by themselves."""

MAX_COUNTED_NUMBER = 60
"""The highest number that can be counted."""

MIN_BEAT_S = Decimal("0.5")
MAX_BEAT_S = Decimal(60)

MIN_GAIN_DB, MAX_GAIN_DB = -40, 12
_GAIN_FIX: Final = f"write a number of dB from {MIN_GAIN_DB} to {MAX_GAIN_DB}, such as -6"

SHARES: Final = ("third", "half", "two-thirds")
"""The places along a step that move with its length."""

MIN_INTERVAL_S = Decimal(10)
"""The shortest time after which something may come again in a silence."""

MAX_TEXT_LETTERS = 20_000
"""The limit for a single text: far more than anybody says in one go."""


def text_validator(read: Any) -> BeforeValidator:
    """Returns a validator that reads text with `read`, and keeps the remedy of its error."""

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


def read_words(text: str) -> str:
    """Returns words on one line.

    Raises:
        NotReadableError: there are none, or too many, or they have a control character.
    """
    folded = " ".join(text.split())
    if all(unicodedata.category(letter) in _INVISIBLE_CATEGORIES for letter in folded):
        raise NotReadableError("there are no words here", "write what is said, or delete the line")
    if _CONTROL.search(folded):
        raise NotReadableError(
            "there is a control character in these words", "delete it and type the words again"
        )
    if len(folded) > MAX_TEXT_LETTERS:
        raise NotReadableError("these words are too long", "say them in several steps")
    return folded


def _read_file_name(text: str) -> str:
    if not text.strip():
        raise NotReadableError("there is no file's name here", "write one, or delete the line")
    if _CONTROL.search(text):
        raise NotReadableError(
            "there is a line break or a control character in this file's name",
            "write the name on this line; a file that is called so needs another name",
        )
    if len(text) > MAX_TEXT_LETTERS:
        raise NotReadableError("this file's name is too long", "give it a shorter one")
    return text


def _read_bed(text: str) -> str:
    if text in BEDS:
        return text
    if "." in text or "/" in text:
        return _read_file_name(text)
    raise NotReadableError(
        f"`{text}` does not fit here", f"write {nearest_or_all(text, BEDS)}, or a file such as my-rain.ogg"
    )


def _read_gain(text: str) -> float:
    if not re.fullmatch(r"[-+]?[0-9]{1,2}(\.[0-9])?( ?dB)?", text):
        raise NotReadableError(f"`{text}` is not a gain in dB", _GAIN_FIX)
    gain_db = float(text.removesuffix("dB"))
    if not MIN_GAIN_DB <= gain_db <= MAX_GAIN_DB:
        raise NotReadableError(f"`{text}` is out of range", _GAIN_FIX)
    return gain_db


def _read_version(text: str) -> int:
    if text != "1":
        raise NotReadableError(f"`{text}` is not a format this program knows", "write `format: 1`")
    return 1


def _read_breath_place(text: str) -> int | str:
    if text in SHARES:
        return text
    if re.fullmatch(r"[0-9]{1,4}", text) and 1 <= int(text) <= 2000:  # noqa: PLR2004
        return int(text)
    raise NotReadableError(
        f"`{text}` is no place among the breaths", "write half, third, two-thirds, or a breath's number"
    )


def _read_silence_place(text: str) -> Decimal | str:
    if text in SHARES:
        return text
    return _read_one_length(
        text, "write half, third, two-thirds, or a time such as 2m", "a place in a silence does not"
    )


def _read_interval(text: str) -> Decimal:
    fix = f"write one length of {MIN_INTERVAL_S}s or more, such as 2m"
    length_s = _read_one_length(text, fix, "what comes again and again keeps its time")
    if length_s < MIN_INTERVAL_S:
        raise NotReadableError(f"every {text} is too often to be a silence", fix)
    return length_s


def _read_one_length(text: str, fix: str, but: str) -> Decimal:
    """Reads a length that does not stretch, in seconds; `but` says why it does not."""
    try:
        length = read_elastic_length(text)
    except NotReadableError as exc:
        raise NotReadableError(exc.problem, fix) from None
    if length.least_s != length.most_s:
        raise NotReadableError(f"`{text}` stretches, and {but}", fix)
    return length.usual_s


def _read_number(text: str) -> int:
    fix = f"write a whole number from 1 to {MAX_COUNTED_NUMBER}, such as 10"
    if not re.fullmatch(r"[0-9]{1,6}", text):
        raise NotReadableError(f"`{text}` is not a whole number from 1 on", fix)
    if not 1 <= int(text) <= MAX_COUNTED_NUMBER:
        raise NotReadableError(f"`{text}` is out of range", fix)
    return int(text)


def _read_fixed_count(text: str) -> ElasticCount:
    number = _read_number(text)
    return ElasticCount(least=number, usual=number, most=number)


def _read_beat(text: str) -> Decimal:
    fix = f"write one length from {MIN_BEAT_S}s to {MAX_BEAT_S}s, such as 1s or 1.5s"
    beat_s = _read_one_length(text, fix, "counting keeps its time")
    if beat_s < MIN_BEAT_S:
        raise NotReadableError(f"`{text}` is too quick to say a number in", fix)
    if beat_s > MAX_BEAT_S:
        raise NotReadableError(f"`{text}` is too long between two numbers", fix)
    return beat_s


_NUMBER: Final = r"[0-9][0-9\s]*(\.\s*[0-9][0-9\s]*)?"
_LENGTH: Final = rf"({_NUMBER}h\s*)?({_NUMBER}m\s*)?({_NUMBER}(s\s*)?)?"
_COUNT: Final = r"^\s*[0-9]+\s*(/\s*[0-9]+\s*/\s*[0-9]+\s*)?$"
_PHASE: Final = r"\s*[0-9]{1,3}(\.[0-9]{1,3})?\s*"


def _text_schema(pattern: str) -> dict[str, Any]:
    return {"type": "string", "pattern": pattern}


def _whole_number_schemas(maximum: int, pattern: str) -> list[dict[str, Any]]:
    """Returns the schemas of a whole number, and of a text that is written like one."""
    return [{"type": "integer", "minimum": 1, "maximum": maximum}, _text_schema(pattern)]


_ONE_LENGTH_SCHEMA: Final = _text_schema(rf"^(?=.*[hms]\s*$)\s*(?=[0-9]){_LENGTH}$")
_SCALAR_SCHEMA: Final = WithJsonSchema({"type": ["string", "number", "boolean"]})

Words: TypeAlias = Annotated[str, text_validator(read_words), _SCALAR_SCHEMA]
FileName: TypeAlias = Annotated[str, text_validator(_read_file_name), _SCALAR_SCHEMA]
"""A file's name exactly as it was written, since spaces at its ends may belong to it."""

Bed: TypeAlias = Annotated[
    str,
    text_validator(_read_bed),
    WithJsonSchema({"anyOf": [{"enum": list(BEDS)}, _text_schema(r"[./]")]}),
]
"""The name of a background, or a file's name as it was written."""

GainDb: TypeAlias = Annotated[
    float,
    text_validator(_read_gain),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number", "minimum": MIN_GAIN_DB, "maximum": MAX_GAIN_DB},
                _text_schema(r"^\s*[-+]?[0-9]{1,2}(\.[0-9])?( ?dB)?\s*$"),
            ]
        }
    ),
]
"""In dB, from MIN_GAIN_DB to MAX_GAIN_DB."""

Language: TypeAlias = Annotated[
    str,
    text_validator(read_language),
    WithJsonSchema(_text_schema(r"^\s*[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*\s*$")),
]
"""The tag of a language by BCP 47, with the usual capitals."""

Version: TypeAlias = Annotated[int, text_validator(_read_version), WithJsonSchema({"enum": [1, "1"]})]
Length: TypeAlias = Annotated[
    ElasticLength,
    text_validator(read_elastic_length),
    WithJsonSchema(
        _text_schema(
            rf"^(?=.*[hms]\s*$)\s*((?=[0-9]){_LENGTH}/\s*(?=[0-9]){_LENGTH}/\s*)?(?=[0-9]){_LENGTH}$"
        )
    ),
]
Times: TypeAlias = Annotated[
    ElasticCount,
    text_validator(read_count),
    WithJsonSchema({"anyOf": _whole_number_schemas(MAX_CYCLES, _COUNT)}),
]
Passes: TypeAlias = Annotated[
    ElasticCount,
    text_validator(read_passes),
    WithJsonSchema({"anyOf": _whole_number_schemas(MAX_PASSES, _COUNT)}),
]
Breath: TypeAlias = Annotated[
    BreathPattern,
    text_validator(read_pattern),
    WithJsonSchema(_text_schema(rf"^{_PHASE}(\+{_PHASE})?-{_PHASE}-{_PHASE}-{_PHASE}$")),
]
PhaseNames: TypeAlias = Annotated[
    tuple[str, ...], text_validator(read_phase_names), WithJsonSchema({"type": "string"})
]
BreathPlace: TypeAlias = Annotated[
    int | str,
    text_validator(_read_breath_place),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": ["half", "third", "two-thirds"]},
                *_whole_number_schemas(MAX_CYCLES, "^[0-9]{1,4}$"),
            ]
        }
    ),
]
SilencePlace: TypeAlias = Annotated[
    Decimal | str,
    text_validator(_read_silence_place),
    WithJsonSchema({"anyOf": [{"enum": list(SHARES)}, _ONE_LENGTH_SCHEMA]}),
]
Interval: TypeAlias = Annotated[Decimal, text_validator(_read_interval), WithJsonSchema(_ONE_LENGTH_SCHEMA)]
_COUNTED_NUMBER_SCHEMA: Final = WithJsonSchema(
    {"anyOf": _whole_number_schemas(MAX_COUNTED_NUMBER, r"^\s*[0-9]{1,6}\s*$")}
)
Number: TypeAlias = Annotated[int, text_validator(_read_number), _COUNTED_NUMBER_SCHEMA]
CountLength: TypeAlias = Annotated[ElasticCount, text_validator(_read_fixed_count), _COUNTED_NUMBER_SCHEMA]
Beat: TypeAlias = Annotated[
    Decimal,
    text_validator(_read_beat),
    WithJsonSchema(_ONE_LENGTH_SCHEMA),
]
