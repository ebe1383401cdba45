"""Private folders: permissions, and what keeps a folder from being used."""

import os
import stat
import sys
from pathlib import Path

import pytest

from practice_player.lib.folders import find_obstacle, make_private

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o777])
def test_a_folder_and_those_on_the_way_are_their_owners_alone(tmp_path: Path, umask: int) -> None:
    folder = tmp_path / "one" / "two" / "three"
    old_umask = os.umask(umask)
    try:
        make_private(folder)
    finally:
        os.umask(old_umask)

    assert [stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.parents[:2])] == [0o700] * 3


def test_a_folder_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o755)

    make_private(folder)

    assert stat.S_IMODE(folder.stat().st_mode) == 0o755


def test_a_file_where_the_folder_should_be_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(OSError, match="file"):
        make_private(tmp_path / "file" / "folder")


def test_a_folder_that_can_be_used_is_left_as_it_was(tmp_path: Path) -> None:
    assert find_obstacle(tmp_path) is None
    assert find_obstacle(tmp_path / "one" / "two") is None

    assert list(tmp_path.iterdir()) == []


def test_what_keeps_a_folder_from_being_used_is_told(tmp_path: Path) -> None:
    file, circular_link = tmp_path / "file", tmp_path / "around"
    file.write_text("")
    circular_link.symlink_to(circular_link)

    assert find_obstacle(file) == (file, "it is no folder")
    assert find_obstacle(file / "one" / "two") == (file, "it is no folder")
    assert find_obstacle(circular_link / "one") == (
        circular_link / "one",
        "Too many levels of symbolic links",
    )
    assert find_obstacle(tmp_path / ("n" * 300)) == (tmp_path / ("n" * 300), "File name too long")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="only root gives a folder away")
def test_a_folder_of_somebody_else_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir()
    os.chown(folder, 54321, -1)

    assert find_obstacle(folder) == (folder, "it belongs to somebody else")
