"""Reads practices as JSON: AIM Lab's list of steps, and lists of `text` and `pause` as others write them."""

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from practice_player.conversion.items import (
    MAX_ITEMS,
    Bell,
    ConversionError,
    Heading,
    Item,
    Loss,
    ParagraphEnd,
    Pause,
    Reading,
    left_out,
)
from practice_player.conversion.marks import USUAL_PAUSE_S
from practice_player.conversion.paragraphs import read_paragraph
from practice_player.lib.quoting import quoted
from practice_player.lib.units import read_length
from practice_player.script.durations import MAX_LENGTH_S

STRETCH: Final = 3
"""How many times as long a pause may become that the file allows to be extended."""

_FIX: Final = (
    'write a list of steps, such as [{"type": "speech", "text": "…"}, {"type": "pause", "duration": 10}]'
)
_LIST_KEYS: Final = ("steps", "script", "segments", "content", "items", "sections", "parts")
_TEXT_KEYS: Final = ("text", "speech", "say", "words", "content", "narration")
_PAUSE_KEYS: Final = (
    "duration",
    "pause",
    "seconds",
    "length",
    "pauseSeconds",
    "pause_after",
    "pauseAfter",
    "silence",
)
_MILLISECOND_KEYS: Final = ("durationMs", "pauseMs", "duration_ms", "pause_ms")
_SPOKEN_KINDS: Final = ("", "speech", "text", "say", "narration")
_SILENT_KINDS: Final = ("pause", "silence", "wait", "rest")
_UNSPOKEN_KINDS: Final = ("aside", "direction", "note", "comment")
_BELL: Final = re.compile(r"bell|gong|chime|bowl", re.IGNORECASE)
_SPACE: Final = re.compile(r"\s*")


def read_json(text: str, *, place: str) -> Reading:
    """Returns the reading of a list of steps, or of an object with one.

    Raises:
        ConversionError: it is not JSON, or has no list of steps.
    """
    try:
        whole = json.loads(text)
    except json.JSONDecodeError as exc:
        raise _refuse(f"this is not JSON ({exc.msg})", f"{place}:{exc.lineno}") from None
    except (RecursionError, ValueError):
        raise _refuse(
            "this is no practice: it is nested too deep, or has a number without end", place
        ) from None
    title = summary = ""
    start = 0
    steps: Any = whole
    if isinstance(whole, dict):
        title, summary = (_words_of(whole, keys) for keys in (("title", "name"), ("summary", "description")))
        key = next((key for key in _LIST_KEYS if isinstance(whole.get(key), list)), "")
        steps = whole.get(key)
        opening = re.search(rf'"{key}"\s*:\s*\[', text)
        start = opening.end() - 1 if opening else 0
    if not isinstance(steps, list) or not steps:
        raise _refuse("there is no list of steps in this file", place)
    if len(steps) > MAX_ITEMS:
        raise _refuse(f"there are more than {MAX_ITEMS:,} steps in this file", place)
    lines = _lines_of_elements(text, start, len(steps))
    items = [item for step, line in zip(steps, lines, strict=True) for item in _step(step, line)]
    if not title and items and isinstance(items[0], Heading):
        title = items[0].text  # the first heading names the whole
        items = items[1:]
    return Reading(items=tuple(items), title=title, summary=summary)


def _lines_of_elements(text: str, start: int, count: int) -> list[int]:
    """Returns the line in which each element of a list begins; `[` is the next after `start`."""
    decoder = json.JSONDecoder()
    at = text.find("[", start) + 1
    lines, line, counted_to = [], 1, 0
    for _ in range(count):
        at = _end_of_space(text, at)
        line += text.count("\n", counted_to, at)
        counted_to = at
        lines.append(line)
        _, at = decoder.raw_decode(text, at)
        at = _end_of_space(text, at) + 1  # after the comma
    return lines


def _end_of_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _step(step: Any, line: int) -> Iterator[Item]:
    if isinstance(step, str):
        yield from _speech(step, line)
        return
    if not isinstance(step, dict):
        yield left_out(line, json.dumps(step), "it is no step", "write it as an object with `type`")
        return
    kind = str(step.get("type", "")).strip().lower()
    words = _words_of(step, _TEXT_KEYS)
    if kind == "heading":
        yield Heading(line, words)
        if step.get("readAloud") is True:
            yield from _speech(words, line)
    elif kind == "sound":
        yield from _sound(step, line)
    elif kind in _UNSPOKEN_KINDS:
        fix = "if it was to be heard, write it as words; it is in a note already"
        yield left_out(line, words or kind, f"it is for the reader (`{kind}`), and not spoken", fix)
    elif kind in _SILENT_KINDS:
        yield from _pause(step, line, is_needed=True)
    elif kind in _SPOKEN_KINDS and (words or _has_length(step)):
        yield from _speech(words, line)
        yield from _pause(step, line, is_needed=False)
    else:
        yield _unknown(step, line)


def _speech(words: str, line: int) -> Iterator[Item]:
    yield from read_paragraph([(line, " ".join(words.split("\n")))] if words.strip() else [])


def _pause(step: Mapping[str, Any], line: int, *, is_needed: bool) -> Iterator[Item]:
    length_s = _length_s(step)
    if length_s is None:
        if not is_needed:
            return
        length_s = USUAL_PAUSE_S
        problem = f"a pause has no length that can be read; {USUAL_PAUSE_S} s are taken"
        yield Loss(line, problem, "write it as `duration`, in seconds")
    if length_s <= 0:
        return
    most_s = min(length_s * STRETCH, MAX_LENGTH_S) if step.get("canExtend") is True else None
    waits = step.get("waitForUserInput") is True
    yield Pause(line, length_s, most_s, waits=waits)
    yield ParagraphEnd(line)


def _sound(step: Mapping[str, Any], line: int) -> Iterator[Item]:
    words = _words_of(step, ("description", "soundId", "name"))
    if _BELL.search(f"{words} {step.get('soundId', '')}"):
        yield Bell(line, 1)
        yield Loss(line, f"“{quoted(words)}” is the bell of this program", "`bell: 2` for two strokes")
    else:
        fix = "choose a background: `bed: rain`, `sea`, `night`, `hush` or `drone`"
        yield left_out(line, words or "sound", "no step plays it", fix)


def _unknown(step: Mapping[str, Any], line: int) -> Loss:
    written = json.dumps(step, ensure_ascii=False)
    return left_out(
        line,
        written,
        "scripts know no such step",
        "write it as words or as a pause",
        note=quoted(written, max_characters=500),
    )


def _words_of(step: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    return next((step[key].strip() for key in keys if isinstance(step.get(key), str)), "")


def _has_length(step: Mapping[str, Any]) -> bool:
    return any(key in step for key in (*_PAUSE_KEYS, *_MILLISECOND_KEYS))


def _length_s(step: Mapping[str, Any]) -> Decimal | None:
    """Returns the length that a step names, in seconds; None if there is none, or none that is a number."""
    for key in (*_PAUSE_KEYS, *_MILLISECOND_KEYS):
        value = step.get(key)
        if value is None or isinstance(value, bool):
            continue
        if isinstance(value, str):
            return read_length(value[:40])
        if isinstance(value, int | float):
            try:
                length_s = Decimal(str(value)[:40]) / (1000 if key in _MILLISECOND_KEYS else 1)
            except InvalidOperation:
                return None
            return length_s if length_s.is_finite() else None
    return None


def _refuse(problem: str, place: str) -> ConversionError:
    return ConversionError(problem, fix=_FIX, place=place)
