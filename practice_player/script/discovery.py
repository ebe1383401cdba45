"""Finds script files by folder and by name, without opening them."""

import difflib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from practice_player.lib.errors import NameUnknownError
from practice_player.lib.paths import describe_non_folder, disk_spelling, find_obstacle_to, to_nfc
from practice_player.lib.quoting import MAX_QUOTED_CHARACTERS, quoted
from practice_player.script.watch import is_script_name

PIECES_FOLDER: Final = "pieces"
"""Files in folders of this name are pieces of other scripts, not practices."""

PATHS_FOLDER: Final = "paths"
"""Files in folders of this name are paths, which name practices in an order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptFile:
    """A script file."""

    name: str
    """The file's name without its ending, in the form in which names are compared."""

    path: Path
    replaces: Path | None = None
    """The script of the same name in a later folder, which this one replaces."""


def scripts_by_name(folders: Sequence[Path], *, only: str | None = None) -> dict[str, ScriptFile]:
    """Returns the scripts below the folders, or the `only` one of that name; earlier folders win."""
    scripts: dict[str, ScriptFile] = {}
    for folder in reversed(folders):
        folder_scripts: dict[str, ScriptFile] = {}
        for path in script_files(folder, only=only):
            name = to_nfc(path.stem)
            earlier = scripts.get(name)
            is_same_file = earlier and os.path.realpath(earlier.path) == os.path.realpath(path)
            replaced = earlier.path if earlier and not is_same_file else None
            folder_scripts.setdefault(name, ScriptFile(name=name, path=path, replaces=replaced))
        scripts |= folder_scripts
    return scripts


def find_script(name: str, folders: Sequence[Path]) -> ScriptFile:
    """Returns the script with a name, or in a file.

    Raises:
        NameUnknownError: there is no such practice or file.
    """
    scripts = scripts_by_name(folders, only=to_nfc(name))
    if scripts:
        return scripts[to_nfc(name)]
    path = disk_spelling(Path(name))
    if is_script_name(path.name) and os.path.lexists(path):
        return ScriptFile(name=to_nfc(path.stem), path=path)
    if is_script_name(path.name) or "/" in name or "\\" in name:
        if obstacle := find_obstacle_to(path):
            raise NameUnknownError(
                f"nothing can be read at `{quoted(name)}` ({obstacle})",
                fix="allow reading it, or check the path",
            )
        if os.path.lexists(path):
            raise NameUnknownError(f"`{quoted(name)}` is no script", fix="name a file that ends in .yaml")
        raise NameUnknownError(
            f"there is no script at `{quoted(name)}`", fix="check the path, or see `practice-player list`"
        )
    matches = difflib.get_close_matches(to_nfc(name)[:MAX_QUOTED_CHARACTERS], scripts_by_name(folders), n=1)
    if not matches and (unsearched := find_unsearched_folders(folders)):
        place = quoted(unsearched[0].path, max_characters=300)
        raise NameUnknownError(
            f"no practice is called `{quoted(name)}` where scripts can be searched; {place} cannot be "
            f"({unsearched[0].reason})",
            fix=unsearched[0].fix,
        )
    fix = f"`{matches[0]}`, or see `practice-player list`" if matches else "see `practice-player list`"
    raise NameUnknownError(f"no practice is called `{quoted(name)}`", fix=fix)


def find_hidden_scripts(folders: Sequence[Path]) -> Iterator[tuple[Path, Path]]:
    """Yields each script that a script of the same name in its folder hides, with that other script."""
    for folder in folders:
        winners: dict[str, Path] = {}
        for path in script_files(folder):
            winner = winners.setdefault(to_nfc(path.stem), path)
            if winner != path:
                yield path, winner


def script_files(folder: Path, *, only: str | None = None) -> Iterator[Path]:
    """Yields the script files below a folder, in order, except those in folders that cannot be searched.

    With `only`, yields just the files of that name, which spares looking at the others more closely.
    """
    paths = (path for path in _walk(folder) if isinstance(path, str))
    if only is not None:
        paths = (path for path in paths if to_nfc(path.rpartition(os.sep)[2]).startswith(f"{only}."))
    yield from sorted(
        path
        for path in map(Path, paths)
        if only in (None, to_nfc(path.stem)) and not _is_in_paths(path, folder)
    )


def path_files(folder: Path) -> Iterator[Path]:
    """Yields the files of paths below a folder, in order."""
    paths = (Path(path) for path in _walk(folder) if isinstance(path, str))
    yield from sorted(path for path in paths if _is_in_paths(path, folder))


def _is_in_paths(path: Path, folder: Path) -> bool:
    return PATHS_FOLDER in path.relative_to(folder).parts[:-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsearchedFolder:
    """A folder that cannot be searched; scripts in it are not listed."""

    path: str
    reason: str
    fix: str = "allow reading it, or move the scripts to another folder"


def find_unsearched_folders(folders: Sequence[Path]) -> list[UnsearchedFolder]:
    """Returns the folders below these that cannot be searched."""
    entries = (entry for folder in dict.fromkeys(folders) for entry in _walk(folder))
    return [entry for entry in entries if isinstance(entry, UnsearchedFolder)]


def _walk(folder: Path) -> Iterator[str | UnsearchedFolder]:
    """Yields the path of each script, and each folder that cannot be searched.

    Links to folders are not followed, so there are no loops; deep folders need no deep stack.
    """
    pending = [str(folder)]
    while pending:
        current = pending.pop()
        try:
            with os.scandir(current) as entries:
                for entry in entries:
                    if _is_folder(entry):
                        if entry.name != PIECES_FOLDER:
                            pending.append(entry.path)
                    elif is_script_name(entry.name) and _is_file(entry):
                        yield entry.path
        except (OSError, ValueError) as exc:
            reason = describe_non_folder(Path(current))
            if not isinstance(exc, FileNotFoundError | NotADirectoryError):
                reason = reason or getattr(exc, "strerror", None) or str(exc)
                yield UnsearchedFolder(path=current, reason=reason)
            elif reason:
                fix = "put a folder in its place, or name another folder"
                yield UnsearchedFolder(path=current, reason=reason, fix=fix)


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _is_file(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_file() or _leads_nowhere(entry)
    except OSError:
        return True  # reading it will report why it cannot be read


def _leads_nowhere(entry: "os.DirEntry[str]") -> bool:
    """Whether it is a link to nothing.  A name after a dot is an editor's note."""
    try:
        entry.stat()
    except FileNotFoundError:
        return entry.is_symlink() and not entry.name.startswith(".")
    return False
