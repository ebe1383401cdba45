"""Which scripts there are, by name, and what they say: a person's own win over the shipped."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from practice_player.lib.errors import Diagnostic, ScriptError
from practice_player.script import discovery
from practice_player.script.discovery import FoundScript
from practice_player.script.model import Script
from practice_player.script.parsing.reader import read
from practice_player.script.watch import Mark, mark


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedScript:
    """A script file, read: what it says, or its problems."""

    name: str
    path: Path
    script: Script | None
    problems: tuple[Diagnostic, ...] = ()

    replaces: Path | None = None
    """The script of the same name that this one stands in for, in a later folder."""

    def playable(self) -> Script:
        """What it says.

        Raises:
            ScriptError: the script has problems.
        """
        if self.script is None:
            raise ScriptError(self.problems)
        return self.script


class Library:
    """The scripts below some folders; earlier folders win."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)

    def scripts(self) -> list[LoadedScript]:
        """Every script once, read afresh; solo before partner, then by title."""
        return sorted(map(self.load, self.files()), key=_shelf)

    def files(self) -> list[FoundScript]:
        """The scripts, unread."""
        return list(discovery.by_name(self._folders).values())

    def folder_number(self, file: FoundScript) -> int:
        """Which of the folders it lies in, counted from 0: the lower, the nearer to the person."""
        return next(
            (number for number, folder in enumerate(self._folders) if file.path.is_relative_to(folder)),
            len(self._folders),
        )

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders that it looks into, with those below them."""
        return self._folders

    def mark(self) -> Mark:
        """Differs from the mark before when a script in the folders was touched."""
        return mark(self._folders)

    def find(self, name: str) -> LoadedScript:
        """The script of a name, or in a file.

        Raises:
            NameUnknownError: there is no such practice or file.
        """
        return self.load(discovery.find(name, self._folders))

    def load(self, file: FoundScript) -> LoadedScript:
        """A script, read afresh."""
        loaded = LoadedScript(name=file.name, path=file.path, script=None, replaces=file.replaces)
        try:
            return replace(loaded, script=read(file.path))
        except ScriptError as exc:
            return replace(loaded, problems=exc.problems)


def _shelf(loaded: LoadedScript) -> tuple[bool, bool, str]:
    script = loaded.script
    return (
        script is None,
        script is not None and script.practice == "partner",
        script.title if script else loaded.name,
    )
