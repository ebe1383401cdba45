"""Makes a voice of a person's own, for recordings rather than for a speech engine."""

import os
import re
from json import dumps
from typing import Final

from practice_player.lib.errors import UsageError, VoiceError
from practice_player.lib.paths import to_nfc
from practice_player.voice.lookup import find_all_voices, find_own_voice, own_folder
from practice_player.voice.manifest import FILE_NAME, Manifest
from practice_player.voice.voice import Voice

MAX_NAME_LETTERS: Final = 60

_NAME: Final = re.compile(r"\w([\w .'-]*\w)?")
_DEVICE_NAME: Final = re.compile(r"(con|prn|aux|nul|(com|lpt)[\d¹²³])(\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices, in any folder."""


def own_voice(name: str) -> Voice:
    """Returns a recorded voice with the person's own folder first, which may not exist yet.  Writes nothing.

    Raises:
        UsageError: no voice can have this name.
        VoiceError: there is such a voice, and it cannot be used, or a speech engine speaks it.
    """
    name = to_nfc(name)
    if not _NAME.fullmatch(name) or _DEVICE_NAME.fullmatch(name) or len(name) > MAX_NAME_LETTERS:
        raise UsageError(f"a voice cannot be called `{name[:60]}`", fix="write a word, such as `--as sam`")
    # Some disks know no capitals: there, `Sam` is the folder `sam`.
    known_names = {known.casefold(): known for known in find_all_voices()}
    if name.casefold() not in known_names:
        folder = own_folder(name)
        manifest = Manifest(
            folder=folder,
            name=name,
            engine="",
            speaker=None,
            speed=1.0,
            tempo=1.0,
            respell={},
            kind="recorded",
        )
        return Voice(folders=(folder,), manifest=manifest)
    voice = find_own_voice(known_names[name.casefold()])
    if voice.manifest.kind != "recorded":
        raise VoiceError(
            f"{voice.name} is a voice already, which a speech engine speaks",
            fix="choose another name after --as",
        )
    return voice


def missing_manifest(voice: Voice) -> bytes | None:
    """Returns the `voice.yaml` that a voice still needs to be one; None if it has one."""
    if any(os.path.lexists(folder / FILE_NAME) for folder in voice.folders):
        return None
    return f"name: {dumps(voice.manifest.name, ensure_ascii=False)}\nkind: recorded\n".encode()
