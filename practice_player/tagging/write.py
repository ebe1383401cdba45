"""Writes tags into a finished sound file of any format that can be rendered."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final

from practice_player.lib.atomic_files import UnfinishedFile, unwritten_output_error
from practice_player.lib.errors import OutputError
from practice_player.tagging import flac, id3, ogg_comments, wav
from practice_player.tagging.streams import MalformedError
from practice_player.tagging.tags import MAX_CHAPTERS, MAX_CHARACTERS, Tags

_RETAG: Final[dict[str, Callable[[BinaryIO, BinaryIO, Tags], None]]] = {
    ".wav": wav.retag,
    ".flac": flac.retag,
    ".ogg": ogg_comments.retag,
    ".opus": ogg_comments.retag,
    ".mp3": id3.retag,
}


def write_tags(path: Path, tags: Tags, *, place: Path | None = None) -> None:
    """Replaces the title, artist and chapters of a sound file at `RATE_HZ` by these tags.

    The sound is copied to a file beside it, which then replaces it in one step; only to a WAV file
    without tags they are appended in place.  The same sound and tags give the same bytes.  FLAC, Vorbis
    and Opus keep the other fields of their comment; in WAV and MP3 all old tags are dropped.  A WAV file
    that would grow beyond 4 GB is left as it is.
    Errors name `place`, or `path` when it is None.

    Raises:
        OutputError: the file does not have the format its ending names or cannot be written, or the tags
            are more than files hold.
    """
    shown_path = str(place or path)
    ending = (place or path).suffix.lower()
    if ending not in _RETAG:
        raise OutputError(
            f"a title cannot be put into a `{ending}` file",
            fix=f"one of {', '.join(_RETAG)}",
            place=shown_path,
        )
    _check_limits(tags, shown_path)
    tags = tags.plain()
    unfinished: UnfinishedFile | None = None
    try:
        if ending == ".wav" and not wav.has_room(path.stat().st_size, tags):
            return
        if ending == ".wav":
            with path.open("r+b") as file:
                if wav.append(file, tags):
                    return
        unfinished = UnfinishedFile(path, final_target=place)
        with path.open("rb") as source, unfinished.open() as out:
            _RETAG[ending](source, out, tags)
        shutil.copymode(path, unfinished.path)
        unfinished.finish()
    except MalformedError as exc:
        raise OutputError(
            f"the title and chapters cannot be written ({exc})", fix="render it anew", place=shown_path
        ) from exc
    except OSError as exc:
        raise unwritten_output_error(
            exc,
            "the title and chapters cannot be written",
            otherwise="name a folder you can write to",
            place=shown_path,
            needed_bytes=2 * _file_bytes(path),
        ) from exc
    finally:
        if unfinished is not None:
            unfinished.drop()


def _check_limits(tags: Tags, shown_path: str) -> None:
    if len(tags.chapters) > MAX_CHAPTERS:
        raise OutputError(
            f"{len(tags.chapters)} chapters are too many", fix=f"at most {MAX_CHAPTERS}", place=shown_path
        )
    if tags.characters() > MAX_CHARACTERS:
        raise OutputError(
            f"the titles have {tags.characters()} letters", fix=f"at most {MAX_CHARACTERS}", place=shown_path
        )


def _file_bytes(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
