"""Where each kind of file has its place in a pack.

    manifest.json
    sessions/<practice>/<practice>.yaml                 its script
    sessions/<practice>/[<folder>/]pieces/<name>.yaml   its pieces
    sessions/<practice>/[<folder>/]<name>.<ending>      recordings that it brings along
    audio/<voice>/voice.yaml
    audio/<voice>/<first-words>-<hash>.ogg              the voice's recordings

Each practice has a folder of its own, so that pieces of the same name cannot meet.  A script elsewhere is
refused: it would be listed as a practice that the manifest does not name.  Pure.
"""

from enum import StrEnum
from typing import Final

from practice_player.lib.pack_folders import SESSIONS_FOLDER, VOICES_FOLDER
from practice_player.script.discovery import PIECES_FOLDER
from practice_player.script.watch import is_script_name
from practice_player.voice.manifest import FILE_NAME as VOICE_FILE_NAME
from practice_player.voice.names import SUFFIX

_SCRIPT_SUFFIX: Final = ".yaml"


class FileRole(StrEnum):
    """What a file in a pack is."""

    SCRIPT = "script"
    PIECE = "piece"
    RECORDING = "recording"
    """A sound that a script names by its file."""

    VOICE = "voice"
    CLIP = "clip"
    """A voice's recording of a sentence."""


def practice_folder(practice: str) -> str:
    return f"{SESSIONS_FOLDER}/{practice}"


def script_path(practice: str) -> str:
    return f"{practice_folder(practice)}/{practice}{_SCRIPT_SUFFIX}"


def voice_folder(voice: str) -> str:
    return f"{VOICES_FOLDER}/{voice}"


def role_of(path: str) -> FileRole | None:
    """Returns what a file at this path is; None if a pack has no place for it."""
    top, _, below = path.partition("/")
    *folders, name = below.split("/")
    if top == VOICES_FOLDER and len(folders) == 1:
        if name == VOICE_FILE_NAME:
            return FileRole.VOICE
        return FileRole.CLIP if name.endswith(SUFFIX) else None
    if top != SESSIONS_FOLDER or not folders or folders[0] == PIECES_FOLDER:
        return None
    if not is_script_name(name):
        return FileRole.RECORDING
    if PIECES_FOLDER in folders[1:]:
        return FileRole.PIECE
    return FileRole.SCRIPT if path == script_path(folders[0]) else None
