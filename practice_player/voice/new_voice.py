"""Makes a voice of a person's own, for recordings rather than for a speech engine."""

import os
import re
from typing import Final

from practice_player.lib.errors import UsageError
from practice_player.lib.paths import to_nfc
from practice_player.voice.lookup import find_all_voices, find_voice, own_folder
from practice_player.voice.manifest import FILE_NAME, Manifest
from practice_player.voice.voice import Voice

RECORDED: Final = "recorded"
"""The engine of a voice that no speech engine speaks."""

_NAME: Final = re.compile(r"\w(?:[\w -]{0,38}\w)?")
_WINDOWS_DEVICE: Final = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[\d¹²³])", re.IGNORECASE)


def own_voice(name: str) -> Voice:
    """Returns a voice with the person's own folder first, which may not exist yet.  Writes nothing.

    Raises:
        UsageError: no voice can have this name.
        VoiceError: there is such a voice, and it cannot be used.
    """
    name = to_nfc(name)
    if not _NAME.fullmatch(name) or _WINDOWS_DEVICE.fullmatch(name):
        raise UsageError(f"a voice cannot be called `{name[:60]}`", fix="write a word, such as `--as sam`")
    folder = own_folder(name)
    if name not in find_all_voices():
        manifest = Manifest(
            folder=folder, name=name, engine=RECORDED, speaker=None, speed=1.0, tempo=1.0, respell={}
        )
        return Voice(folders=(folder,), manifest=manifest)
    voice = find_voice(name)
    folders = (folder, *(other for other in voice.folders if other != folder))
    return Voice(folders=folders, manifest=voice.manifest)


def missing_manifest(voice: Voice) -> bytes | None:
    """Returns the `voice.yaml` that a voice still needs to be one; None if it has one."""
    if any(os.path.lexists(folder / FILE_NAME) for folder in voice.folders):
        return None
    return f"name: {voice.manifest.name}\nkind: recorded\nengine: {RECORDED}\n".encode()
