"""Folders that only their owner may look into."""

from pathlib import Path


def make_private(folder: Path) -> None:
    """Makes a folder and those above it that are missing, each for the owner alone.

    `mkdir(parents=True)` would let others read the ones it makes on the way, such as the folder that
    the journal comes to lie in.

    Raises:
        OSError: it cannot be made.
    """
    for one in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
        one.mkdir(mode=0o700, exist_ok=True)
