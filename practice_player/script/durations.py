"""Reads elastic lengths and counts: `30s` is fixed, `20/30/45s` is least / usual / most."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from practice_player.lib.units import read_length

MAX_LENGTH_S = Decimal(3 * 3600)
"""The longest length that can be written: three hours."""

MAX_CYCLES = 2000
MAX_PHASE_NAMES = 8
MAX_PHASE_NAME_LETTERS = 16
MAX_PASSES = 200

Number = TypeVar("Number", int, Decimal)

_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9])")
_PHASE = r"([0-9]{1,3}(?:\.[0-9]{1,3})?)"
_PATTERN = re.compile(rf"{_PHASE}(?:\+{_PHASE})?-{_PHASE}-{_PHASE}-{_PHASE}")
_THREE_PHASES = re.compile("-".join([_PHASE] * 3))
_UNIT = re.compile(r"[hms]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class ElasticLength:
    """A length that may stretch, in seconds; all three values are equal if it is fixed."""

    least_s: Decimal
    usual_s: Decimal
    most_s: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ElasticCount:
    """A number of times that may stretch; all three values are equal if it is fixed."""

    least: int
    usual: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BreathPattern:
    """One breath, in seconds: in, perhaps a second sip, wait, out, wait."""

    in_s: Decimal
    sip_s: Decimal = Decimal(0)
    full_wait_s: Decimal
    out_s: Decimal
    empty_wait_s: Decimal

    @property
    def phases_s(self) -> tuple[Decimal, Decimal, Decimal, Decimal, Decimal]:
        """The lengths of its phases in order: in, sip, wait, out, wait; 0 for one that it has not."""
        return self.in_s, self.sip_s, self.full_wait_s, self.out_s, self.empty_wait_s

    @property
    def cycle_s(self) -> Decimal:
        return sum(self.phases_s, Decimal(0))

    @property
    def hold_s(self) -> Decimal:
        """The longer of its waits."""
        return max(self.full_wait_s, self.empty_wait_s)

    def towards(self, other: "BreathPattern", share: Decimal) -> "BreathPattern":
        """Returns the pattern at a share, from 0 to 1, of the way from this one to another."""
        in_s, sip_s, full_s, out_s, empty_s = (
            own_s + (other_s - own_s) * share
            for own_s, other_s in zip(self.phases_s, other.phases_s, strict=True)
        )
        return BreathPattern(in_s=in_s, sip_s=sip_s, full_wait_s=full_s, out_s=out_s, empty_wait_s=empty_s)


class NotReadableError(ValueError):
    """The text is not a length, count or pattern; `fix` says what to write instead."""

    def __init__(self, problem: str, fix: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.fix = fix


def read_elastic_length(text: str) -> ElasticLength:
    """Reads `20s`, `1m30s` or `20/30/45s`; parts without a unit have the last part's unit.

    Raises:
        NotReadableError: not one or three lengths, out of order, zero, or over three hours.
    """
    example = NotReadableError(
        f"`{text}` is not a length",
        _decimal_point_fix(text) or "write a length such as 20s, 1m30s, or 20/30/45s",
    )
    parts = [part.strip() for part in text.split("/")]
    unit = _UNIT.search(parts[-1])
    if len(parts) not in (1, 3) or not unit:
        raise example
    lengths = [read_length(part if _UNIT.search(part) else part + unit[0]) for part in parts]
    if any(length is None for length in lengths):
        raise example
    least, usual, most = _three_values([length for length in lengths if length is not None], text)
    if least <= 0:
        raise NotReadableError(f"`{text}` lasts no time", "give a length above 0, or delete the step")
    if most > MAX_LENGTH_S:
        raise NotReadableError(f"`{text}` is longer than three hours", "write at most 3h")
    return ElasticLength(least_s=least, usual_s=usual, most_s=most)


def read_count(text: str) -> ElasticCount:
    """Reads `12` or `13/25/38`.

    Raises:
        NotReadableError: not one or three whole numbers from 1 to `MAX_CYCLES`, or out of order.
    """
    return _read_count(text, example="12, or 13/25/38", minimum=1, maximum=MAX_CYCLES)


def read_passes(text: str) -> ElasticCount:
    """Reads how often a repeat goes round: `2`, `2/3/4` or `0/1/2`.

    Raises:
        NotReadableError: not one or three whole numbers up to `MAX_PASSES`, out of order, or always 0.
    """
    count = _read_count(text, example="3, or 2/3/4", minimum=0, maximum=MAX_PASSES)
    if not count.most:
        raise NotReadableError(f"`{text}` is never", "write how often, or delete the step")
    return count


def read_pattern(text: str) -> BreathPattern:
    """Reads `4-0-6-0`: in, wait, out, wait, in seconds; in `2+1-0-7-1`, 1 is a second sip.

    Raises:
        NotReadableError: not four numbers, no in- or out-breath, or a phase over a minute.
    """
    match = _PATTERN.fullmatch("".join(text.split()))
    if match is None:
        fix = "write in - wait - out - wait in seconds, such as 4-0-6-0"
        if _THREE_PHASES.fullmatch("".join(text.split())):
            fix = f"add the wait after the out-breath: {text.strip()}-0 is in - wait - out - wait"
        raise NotReadableError(f"`{text}` is not a breath pattern", _decimal_point_fix(text) or fix)
    in_s, sip_s, full_s, out_s, empty_s = (Decimal(part or 0) for part in match.groups())
    if not in_s or not out_s:
        raise NotReadableError(
            f"`{text}` has no {'out' if in_s else 'in'}-breath", "write for instance 4-0-6-0"
        )
    if max(in_s + sip_s, full_s, out_s, empty_s) > 60:  # noqa: PLR2004
        raise NotReadableError(f"`{text}` has a phase of over a minute", "write for instance 4-0-6-0")
    return BreathPattern(in_s=in_s, sip_s=sip_s, full_wait_s=full_s, out_s=out_s, empty_wait_s=empty_s)


def read_phase_names(text: str) -> tuple[str, ...]:
    """Reads what a phase is called: `left`, or `left / right` for breaths that take turns.

    Raises:
        NotReadableError: a name is empty or too long, or there are too many.
    """
    names = tuple(" ".join(name.split()) for name in text.split("/"))
    if not all(0 < len(name) <= MAX_PHASE_NAME_LETTERS for name in names) or len(names) > MAX_PHASE_NAMES:
        raise NotReadableError(
            f"`{text[:60]}` does not name a phase of the breath",
            f"write a word or two of up to {MAX_PHASE_NAME_LETTERS} letters, or several: left / right",
        )
    return names


def _read_count(text: str, *, example: str, minimum: int, maximum: int) -> ElasticCount:
    parts = [part.strip() for part in text.split("/")]
    if len(parts) not in (1, 3) or not all(re.fullmatch(r"[0-9]{1,6}", part) for part in parts):
        part = (
            ", and a number that has a part, where it may, with a point: 4.5"
            if _decimal_point_fix(text)
            else ""
        )
        if all(re.fullmatch(r"[0-9]+", part) for part in parts):
            raise NotReadableError(f"`{text}` is too many", f"at most {maximum}, such as {example}")
        raise NotReadableError(f"`{text}` is not a count", f"write a whole number such as {example}{part}")
    counts = _three_values([int(part) for part in parts], text)
    if counts[0] < minimum or counts[2] > maximum:
        raise NotReadableError(f"`{text}` is out of range", f"write counts from {minimum} to {maximum}")
    return ElasticCount(least=counts[0], usual=counts[1], most=counts[2])


def _decimal_point_fix(text: str) -> str:
    """Returns what to write instead of a decimal comma; empty if the text has none."""
    if not re.fullmatch(r"[0-9.,/hms -]{1,60}", text) or not _COMMA.search(text):
        return ""
    return f"write a point: {_COMMA.sub('.', text)}"


def _three_values(values: list[Number], text: str) -> tuple[Number, Number, Number]:
    least, usual, most = values * 3 if len(values) == 1 else values
    if not least <= usual <= most:
        raise NotReadableError(f"`{text}` is out of order", "write least / usual / most, smallest first")
    return least, usual, most
