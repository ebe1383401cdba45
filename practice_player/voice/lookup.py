"""Finds a voice by name, a person's own before the shipped ones.

An own folder with the name of a shipped voice adds recordings to that voice: its recordings are used first,
all others are the shipped ones.  If it has a `voice.yaml` too, that replaces the shipped one.
"""

import difflib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from practice_player import settings
from practice_player.lib.errors import VoiceError
from practice_player.lib.paths import to_nfc
from practice_player.lib.suggested_commands import quote_for_shell
from practice_player.script.choices import DEFAULT_VOICE
from practice_player.voice.manifest import FILE_NAME, read_manifest

if TYPE_CHECKING:
    from practice_player.clips.analysis_cache import ClipAnalysisCache
    from practice_player.voice.voice import Voice


def find_voice(name: str = DEFAULT_VOICE, analysis_cache: "ClipAnalysisCache | None" = None) -> "Voice":
    """Finds a voice; raises `VoiceError`, with the nearest names, if there is none of that name."""
    from practice_player.voice.voice import Voice  # numpy comes with it

    return Voice.open(*voice_folders(name), analysis_cache=analysis_cache)


def find_own_voice(name: str, analysis_cache: "ClipAnalysisCache | None" = None) -> "Voice":
    """Finds a voice as `find_voice` does, with the person's own folder first, even if it is not there yet."""
    from practice_player.voice.voice import Voice

    folders = dict.fromkeys((own_folder(to_nfc(name)), *voice_folders(name)))
    return Voice.open(*folders, analysis_cache=analysis_cache)


def narrate_command(name: str) -> str:
    """Returns the command that makes missing recordings, without the practice's name.

    They are the voice's own, or the shipped voice's for a person's voice from a pack: nothing can be added
    to that here, and the shipped voice speaks where it has no recording.
    """
    if is_recorded(name) and is_from_pack(name):
        return "voice narrate"
    if is_recorded(name):
        return f"voice record --as {quote_for_shell(name)}"
    return "voice narrate" if name == DEFAULT_VOICE else f"voice narrate --voice {quote_for_shell(name)}"


def voice_folders(name: str = DEFAULT_VOICE) -> tuple[Path, ...]:
    """Returns the folders of a voice, the person's own first; at least one has a `voice.yaml`.

    Raises:
        VoiceError: there is no voice called `name`; the message has the nearest names.
    """
    voices = find_all_voices()
    if to_nfc(name) in voices:
        return voices[to_nfc(name)]
    near_names = difflib.get_close_matches(name, voices, n=3)
    if near_names:
        fix = "did you mean " + " or ".join(near_names) + "?"
    elif voices:
        fix = "one of " + ", ".join(sorted(voices))
    else:
        fix = f"put a folder with a {FILE_NAME} into {settings.voices_dirs()[0]}"
    raise VoiceError(f"there is no voice called {name!r}", fix=fix)


def find_all_voices() -> Mapping[str, tuple[Path, ...]]:
    """Returns the folders of each voice by its name, even if its `voice.yaml` cannot be used."""
    folders_by_name: dict[str, tuple[Path, ...]] = {}
    for parent in settings.voices_dirs():
        for folder in _subfolders(parent):
            name = to_nfc(folder.name)
            folders_by_name[name] = (*folders_by_name.get(name, ()), folder)
    return {
        name: folders
        for name, folders in sorted(folders_by_name.items())
        if any(os.path.lexists(folder / FILE_NAME) for folder in folders)
    }


def usable_voices() -> list[str]:
    """Returns the names of the voices that can be used; broken voices are left out."""
    return [name for name, folders in find_all_voices().items() if find_problem(folders) is None]


def find_problem(folders: tuple[Path, ...]) -> VoiceError | None:
    """Returns why a voice cannot be used; None if it can."""
    try:
        read_manifest(*folders)
    except VoiceError as exc:
        return exc
    return None


def is_recorded(name: str) -> bool:
    """Returns whether a person recorded the voice of this name; False if there is none that can be used."""
    try:
        return read_manifest(*voice_folders(name)).kind == "recorded"
    except VoiceError:
        return False


def is_from_pack(name: str) -> bool:
    """Returns whether a voice is only in packs, and nothing of it is the person's own or shipped."""
    folders = find_all_voices().get(to_nfc(name), ())
    return bool(folders) and settings.pack_of(folders[0]) != ""


def own_folder(name: str) -> Path:
    """Returns the folder for a person's own recordings of a voice, which may not exist yet."""
    return settings.voices_dirs()[0] / name


def is_own(folder: Path) -> bool:
    """Returns whether a folder is in the person's own data, or would be; links are followed."""
    own_data = os.path.realpath(settings.data_dir())
    return Path(os.path.realpath(folder)).is_relative_to(own_data)


def _subfolders(parent: Path) -> list[Path]:
    try:
        return sorted(path for path in parent.iterdir() if not path.name.startswith(".") and path.is_dir())
    except OSError:
        return []
