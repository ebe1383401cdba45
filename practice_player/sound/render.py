"""Writes a whole timeline to a sound file: the very samples that would be played."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np

from practice_player.containers.tagging import write_tags
from practice_player.containers.tags import Tags
from practice_player.errors import OutputError
from practice_player.sound.clips import Clips
from practice_player.sound.mixer import Mixer
from practice_player.sound.player import Player
from practice_player.timeline.cue import Timeline
from practice_player.units import RATE_HZ

FORMATS: Final = {
    ".wav": ("WAV", "PCM_16"),
    ".flac": ("FLAC", "PCM_16"),
    ".ogg": ("OGG", "VORBIS"),
    ".opus": ("OGG", "OPUS"),
    ".mp3": ("MP3", "MPEG_LAYER_III"),
}

CHUNK_FRAMES: Final = RATE_HZ // 2
"""Vorbis crashes when much is written in one go; half a second never did."""


def render(
    timeline: Timeline,
    path: Path,
    *,
    tags: Tags | None = None,
    report: Callable[[str], None] = lambda _: None,
) -> None:
    """Writes the file whole or not at all; `report` is told of phrases that pass in silence.

    With tags, the same timeline gives the same bytes in every format.

    Raises:
        OutputError: the format is unknown, or the file cannot be written.
    """
    import soundfile

    if path.suffix.lower() not in FORMATS:
        raise OutputError(
            f"a sound file cannot end in `{path.suffix}`", fix=f"one of {', '.join(FORMATS)}", place=str(path)
        )
    kind, subtype = FORMATS[path.suffix.lower()]
    mixer = Mixer(timeline, Clips())
    player = Player(mixer)
    player.playing = True
    block = np.empty((CHUNK_FRAMES, 2), np.float32)
    unfinished: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=path.suffix, dir=path.parent)
        os.close(handle)
        unfinished = Path(name)
        with soundfile.SoundFile(
            unfinished, "w", samplerate=RATE_HZ, channels=2, format=kind, subtype=subtype
        ) as out:
            while (left := timeline.length_frames - player.position_frame) > 0:
                part = block[: min(left, CHUNK_FRAMES)]
                player.render(part)
                out.write(part)
        if tags:
            write_tags(unfinished, tags, place=path)
        unfinished.chmod(0o644)
        unfinished.replace(path)
        unfinished = None
    except (OSError, RuntimeError) as exc:  # soundfile's errors are RuntimeErrors
        reason = getattr(exc, "strerror", None) or str(exc)
        raise OutputError(
            f"the file cannot be written ({reason})", fix="name a folder you can write to", place=str(path)
        ) from exc
    finally:
        if unfinished is not None:
            unfinished.unlink(missing_ok=True)
    for text in sorted(mixer.lost):
        report(f"A recording could not be read, so this passes in silence: {text}")
