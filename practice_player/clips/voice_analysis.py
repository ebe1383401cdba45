"""Analyses every recording of a voice, and writes the results to its `levels.json`."""

from pathlib import Path

from practice_player.clips.analysis_cache import ClipAnalysisCache
from practice_player.clips.voice_levels import write_levels


def analyse_voice(folder: Path, suffix: str) -> None:
    """Analyses the recordings with this suffix in a voice's folder, and writes its `levels.json`.

    Raises:
        ClipError: a recording cannot be read.
        OSError: the folder cannot be written.
    """
    analysis_cache = ClipAnalysisCache(None)
    paths = sorted(folder.glob(f"*{suffix}"))
    analysis_cache.read(paths)
    write_levels(folder, {path: analysis_cache.of(path) for path in paths})
