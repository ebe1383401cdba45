"""Which scripts there are, by name, and what they say: a person's own win over the shipped."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from practice_player.errors import Problem, ScriptError
from practice_player.script import found
from practice_player.script.found import Found
from practice_player.script.model import Session
from practice_player.script.reader import read
from practice_player.script.watch import Mark, mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A script file, read: its session, or its problems."""

    name: str
    path: Path
    session: Session | None
    problems: tuple[Problem, ...] = ()

    replaces: Path | None = None
    """The script of the same name that this one stands in for, in a later folder."""

    def playable(self) -> Session:
        """The session.

        Raises:
            ScriptError: the script has problems.
        """
        if self.session is None:
            raise ScriptError(self.problems)
        return self.session


class Library:
    """The scripts below some folders; earlier folders win."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)

    def scripts(self) -> list[Script]:
        """Every script once, read afresh; solo before partner, then by title."""
        return sorted(map(self.load, self.files()), key=_shelf)

    def files(self) -> list[Found]:
        """The scripts, unread."""
        return list(found.by_name(self._folders).values())

    def unsearched(self) -> list[Problem]:
        """The folders that cannot be searched: what is in them is in no list."""
        return found.unsearched(self._folders)

    def mark(self) -> Mark:
        """Differs from the mark before when a script in the folders was touched."""
        return mark(self._folders)

    def find(self, name: str) -> Script:
        """The script of a name, or in a file.

        Raises:
            NameUnknownError: there is no such practice or file.
        """
        return self.load(found.find(name, self._folders))

    def load(self, file: Found) -> Script:
        """A script, read afresh."""
        script = Script(name=file.name, path=file.path, session=None, replaces=file.replaces)
        try:
            return replace(script, session=read(file.path))
        except ScriptError as exc:
            return replace(script, problems=exc.problems)


def _shelf(script: Script) -> tuple[bool, bool, str]:
    session = script.session
    return (
        session is None,
        session is not None and session.practice == "partner",
        session.title if session else script.name,
    )
