"""Reads what stands above a text as `Title: …`, `Purpose: …`, `Duration: …`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from practice_player.conversion.items import Loss
from practice_player.conversion.paragraphs import NumberedLine
from practice_player.lib.quoting import quoted
from practice_player.script.durations import NotReadableError
from practice_player.script.languages import read_language

_FIELD: Final = re.compile(r"\s*(?P<key>[A-Za-z][A-Za-z _-]{0,24}?)\s*:(?:\s+(?P<value>\S.*))?")
_TITLE_KEYS: Final = ("title", "name")
_SUMMARY_KEYS: Final = ("summary", "purpose", "description", "about", "intent", "intention", "focus", "goal")
_LANGUAGE_KEYS: Final = ("language", "lang")
_OTHER_KEYS: Final = (
    *("author", "by", "duration", "length", "time", "audience", "level", "date", "source", "version", "tags"),
    *(
        "props",
        "needs",
        "position",
        "posture",
        "theme",
        "type",
        "copyright",
        "licence",
        "license",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadFields:
    """What a file says of itself before its first words."""

    title: str = ""
    summary: str = ""
    language: str = ""
    """The tag of the language, as scripts write it."""

    losses: tuple[Loss, ...] = ()
    """The other fields, which become notes."""


def split_fields(lines: Sequence[NumberedLine]) -> tuple[HeadFields, list[NumberedLine]]:
    """Returns the fields at the beginning, and the lines after them."""
    start = next((index for index, (_, line) in enumerate(lines) if line.strip()), len(lines))
    end = start
    while end < len(lines) and (field := _FIELD.fullmatch(lines[end][1])) and _is_known(field["key"]):
        end += 1
    return read_fields(lines[start:end]), list(lines[end:])


def read_fields(lines: Sequence[NumberedLine]) -> HeadFields:
    """Returns the fields in these lines, each of which is one, or goes on with nothing that is known."""
    title = summary = language = ""
    losses = []
    for number, line in lines:
        field = _FIELD.fullmatch(line)
        key = field["key"].strip().lower() if field else ""
        value = ((field["value"] or "") if field else line).strip().strip("\"'")
        if key in _TITLE_KEYS and not title:
            title = value
        elif key in _SUMMARY_KEYS and not summary:
            summary = value
        elif key in _LANGUAGE_KEYS and not language and (tag := language_tag(value)):
            language = tag
        elif value:
            written = line.strip()
            problem = f"“{quoted(written)}” is not part of the practice"
            losses.append(Loss(number, problem, "leave it so; it is kept as a note", written))
    return HeadFields(title=title, summary=summary, language=language, losses=tuple(losses))


def language_tag(written: str) -> str:
    """Returns the tag of a language as scripts write it; empty if what is written is none."""
    try:
        return read_language(written)
    except NotReadableError:
        return ""


def _is_known(key: str) -> bool:
    return key.strip().lower() in (*_TITLE_KEYS, *_SUMMARY_KEYS, *_LANGUAGE_KEYS, *_OTHER_KEYS)
