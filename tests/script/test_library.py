"""Finding and reading scripts by name."""

from pathlib import Path

import pytest

from practice_player.lib.errors import NameUnknownError, ScriptError
from practice_player.script.library import Library
from tests.fakes import HEAD

SCRIPT = HEAD.format(practice="solo", more="") + "  - rest: 20s\n"


def test_a_persons_own_script_wins_over_the_shipped_one(tmp_path: Path) -> None:
    own, shipped = tmp_path / "own", tmp_path / "shipped"
    for folder, title in ((own, "Mine"), (shipped, "Theirs")):
        (folder / "solo").mkdir(parents=True)
        (folder / "solo" / "calm.yaml").write_text(SCRIPT.replace("A Test", title))

    assert Library([own, shipped]).find("calm").playable().title == "Mine"


def test_a_broken_script_leaves_the_others_usable(tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text(SCRIPT)
    (tmp_path / "bad.yaml").write_text("format: 1\n")

    scripts = Library([tmp_path]).scripts()

    assert [script.name for script in scripts] == ["good", "bad"]
    assert scripts[1].problems
    with pytest.raises(ScriptError):
        scripts[1].playable()


def test_an_unknown_name_is_answered_with_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "soft-sighs.yaml").write_text(SCRIPT)

    with pytest.raises(NameUnknownError, match="soft-sighs"):
        Library([tmp_path]).find("soft-sigh")


def test_a_path_is_as_good_as_a_name(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(SCRIPT)

    assert Library([]).find(str(path)).name == "mine"
    with pytest.raises(NameUnknownError):
        Library([]).find(str(tmp_path / "none.yaml"))


def test_one_file_in_two_folders_stands_in_for_nothing(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "calm.yaml").write_text(SCRIPT)

    assert Library([tmp_path, tmp_path / "mine"]).find("calm").replaces is None
