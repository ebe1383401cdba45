"""Which script files there are, and which of them a name stands for.  Opens none of them."""

import difflib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from practice_player.lib.errors import NameUnknownError
from practice_player.lib.paths import disk_spelling, to_nfc
from practice_player.script.parsing.yaml_tree import MOST_QUOTED, quoted
from practice_player.script.watch import is_script_name

PIECES: Final = "pieces"
"""Scripts in folders of this name are parts of others, and no practices themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundScript:
    """A script file."""

    name: str
    """Its file's name without the ending, in the form in which names are compared."""

    path: Path
    replaces: Path | None = None
    """The script of the same name that this one stands in for, in a later folder."""


def by_name(folders: Sequence[Path], *, only: str | None = None) -> dict[str, FoundScript]:
    """The scripts below the folders, or one of them; earlier folders win, and remember what they won over."""
    found: dict[str, FoundScript] = {}
    for folder in reversed(folders):
        here: dict[str, FoundScript] = {}
        for path in files(folder, only=only):
            name = to_nfc(path.stem)
            before = found.get(name)
            same = before and os.path.realpath(before.path) == os.path.realpath(path)
            over = before.path if before and not same else None
            here.setdefault(name, FoundScript(name=name, path=path, replaces=over))
        found |= here
    return found


def find(name: str, folders: Sequence[Path]) -> FoundScript:
    """The script of a name, or in a file.

    Raises:
        NameUnknownError: there is no such practice or file.
    """
    known = by_name(folders, only=to_nfc(name))
    if known:
        return known[to_nfc(name)]
    path = disk_spelling(Path(name))
    if is_script_name(path.name) and os.path.lexists(path):
        return FoundScript(name=to_nfc(path.stem), path=path)
    if is_script_name(path.name) or "/" in name or "\\" in name:
        raise NameUnknownError(
            f"there is no script at `{quoted(name)}`", fix="check the path, or see `practice-player list`"
        )
    near = difflib.get_close_matches(to_nfc(name)[:MOST_QUOTED], by_name(folders), n=1)
    fix = f"`{near[0]}`, or see `practice-player list`" if near else "see `practice-player list`"
    raise NameUnknownError(f"no practice is called `{quoted(name)}`", fix=fix)


def hidden(folders: Sequence[Path]) -> Iterator[tuple[Path, Path]]:
    """Scripts that no name stands for, each with the one of the same name in the same folder that wins."""
    for folder in folders:
        winners: dict[str, Path] = {}
        for path in files(folder):
            winner = winners.setdefault(to_nfc(path.stem), path)
            if winner != path:
                yield path, winner


def files(folder: Path, *, only: str | None = None) -> Iterator[Path]:
    """The script files below a folder, in order, but for those in folders that cannot be searched.

    Those of one name `only` are found without looking at the others any further.
    """
    found = (one for one in _walk(folder) if isinstance(one, str))
    if only is not None:
        found = (one for one in found if to_nfc(one.rpartition(os.sep)[2]).startswith(f"{only}."))
    yield from sorted(path for path in map(Path, found) if only in (None, to_nfc(path.stem)))


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsearchedFolder:
    """A folder that cannot be searched: scripts in it are not listed."""

    path: str
    reason: str


def unsearched(folders: Sequence[Path]) -> list[UnsearchedFolder]:
    """The folders below these that cannot be searched."""
    entries = (entry for folder in dict.fromkeys(folders) for entry in _walk(folder))
    return [entry for entry in entries if isinstance(entry, UnsearchedFolder)]


def _walk(folder: Path) -> Iterator[str | UnsearchedFolder]:
    """Each script, and each folder that does not let itself be searched.

    Links to folders are not followed, so nothing goes round; deep folders take no deep stack.
    """
    waiting = [str(folder)]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as entries:
                for entry in entries:
                    if _is_folder(entry):
                        if entry.name != PIECES:
                            waiting.append(entry.path)
                    elif is_script_name(entry.name) and _is_file(entry):
                        yield entry.path
        except FileNotFoundError:
            continue
        except (OSError, ValueError) as exc:
            yield UnsearchedFolder(path=here, reason=getattr(exc, "strerror", None) or str(exc))


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _is_file(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_file()
    except OSError:
        return True  # whoever reads it says why it cannot be read
