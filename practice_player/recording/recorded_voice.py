"""A voice that a person records: its name, its folder, and the clips that were accepted.

Nothing is written before the first take is accepted.  Each clip is written whole or not at all.
"""

import logging
import re
from contextlib import suppress
from dataclasses import dataclass
from json import dumps
from pathlib import Path
from typing import Final

import numpy as np

from practice_player import settings
from practice_player.lib.atomic_files import remove_abandoned, write_atomically, write_failure
from practice_player.lib.errors import VoiceError
from practice_player.lib.folders import library_path, make_private
from practice_player.lib.paths import is_file, to_nfc
from practice_player.sound.block import Mono
from practice_player.voice.lookup import find_all_voices, is_own, is_recorded, own_folder
from practice_player.voice.manifest import FILE_NAME, read_manifest
from practice_player.voice.names import clip_name

MAX_NAME_LETTERS: Final = 60

_NAME: Final = re.compile(r"\w([\w .'-]*\w)?")
_DEVICE_NAME: Final = re.compile(r"(con|prn|aux|nul|(com|lpt)\d)(\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices, in any folder."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedVoice:
    """Writes and reads the clips of one voice in the person's own data."""

    name: str
    made_for: str
    """The person whom it is made for; empty for everybody."""

    folder: Path

    def path_for(self, text: str) -> Path:
        return self.folder / clip_name(text)

    def has(self, text: str) -> bool:
        return is_file(self.path_for(text))

    def keep(self, text: str, sound: Mono) -> None:
        """Writes an accepted take, over an earlier one if there is one.

        Raises:
            VoiceError: it cannot be written; an earlier take stays, and nothing is left of this one.
        """
        from practice_player.narration.encode import write_clip

        path = self.path_for(text)
        is_new_clip = not self.has(text)
        try:
            make_private(self.folder)
            write_clip(path, sound, mode=0o600)
            try:
                self._write_manifest()
            except OSError:
                if is_new_clip:
                    path.unlink(missing_ok=True)
                raise
        except OSError as exc:
            with suppress(OSError):  # it holds something
                self.folder.rmdir()
            raise VoiceError(
                f"the take cannot be kept: {write_failure(exc)}",
                fix="make room for it, then try again: the take is still here",
                place=str(self.folder),
            ) from exc

    def read(self, text: str) -> Mono:
        """Returns the samples of a clip that was kept.

        Raises:
            VoiceError: it cannot be read.
        """
        import soundfile

        path = self.path_for(text)
        try:
            samples, _ = soundfile.read(library_path(path), dtype="float32", always_2d=True)
        except (OSError, RuntimeError) as exc:  # soundfile's own errors are RuntimeErrors
            raise VoiceError("this clip cannot be read", fix="record it again", place=str(path)) from exc
        return np.ascontiguousarray(samples[:, 0])

    def remove_unfinished(self, texts: list[str]) -> None:
        """Removes what is left of clips that were being written when the program was killed."""
        for text in texts:
            remove_abandoned(self.path_for(text))

    def _write_manifest(self) -> None:
        path = self.folder / FILE_NAME
        if is_file(path):
            return
        lines = [f"name: {dumps(self.name, ensure_ascii=False)}", "kind: recorded"]
        if self.made_for:
            lines.append(f"for: {dumps(self.made_for, ensure_ascii=False)}")
        write_atomically(path, "".join(f"{line}\n" for line in lines).encode())


def open_recorded_voice(name: str, *, made_for: str = "") -> RecordedVoice:
    """Returns the voice of this name, which may have no recording yet.

    Raises:
        VoiceError: no folder can have this name, or a pack's voice has it, or one that nobody recorded.
    """
    name = to_nfc(" ".join(name.split()))
    if not _NAME.fullmatch(name) or _DEVICE_NAME.fullmatch(name) or len(name) > MAX_NAME_LETTERS:
        raise VoiceError(f"{name!r} cannot be the name of a voice", fix="choose a short name: `--as anna`")
    if len(made_for) > MAX_NAME_LETTERS or not made_for.isprintable():
        raise VoiceError(f"{made_for[:99]!r} is no name of a person", fix="write a short name")
    # Some disks know no capitals: there, `Anna` is the folder `anna`.
    existing = {known.casefold(): (known, folders) for known, folders in find_all_voices().items()}
    name, folders = existing.get(name.casefold(), (name, ()))
    if not folders:
        return RecordedVoice(name=name, made_for=made_for, folder=own_folder(name))
    if pack := settings.pack_of(folders[0]):  # its folder goes when the pack is replaced or removed
        raise VoiceError(f"{name} is a voice of the pack `{pack}`", fix="choose another name for yours")
    if not all(is_own(folder) for folder in folders) or read_manifest(*folders).kind != "recorded":
        raise VoiceError(
            f"{name} is a voice already, which a speech engine speaks", fix="choose another name for yours"
        )
    return RecordedVoice(
        name=name, made_for=read_manifest(*folders).made_for or made_for, folder=folders[0].absolute()
    )


def recorded_voice_names() -> list[str]:
    """Returns the names of the voices that were recorded here; those of packs were not."""
    return [
        name
        for name, folders in find_all_voices().items()
        if is_recorded(name) and not settings.pack_of(folders[0])
    ]
