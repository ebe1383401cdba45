"""The other files a script names: pieces to include, and recordings.

A script reaches nothing outside its own folder, so that one from elsewhere is safe to open.
"""

import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from practice_player.lib.errors import Diagnostic, ScriptError
from practice_player.lib.paths import disk_spelling, is_file
from practice_player.script import model
from practice_player.script.parsing.yaml_tree import file_name
from practice_player.script.tree import branches

MOST_DEEP = 5
"""Pieces within pieces."""

MOST_PIECES = 50

_EXAMPLES = {"include": "pieces/opening.yaml", "audio": "recordings/opening.wav"}


_NO_LINK = "put the file itself there, in place of the link"


class OutsideError(ValueError):
    """A path that leaves the script's folder; says how, and what to do about it, if not to name another."""

    def __init__(self, problem: str, fix: str = "") -> None:
        super().__init__(problem)
        self.fix = fix


def within(root: Path, folder: Path, text: str) -> Path:
    """The file `text` names from `folder`, absolute, links followed, as the disk spells it.

    Raises:
        OutsideError: it is not below `root`, or no path at all.
    """
    _spelt_for_all(text)
    try:
        path = disk_spelling(folder / text).resolve()
        inside = path.is_relative_to(root.resolve())
        goes_round = os.path.islink(path)  # noqa: PTH114 - a name may be too long
    except RuntimeError:  # from Python 3.13 on, such a link is left as it is
        goes_round, inside = True, False
    except (OSError, ValueError):
        raise OutsideError(f"`{file_name(text)}` is not a path that can be followed") from None
    if goes_round:
        raise OutsideError(f"`{file_name(text)}` is a link that leads back to itself", _NO_LINK)
    if not inside:
        linked = Path(os.path.abspath(folder / text)).is_relative_to(root.absolute())  # noqa: PTH100
        fix = _NO_LINK if linked else ""
        raise OutsideError(f"`{file_name(text)}` leads out of the script's folder", fix)
    return path


def _spelt_for_all(text: str) -> None:
    """Makes sure that a path means the same on every system."""
    problem = f"`{file_name(text)}` is not a path inside the script's folder"
    name = re.split(r"[/\\]", text)[-1]
    if re.match(r"[A-Za-z]:|[/\\]|~[^/\\]*[/\\]|~$", text):
        here = name.rpartition(":")[2]
        fix = (
            f"put the file into the script's own folder, and write `{file_name(here)}`"
            if here.strip("~")
            else ""
        )
        raise OutsideError(f"{problem}: it begins at a drive or the top folder", fix)
    if "\\" in text:
        fix = f"write `/` between folders: `{file_name(text.replace(chr(92), '/'))}`"
        raise OutsideError(f"{problem}: it is written with `\\`", fix)
    if ":" in text:
        raise OutsideError(f"{problem}: a colon stands in it", "give the file a name without a colon")


class Pieces:
    """Reads what one script includes, each file once."""

    def __init__(self, script: Path, read_piece: Callable[[Path], model.Piece]) -> None:
        self._root = script.parent
        self._trail = [script.resolve()]
        self._read_piece = read_piece
        self._pieces: dict[Path, model.Piece | None] = {}
        self._depths: dict[Path, int] = {}
        self.problems: list[Diagnostic] = []

    @property
    def files(self) -> tuple[Path, ...]:
        """Every piece that was named, whether it could be read or not."""
        return tuple(self._pieces)

    def fill(self, steps: Sequence[model.Step], folder: Path) -> int:
        """Puts the pieces into the `include` steps, and recordings' paths beside their words.

        Returns how deep pieces lie in each other below these steps.
        """
        deepest = 0
        for step in steps:
            if isinstance(step, model.Include):
                deepest = max(deepest, self._include(step, folder))
                continue
            if isinstance(step, model.Say) and step.audio:
                path = self._path(step, "audio", step.audio, folder)
                if path:
                    step.heard_from(path)
            for inside in branches(step):
                deepest = max(deepest, self.fill(inside, folder))
        return deepest

    def _include(self, step: model.Include, folder: Path) -> int:
        path = self._path(step, "include", step.include, folder)
        if path is None:
            return 0
        if path in self._trail:
            round_about = " → ".join(one.name for one in (*self._trail[self._trail.index(path) :], path))
            self._say(step, "include", f"this piece includes itself: {round_about}", "take one of them out")
            return 0
        depth = len(self._trail)
        if depth <= MOST_DEEP and path not in self._pieces:
            self._read(step, path)
        if depth + self._depths.get(path, 0) > MOST_DEEP:
            fix = "write the steps out here"
            self._say(step, "include", f"pieces lie more than {MOST_DEEP} deep in each other", fix)
            return 0
        if (piece := self._pieces[path]) is None:
            return 0
        step.holds(piece.steps)
        return 1 + self._depths[path]

    def _read(self, step: model.Include, path: Path) -> None:
        self._pieces[path] = None
        if len(self._pieces) > MOST_PIECES:
            fix = "put some of them together"
            self._say(step, "include", f"the script is made of more than {MOST_PIECES} pieces", fix)
            return
        if not is_file(path):
            fix = "check the name; it counts from this file's folder"
            self._say(step, "include", f"there is no file `{file_name(step.include)}`", fix)
            return
        try:
            piece = self._read_piece(path)
        except ScriptError as exc:
            self.problems += exc.problems
            return
        self._trail.append(path)
        self._depths[path] = self.fill(piece.steps, path.parent)
        self._trail.pop()
        self._pieces[path] = piece

    def _path(self, step: model.Node, key: str, text: str, folder: Path) -> Path | None:
        try:
            return within(self._root, folder, text)
        except OutsideError as exc:
            other = f"name a file in the script's own folder or below it, such as {_EXAMPLES[key]}"
            self._say(step, key, str(exc), exc.fix or other)
            return None

    def _say(self, step: model.Node, key: str, problem: str, fix: str) -> None:
        self.problems.append(Diagnostic(place=step.place_of(key), problem=problem, fix=fix))
