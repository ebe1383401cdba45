"""Elastic lengths and counts: `30s` is fixed, `20/30/45s` is least / usual / most."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from practice_player.lib.units import read_length

MOST_S = Decimal(3 * 3600)
"""No stretch is longer than three hours."""

MOST_CYCLES = 2000
MOST_PASSES = 200

Number = TypeVar("Number", int, Decimal)

_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9])")
_UNIT = re.compile(r"[hms]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class ElasticLength:
    """A length that may stretch, in seconds; all three alike when it is fixed."""

    least_s: Decimal
    usual_s: Decimal
    most_s: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ElasticCount:
    """A number of times that may stretch."""

    least: int
    usual: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BreathPattern:
    """One breath, in seconds: in, wait, out, wait."""

    in_s: Decimal
    full_wait_s: Decimal
    out_s: Decimal
    empty_wait_s: Decimal

    @property
    def cycle_s(self) -> Decimal:
        return self.in_s + self.full_wait_s + self.out_s + self.empty_wait_s


class NotReadableError(ValueError):
    """Text that is no length, count or pattern; says what to write instead."""

    def __init__(self, problem: str, fix: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.fix = fix


def read_span(text: str) -> ElasticLength:
    """Reads `20s`, `1m30s` or `20/30/45s`; the last unit serves the parts that have none.

    Raises:
        NotReadableError: not one or three lengths, out of order, nothing, or over three hours.
    """
    example = NotReadableError(
        f"`{text}` is not a length", _point(text) or "write a length such as 20s, 1m30s, or 20/30/45s"
    )
    parts = [part.strip() for part in text.split("/")]
    unit = _UNIT.search(parts[-1])
    if len(parts) not in (1, 3) or not unit:
        raise example
    lengths = [read_length(part if _UNIT.search(part) else part + unit[0]) for part in parts]
    if any(length is None for length in lengths):
        raise example
    least, usual, most = _three([length for length in lengths if length is not None], text)
    if least <= 0:
        raise NotReadableError(f"`{text}` lasts no time", "give a length above 0, or delete the step")
    if most > MOST_S:
        raise NotReadableError(f"`{text}` is longer than three hours", "write at most 3h")
    return ElasticLength(least_s=least, usual_s=usual, most_s=most)


def read_count(text: str) -> ElasticCount:
    """Reads `12` or `13/25/38`.

    Raises:
        NotReadableError: not one or three whole numbers from 1 to `MOST_CYCLES`, or out of order.
    """
    return _count(text, example="12, or 13/25/38", least=1, most=MOST_CYCLES)


def read_passes(text: str) -> ElasticCount:
    """Reads how often a repeat goes round: `2`, `2/3/4` or `0/1/2`.

    Raises:
        NotReadableError: not one or three whole numbers up to `MOST_PASSES`, out of order, or never.
    """
    count = _count(text, example="3, or 2/3/4", least=0, most=MOST_PASSES)
    if not count.most:
        raise NotReadableError(f"`{text}` is never", "write how often, or delete the step")
    return count


def read_pattern(text: str) -> BreathPattern:
    """Reads `4-0-6-0`: in, wait, out, wait, in seconds.

    Raises:
        NotReadableError: not four numbers, no in- or out-breath, or a phase over a minute.
    """
    parts = [part.strip() for part in text.split("-")]
    if len(parts) != 4 or not all(re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,3})?", part) for part in parts):  # noqa: PLR2004
        raise NotReadableError(
            f"`{text}` is not a breath pattern",
            _point(text) or "write in - wait - out - wait in seconds, such as 4-0-6-0",
        )
    in_s, full_s, out_s, empty_s = (Decimal(part) for part in parts)
    if not in_s or not out_s:
        raise NotReadableError(
            f"`{text}` has no {'out' if in_s else 'in'}-breath", "write for instance 4-0-6-0"
        )
    if max(in_s, full_s, out_s, empty_s) > 60:  # noqa: PLR2004
        raise NotReadableError(f"`{text}` has a phase of over a minute", "write for instance 4-0-6-0")
    return BreathPattern(in_s=in_s, full_wait_s=full_s, out_s=out_s, empty_wait_s=empty_s)


def _count(text: str, *, example: str, least: int, most: int) -> ElasticCount:
    parts = [part.strip() for part in text.split("/")]
    if len(parts) not in (1, 3) or not all(re.fullmatch(r"[0-9]{1,6}", part) for part in parts):
        part = ", and a number that has a part, where it may, with a point: 4.5" if _point(text) else ""
        raise NotReadableError(f"`{text}` is not a count", f"write a whole number such as {example}{part}")
    counts = _three([int(part) for part in parts], text)
    if counts[0] < least or counts[2] > most:
        raise NotReadableError(f"`{text}` is out of range", f"write counts from {least} to {most}")
    return ElasticCount(least=counts[0], usual=counts[1], most=counts[2])


def _point(text: str) -> str:
    """What to write instead of a decimal comma; empty when there is none."""
    if not re.fullmatch(r"[0-9.,/hms -]{1,60}", text) or not _COMMA.search(text):
        return ""
    return f"write a point: {_COMMA.sub('.', text)}"


def _three(values: list[Number], text: str) -> tuple[Number, Number, Number]:
    least, usual, most = values * 3 if len(values) == 1 else values
    if not least <= usual <= most:
        raise NotReadableError(f"`{text}` is out of order", "write least / usual / most, smallest first")
    return least, usual, most
