"""Resolves the other files that a script names: pieces to include, and recordings.

A script cannot name files outside its own folder, so a script from elsewhere is safe to open.
"""

import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from practice_player.lib.diagnostics import Diagnostic
from practice_player.lib.errors import ScriptError
from practice_player.lib.paths import disk_spelling, is_file
from practice_player.lib.quoting import quoted_file_name
from practice_player.script import model
from practice_player.script.node import FileNode, Node
from practice_player.script.tree import branches, sound_file

MAX_DEPTH = 5
"""How deep pieces may be nested in pieces."""

MAX_PIECES = 50

_EXAMPLES = {
    "include": "pieces/opening.yaml",
    "audio": "recordings/opening.wav",
    "sound": "sounds/gong.wav",
    "bed": "sounds/my-rain.ogg",
    "background": "sounds/my-rain.ogg",
}


_NO_LINK_FIX = "put the file itself there, in place of the link"


class OutsideError(ValueError):
    """A path that leaves the script's folder; an empty `fix` means that another file should be named."""

    def __init__(self, problem: str, fix: str = "") -> None:
        super().__init__(problem)
        self.fix = fix


def resolve_within(root: Path, folder: Path, text: str) -> Path:
    """Returns the file that `text` names from `folder`: absolute, links followed, spelt as on disk.

    Raises:
        OutsideError: the file is not below `root`, or `text` is not a path.
    """
    _check_portable(text)
    try:
        path = disk_spelling(folder / text).resolve()
        is_inside = path.is_relative_to(root.resolve())
        is_circular = os.path.islink(path)  # noqa: PTH114 - a name may be too long
    except RuntimeError:  # from Python 3.13 on, such a link is left as it is
        is_circular, is_inside = True, False
    except (OSError, ValueError):
        raise OutsideError(f"`{quoted_file_name(text)}` is not a path that can be followed") from None
    if is_circular:
        raise OutsideError(f"`{quoted_file_name(text)}` is a link that leads back to itself", _NO_LINK_FIX)
    if not is_inside:
        is_linked = Path(os.path.abspath(folder / text)).is_relative_to(root.absolute())  # noqa: PTH100
        fix = _NO_LINK_FIX if is_linked else ""
        raise OutsideError(f"`{quoted_file_name(text)}` leads out of the script's folder", fix)
    return path


def _check_portable(text: str) -> None:
    """Checks that a path means the same on every operating system."""
    problem = f"`{quoted_file_name(text)}` is not a path inside the script's folder"
    name = re.split(r"[/\\]", text)[-1]
    if re.match(r"[A-Za-z]:|[/\\]|~[^/\\]*[/\\]|~$", text):
        last_part = name.rpartition(":")[2]
        fix = (
            f"put the file into the script's own folder, and write `{quoted_file_name(last_part)}`"
            if last_part.strip("~")
            else ""
        )
        raise OutsideError(f"{problem}: it begins at a drive or the top folder", fix)
    if "\\" in text:
        fix = f"write `/` between folders: `{quoted_file_name(text.replace(chr(92), '/'))}`"
        raise OutsideError(f"{problem}: it is written with `\\`", fix)
    if ":" in text:
        raise OutsideError(f"{problem}: a colon stands in it", "give the file a name without a colon")


class PieceReader:
    """Reads the pieces that a script includes, each file once."""

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
        """Fills in the steps of each `include`, and the path of each sound file.

        Returns how deep pieces are nested below these steps.
        """
        max_depth = 0
        for step in steps:
            if isinstance(step, model.Include):
                max_depth = max(max_depth, self._fill_include(step, folder))
                continue
            if isinstance(step, FileNode):
                self.fill_sound_file(step, folder)
            for branch in branches(step):
                max_depth = max(max_depth, self.fill(branch, folder))
        return max_depth

    def fill_sound_file(self, node: model.Script | model.Step, folder: Path) -> None:
        """Fills in the path of the sound file that a node names, if it names one."""
        key, name = sound_file(node)
        if not name or not isinstance(node, FileNode):
            return
        if path := self._resolve(node, key, name, folder):
            name_in_root = os.path.relpath(folder.resolve() / name, self._root.resolve()).replace(os.sep, "/")
            node.note_file(path, name_in_root)

    def _fill_include(self, step: model.Include, folder: Path) -> int:
        path = self._resolve(step, "include", step.include, folder)
        if path is None:
            return 0
        if path in self._trail:
            circle = " → ".join(
                trail_path.name for trail_path in (*self._trail[self._trail.index(path) :], path)
            )
            self._add_problem(
                step, "include", f"this piece includes itself: {circle}", "take one of them out"
            )
            return 0
        depth = len(self._trail)
        if depth <= MAX_DEPTH and path not in self._pieces:
            self._read_file_of(step, path)
        if depth + self._depths.get(path, 0) > MAX_DEPTH:
            fix = "write the steps out here"
            self._add_problem(step, "include", f"pieces lie more than {MAX_DEPTH} deep in each other", fix)
            return 0
        if (piece := self._pieces[path]) is None:
            return 0
        step.note_steps(piece.steps)
        return 1 + self._depths[path]

    def _read_file_of(self, step: model.Include, path: Path) -> None:
        self._pieces[path] = None
        if len(self._pieces) > MAX_PIECES:
            fix = "put some of them together"
            self._add_problem(step, "include", f"the script is made of more than {MAX_PIECES} pieces", fix)
            return
        if not is_file(path):
            fix = "check the name; it counts from this file's folder"
            self._add_problem(step, "include", f"there is no file `{quoted_file_name(step.include)}`", fix)
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

    def _resolve(self, step: Node, key: str, text: str, folder: Path) -> Path | None:
        try:
            return resolve_within(self._root, folder, text)
        except OutsideError as exc:
            default_fix = f"name a file in the script's own folder or below it, such as {_EXAMPLES[key]}"
            self._add_problem(step, key, str(exc), exc.fix or default_fix)
            return None

    def _add_problem(self, step: Node, key: str, problem: str, fix: str) -> None:
        self.problems.append(Diagnostic(place=step.place_of(key), problem=problem, fix=fix))
