"""Folders of one's own are closed to others."""

import os
import stat
import sys
from pathlib import Path

import pytest

from practice_player.folders import make_private

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o777])
def test_a_folder_and_those_on_the_way_are_their_owners_alone(tmp_path: Path, umask: int) -> None:
    folder = tmp_path / "one" / "two" / "three"
    before = os.umask(umask)
    try:
        make_private(folder)
    finally:
        os.umask(before)

    assert [stat.S_IMODE(one.stat().st_mode) for one in (folder, *folder.parents[:2])] == [0o700] * 3


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
