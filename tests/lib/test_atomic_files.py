"""Files are written whole or not at all, and unfinished files of killed programs are removed."""

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from practice_player.lib.atomic_files import UnfinishedFile, write_atomically, write_failure

ON_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="locks and links are POSIX's")


def file_names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_has_its_name_only_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "x.wav"
    unfinished = UnfinishedFile(target)
    unfinished.path.write_bytes(b"sound")
    assert not target.exists()

    unfinished.finish()
    unfinished.drop()

    assert (file_names(tmp_path), target.read_bytes()) == (["x.wav"], b"sound")


def test_what_is_dropped_is_gone(tmp_path: Path) -> None:
    unfinished = UnfinishedFile(tmp_path / "x.wav")

    unfinished.drop()
    unfinished.drop()

    assert file_names(tmp_path) == []


@ON_POSIX
def test_what_a_killed_render_left_goes_with_the_next_of_its_name_and_no_other(tmp_path: Path) -> None:
    killed, another = UnfinishedFile(tmp_path / "x.wav"), UnfinishedFile(tmp_path / "y.wav")
    for unfinished in (killed, another):
        os.close(unfinished._descriptor)  # as the end of its process does
        unfinished._descriptor = -1

    UnfinishedFile(tmp_path / "x.wav").finish()

    assert file_names(tmp_path) == sorted([another.path.name, "x.wav"])


@ON_POSIX
def test_a_render_that_is_under_way_keeps_what_it_has(tmp_path: Path) -> None:
    first, second = UnfinishedFile(tmp_path / "x.wav"), UnfinishedFile(tmp_path / "x.wav")

    assert first.path.exists()

    first.finish()
    second.finish()
    assert file_names(tmp_path) == ["x.wav"]


@ON_POSIX
def test_what_a_killed_program_left_of_a_small_file_goes_with_the_next_one_too(tmp_path: Path) -> None:
    killed = UnfinishedFile(tmp_path / "preferences.json")
    os.close(killed._descriptor)
    killed._descriptor = -1

    write_atomically(tmp_path / "preferences.json", b"{}")

    assert file_names(tmp_path) == ["preferences.json"]


def test_no_search_for_files_of_its_kind_finds_one_that_is_unfinished(tmp_path: Path) -> None:
    unfinished = UnfinishedFile(tmp_path / "phrase.ogg")

    assert list(tmp_path.glob("*.ogg")) == []
    assert unfinished.path.exists()
    unfinished.drop()


@ON_POSIX
@pytest.mark.parametrize("write", [write_atomically, lambda path, _: UnfinishedFile(path).finish()])
def test_a_link_gives_way_and_what_it_leads_to_is_not_touched(tmp_path: Path, write: object) -> None:
    (tmp_path / "mine").write_bytes(b"mine")
    (tmp_path / "link").symlink_to("mine")

    write(tmp_path / "link", b"new")  # type: ignore[operator]

    assert (tmp_path / "mine").read_bytes() == b"mine"
    assert not (tmp_path / "link").is_symlink()


@ON_POSIX
def test_a_file_is_its_owners_or_as_the_umask_says(tmp_path: Path) -> None:
    old_umask = os.umask(0o027)
    try:
        write_atomically(tmp_path / "own", b"")
        write_atomically(tmp_path / "any", b"", mode=None)
        UnfinishedFile(tmp_path / "sound").finish()
    finally:
        os.umask(old_umask)

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == {"own": 0o600, "any": 0o640, "sound": 0o640}


@ON_POSIX
@pytest.mark.parametrize(("mode", "written_mode"), [(0o600, 0o600), (None, 0)])
def test_a_file_is_written_though_the_umask_keeps_its_owner_from_it(
    tmp_path: Path, mode: int | None, written_mode: int
) -> None:
    old_umask = os.umask(0o777)
    try:
        write_atomically(tmp_path / "x", b"whole", mode=mode)
    finally:
        os.umask(old_umask)

    path = tmp_path / "x"
    assert (stat.S_IMODE(path.stat().st_mode), path.stat().st_size) == (written_mode, 5)


@ON_POSIX
def test_a_file_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()

    with pytest.raises(IsADirectoryError):
        write_atomically(tmp_path / "folder", b"x")

    assert file_names(tmp_path) == ["folder"]


def test_a_full_disk_is_told_with_the_room_that_is_needed() -> None:
    disk_full, denied = OSError(errno.ENOSPC, "No space left"), OSError(errno.EACCES, "Permission denied")

    assert write_failure(disk_full, 230_000_001) == "the disk is full; about 231 MB are needed"
    assert write_failure(disk_full) == "the disk is full"
    assert write_failure(denied, 5) == "Permission denied"


def test_where_the_rest_has_no_room_the_disk_is_full_though_a_little_could_be_written(tmp_path: Path) -> None:
    unfinished = UnfinishedFile(tmp_path / "x.wav")

    fits, does_not_fit = unfinished.probe(), unfinished.probe(missing_bytes=2**70)
    unfinished.drop()

    assert fits is None
    assert does_not_fit is not None
    assert write_failure(does_not_fit) == "the disk is full"
