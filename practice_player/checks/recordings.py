"""A voice's folder, looked at once for many scripts.  Light: a shelf that has not changed needs no more."""

import difflib
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Final

from practice_player.voice.names import SUFFIX

if TYPE_CHECKING:
    from practice_player.voice.voice import Voice

_NEAR: Final = 0.75


class Recordings:
    """A voice's recordings as they are now, by the words they say."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._voice: Voice | None = None
        self.names = frozenset(path.name for path in folder.glob(f"*{SUFFIX}"))
        self._wanted: dict[str, str] = {}

    def path(self, name: str) -> Path:
        return self._folder / name

    def wanted(self, text: str) -> str:
        """What the recording of a phrase is called, or would be."""
        if text not in self._wanted:
            self._wanted[text] = self._opened().path_for(text).name
        return self._wanted[text]

    def _opened(self) -> "Voice":
        if self._voice is None:
            from practice_player.voice.voice import Voice

            self._voice = Voice.open(self._folder)
        return self._voice


def stale_clip(wanted: str, unused: Collection[str]) -> str | None:
    """Among recordings that nothing uses, the one that was made for nearly these words."""
    near = difflib.get_close_matches(_first_words(wanted), map(_first_words, unused), n=1, cutoff=_NEAR)
    return next((name for name in unused if near and _first_words(name) == near[0]), None)


def _first_words(clip: str) -> str:
    return clip.rpartition("-")[0]
