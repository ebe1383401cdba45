"""A voice of recordings that is a person's own: what it may be called, and its folder, which may be new."""

import re
from dataclasses import dataclass
from json import dumps
from pathlib import Path
from typing import Final, Self

from practice_player import settings
from practice_player.lib.errors import VoiceError
from practice_player.lib.paths import is_file, to_nfc
from practice_player.voice.lookup import find_all_voices, is_own, own_folder
from practice_player.voice.manifest import FILE_NAME, read_manifest
from practice_player.voice.names import clip_name, ellipsis_spellings

MAX_NAME_LETTERS: Final = 60

_NAME: Final = re.compile(r"\w([\w .'-]*\w)?")
_DEVICE_NAME: Final = re.compile(r"(con|prn|aux|nul|(com|lpt)[\d¹²³])(\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices, in any folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnVoice:
    """A voice of recordings in the person's own data.  Writes nothing."""

    name: str
    made_for: str = ""
    """The person whom it is made for; empty for everybody."""

    folder: Path

    @classmethod
    def open(cls, name: str, *, made_for: str = "") -> Self:
        """Returns the voice of this name, which may have no recording yet.

        Raises:
            VoiceError: no folder can have this name, or a pack's voice has it, or one that nobody recorded.
        """
        name = to_nfc(" ".join(name.split()))
        if not _NAME.fullmatch(name) or _DEVICE_NAME.fullmatch(name) or len(name) > MAX_NAME_LETTERS:
            raise VoiceError(
                f"{name[: MAX_NAME_LETTERS + 1]!r} cannot be the name of a voice",
                fix="choose a short name: `--as anna`",
            )
        if len(made_for) > MAX_NAME_LETTERS or not made_for.isprintable():
            raise VoiceError(f"{made_for[:99]!r} is no name of a person", fix="write a short name")
        # Some disks know no capitals: there, `Anna` is the folder `anna`.
        existing = {known.casefold(): (known, folders) for known, folders in find_all_voices().items()}
        name, folders = existing.get(name.casefold(), (name, ()))
        if not folders:
            return cls(name=name, made_for=made_for, folder=own_folder(name))
        if pack := settings.pack_of(folders[0]):  # its folder goes when the pack is replaced or removed
            raise VoiceError(f"{name} is a voice of the pack `{pack}`", fix="choose another name for yours")
        if not all(is_own(folder) for folder in folders) or read_manifest(*folders).kind != "recorded":
            raise VoiceError(
                f"{name} is a voice already, which a speech engine speaks",
                fix="choose another name for yours",
            )
        return cls(
            name=name, made_for=read_manifest(*folders).made_for or made_for, folder=folders[0].absolute()
        )

    def path_for(self, text: str) -> Path:
        """Returns the path where the recording of `text` is, or would be."""
        paths = [self.folder / clip_name(spelling) for spelling in ellipsis_spellings(text)]
        return next(filter(is_file, paths), paths[0])

    def has(self, text: str) -> bool:
        return is_file(self.path_for(text))

    def missing_manifest(self) -> bytes | None:
        """Returns the `voice.yaml` that the voice still needs to be one; None if it has one."""
        if is_file(self.folder / FILE_NAME):
            return None
        lines = [f"name: {dumps(self.name, ensure_ascii=False)}", "kind: recorded"]
        if self.made_for:
            lines.append(f"for: {dumps(self.made_for, ensure_ascii=False)}")
        return "".join(f"{line}\n" for line in lines).encode()
