"""Deletes what is a person's own of a voice, in a way that can be undone.

What was deleted lies in a folder of its own until the next deletion, or until the first one of the
next run of the interface, which can bring back everything that was deleted in one run.
"""

import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from practice_player import settings
from practice_player.lib.atomic_files import write_failure, write_remedy
from practice_player.lib.errors import VoiceError
from practice_player.lib.folders import make_private
from practice_player.lib.paths import is_file, is_folder
from practice_player.voice.lookup import own_folder
from practice_player.voice.names import SUFFIX
from practice_player.voice.voice import Voice

TRASH: Final = ".trash"


def trash_folder() -> Path:
    """Returns the folder of what was deleted last; it holds a folder named like each voice."""
    return settings.data_dir() / TRASH


def unused_recordings(voice: Voice, folder: Path, texts: Iterable[str]) -> list[Path]:
    """Returns the recordings in a folder that say none of the texts."""
    used = {voice.path_for(text).name for text in texts}
    return sorted(path for path in folder.glob(f"*{SUFFIX}") if path.name not in used)


def falling_silent(texts: Iterable[str], folder: Path, voices: Iterable[Voice]) -> list[str]:
    """Returns the texts that only a folder has a recording of, among the folders of the voices."""
    others = [(voice, [other for other in voice.folders if other != folder]) for voice in voices]
    own_voices = [voice for voice in voices if folder in voice.folders]
    silent = []
    for text in dict.fromkeys(texts):
        has_own = any(is_file(folder / voice.path_for(text).name) for voice in own_voices)
        if has_own and not any(
            is_file(other / voice.path_for(text).name) for voice, folders in others for other in folders
        ):
            silent.append(text)
    return silent


def existing_own_folder(name: str) -> Path:
    """Returns the folder of a person's own recordings of a voice.

    Raises:
        VoiceError: there is none.
    """
    folder = own_folder(name)
    if not name or name.startswith(".") or Path(name).name != name or not is_folder(folder):
        raise VoiceError(
            f"nothing of the voice {name!r} is yours to delete", fix="`practice-player voice list` has those"
        )
    return folder


def recording_count(folder: Path) -> int:
    """Returns how many recordings a folder has."""
    return len(list(folder.glob(f"*{SUFFIX}")))


def delete_voice(name: str, *, keep_deleted: bool = False) -> int:
    """Moves a person's own folder of a voice to the trash; returns how many recordings it has.

    What was deleted before is gone then; with `keep_deleted`, only what was of the same voice.

    Raises:
        VoiceError: nothing of it is the person's own, or it cannot be moved; it stays as it is.
    """
    folder = existing_own_folder(name)
    count = recording_count(folder)
    if keep_deleted:
        shutil.rmtree(trash_folder() / folder.name, ignore_errors=True)
    else:
        empty_trash()
    _in_trash(folder, lambda trash: folder.rename(trash / folder.name))
    return count


def delete_recordings(paths: list[Path]) -> None:
    """Moves recordings of one folder to the trash.

    Raises:
        VoiceError: they cannot be moved; those that were not stay.
    """

    def move(trash: Path) -> None:
        target = trash / paths[0].parent.name
        target.mkdir(mode=0o700)
        for path in paths:
            path.rename(target / path.name)

    empty_trash()
    _in_trash(paths[0].parent, move)


def deleted_voices() -> list[str]:
    """Returns the voices of which something can be brought back."""
    return [path.name for path in _entries(trash_folder()) if is_folder(path)]


def restore(name: str) -> int:
    """Brings back what was deleted of a voice; returns how many recordings came back.

    A recording that was made again meanwhile is kept, and the deleted one stays in the trash.

    Raises:
        VoiceError: it cannot be moved.
    """
    folder, target = trash_folder() / name, own_folder(name)
    count = 0
    try:
        make_private(target)
        for path in _entries(folder):
            if not (target / path.name).exists():
                path.rename(target / path.name)
                count += path.suffix == SUFFIX
        with suppress(OSError):  # something in it is kept
            folder.rmdir()
    except OSError as exc:
        raise VoiceError(
            f"cannot be brought back ({write_failure(exc)})",
            fix=write_remedy(exc, "allow writing there"),
            place=str(target),
        ) from exc
    return count


def empty_trash() -> None:
    """Removes for good what was deleted before."""
    shutil.rmtree(trash_folder(), ignore_errors=True)


def _in_trash(place: Path, move: Callable[[Path], object]) -> None:
    try:
        make_private(trash_folder())
        move(trash_folder())
    except OSError as exc:
        raise VoiceError(
            f"cannot be deleted ({write_failure(exc)})",
            fix=write_remedy(exc, "allow writing there"),
            place=str(place),
        ) from exc


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []
