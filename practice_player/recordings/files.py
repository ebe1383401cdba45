"""Opens a recording, whatever it was made with.

wav, flac, ogg, opus and mp3 are read as they are; anything else is turned into flac once, by
pydub and ffmpeg.
"""

import logging
import warnings
from pathlib import Path
from typing import Any, Final

from practice_player.errors import ClipError
from practice_player.recordings.cache import cached_file

SLICE_S: Final = 60
"""pydub holds what it decodes in memory: a long recording is turned a minute at a time."""

RECORD_AGAIN: Final = "record it again, or save it as wav, flac, ogg, opus or mp3"

log = logging.getLogger(__name__)


def open_sound(path: Path) -> Any:
    """An open `soundfile.SoundFile` of the recording; the caller closes it.

    Raises:
        ClipError: there is no such file, it cannot be read, or it needs ffmpeg and there is none.
    """
    import soundfile

    if not path.is_file():
        raise ClipError("there is no recording here", fix="make it, or mend the path", place=str(path))
    try:
        return soundfile.SoundFile(path)
    except (OSError, RuntimeError):  # soundfile's errors are RuntimeErrors
        turned = cached_file(path, ".flac", lambda part: _turn(path, part))
    try:
        return soundfile.SoundFile(turned)
    except (OSError, RuntimeError) as exc:
        raise ClipError("this recording cannot be read", fix=RECORD_AGAIN, place=str(path)) from exc


def _turn(path: Path, flac: Path) -> None:
    """Writes the recording as flac, 16 bits, at its own rate, one or two channels."""
    import shutil

    import numpy as np
    import soundfile

    if missing := next((tool for tool in ("ffmpeg", "ffprobe") if shutil.which(tool) is None), None):
        raise ClipError(
            f"this format is read with the help of `{missing}`, which is not installed",
            fix="install ffmpeg, or save the recording as wav, flac, ogg, opus or mp3",
            place=str(path),
        )
    out: Any = None
    try:
        for start_s in range(0, 24 * 3600, SLICE_S):
            part = _slice(path, start_s)
            samples = np.asarray(part.get_array_of_samples(), np.int16).reshape(-1, part.channels)
            if out is None:
                if not len(samples):
                    raise ClipError("this recording holds no sound", fix=RECORD_AGAIN, place=str(path))
                kept = min(part.channels, 2)
                out = soundfile.SoundFile(flac, "w", part.frame_rate, kept, "PCM_16", format="FLAC")
            out.write(samples[:, : out.channels])
            if len(samples) < SLICE_S * part.frame_rate:
                break
    finally:
        if out is not None:
            out.close()


def _slice(path: Path, start_s: int) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pydub tells of modules that Python means to drop
        from pydub import AudioSegment
        from pydub.exceptions import CouldntDecodeError

        try:
            part = AudioSegment.from_file(str(path), start_second=start_s, duration=SLICE_S)
        except (CouldntDecodeError, OSError, IndexError, KeyError, ValueError) as exc:
            # What ffmpeg cannot make sense of reaches pydub as an empty or half answer.
            log.info("pydub: %s", exc)
            raise ClipError("this recording cannot be read", fix=RECORD_AGAIN, place=str(path)) from exc
        return part.set_sample_width(2)
