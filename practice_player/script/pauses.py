"""Reads the marks of pauses inside spoken words: a length between two ellipses.

In `Notice … 3s … your hands` there are three seconds of silence.  The words on both sides are recordings of
their own; the mark itself is neither said nor shown.
"""

import re
from decimal import Decimal
from typing import Final

from practice_player.script.durations import NotReadableError, read_elastic_length

ELLIPSIS: Final = r"(?<![….])(?:…+|\.{3,})"
"""A pattern of an ellipsis in either spelling; both mean the same."""

MAX_PAUSE_S: Final = 60
"""A longer silence is a step of its own, which can stretch and is announced."""

MARK: Final = re.compile(
    rf"\s*{ELLIPSIS}\s*(?P<length>[0-9](?:[0-9,/hms ]|\.(?=[0-9]))*[hms])\s*{ELLIPSIS}\s*"
)
"""A pattern of the mark, with the spaces around it."""


def split_at_pauses(text: str) -> list[tuple[str, Decimal | None]]:
    """Returns the words between the marks, each with the silence after it in seconds.

    It is None after the last words, and after a mark that cannot be read.
    """
    if not has_pause(text):
        return [(text, None)]
    pieces = MARK.split(text)
    pauses = [*map(_pause_s, pieces[1::2]), None]
    return list(zip(pieces[::2], pauses, strict=True))


def has_pause(text: str) -> bool:
    """Whether there is a mark of a pause in the words, readable or not."""
    return ("…" in text or "..." in text) and MARK.search(text) is not None  # most texts have neither


def without_pauses(text: str) -> str:
    """Returns the words without the marks, as they are shown."""
    return MARK.sub(" ", text).strip() if has_pause(text) else text


def pauses_s(text: str) -> Decimal:
    """Returns how long the pauses inside the words are together, in seconds."""
    if not has_pause(text):
        return Decimal(0)
    return sum((pause_s or Decimal(0) for _, pause_s in split_at_pauses(text)), Decimal(0))


def pause_problem(text: str) -> tuple[str, str] | None:
    """Returns the problem and the remedy for the first mark that makes no sense; None if there is none."""
    if not has_pause(text):
        return None
    pieces = MARK.split(text)
    problems = (
        _mark_problem(length, before=before.strip(), after=after.strip())
        for before, length, after in zip(pieces[::2], pieces[1::2], pieces[2::2], strict=False)
    )
    return next(filter(None, problems), None)


def _mark_problem(length: str, *, before: str, after: str) -> tuple[str, str] | None:
    try:
        elastic = read_elastic_length(length)
    except NotReadableError as exc:
        return exc.problem, exc.fix
    if elastic.least_s != elastic.most_s:
        fix = f"write … {elastic.usual_s.normalize():f}s …, or two steps, with `pause: {length}` in the first"
        return f"`{length}` stretches, and a pause inside words does not", fix
    if elastic.usual_s > MAX_PAUSE_S:
        fix = f"write a step of its own between them: `- rest: {length}`"
        return f"{length} is a long pause inside words; {MAX_PAUSE_S}s is the longest", fix
    if not before:
        return f"there are no words before the pause of {length}", f"write `- rest: {length}` before them"
    if not after:
        return f"there are no words after the pause of {length}", f"write `pause: {length}` below them"
    return None


def _pause_s(length: str) -> Decimal | None:
    try:
        return read_elastic_length(length).usual_s
    except NotReadableError:
        return None
