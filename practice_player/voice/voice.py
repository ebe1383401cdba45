"""Finds the recording of a phrase in a voice's folders.

What is known of a recording - its length, its loudness - is worked out once and kept.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self, TypeAlias

from practice_player.clips.analysis_cache import ClipAnalysisCache, StillReadingError, clip_of
from practice_player.lib.errors import ClipError
from practice_player.lib.paths import is_file, to_nfc
from practice_player.timeline.model import Clip
from practice_player.voice.manifest import Manifest, read_manifest
from practice_player.voice.names import clip_name

_State: TypeAlias = tuple[Path, int, int]
"""A file as it is now: its size, and when it was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Folders of recordings and the way they were made."""

    folders: tuple[Path, ...]
    """One at least, all absolute; a recording in an earlier one comes before one in a later."""

    manifest: Manifest
    analysis_cache: ClipAnalysisCache = field(
        default_factory=ClipAnalysisCache.open, repr=False, compare=False
    )
    """What is known of recordings."""

    _clips: dict[_State, Clip] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def open(cls, *folders: Path, analysis_cache: ClipAnalysisCache | None = None) -> Self:
        """Raise `VoiceError` when the first `voice.yaml` in the folders cannot be used."""
        places = tuple(one.absolute() for one in folders)
        return cls(
            folders=places,
            manifest=read_manifest(*folders),
            analysis_cache=analysis_cache or ClipAnalysisCache.open(),
        )

    @property
    def folder(self) -> Path:
        """Where new recordings go."""
        return self.folders[0]

    @property
    def name(self) -> str:
        return self.manifest.name

    def spoken(self, text: str) -> str:
        """`text` as the engine should read it: whole words respelled, capitals kept."""
        table = self.manifest.respell
        if not table:
            return text
        longest_first = sorted(table, key=len, reverse=True)
        words = "|".join(re.escape(word) for word in longest_first)
        pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)

        def respelled(found: re.Match[str]) -> str:
            return _in_the_case_of(found[0], table.get(found[0].lower(), found[0]))

        return pattern.sub(respelled, to_nfc(text))

    def path_for(self, text: str) -> Path:
        """Where the recording of `text` is, or would be."""
        name = clip_name(self.spoken(text))
        found = (folder / name for folder in self.folders if is_file(folder / name))
        return next(found, self.folder / name)

    def find(self, text: str, *, wait_s: float | None = None) -> Clip | None:
        """The recording of `text`, None when there is none; waits at most `wait_s` for one never measured.

        Raises `ClipError` when there is one that cannot be read, or that is not known in time.  It is
        measured once.
        """
        path = self.path_for(text)
        if not is_file(path):
            return None
        try:
            found = path.stat()
        except OSError:  # it was deleted just now
            return None
        file = (path, found.st_size, found.st_mtime_ns)
        if file not in self._clips:
            try:
                self._clips[file] = clip_of(path, self.analysis_cache, wait_s=wait_s)
            except StillReadingError:
                raise
            except ClipError as exc:
                fix = "delete it, then `practice-player voice narrate --all` makes it again"
                raise ClipError(exc.problem, fix=fix, place=str(path)) from exc
        return self._clips[file]


def _in_the_case_of(written: str, spoken: str) -> str:
    if len(written) > 1 and written.isupper():
        return spoken.upper()
    return spoken[:1].upper() + spoken[1:] if written[:1].isupper() else spoken
