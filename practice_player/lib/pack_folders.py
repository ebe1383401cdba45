"""Where the added packs are: one folder for each, below the folder of packs.

While a pack is replaced, the earlier one has `.old` behind its name for a moment, or until after a crash.
It counts as the pack whenever there is no other of its name, so that one of the two is always there.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from practice_player.lib.paths import to_nfc

SESSIONS_FOLDER: Final = "sessions"
VOICES_FOLDER: Final = "audio"
OLD: Final = ".old"
"""Ends the name of a pack's folder while another takes its place; no pack's name has a full stop."""

MAX_PACK_NAME_LETTERS: Final = 40

_PACK_NAME: Final = re.compile(r"\w(?:[\w-]*\w)?")


def is_pack_name(name: str) -> bool:
    """Whether a pack can have this name: letters, digits and hyphens, none of them a capital.

    Two names of packs never differ in capitals alone, which some disks do not tell apart.
    """
    return bool(_PACK_NAME.fullmatch(name)) and len(name) <= MAX_PACK_NAME_LETTERS and name == name.lower()


def added_packs(packs_dir: Path) -> Mapping[str, Path]:
    """Returns the folder of each added pack, by name and in that order; none if they cannot be listed."""
    try:
        names = os.listdir(packs_dir)  # noqa: PTH208 - names, and no paths
    except (OSError, ValueError):
        return {}
    folders: dict[str, Path] = {}
    for name in sorted(names):  # `x.old` comes after `x`
        pack_name = to_nfc(name.removesuffix(OLD))
        if is_pack_name(pack_name):
            folders.setdefault(pack_name, packs_dir / name)
    return folders


def pack_of(path: Path, packs_dir: Path) -> str:
    """Returns the name of the added pack that a file is in; empty if it is in none."""
    if not path.is_relative_to(packs_dir) or path == packs_dir:
        return ""
    return to_nfc(path.relative_to(packs_dir).parts[0].removesuffix(OLD))
