"""Which paths are followed is remembered, also after one was left."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from practice_player.paths.store import Followed, PathsFile

NOW = datetime(2026, 11, 27, 19, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=3)


@pytest.fixture(params=[True, False], ids=["written", "for this run"])
def file(request: pytest.FixtureRequest, tmp_path: Path) -> PathsFile:
    return PathsFile(tmp_path / "paths.json" if request.param else None)


def test_a_path_that_was_left_is_taken_up_again_where_it_was(file: PathsFile) -> None:
    file.begin("week", NOW)
    file.leave("week")
    assert file.all() == {"week": Followed(begun_at=NOW, left=True)}

    file.begin("week", LATER)
    assert file.all() == {"week": Followed(begun_at=NOW)}


def test_a_path_can_be_begun_anew(file: PathsFile) -> None:
    file.begin("week", NOW)
    file.begin("week", LATER, anew=True)

    assert file.all() == {"week": Followed(begun_at=LATER)}


def test_the_path_that_was_taken_up_last_comes_last(file: PathsFile) -> None:
    for name in ("week", "ears", "week"):
        file.begin(name, NOW)

    assert list(file.all()) == ["ears", "week"]


def test_leaving_what_was_never_begun_changes_nothing(file: PathsFile) -> None:
    file.leave("week")

    assert file.all() == {}


@pytest.mark.parametrize(
    "content",
    ["", "[]", '{"week": 1}', '{"week": {"begun_at": "soon"}}', '{"week": {"begun_at": "2026-11-27"}}'],
)
def test_a_broken_file_has_no_paths_and_a_path_can_be_begun(tmp_path: Path, content: str) -> None:
    path = tmp_path / "paths.json"
    path.write_text(content)

    assert PathsFile(path).all() == {}
    PathsFile(path).begin("ears", NOW)
    assert list(PathsFile(path).all()) == ["ears"]
    assert json.loads(path.read_text())["ears"]["left"] is False


def test_where_nothing_can_be_written_it_holds_for_this_run(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    file = PathsFile(tmp_path / "file" / "paths.json")

    file.begin("week", NOW)

    assert list(file.all()) == ["week"]
