"""Finds the recordings that scripts bring along."""

from collections.abc import Hashable, Iterable
from pathlib import Path

from practice_player.clips.analysis_cache import ClipAnalysisCache, clip_of
from practice_player.clips.progress import Reading
from practice_player.lib.paths import is_file
from practice_player.script.model import Script
from practice_player.script.tree import sound_files
from practice_player.timeline.model import Clip


class ScriptRecordings:
    """Finds the recordings that scripts name by their files; each is analysed once."""

    def __init__(self, analysis_cache: ClipAnalysisCache | None = None) -> None:
        self._analysis_cache = analysis_cache or ClipAnalysisCache.open()

    @property
    def reading(self) -> tuple[Reading, ...]:
        """The recordings that are being read for the first time, and how far each is."""
        return self._analysis_cache.reading

    def mark(self) -> Hashable:
        """Returns a value that changes when a recording, or another tenth of one, has been read."""
        return self._analysis_cache.finished, tuple(
            (recording.path, recording.tenths) for recording in self.reading
        )

    def close(self) -> None:
        """Abandons the recordings that are still being read."""
        self._analysis_cache.close()

    def find(self, path: Path) -> Clip | None:
        """Returns the recording in a file, or None if there is no such file.

        Raises:
            ClipError: the file holds no recording that can be read.
        """
        path = path.absolute()  # the engine's process, in another folder, opens it too
        return clip_of(path, self._analysis_cache) if is_file(path) else None

    def find_at_once(self, path: Path) -> Clip | None:
        """Does the same as `find`, but does not wait for a recording that was never analysed.

        Raises:
            StillReadingError: it is being analysed now.
            ClipError: the file holds no recording that can be read.
        """
        path = path.absolute()
        return clip_of(path, self._analysis_cache, wait_s=0.0) if is_file(path) else None

    def read_ahead(self, scripts: Iterable[Script], *, wait_s: float | None) -> bool:
        """Measures the recordings of scripts side by side; False when some are not known after `wait_s`."""
        named = (node.file_path for script in scripts for node, _, _ in sound_files(script))
        return self._analysis_cache.read(dict.fromkeys(filter(None, named)), wait_s=wait_s)
