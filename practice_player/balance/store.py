"""Stores wishes, the plan of the week and dismissed suggestions, in a small file in the person's own data.

It is read afresh each time.  What cannot be read in it counts as not there; a file that is no JSON object
is moved aside before another is written, and nothing of it is deleted.
"""

import json
import logging
import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, Final

from practice_player.balance.wish import Amount, Kind, Unit, Wish
from practice_player.lib.atomic_files import write_failure, write_remedy
from practice_player.lib.errors import BalanceError
from practice_player.lib.json_file import MAX_BYTES, read_object, write_object
from practice_player.prompts.prompt import MAX_TEXT_LETTERS
from practice_player.prompts.week import ALONE, MOST_PLANNED, PARTS, TOGETHER, PlannedTime, WeekPlan

FILE_NAME: Final = "balance.json"
SET_ASIDE_NAME: Final = "balance-set-aside.json"

MOST_DISMISSED: Final = 200
"""So many are remembered; the one that was dismissed longest ago is forgotten first."""

log = logging.getLogger(__name__)


class BalanceFile:
    """The stored wishes and plan; without a path, they hold for as long as the program runs."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._content: dict[str, Any] = {}
        """What holds without a path."""

    def wish(self, person: str) -> Wish:
        """Returns a person's wish; the empty name is whoever practises here without names."""
        table = _object(_object(self._read().get("wishes")).get(person))
        return Wish(alone=_amount(table.get(Kind.ALONE)), together=_amount(table.get(Kind.TOGETHER)))

    def set_wish(self, person: str, wish: Wish) -> None:
        """Stores a person's wish; an empty one is removed.

        Raises:
            BalanceError: it cannot be written.
        """
        content = self._read()
        wishes = _object(content.get("wishes"))
        wishes.pop(person, None)
        if wish:
            wishes[person] = {
                kind.value: {amount.unit.value: amount.number} for kind in Kind if (amount := wish.of(kind))
            }
        self._write(content | {"wishes": wishes})

    def shows(self, person: str) -> bool:
        """Whether this person agrees that their wish is shown beside another's."""
        return person in _texts(self._read().get("shown_by"))

    def set_shows(self, person: str, *, on: bool) -> None:
        """Stores whether this person agrees to that.

        Raises:
            BalanceError: it cannot be written.
        """
        content = self._read()
        names = [name for name in _texts(content.get("shown_by")) if name != person]
        self._write(content | {"shown_by": [*names, person] if on else names})

    def plan(self) -> WeekPlan | None:
        """Returns the last plan; None if there is none."""
        table = _object(self._read().get("plan"))
        made_on = _day(table.get("made_on"))
        if made_on is None:
            return None
        rows = table.get("times")
        times = [_planned(_object(row)) for row in (rows if isinstance(rows, list) else ())[:MOST_PLANNED]]
        plan = WeekPlan(
            made_on=made_on,
            times=tuple(planned for planned in times if planned),
            gives_first=_text(table.get("gives_first")),
        )
        return plan or None

    def set_plan(self, plan: WeekPlan) -> None:
        """Stores a plan in place of the last one; an empty one leaves that.

        Raises:
            BalanceError: it cannot be written.
        """
        if not plan:
            return
        rows = [
            {
                "kind": planned.kind,
                "who": planned.who,
                "what": planned.what,
                "day": planned.day.isoformat() if planned.day else None,
                "part": planned.part,
            }
            for planned in plan.times
        ]
        stored = {"made_on": plan.made_on.isoformat(), "times": rows, "gives_first": plan.gives_first}
        self._write(self._read() | {"plan": stored})

    def dismissed(self) -> Mapping[str, str]:
        """Returns the keys of what was dismissed, each with the day on which it was, in ISO 8601."""
        table = _object(self._read().get("dismissed"))
        return {key: day for key, day in table.items() if isinstance(day, str)}

    def dismiss(self, key: str, today: date) -> None:
        """Remembers that a suggestion was dismissed.

        Raises:
            BalanceError: it cannot be written.
        """
        others = {other: day for other, day in self.dismissed().items() if other != key}
        latest = dict(list(others.items())[-(MOST_DISMISSED - 1) :])
        self._write(self._read() | {"dismissed": latest | {key: today.isoformat()}})

    def rename(self, name: str, new_name: str) -> None:
        """Gives a person another name; an empty `new_name` forgets their wish, and their name in the plan.

        Raises:
            BalanceError: it cannot be written.
        """
        content = self._read()
        wishes, plan = _object(content.get("wishes")), _object(content.get("plan"))
        if name in wishes:
            wish = wishes.pop(name)
            if new_name:
                wishes[new_name] = wish
        if self.shows(name):
            renamed = (new_name if person == name else person for person in _texts(content["shown_by"]))
            content["shown_by"] = list(filter(None, renamed))
        rows = plan.get("times")
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, dict) and row.get("who") == name:
                row["who"] = new_name
        if content != self._read():
            self._write(content)

    def _read(self) -> dict[str, Any]:
        if self._path is None:
            return json.loads(json.dumps(self._content))  # type: ignore[no-any-return]
        return read_object(self._path)

    def _write(self, content: dict[str, Any]) -> None:
        if self._path is None:
            self._content = content
            return
        try:
            _set_aside_if_broken(self._path)
            write_object(self._path, content)
        except OSError as exc:
            raise unwritten_error(exc, self._path) from exc


def unwritten_error(exc: OSError, path: Path) -> BalanceError:
    """The error for a file that cannot be written, with what helps against this reason."""
    return BalanceError(
        f"wishes and plans cannot be kept ({write_failure(exc)})",
        fix=write_remedy(exc, "allow writing there, or name another folder in PRACTICE_PLAYER_HOME"),
        place=str(path),
    )


def _set_aside_if_broken(path: Path) -> None:
    """Renames a file that is no JSON object, so that writing does not replace it."""
    if not os.path.lexists(path) or read_object(path):
        return
    with suppress(OSError, ValueError, RecursionError):
        if path.stat().st_size <= MAX_BYTES and isinstance(json.loads(path.read_bytes()), dict):
            return  # an empty object
    place = path.with_name(SET_ASIDE_NAME)
    number = 2
    while os.path.lexists(place):
        place = path.with_name(f"{Path(SET_ASIDE_NAME).stem}-{number}.json")
        number += 1
    path.rename(place)
    log.warning("%s could not be read, and is now %s", path.name, place.name)


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _texts(value: Any) -> list[str]:
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []


def _text(value: Any) -> str:
    return value[:MAX_TEXT_LETTERS] if isinstance(value, str) else ""


def _day(value: Any) -> date | None:
    with suppress(ValueError, TypeError):
        return date.fromisoformat(value)
    return None


def _amount(value: Any) -> Amount | None:
    table = _object(value)
    for unit in Unit:
        number = table.get(unit)
        if isinstance(number, int) and not isinstance(number, bool):
            amount = Amount(number=number, unit=unit)
            return amount if amount.is_valid else None
    return None


def _planned(row: dict[str, Any]) -> PlannedTime | None:
    kind = row.get("kind")
    if kind not in (ALONE, TOGETHER):
        return None
    part = row.get("part")
    return PlannedTime(
        kind=kind,
        who=_text(row.get("who")),
        what=_text(row.get("what")),
        day=_day(row.get("day")),
        part=part if part in PARTS else "",
    )
