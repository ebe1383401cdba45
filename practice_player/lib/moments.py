"""Moments as people type and read them: `21:30` here, or an ISO moment with its zone.

The local time of a day can be missing, or come twice, where clocks are put forward or back.
"""

import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final

from practice_player.lib.errors import UsageError

_CLOCK: Final = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_EXAMPLES: Final = "--at 21:30, or a moment with its zone: --at 2026-11-25T20:30Z"
_DAYS_AHEAD: Final = 3
"""A time of day that is missing tomorrow is there on the day after."""


def read_moment(text: str, now: datetime, zone: tzinfo | None = None) -> datetime:
    """Reads a moment to come: a time of day is the next such time.

    A time that comes twice is the earlier, unless that is over.  `zone` of None is this machine's.  Returns
    it in UTC, at a whole minute.

    Raises:
        UsageError: it is none, is over, or is missing on that day.
    """
    text = text.strip()
    if clock := _CLOCK.fullmatch(text):
        return _next_time(int(clock[1]), int(clock[2]), now, zone)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f"`{text[:60]}` is no moment", fix=_EXAMPLES) from None
    if moment.tzinfo is None:
        raise UsageError(
            f"`{text[:60]}` has no zone", fix=f"a Z after it for UTC, or such as +01:00; or {_EXAMPLES}"
        )
    try:
        moment = moment.astimezone(UTC)
    except OverflowError:
        raise UsageError(f"`{text[:60]}` is no moment", fix=_EXAMPLES) from None
    if moment.second or moment.microsecond:
        raise UsageError(f"`{text[:60]}` is not at a whole minute", fix=_EXAMPLES)
    if moment <= now:
        raise UsageError(f"{local_words(moment, now, zone)} is over", fix="a moment to come")
    return moment


def local_words(moment: datetime, now: datetime, zone: tzinfo | None = None) -> str:
    """Returns a moment as a local time, with its day unless that is today: `21:30`, `07:00 tomorrow`."""
    local, today = moment.astimezone(zone), now.astimezone(zone).date()
    clock = f"{local:%H:%M}"
    if local.date() == today:
        return clock
    day = f"{local:%A} {local.day} {local:%B}" + ("" if local.year == today.year else f" {local.year}")
    return f"{clock} tomorrow, {day}" if local.date() == today + timedelta(days=1) else f"{clock} on {day}"


def comes_twice(moment: datetime, zone: tzinfo | None = None) -> bool:
    """Whether the local time of a moment comes twice, because clocks are put back."""
    local = moment.astimezone(zone).replace(tzinfo=zone)
    return local.replace(fold=0).timestamp() != local.replace(fold=1).timestamp()


def _next_time(hour: int, minute: int, now: datetime, zone: tzinfo | None) -> datetime:
    today = now.astimezone(zone).date()
    for days in range(_DAYS_AHEAD):
        day = today + timedelta(days=days)
        moments = _moments(day, hour, minute, zone)
        if not moments:
            raise UsageError(
                f"{hour:02d}:{minute:02d} is missing on {day:%A} {day.day} {day:%B}: clocks are put forward",
                fix=f"an hour later, {(hour + 1) % 24:02d}:{minute:02d}",
            )
        if later := [moment for moment in moments if moment > now]:
            return later[0]
    raise AssertionError("no day lacks a time that it has")


def _moments(day: date, hour: int, minute: int, zone: tzinfo | None) -> list[datetime]:
    """Returns the moments at which clocks show this time: usually one, none or two where they are put."""
    shown = datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)
    moments = {datetime.fromtimestamp(shown.replace(fold=fold).timestamp(), UTC) for fold in (0, 1)}
    return sorted(
        moment
        for moment in moments
        if moment.astimezone(zone).replace(tzinfo=None) == shown.replace(tzinfo=None)
    )
