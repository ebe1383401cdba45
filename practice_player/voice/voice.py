"""Finds the recording of a phrase in a voice's folders.

The length and loudness of each recording are measured once and cached.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Self, TypeAlias

from practice_player.clips.analysis_cache import ClipAnalysisCache, StillReadingError, clip_of
from practice_player.lib.errors import ClipError
from practice_player.lib.paths import is_file
from practice_player.script.respelling import respelled
from practice_player.timeline.model import Clip
from practice_player.voice.manifest import Manifest, read_manifest
from practice_player.voice.names import clip_name, ellipsis_spellings

_FileKey: TypeAlias = tuple[Path, int, int, int]
"""A file in its present state: its path, size and time of change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """The recordings of a voice, and how it is spoken."""

    folders: tuple[Path, ...]
    """One or more, all absolute; recordings in earlier folders take precedence."""

    manifest: Manifest
    analysis_cache: ClipAnalysisCache = field(
        default_factory=ClipAnalysisCache.open, repr=False, compare=False
    )
    """The analyses of recordings."""

    _clips: dict[_FileKey, Clip] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def open(cls, *folders: Path, analysis_cache: ClipAnalysisCache | None = None) -> Self:
        """Opens a voice; raises `VoiceError` if the first `voice.yaml` in the folders cannot be used."""
        absolute_folders = tuple(folder.absolute() for folder in folders)
        return cls(
            folders=absolute_folders,
            manifest=read_manifest(*folders),
            analysis_cache=analysis_cache or ClipAnalysisCache.open(),
        )

    @property
    def folder(self) -> Path:
        """The folder for new recordings."""
        return self.folders[0]

    @property
    def name(self) -> str:
        return self.manifest.name

    def engine_text(self, text: str) -> str:
        """Returns `text` as the engine should read it: whole words respelled, with the same capitals."""
        return respelled(text, self.manifest.respell)

    def path_for(self, text: str) -> Path:
        """Returns the path where the recording of `text` is, or would be."""
        names = [clip_name(spelling) for spelling in ellipsis_spellings(self.engine_text(text))]
        paths = (folder / name for name in names for folder in self.folders)
        return next(filter(is_file, paths), self.folder / names[0])

    def find(self, text: str, *, wait_s: float | None = None) -> Clip | None:
        """Returns the recording of `text`, or None; waits at most `wait_s` if it was never measured before.

        Raises `ClipError` if the recording cannot be read, or is not measured in time.
        """
        path = self.path_for(text)
        if not is_file(path):
            return None
        try:
            status = path.stat()
        except OSError:  # it was deleted just now
            return None
        key = (path, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
        if key not in self._clips:
            try:
                self._clips[key] = clip_of(path, self.analysis_cache, wait_s=wait_s)
            except StillReadingError:
                raise
            except ClipError as exc:
                fix = "delete it, then `practice-player voice narrate --all` makes it again"
                if self.manifest.kind == "recorded":
                    fix = "delete it, then record it again with `practice-player voice record`"
                raise ClipError(exc.problem, fix=fix, place=str(path)) from exc
        return self._clips[key]
