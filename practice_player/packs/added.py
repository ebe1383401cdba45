"""Lists the packs that were added."""

from dataclasses import dataclass
from pathlib import Path

from practice_player.lib.errors import PackError
from practice_player.lib.pack_folders import added_packs
from practice_player.lib.plain_files import UnusableFileError, read_bytes
from practice_player.packs.limits import MAX_MANIFEST_BYTES
from practice_player.packs.manifest import FILE_NAME, PackManifest, read_manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedPack:
    """A pack that was added."""

    name: str
    folder: Path
    manifest: PackManifest | None
    """None if it can no longer be read."""

    problem: str = ""
    """Why the manifest cannot be read, with a remedy; empty if it can."""


def list_packs(packs_dir: Path) -> list[AddedPack]:
    """Returns the added packs, by name."""
    return [_added_pack(name, folder) for name, folder in added_packs(packs_dir).items()]


def find_pack(name: str, packs_dir: Path) -> AddedPack:
    """Returns the added pack of this name.

    Raises:
        PackError: none has it.
    """
    for pack in list_packs(packs_dir):
        if pack.name == name:
            return pack
    raise PackError(f"no pack called `{name}` was added", fix="see `practice-player pack list`")


def _added_pack(name: str, folder: Path) -> AddedPack:
    path = folder / FILE_NAME
    try:
        manifest = read_manifest(read_bytes(path, max_bytes=MAX_MANIFEST_BYTES), str(path))
    except UnusableFileError as exc:
        problem = f"{path}: {exc.problem}"
    except PackError as exc:
        problem = f"{path}: {exc.problem}"
    else:
        return AddedPack(name=name, folder=folder, manifest=manifest)
    fix = "add the pack again, or remove it"
    return AddedPack(name=name, folder=folder, manifest=None, problem=f"{problem}\n  Try: {fix}")
