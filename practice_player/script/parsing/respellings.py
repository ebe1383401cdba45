"""Reads the table of words that a speech engine is to say in another way than they are written."""

from collections.abc import Mapping
from typing import Annotated, Any, Final, TypeAlias

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from practice_player.lib.paths import to_nfc
from practice_player.script.durations import NotReadableError
from practice_player.script.parsing.values import read_words

MAX_WORDS: Final = 1_000
MAX_WORD_LETTERS: Final = 200

_FIX: Final = "write `word: how it sounds` lines, such as `Nidra: needra`"


def _read_respellings(value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping) or not value:
        raise _unreadable("words and how they sound are missing here", _FIX)
    if len(value) > MAX_WORDS:
        raise _unreadable(f"these are more than {MAX_WORDS} words", "keep those that are said")
    respellings: dict[str, str] = {}
    for written, sound in value.items():
        key = _read_word(written).lower()
        if key in respellings:
            raise _unreadable(f"`{key}` stands here twice", "keep one: capitals make no difference")
        respellings[key] = _read_word(sound)
    return respellings


def _read_word(text: Any) -> str:
    if not isinstance(text, str):
        raise _unreadable("a word has no sound beside it, or more than one", _FIX)
    try:
        word = to_nfc(read_words(text))
    except NotReadableError as exc:
        raise _unreadable(exc.problem, _FIX) from None
    if len(word) > MAX_WORD_LETTERS:
        raise _unreadable(f"there is a word of more than {MAX_WORD_LETTERS} letters here", "shorten it")
    return word


def _unreadable(problem: str, fix: str) -> PydanticCustomError:
    return PydanticCustomError("unreadable", "{problem}", {"problem": problem, "fix": fix})


Respellings: TypeAlias = Annotated[
    dict[str, str],
    BeforeValidator(_read_respellings),
    WithJsonSchema(
        {
            "type": "object",
            "minProperties": 1,
            "additionalProperties": {"type": ["string", "number", "boolean"]},
        }
    ),
]
"""From a word in small letters to how it sounds."""
