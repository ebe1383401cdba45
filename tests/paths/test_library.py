"""Paths are found by name in folders of scripts, a person's own before the shipped ones."""

from pathlib import Path

import pytest

from practice_player.lib.errors import NameUnknownError
from practice_player.paths.library import PathLibrary
from practice_player.script.discovery import path_files, script_files
from practice_player.script.library import Library
from practice_player.settings import shipped_dir
from tests.paths.paths import TWO_STEPS, write_path


def test_ones_own_path_stands_in_place_of_the_shipped_one(tmp_path: Path) -> None:
    shipped = write_path(tmp_path / "shipped")
    own = write_path(tmp_path / "own", text=TWO_STEPS.replace("There and Back", "My Way"))
    library = PathLibrary((tmp_path / "own", tmp_path / "shipped"))

    (loaded,) = library.all()

    assert loaded.path
    assert (loaded.path.title, loaded.file, loaded.replaces) == ("My Way", own, shipped)


def test_a_path_that_cannot_be_read_comes_last_with_its_problems(tmp_path: Path) -> None:
    write_path(tmp_path, "a-broken-one", "title: Broken\n")
    write_path(tmp_path)

    good, broken = PathLibrary((tmp_path,)).all()

    assert (good.path is not None, broken.path) == (True, None)
    assert broken.problems[0].place.path.endswith("a-broken-one.yaml")


def test_an_unknown_name_is_told_with_the_nearest_one(tmp_path: Path) -> None:
    write_path(tmp_path)

    with pytest.raises(NameUnknownError, match="no path is called `there-and-bak`") as caught:
        PathLibrary((tmp_path,)).load("there-and-bak")

    assert caught.value.fix.startswith("`there-and-back`")


def test_paths_are_no_practices_and_practices_no_paths(tmp_path: Path) -> None:
    file = write_path(tmp_path)
    (tmp_path / "calm.yaml").write_text("format: 1\n")

    assert list(path_files(tmp_path)) == [file]
    assert [script.stem for script in script_files(tmp_path)] == ["calm"]


def test_every_shipped_path_names_practices_that_are_shipped() -> None:
    sessions = (shipped_dir("sessions"),)
    practices = {script.name for script in Library(sessions).files()}

    paths = {loaded.name: loaded.path for loaded in PathLibrary(sessions).all()}

    assert set(paths) == {"two-good-ears-ten-days", "edge-and-back", "a-balanced-week"}
    for path in paths.values():
        assert path
        assert {name for step in path.steps for name in step.practice} <= practices
    ten_days = paths["two-good-ears-ten-days"]
    assert ten_days
    assert sum(step.times for step in ten_days.steps) == 10
