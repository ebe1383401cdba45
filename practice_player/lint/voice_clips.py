"""Lists the recordings in a voice's folders once for many scripts; imports little until it names a clip."""

import difflib
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Final

from practice_player.voice.names import SUFFIX

if TYPE_CHECKING:
    from practice_player.voice.voice import Voice

_MIN_SIMILARITY: Final = 0.75


class VoiceClips:
    """The recordings of a voice at present, by name and by the phrase that they say."""

    def __init__(self, *folders: Path) -> None:
        self._folders = folders
        self._voice: Voice | None = None
        self._paths: dict[str, Path] = {}
        for folder in reversed(folders):  # an earlier folder wins
            self._paths |= {path.name: path for path in folder.glob(f"*{SUFFIX}")}
        self.names = frozenset(self._paths)
        self._clip_names: dict[str, str] = {}

    def path(self, name: str) -> Path:
        """Returns the path of a recording, whether it exists or not."""
        return self._paths.get(name, self._folders[0] / name)

    def clip_name(self, text: str) -> str:
        """Returns the name of the recording of a phrase, whether it exists or not."""
        if text not in self._clip_names:
            self._clip_names[text] = self._open_voice().path_for(text).name
        return self._clip_names[text]

    @property
    def language(self) -> str | None:
        """The language that the voice speaks; None when it does not say."""
        return self._open_voice().manifest.language

    @property
    def is_narrated(self) -> bool:
        """Whether a speech engine made the recordings, and not a person."""
        return self._open_voice().manifest.kind == "narrated"

    def _open_voice(self) -> "Voice":
        if self._voice is None:
            from practice_player.voice.voice import Voice

            self._voice = Voice.open(*self._folders)
        return self._voice


def stale_clip(clip: str, unused_clips: Collection[str]) -> str | None:
    """Returns the unused recording of nearly the same words as the missing `clip`; None if there is none."""
    matches = difflib.get_close_matches(
        _first_words(clip), map(_first_words, unused_clips), n=1, cutoff=_MIN_SIMILARITY
    )
    return next((name for name in unused_clips if matches and _first_words(name) == matches[0]), None)


def _first_words(clip: str) -> str:
    return clip.rpartition("-")[0]
