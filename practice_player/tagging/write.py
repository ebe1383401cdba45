"""Puts tags into a finished sound file, whatever its format."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final

from practice_player.lib.errors import OutputError
from practice_player.lib.unfinished_files import UnfinishedFile, why
from practice_player.tagging import flac, id3, ogg_comments, wav
from practice_player.tagging.streams import MalformedError
from practice_player.tagging.tags import MOST_CHAPTERS, MOST_LETTERS, Tags

_RETAG: Final[dict[str, Callable[[BinaryIO, BinaryIO, Tags], None]]] = {
    ".wav": wav.retag,
    ".flac": flac.retag,
    ".ogg": ogg_comments.retag,
    ".opus": ogg_comments.retag,
    ".mp3": id3.retag,
}


def write_tags(path: Path, tags: Tags, *, place: Path | None = None) -> None:
    """Gives a file of `RATE_HZ` these tags in place of the title, artist and chapters it has.

    The sound is copied beside the file, a piece at a time, and the copy takes its name in one
    step; only a WAV file without tags is added to as it is.  The same sound and tags give the same
    bytes.  FLAC, Vorbis and Opus keep other fields of their comment; in WAV and MP3 all tags go.  A
    WAV file that would pass 4 GB is left as it is.
    Errors name `place`, or the path when it is None.

    Raises:
        OutputError: the file is not what its ending says or cannot be written, or the tags are
            more than files hold.
    """
    named = str(place or path)
    ending = path.suffix.lower()
    if ending not in _RETAG:
        raise OutputError(
            f"a title cannot be put into a `{ending}` file", fix=f"one of {', '.join(_RETAG)}", place=named
        )
    _refuse_too_much(tags, named)
    tags = tags.plain()
    part: UnfinishedFile | None = None
    try:
        if ending == ".wav" and not wav.has_room(path.stat().st_size, tags):
            return
        if ending == ".wav":
            with path.open("r+b") as file:
                if wav.append(file, tags):
                    return
        part = UnfinishedFile(path, on_the_way_to=place)
        with path.open("rb") as source, part.path.open("wb") as out:
            _RETAG[ending](source, out, tags)
        shutil.copymode(path, part.path)
        part.finish()
    except MalformedError as exc:
        raise OutputError(
            f"the title and chapters cannot be written ({exc})", fix="render it anew", place=named
        ) from exc
    except OSError as exc:
        raise OutputError(
            f"the title and chapters cannot be written ({why(exc, 2 * _size(path))})",
            fix="name a folder you can write to, with room for the sound twice",
            place=named,
        ) from exc
    finally:
        if part is not None:
            part.drop()


def _refuse_too_much(tags: Tags, named: str) -> None:
    if len(tags.chapters) > MOST_CHAPTERS:
        raise OutputError(
            f"{len(tags.chapters)} chapters are too many", fix=f"at most {MOST_CHAPTERS}", place=named
        )
    if tags.letters() > MOST_LETTERS:
        raise OutputError(
            f"the titles have {tags.letters()} letters", fix=f"at most {MOST_LETTERS}", place=named
        )


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
