"""A voice's `voice.yaml` as it goes into a pack: without the person whom the voice was made for."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

from practice_player.lib.atomic_files import write_failure, write_remedy
from practice_player.lib.errors import PackError, VoiceError
from practice_player.lib.plain_files import UnusableFileError, read_text
from practice_player.voice.manifest import FILE_NAME, Manifest, read_manifest

_MADE_FOR: Final = re.compile(
    r"^(?:for|'for'|\"for\")[ \t]*:.*\n?(?:(?:^\s*\n)*^[ \t]+\S.*\n?)*", re.MULTILINE
)
"""The field `for`, with the lines that go on with it."""


def packed_voice_file(manifest: Manifest, folder: Path) -> Path:
    """Returns the `voice.yaml` to pack; one that names a person is written into `folder` without the name.

    Raises:
        PackError: the name cannot be left out, or the file cannot be written.
    """
    path = manifest.folder / FILE_NAME
    if not manifest.made_for:
        return path
    packed_path = folder / FILE_NAME
    try:
        text = _MADE_FOR.sub("", read_text(path), count=1)
        folder.mkdir(parents=True, exist_ok=True)
        packed_path.write_bytes(text.encode())
        packed = read_manifest(folder)
    except OSError as exc:
        raise PackError(
            f"there is no place for a copy ({write_failure(exc)})",
            fix=write_remedy(exc, "name a folder of yours in TMPDIR"),
            place=str(packed_path),
        ) from exc
    except (UnusableFileError, VoiceError) as exc:
        raise _not_left_out(path) from exc
    if replace(packed, folder=manifest.folder) != replace(manifest, made_for=""):
        raise _not_left_out(path)
    return packed_path


def _not_left_out(path: Path) -> PackError:
    return PackError(
        "whom the voice was made for stays out of a pack, and cannot be taken out of this file",
        fix="write `for: …` on a line of its own at its end, or delete it",
        place=str(path),
    )
