"""The recordings in a voice's folders, listed once for many scripts; light until a phrase is asked for."""

import difflib
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Final

from practice_player.voice.names import SUFFIX

if TYPE_CHECKING:
    from practice_player.voice.voice import Voice

_NEAR: Final = 0.75


class VoiceClips:
    """A voice's recordings as they are now, by name and by the words they say."""

    def __init__(self, *folders: Path) -> None:
        self._folders = folders
        self._voice: Voice | None = None
        self._paths: dict[str, Path] = {}
        for folder in reversed(folders):  # an earlier folder wins
            self._paths |= {path.name: path for path in folder.glob(f"*{SUFFIX}")}
        self.names = frozenset(self._paths)
        self._wanted: dict[str, str] = {}

    def path(self, name: str) -> Path:
        """Where a recording is, or would be."""
        return self._paths.get(name, self._folders[0] / name)

    def wanted(self, text: str) -> str:
        """What the recording of a phrase is called, or would be."""
        if text not in self._wanted:
            self._wanted[text] = self._opened().path_for(text).name
        return self._wanted[text]

    def _opened(self) -> "Voice":
        if self._voice is None:
            from practice_player.voice.voice import Voice

            self._voice = Voice.open(*self._folders)
        return self._voice


def stale_clip(wanted: str, unused: Collection[str]) -> str | None:
    """The unused recording that was made for nearly the same words as the wanted one; None when none was."""
    near = difflib.get_close_matches(_first_words(wanted), map(_first_words, unused), n=1, cutoff=_NEAR)
    return next((name for name in unused if near and _first_words(name) == near[0]), None)


def _first_words(clip: str) -> str:
    return clip.rpartition("-")[0]
