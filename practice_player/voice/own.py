"""Recordings that a script brings along.

Reads the length of a recording, never its samples; writes nothing.
"""

from pathlib import Path

from practice_player.errors import ClipError
from practice_player.timeline.cue import Clip
from practice_player.units import RATE_HZ


def find_file(path: Path) -> Clip | None:
    """The recording in a file, None when there is no such file.

    Raises:
        ClipError: the file holds no recording that can be read.
    """
    if not path.is_file():
        return None
    import soundfile

    try:
        heard = soundfile.info(str(path))
    except (soundfile.SoundFileError, OSError) as exc:
        raise ClipError(
            "cannot be read as a recording", fix="save it as wav, flac, ogg or mp3", place=str(path)
        ) from exc
    if heard.frames < 1 or heard.samplerate < 1:
        raise ClipError("holds no sound", fix="record it again, or delete `audio:`", place=str(path))
    length_frames: int = round(heard.frames * RATE_HZ / heard.samplerate)
    return Clip(path=str(path), length_frames=max(1, length_frames))
