"""Finds and reads paths by name; a person's own paths win over the shipped ones, as scripts do."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from practice_player.lib.diagnostics import Diagnostic
from practice_player.lib.errors import NameUnknownError, ScriptError
from practice_player.lib.paths import to_nfc
from practice_player.lib.quoting import MAX_QUOTED_CHARACTERS, quoted
from practice_player.paths.model import PracticePath
from practice_player.paths.reading import read_path
from practice_player.script.discovery import path_files


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedPath:
    """A file that was read: the path, or its problems."""

    name: str
    """The file's name without its ending."""

    file: Path
    path: PracticePath | None
    problems: tuple[Diagnostic, ...] = ()
    replaces: Path | None = None
    """The file of the same name in a later folder, which this one replaces."""


class PathLibrary:
    """The paths below some folders; earlier folders win."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)

    def all(self) -> list[LoadedPath]:
        """Reads every path again, by title; those that cannot be read are last."""
        found = [self.load(name) for name in self._files()]
        return sorted(found, key=lambda one: (one.path is None, one.path.title if one.path else one.name))

    def load(self, name: str) -> LoadedPath:
        """Reads the path of a name again.

        Raises:
            NameUnknownError: there is no such path.
        """
        by_name = self._files()
        files = by_name.get(to_nfc(name))
        if files is None:
            near = difflib.get_close_matches(to_nfc(name)[:MAX_QUOTED_CHARACTERS], by_name, n=1)
            fix = "see `practice-player path list`"
            raise NameUnknownError(
                f"no path is called `{quoted(name)}`", fix=f"`{near[0]}`, or {fix}" if near else fix
            )
        replaces = files[1] if len(files) > 1 else None
        try:
            path = read_path(files[0])
        except ScriptError as exc:
            return LoadedPath(
                name=to_nfc(name), file=files[0], path=None, problems=exc.problems, replaces=replaces
            )
        return LoadedPath(name=to_nfc(name), file=files[0], path=path, replaces=replaces)

    def _files(self) -> dict[str, list[Path]]:
        """The files of each name, the one that counts first; of two in one folder, the earlier counts."""
        files: dict[str, list[Path]] = {}
        for folder in self._folders:
            names_here: set[str] = set()
            for file in path_files(folder):
                name = to_nfc(file.stem)
                if name not in names_here:
                    names_here.add(name)
                    files.setdefault(name, []).append(file)
        return files
