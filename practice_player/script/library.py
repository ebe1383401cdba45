"""Which scripts there are, by name: a person's own win over the shipped."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from practice_player.errors import NameUnknownError, Problem, ScriptError
from practice_player.script.model import Session
from practice_player.script.pieces import FOLDER as PIECES
from practice_player.script.reader import read
from practice_player.script.watch import ENDINGS, Mark, mark


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
        found = [_load(*paths) for paths in self._by_name().values()]
        return sorted(found, key=_shelf)

    def mark(self) -> Mark:
        """Differs from the mark before when a script in the folders was touched."""
        return mark(self._folders)

    def find(self, name: str) -> Script:
        """The script of a name, or in a file.

        Raises:
            NameUnknownError: there is no such practice or file.
        """
        by_name = self._by_name()
        if name in by_name:
            return _load(*by_name[name])
        path = Path(name)
        if path.suffix in ENDINGS and path.exists():
            return _load(path)
        if path.suffix in ENDINGS or "/" in name or "\\" in name:
            raise NameUnknownError(
                f"there is no script at `{name}`", fix="check the path, or see `practice-player list`"
            )
        near = difflib.get_close_matches(name, by_name, n=1)
        fix = f"`{near[0]}`, or see `practice-player list`" if near else "see `practice-player list`"
        raise NameUnknownError(f"no practice is called `{name}`", fix=fix)

    def _by_name(self) -> dict[str, list[Path]]:
        """For each name the script that counts, and the one it stands in for if there is one."""
        found: dict[str, list[Path]] = {}
        for folder in self._folders:
            here: dict[str, Path] = {}
            for path in _files(folder):
                here.setdefault(path.stem, path)
            for name, path in here.items():
                found.setdefault(name, []).append(path)
        return {name: paths[:2] for name, paths in found.items()}


def _files(folder: Path) -> Iterator[Path]:
    try:
        yield from sorted(
            path
            for path in folder.rglob("*")
            if path.suffix in ENDINGS
            and path.is_file()
            and PIECES not in path.relative_to(folder).parent.parts
        )
    except OSError:
        return


def _load(path: Path, replaces: Path | None = None) -> Script:
    try:
        return Script(name=path.stem, path=path, session=read(path), replaces=replaces)
    except ScriptError as exc:
        return Script(name=path.stem, path=path, session=None, problems=exc.problems, replaces=replaces)


def _shelf(script: Script) -> tuple[bool, bool, str]:
    session = script.session
    return (
        session is None,
        session is not None and session.practice == "partner",
        session.title if session else script.name,
    )
