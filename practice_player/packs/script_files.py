"""Which files a script needs, and where each has its place in a pack."""

import posixpath
from collections.abc import Sequence
from pathlib import Path

from practice_player.lib.paths import to_nfc
from practice_player.packs.layout import practice_folder, script_path
from practice_player.script import model
from practice_player.script.pieces import resolve_within
from practice_player.script.tree import branches, sound_file


def script_files(name: str, path: Path, script: model.Script) -> dict[str, Path]:
    """Returns the script's file, its pieces, recordings and other sounds, by their paths in a pack.

    A file lies where the script looks for it, so that nothing in the script has to be changed; where a link
    leads elsewhere, its target is taken.
    """
    collector = _Collector(path)
    collector.files[script_path(name)] = path
    collector.collect_sound_file(script, path.parent, practice_folder(name))
    collector.collect(script.steps, path.parent, practice_folder(name))
    return collector.files


class _Collector:
    def __init__(self, script: Path) -> None:
        self._root = script.parent
        self.files: dict[str, Path] = {}

    def collect(self, steps: Sequence[model.Step], folder: Path, folder_in_pack: str) -> None:
        """Adds the files that some steps name, which stand in a file in `folder`."""
        for step in steps:
            if isinstance(step, model.Include):
                path_in_pack = _joined(folder_in_pack, step.include)
                if path_in_pack not in self.files:
                    piece = resolve_within(self._root, folder, step.include)
                    self.files[path_in_pack] = piece
                    self.collect(step.steps, piece.parent, posixpath.dirname(path_in_pack))
                continue
            self.collect_sound_file(step, folder, folder_in_pack)
            for branch in branches(step):
                self.collect(branch, folder, folder_in_pack)

    def collect_sound_file(self, node: model.Script | model.Step, folder: Path, folder_in_pack: str) -> None:
        """Adds the sound file that a node names, if it names one."""
        _, name = sound_file(node)
        if name:
            self.files[_joined(folder_in_pack, name)] = resolve_within(self._root, folder, name)


def _joined(folder: str, written_path: str) -> str:
    return posixpath.normpath(f"{folder}/{to_nfc(written_path)}")
