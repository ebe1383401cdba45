"""Finds a voice by name, a person's own before the shipped ones."""

import difflib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from practice_player import settings
from practice_player.errors import VoiceError
from practice_player.voice.manifest import FILE_NAME

DEFAULT_NAME: Final = "heart"

if TYPE_CHECKING:
    from practice_player.voice.voice import Voice


def find_voice(name: str = DEFAULT_NAME) -> "Voice":
    """Raise `VoiceError`, with the nearest names, when there is no voice called `name`."""
    from practice_player.voice.voice import Voice  # numpy comes with it

    return Voice.open(voice_folder(name))


def voice_folder(name: str = DEFAULT_NAME) -> Path:
    """Raise `VoiceError`, with the nearest names, when there is no voice called `name`."""
    folders = voice_folders()
    if name in folders:
        return folders[name]
    near = difflib.get_close_matches(name, folders, n=3)
    if near:
        fix = "did you mean " + " or ".join(near) + "?"
    elif folders:
        fix = "one of " + ", ".join(sorted(folders))
    else:
        fix = f"put a folder with a {FILE_NAME} into {settings.voices_dirs()[0]}"
    raise VoiceError(f"there is no voice called {name!r}", fix=fix)


def voice_folders() -> dict[str, Path]:
    """Each voice's folder by its name; the first place searched wins."""
    found: dict[str, Path] = {}
    for place in settings.voices_dirs():
        for manifest in sorted(place.glob(f"*/{FILE_NAME}")):
            found.setdefault(manifest.parent.name, manifest.parent)
    return found
