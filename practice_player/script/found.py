"""Which script files there are, and which of them a name stands for.  Opens none of them."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from practice_player.errors import NameUnknownError
from practice_player.script.watch import ENDINGS

PIECES: Final = "pieces"
"""Scripts in folders of this name are parts of others, and no practices themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A script file."""

    name: str
    path: Path
    replaces: Path | None = None
    """The script of the same name that this one stands in for, in a later folder."""


def by_name(folders: Sequence[Path]) -> dict[str, Found]:
    """The scripts below the folders; earlier folders win, and remember what they won over."""
    found: dict[str, Found] = {}
    for folder in reversed(folders):
        here: dict[str, Found] = {}
        for path in files(folder):
            before = found.get(path.stem)
            over = before.path if before and before.path.resolve() != path.resolve() else None
            here.setdefault(path.stem, Found(name=path.stem, path=path, replaces=over))
        found |= here
    return found


def find(name: str, folders: Sequence[Path]) -> Found:
    """The script of a name, or in a file.

    Raises:
        NameUnknownError: there is no such practice or file.
    """
    known = by_name(folders)
    if name in known:
        return known[name]
    path = Path(name)
    if path.suffix in ENDINGS and path.exists():
        return Found(name=path.stem, path=path)
    if path.suffix in ENDINGS or "/" in name or "\\" in name:
        raise NameUnknownError(
            f"there is no script at `{name}`", fix="check the path, or see `practice-player list`"
        )
    near = difflib.get_close_matches(name, known, n=1)
    fix = f"`{near[0]}`, or see `practice-player list`" if near else "see `practice-player list`"
    raise NameUnknownError(f"no practice is called `{name}`", fix=fix)


def hidden(folders: Sequence[Path]) -> Iterator[tuple[Path, Path]]:
    """Scripts that no name stands for, each with the one of the same name in the same folder that wins."""
    for folder in folders:
        winners: dict[str, Path] = {}
        for path in files(folder):
            winner = winners.setdefault(path.stem, path)
            if winner != path:
                yield path, winner


def files(folder: Path) -> Iterator[Path]:
    """The script files below a folder, in order; none when it cannot be read."""
    try:
        yield from sorted(path for path in folder.rglob("*") if _is_script(path, folder))
    except OSError:
        return


def _is_script(path: Path, folder: Path) -> bool:
    return path.suffix in ENDINGS and PIECES not in path.relative_to(folder).parent.parts and path.is_file()
