"""Where and how an unfinished practice can go on, as the journal stores it.

Names, the script's hash and the practised seconds are columns of the same row.  Never a consent, an answer
that two people gave on the way, or what a consent led to.  Pure: no file, no clock.
"""

import json
import math
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias

from practice_player.journal.entry import parse_texts

LongerPart: TypeAlias = tuple[int, int, int]
"""A part that was made longer: its section, its number within that, and how often."""

_LONGER_FIELDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumePoint:
    script: str
    """The name that the practice was begun with, or the path of its script."""

    for_two: bool = False
    """Whether it is a practice for two, of which less is stored."""

    length_frames: int | None = None
    """The length that was chosen; None for its usual length."""

    bed: str | None = None
    """The background that was chosen; None for that of the settings, or its own."""

    voice: str = ""

    without: tuple[str, ...] = ()
    """What a person who practises alone left out; always empty for a practice for two."""

    gentler: bool = False
    """Whether that person went on with everything left out that can be; always False for two."""

    stays: tuple[int, ...] = ()
    """The questions that this person answered with *stay*, counted from 0; always empty for two."""

    longer: tuple[LongerPart, ...] = ()

    section: int = 0
    """The section of the script that was reached, counted from 0."""

    share: float = 0.0
    """How much of that section was over, from 0 to 1."""

    left_s: float = 0.0
    """What was left of the practice, in seconds."""

    skipped_s: float = 0.0
    """What was skipped on the way, in seconds."""

    def as_text(self) -> str:
        return json.dumps(asdict(self))


def read_resume_point(text: str) -> ResumePoint:
    """Reads the text that `ResumePoint.as_text` writes.

    Raises:
        ValueError: it is not a complete point.
    """
    try:
        values = json.loads(text)
        return ResumePoint(
            script=_text(values["script"]),
            for_two=values["for_two"] is True,
            length_frames=None if values["length_frames"] is None else _count(values["length_frames"]),
            bed=None if values["bed"] is None else _text(values["bed"]),
            voice=_text(values["voice"]),
            without=parse_texts(values["without"]),
            gentler=values["gentler"] is True,
            stays=tuple(map(_count, values["stays"])),
            longer=tuple(map(_longer_part, values["longer"])),
            section=_count(values["section"]),
            share=_quantity(values["share"]),
            left_s=_quantity(values["left_s"]),
            skipped_s=_quantity(values["skipped_s"]),
        )
    except (KeyError, TypeError, OverflowError, RecursionError) as exc:
        raise ValueError("no complete point") from exc


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _count(value: Any) -> int:
    if not isinstance(value, int) or value < 0:
        raise TypeError("no count")
    return value


def _quantity(value: Any) -> float:
    if not isinstance(value, int | float) or not math.isfinite(value) or value < 0:
        raise TypeError("no quantity")
    return float(value)


def _longer_part(value: Any) -> LongerPart:
    if not isinstance(value, list) or len(value) != _LONGER_FIELDS:
        raise TypeError("no longer part")
    section, number, times = map(_count, value)
    return section, number, times
