"""What is left of files that were being written."""

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from practice_player.lib.folders import write_whole
from practice_player.lib.unfinished_files import UnfinishedFile, why

posix = pytest.mark.skipif(sys.platform == "win32", reason="locks and links are POSIX's")


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_a_file_has_its_name_only_when_it_is_whole(tmp_path: Path) -> None:
    goal = tmp_path / "x.wav"
    one = UnfinishedFile(goal)
    one.path.write_bytes(b"sound")
    assert not goal.exists()

    one.finish()
    one.drop()

    assert (names(tmp_path), goal.read_bytes()) == (["x.wav"], b"sound")


def test_what_is_dropped_is_gone(tmp_path: Path) -> None:
    one = UnfinishedFile(tmp_path / "x.wav")

    one.drop()
    one.drop()

    assert names(tmp_path) == []


@posix
def test_what_a_killed_render_left_goes_with_the_next_of_its_name_and_no_other(tmp_path: Path) -> None:
    killed, another = UnfinishedFile(tmp_path / "x.wav"), UnfinishedFile(tmp_path / "y.wav")
    for one in (killed, another):
        os.close(one._handle)  # as the end of its process does
        one._handle = -1

    UnfinishedFile(tmp_path / "x.wav").finish()

    assert names(tmp_path) == sorted([another.path.name, "x.wav"])


@posix
def test_a_render_that_is_under_way_keeps_what_it_has(tmp_path: Path) -> None:
    first, second = UnfinishedFile(tmp_path / "x.wav"), UnfinishedFile(tmp_path / "x.wav")

    assert first.path.exists()

    first.finish()
    second.finish()
    assert names(tmp_path) == ["x.wav"]


@posix
@pytest.mark.parametrize("write", [write_whole, lambda path, _: UnfinishedFile(path).finish()])
def test_a_link_gives_way_and_what_it_leads_to_is_not_touched(tmp_path: Path, write: object) -> None:
    (tmp_path / "mine").write_bytes(b"mine")
    (tmp_path / "link").symlink_to("mine")

    write(tmp_path / "link", b"new")  # type: ignore[operator]

    assert (tmp_path / "mine").read_bytes() == b"mine"
    assert not (tmp_path / "link").is_symlink()


@posix
def test_a_file_is_its_owners_or_as_the_umask_says(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "own", b"")
        write_whole(tmp_path / "any", b"", mode=None)
        UnfinishedFile(tmp_path / "sound").finish()
    finally:
        os.umask(before)

    modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in tmp_path.iterdir()}
    assert modes == {"own": 0o600, "any": 0o640, "sound": 0o640}


@posix
def test_a_file_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()

    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path / "folder", b"x")

    assert names(tmp_path) == ["folder"]


def test_a_full_disk_is_told_with_the_room_that_is_needed() -> None:
    full, other = OSError(errno.ENOSPC, "No space left"), OSError(errno.EACCES, "Permission denied")

    assert why(full, 230_000_001) == "the disk is full; about 231 MB are needed"
    assert why(full) == "the disk is full"
    assert why(other, 5) == "Permission denied"
