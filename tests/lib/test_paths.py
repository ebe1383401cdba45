"""Names from outside are looked for calmly, in whatever form they are written."""

from pathlib import Path

import pytest

from practice_player.lib.paths import is_file, is_folder, same_form, spelt

COMPOSED, DECOMPOSED = "caf\u00e9", "cafe\u0301"


@pytest.mark.parametrize("name", ["x" * 300, "a/" * 3000 + "b", "zero\0byte", "loop/x", "loop", "\ud800"])
def test_a_name_that_no_file_can_have_is_not_there(tmp_path: Path, name: str) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")

    assert not is_file(tmp_path / name)
    assert not is_folder(tmp_path / name)
    assert spelt(tmp_path / name) == tmp_path / name


@pytest.mark.parametrize(("there", "asked"), [(COMPOSED, DECOMPOSED), (DECOMPOSED, COMPOSED)])
def test_a_name_in_another_unicode_form_is_found(tmp_path: Path, there: str, asked: str) -> None:
    (tmp_path / there).mkdir()
    (tmp_path / there / f"{there}.wav").touch()

    found = spelt(tmp_path / asked / f"{asked}.wav")

    assert is_file(found)
    assert found == tmp_path / there / f"{there}.wav"
    assert same_form(there) == same_form(asked)


def test_a_name_that_is_there_as_it_is_written_is_that_one(tmp_path: Path) -> None:
    for name in (COMPOSED, DECOMPOSED):
        (tmp_path / name).touch()

    assert spelt(tmp_path / COMPOSED).name == COMPOSED
    assert spelt(tmp_path / DECOMPOSED).name == DECOMPOSED
    assert spelt(tmp_path / "none-\u00e9") == tmp_path / "none-\u00e9"
