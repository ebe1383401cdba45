"""Paths from outside: names that no file can have, and names in another Unicode form."""

from pathlib import Path

import pytest

from practice_player.lib.paths import disk_spelling, is_file, is_folder, to_nfc

COMPOSED, DECOMPOSED = "caf\u00e9", "cafe\u0301"


@pytest.mark.parametrize("name", ["x" * 300, "a/" * 3000 + "b", "zero\0byte", "loop/x", "loop", "\ud800"])
def test_a_name_that_no_file_can_have_is_not_there(tmp_path: Path, name: str) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")

    assert not is_file(tmp_path / name)
    assert not is_folder(tmp_path / name)
    assert disk_spelling(tmp_path / name) == tmp_path / name


@pytest.mark.parametrize(("disk_name", "typed_name"), [(COMPOSED, DECOMPOSED), (DECOMPOSED, COMPOSED)])
def test_a_name_in_another_unicode_form_is_found(tmp_path: Path, disk_name: str, typed_name: str) -> None:
    (tmp_path / disk_name).mkdir()
    (tmp_path / disk_name / f"{disk_name}.wav").touch()

    path = disk_spelling(tmp_path / typed_name / f"{typed_name}.wav")

    assert is_file(path)
    assert path == tmp_path / disk_name / f"{disk_name}.wav"
    assert to_nfc(disk_name) == to_nfc(typed_name)


def test_a_name_that_is_there_as_it_is_written_is_that_one(tmp_path: Path) -> None:
    for name in (COMPOSED, DECOMPOSED):
        (tmp_path / name).touch()

    assert disk_spelling(tmp_path / COMPOSED).name == COMPOSED
    assert disk_spelling(tmp_path / DECOMPOSED).name == DECOMPOSED
    assert disk_spelling(tmp_path / "none-\u00e9") == tmp_path / "none-\u00e9"
