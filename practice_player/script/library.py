"""Finds and reads scripts by name; a person's own scripts win over the shipped ones."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from practice_player.lib.diagnostics import Diagnostic
from practice_player.lib.errors import ScriptError
from practice_player.script import discovery
from practice_player.script.discovery import ScriptFile
from practice_player.script.watch import Mark, mark

if TYPE_CHECKING:
    from practice_player.script.model import Script


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedScript:
    """A script file that was read: the script, or its problems."""

    name: str
    path: Path
    script: "Script | None"
    problems: tuple[Diagnostic, ...] = ()

    replaces: Path | None = None
    """The script of the same name in a later folder, which this one replaces."""

    def playable(self) -> "Script":
        """Returns the script.

        Raises:
            ScriptError: the script has problems.
        """
        if self.script is None:
            raise ScriptError(self.problems)
        return self.script

    def content_hash(self) -> str:
        """Returns a hash of the script's file and its pieces as they are now: 16 hexadecimal digits.

        The kind of line ends does not matter.  Empty if a file cannot be read any more.
        """
        pieces = self.script.pieces if self.script else ()
        content = hashlib.sha256()
        try:
            for path in (self.path, *pieces):
                file_hash = hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n"))
                content.update(file_hash.digest())
        except OSError:
            return ""
        return content.hexdigest()[:16]


class Library:
    """The scripts below some folders; earlier folders win."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)

    def scripts(self) -> list[LoadedScript]:
        """Reads every script again; solo before partner, then by title."""
        return sorted(map(self.load, self.files()), key=_sort_key)

    def files(self) -> list[ScriptFile]:
        """Returns the files of all scripts, without reading them."""
        return list(discovery.scripts_by_name(self._folders).values())

    def folder_index(self, file: ScriptFile) -> int:
        """Returns the index of the folder that a file lies in; a person's own folders come first."""
        return next(
            (index for index, folder in enumerate(self._folders) if file.path.is_relative_to(folder)),
            len(self._folders),
        )

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders that are searched, with all folders below them."""
        return self._folders

    def mark(self) -> Mark:
        """Returns a value that changes when a script in the folders is saved, added or removed."""
        return mark(self._folders)

    def find(self, name: str) -> LoadedScript:
        """Reads the script with a name, or in a file.

        Raises:
            NameUnknownError: there is no such practice or file.
        """
        return self.load(discovery.find_script(name, self._folders))

    def load(self, file: ScriptFile) -> LoadedScript:
        """Reads a script again."""
        from practice_player.script.parsing.reader import read

        loaded = LoadedScript(name=file.name, path=file.path, script=None, replaces=file.replaces)
        try:
            return replace(loaded, script=read(file.path))
        except ScriptError as exc:
            return replace(loaded, problems=exc.problems)


def _sort_key(loaded: LoadedScript) -> tuple[bool, bool, str]:
    script = loaded.script
    return (
        script is None,
        script is not None and script.practice == "partner",
        script.title if script else loaded.name,
    )
