"""A voice's folders, looked at once for many scripts.  Light: a shelf that has not changed needs no more."""

import difflib
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Final

from practice_player.voice.names import SUFFIX

if TYPE_CHECKING:
    from practice_player.voice.voice import Voice

_NEAR: Final = 0.75


class VoiceClips:
    """A voice's recordings as they are now, by the words they say."""

    def __init__(self, *folders: Path) -> None:
        self._folders = folders
        self._voice: Voice | None = None
        self._places: dict[str, Path] = {}
        for folder in reversed(folders):  # what lies in an earlier one counts
            self._places |= {path.name: path for path in folder.glob(f"*{SUFFIX}")}
        self.names = frozenset(self._places)
        self._wanted: dict[str, str] = {}

    def path(self, name: str) -> Path:
        """Where a recording is, or would be."""
        return self._places.get(name, self._folders[0] / name)

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
    """Among recordings that nothing uses, the one that was made for nearly these words."""
    near = difflib.get_close_matches(_first_words(wanted), map(_first_words, unused), n=1, cutoff=_NEAR)
    return next((name for name in unused if near and _first_words(name) == near[0]), None)


def _first_words(clip: str) -> str:
    return clip.rpartition("-")[0]
