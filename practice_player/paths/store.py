"""Which paths somebody follows, and since when; in a small file among a person's own data.

What was practised is not in it: that is the journal's.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from practice_player.lib.atomic_files import write_failure, write_remedy
from practice_player.lib.errors import PathsError
from practice_player.lib.json_file import read_object, write_object

FILE_NAME: Final = "paths.json"

MAX_PATHS: Final = 200
"""So many are remembered; the one that was begun longest ago is forgotten first."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A path that was begun."""

    begun_at: datetime
    """Aware; practices that were finished earlier do not count."""

    left: bool = False
    """Whether it was left for now; what was done on it stays."""


class PathsFile:
    """Read afresh each time; without a path, it holds for as long as the program runs."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._content: dict[str, Any] = {}
        """What holds when it cannot be written, or is not to be."""

        self.unwritten: PathsError | None = None
        """Why the last change cannot be remembered; None if it is, or is not to be."""

    def all(self) -> Mapping[str, Followed]:
        """The paths that were begun, by name; the one that was begun or taken up last comes last."""
        followed: dict[str, Followed] = {}
        for name, row in self._read().items():
            if isinstance(row, dict) and (begun_at := _read_time(row.get("begun_at"))):
                followed[name] = Followed(begun_at=begun_at, left=row.get("left") is True)
        return followed

    def begin(self, name: str, now: datetime, *, anew: bool = False) -> None:
        """Begins a path, or takes it up again where it was left; with `anew`, from its first step.

        It holds even if it cannot be written; `unwritten` says why it could not.
        """
        earlier = self.all().get(name)
        again = replace(earlier, left=False) if earlier and not anew else Followed(begun_at=now)
        others = {other: row for other, row in self._read().items() if other != name}
        rows = list((others | {name: _row(again)}).items())[-MAX_PATHS:]
        self._write(dict(rows))

    def leave(self, name: str) -> None:
        """Leaves a path that is followed; it can be taken up again."""
        if followed := self.all().get(name):
            self._write(self._read() | {name: _row(replace(followed, left=True))})

    def _read(self) -> dict[str, Any]:
        if self._path is not None and not self._content:
            return read_object(self._path)
        return dict(self._content)

    def _write(self, content: dict[str, Any]) -> None:
        self._content, self.unwritten = content, None
        if self._path is None:
            return
        try:
            write_object(self._path, content)
            self._content = {}
        except OSError as exc:
            log.warning("%s cannot be written: %s", FILE_NAME, exc)
            self.unwritten = PathsError(
                f"where you are on paths cannot be remembered ({write_failure(exc)})",
                fix=write_remedy(exc, "allow writing there, or name another folder in PRACTICE_PLAYER_HOME"),
                place=str(self._path),
            )


def _row(followed: Followed) -> dict[str, Any]:
    return {"begun_at": followed.begun_at.isoformat(timespec="seconds"), "left": followed.left}


def _read_time(text: Any) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
    return at if at.tzinfo else None
