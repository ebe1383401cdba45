"""Finds a voice by name, a person's own before the shipped ones.

A folder of one's own with the name of a shipped voice adds recordings to it: those in it come first, and
all others are the shipped ones.  It may have a `voice.yaml` too, which then counts instead.
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
    """Raise `VoiceError`, with the nearest names, when there is no voice called `name`."""
    from practice_player.voice.voice import Voice  # numpy comes with it

    return Voice.open(*voice_folders(name), analysis_cache=analysis_cache)


def narrating(name: str) -> str:
    """The command that makes a voice's missing recordings, but for the practice's name."""
    return "voice narrate" if name == DEFAULT_VOICE else f"voice narrate --voice {quote_for_shell(name)}"


def voice_folders(name: str = DEFAULT_VOICE) -> tuple[Path, ...]:
    """The folders of a voice, one's own first; in one of them at least is a `voice.yaml`.

    Raises:
        VoiceError: there is no voice called `name`; names the nearest.
    """
    known = all_voices()
    if to_nfc(name) in known:
        return known[to_nfc(name)]
    near = difflib.get_close_matches(name, known, n=3)
    if near:
        fix = "did you mean " + " or ".join(near) + "?"
    elif known:
        fix = "one of " + ", ".join(sorted(known))
    else:
        fix = f"put a folder with a {FILE_NAME} into {settings.voices_dirs()[0]}"
    raise VoiceError(f"there is no voice called {name!r}", fix=fix)


def all_voices() -> Mapping[str, tuple[Path, ...]]:
    """Each voice's folders by its name, whether its `voice.yaml` can be used or not."""
    found: dict[str, tuple[Path, ...]] = {}
    for place in settings.voices_dirs():
        for folder in _folders(place):
            name = to_nfc(folder.name)
            found[name] = (*found.get(name, ()), folder)
    return {
        name: folders
        for name, folders in sorted(found.items())
        if any(os.path.lexists(folder / FILE_NAME) for folder in folders)
    }


def usable_voices() -> list[str]:
    """The names of the voices that can be spoken with: one that is broken never stands in the way."""
    return [name for name, folders in all_voices().items() if trouble(folders) is None]


def trouble(folders: tuple[Path, ...]) -> VoiceError | None:
    """Why a voice cannot be used; None when it can."""
    try:
        read_manifest(*folders)
    except VoiceError as exc:
        return exc
    return None


def own_folder(name: str) -> Path:
    """Where a person's own recordings of a voice are kept, whether it is there already or not."""
    return settings.voices_dirs()[0] / name


def is_own(folder: Path) -> bool:
    """Whether a folder lies, or would lie, among a person's own things, whatever links lead there."""
    own = os.path.realpath(settings.data_dir())
    return Path(os.path.realpath(folder)).is_relative_to(own)


def _folders(place: Path) -> list[Path]:
    try:
        return sorted(one for one in place.iterdir() if not one.name.startswith(".") and one.is_dir())
    except OSError:
        return []
