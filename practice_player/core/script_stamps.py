"""Stamps of scripts: a text that changes when anything changes that a script's lengths and words depend on.

A script depends on its pieces, its own recordings and those of the voices, compared by size, dates and place
on the disk.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from practice_player.lib.fact_cache import file_stamp, is_settled, settled_stamp
from practice_player.lib.programs import program_stamp

if TYPE_CHECKING:
    from practice_player.script.model import Script  # pydantic comes with it


class ScriptStamps:
    """One pass over scripts: reads the state of each file once."""

    def __init__(self, voice_folders: Iterable[Path], second_voice: str, now_s: float) -> None:
        """`now_s` is the time of day."""
        self._states: dict[Path, str] = {}
        self._second_voice = second_voice
        self._voice_state = _voice_state(voice_folders, now_s)

    @property
    def are_certain(self) -> bool:
        """False while a file of a voice may still change unnoticed."""
        return bool(self._voice_state)

    def note(self, path: Path) -> None:
        """Reads the state of a file now, before anybody reads the file itself."""
        self._state(path)

    def of(self, script_path: Path, other_files: Sequence[Path]) -> str:
        """Returns the stamp of a script and of the other files that it uses."""
        states = [f"{self._voice_state} {self._second_voice}", *map(self._state, (script_path, *other_files))]
        # With another ffmpeg, or a newly installed one, more recordings can be read.
        return "\n".join([*states, program_stamp("ffmpeg")] if other_files else states)

    def is_certain_of(self, script_path: Path, other_files: Sequence[Path], now_s: float) -> bool:
        """Returns whether any further change of these files, and of the voices', will change the stamp."""
        are_settled = all(is_settled(path, now_s) for path in (script_path, *other_files))
        # A missing file whose name has two Unicode spellings may appear under the other one.
        are_spelt = all(self._state(path) or str(path).isascii() for path in other_files)
        return self.are_certain and are_settled and are_spelt

    def _state(self, path: Path) -> str:
        if path not in self._states:
            self._states[path] = file_stamp(path)
        return self._states[path]


def other_files_of(script_path: Path, script: "Script", second_recordings: Iterable[Path] = ()) -> list[Path]:
    """Returns the files that a script uses, as they are named and where their links lead.

    `second_recordings` are the places of what a second voice says.
    """
    return list(dict.fromkeys((*_used_files(script_path, script), *second_recordings)))


def _used_files(script_path: Path, script: "Script") -> Iterator[Path]:
    from practice_player.script import model
    from practice_player.script.tree import sound_files, walk_steps

    yield from script.pieces
    for node, _, name in sound_files(script):
        yield (script_path.parent / node.place.path).parent / name
        if node.file_path:
            yield node.file_path
    for step in walk_steps(script.steps):
        folder = (script_path.parent / step.place.path).parent
        if isinstance(step, model.Include):
            yield folder / step.include


def _voice_state(folders: Iterable[Path], now_s: float) -> str:
    """Returns a hash of the state of the files of voices; empty while one may still change unnoticed."""
    states: list[str] = []
    for folder in map(str, folders):
        for name in ("", *sorted(_names_in(folder))):
            path = os.path.join(folder, name)  # noqa: PTH118 - a Path takes longer than all the rest
            stamp = settled_stamp(path, now_s)
            if stamp is None:
                return ""
            states.append(f"{path} {stamp}")
    return hashlib.sha256("\n".join(states).encode(errors="surrogateescape")).hexdigest()


def _names_in(folder: str) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208 - as above
    except OSError:
        return []
