"""Converts between frames, seconds, decibels and written lengths; no other module does."""

import math
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from decimal import Decimal

RATE_HZ: Final = 48_000
"""Frames in a second, everywhere inside the program."""

SILENCE_DB: Final = -60.0
"""At and below this level a sound counts as off."""

SPOKEN_IN_SECONDS_BELOW_S: Final = 100
SPOKEN_IN_HALF_MINUTES_BELOW_S: Final = 225
"""Below these, seconds and half minutes matter to whoever chooses a length."""

_LENGTH = re.compile(r"(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m)?(?:(\d+(?:\.\d+)?)s?)?")
_CLOCK = re.compile(r"(\d+):([0-5]\d(?:\.\d+)?)")


def frames(seconds: "Decimal | float") -> int:
    """Converts seconds to the nearest whole number of frames."""
    return round(seconds * RATE_HZ)


def seconds(frame_count: int) -> float:
    return frame_count / RATE_HZ


def milliseconds(frame_count: int) -> int:
    """Converts frames to the nearest whole number of milliseconds."""
    return round(frame_count * 1000 / RATE_HZ)


def gain(level_db: float) -> float:
    """Converts a level to the factor for samples; 0.0 at and below `SILENCE_DB`."""
    return 0.0 if level_db <= SILENCE_DB else float(10.0 ** (level_db / 20.0))


def clock(length_s: float) -> str:
    """Formats a length in minutes and whole seconds: 7:05."""
    whole_s = int(length_s + 0.5)
    return f"{whole_s // 60}:{whole_s % 60:02d}"


def exact_clock(length_s: float) -> str:
    """Formats a length to the nearest tenth of a second, which is left out if it is 0: 2:00.5."""
    tenths = round(length_s * 10)
    return f"{tenths // 600}:{tenths // 10 % 60:02d}" + (f".{tenths % 10}" if tenths % 10 else "")


def spoken_length(length_s: float) -> str:
    """A length as people say it: 90 seconds, 2.5 minutes, 7 minutes, 1 hour 5 minutes."""
    if length_s < SPOKEN_IN_SECONDS_BELOW_S:
        return _counted(max(1, round(length_s)), "second")
    if length_s < SPOKEN_IN_HALF_MINUTES_BELOW_S:
        minutes, half = divmod(round(length_s / 30), 2)
        return f"{minutes}.5 minutes" if half else _counted(minutes, "minute")
    hours, minutes = divmod(round(length_s / 60), 60)
    parts = (_counted(hours, "hour") if hours else "", _counted(minutes, "minute") if minutes else "")
    return " ".join(filter(None, parts))


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def timecode(frame_count: int) -> str:
    """Formats a position as caption and chapter files write it: 00:07:05.000."""
    whole_s, millis = divmod(milliseconds(frame_count), 1000)
    return f"{whole_s // 3600:02d}:{whole_s // 60 % 60:02d}:{whole_s % 60:02d}.{millis:03d}"


def clock_range(least_s: float, most_s: float) -> str:
    """Formats a range of lengths, rounded inwards, so that both can be chosen: 4:56 to 10:19."""
    return f"{clock(math.ceil(least_s))} to {clock(math.floor(most_s))}"


def length_range(least_s: float, most_s: float, *, whole: bool) -> str:
    """Formats a range of lengths, or the only length; in whole seconds if `whole` and the range has two."""
    if whole and math.ceil(least_s) < math.floor(most_s):
        return clock_range(least_s, most_s)
    return " to ".join(dict.fromkeys((exact_clock(least_s), exact_clock(most_s))))


def read_length(text: str) -> "Decimal | None":
    """Reads a length such as `7m`, `1m30s`, `90s`, `90`, `1h` or `7:30`; None if it is not one.

    Returns seconds.
    """
    from decimal import Decimal  # late: the engine needs none, and 0.4 MB less

    text = "".join(text.split())
    if match := _CLOCK.fullmatch(text):
        return Decimal(match[1]) * 60 + Decimal(match[2])
    if not text or not (match := _LENGTH.fullmatch(text)):
        return None
    hours, minutes, plain_seconds = (Decimal(part or 0) for part in match.groups())
    return hours * 3600 + minutes * 60 + plain_seconds
