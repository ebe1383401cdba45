"""Finding script files, however they are named and wherever they lie."""

import errno
import os
import subprocess
import sys
from pathlib import Path, PosixPath
from typing import NoReturn

import pytest

from practice_player.lib.errors import NameUnknownError
from practice_player.lib.paths import describe_non_folder, find_obstacle_to
from practice_player.lint.rules.shelf import unsearched_folders
from practice_player.script import discovery
from practice_player.script.library import Library
from practice_player.script.parsing.reader import read
from practice_player.script.watch import is_script_name, mark
from tests.fakes import HEAD

SCRIPT = HEAD.format(practice="solo", more="") + "  - rest: 20s\n"
COMPOSED, DECOMPOSED = "caf\u00e9", "cafe\u0301"


@pytest.mark.parametrize("ending", ["yaml", "yml", "YAML", "Yaml", "YML", "Yml"])
def test_a_script_with_its_ending_in_capitals_is_one(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"calm.{ending}"
    before = mark([tmp_path])
    path.write_text(SCRIPT)

    assert Library([tmp_path]).find("calm").playable()
    assert Library([]).find(str(path)).playable()
    assert mark([tmp_path]) != before, "the interface notices it"


def test_other_files_are_none() -> None:
    assert not any(map(is_script_name, ("yaml", ".yaml", "x.yaml.txt", "x.yam", "x", "")))


@pytest.mark.parametrize(
    ("kind", "reason"), [("file", "it is no folder"), ("link", "the link leads nowhere")]
)
def test_what_is_no_folder_is_not_called_absent(tmp_path: Path, kind: str, reason: str) -> None:
    place = tmp_path / "scripts"
    if kind == "file":
        place.write_text("x")
    else:
        place.symlink_to(tmp_path / "gone")

    (problem,) = unsearched_folders([place])
    with pytest.raises(NameUnknownError) as unknown:
        discovery.find_script("calm", [place])

    assert f"cannot be searched ({reason})" in problem.problem
    assert problem.fix == "put a folder in its place, or name another folder"
    assert reason in str(unknown.value)
    assert str(place) in str(unknown.value)


def test_a_folder_that_is_not_there_is_no_problem(tmp_path: Path) -> None:
    assert not list(unsearched_folders([tmp_path / "scripts"]))


class ClosedPath(PosixPath):
    """A path below a folder that may not be searched."""

    def stat(self, *, follow_symlinks: bool = True) -> NoReturn:
        raise PermissionError(errno.EACCES, "Permission denied", str(self))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no POSIX paths")
def test_a_path_that_may_not_be_followed_is_not_called_absent() -> None:
    assert find_obstacle_to(ClosedPath("closed/calm.yaml")) == "Permission denied"
    assert describe_non_folder(ClosedPath("closed/scripts")) == "Permission denied"


@pytest.mark.parametrize(("name_on_disk", "typed_name"), [(COMPOSED, DECOMPOSED), (DECOMPOSED, COMPOSED)])
def test_a_script_is_found_in_whatever_form_its_name_is_typed(
    tmp_path: Path, name_on_disk: str, typed_name: str
) -> None:
    (tmp_path / name_on_disk).mkdir()
    path = tmp_path / name_on_disk / f"{name_on_disk}.yaml"
    path.write_text(SCRIPT)

    assert Library([tmp_path]).find(typed_name).path == path
    assert Library([tmp_path]).find(name_on_disk).path == path
    assert Library([]).find(str(tmp_path / typed_name / f"{typed_name}.yaml")).path == path


def test_ones_own_script_wins_whatever_form_its_name_has(tmp_path: Path) -> None:
    for folder, name in (("own", DECOMPOSED), ("shipped", COMPOSED)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{name}.yaml").write_text(SCRIPT)

    (script,) = Library([tmp_path / "own", tmp_path / "shipped"]).scripts()

    assert script.path.parent.name == "own"
    assert script.replaces


def test_two_names_that_look_alike_in_one_folder_are_reported(tmp_path: Path) -> None:
    for name in (COMPOSED, DECOMPOSED):
        (tmp_path / f"{name}.yaml").write_text(SCRIPT)

    assert len(list(discovery.find_hidden_scripts([tmp_path]))) == 1


@pytest.mark.parametrize("name", ["x" * 300, "x" * 300 + ".yaml", "a/" * 3000 + "x.yaml", "\x1b[31m"])
def test_a_name_that_no_script_can_have_is_answered_in_short(tmp_path: Path, name: str) -> None:
    with pytest.raises(NameUnknownError) as caught:
        Library([tmp_path]).find(name)

    assert len(str(caught.value)) < 200
    assert "\x1b" not in str(caught.value)


def test_a_link_that_goes_round_is_reported_and_hides_nothing(tmp_path: Path) -> None:
    (tmp_path / "calm.yaml").write_text(SCRIPT)
    (tmp_path / "round.yaml").symlink_to("round.yaml")
    (tmp_path / "folder").symlink_to("folder")
    (tmp_path / "again").symlink_to(tmp_path)

    scripts = {script.name: script for script in Library([tmp_path, tmp_path / "again"]).scripts()}

    assert set(scripts) == {"calm", "round"}
    assert scripts["calm"].script
    assert "cannot be read" in scripts["round"].problems[0].problem


def test_a_link_that_leads_nowhere_is_a_script_that_cannot_be_read(tmp_path: Path) -> None:
    before = mark([tmp_path])
    (tmp_path / "gone.yaml").symlink_to(tmp_path / "nowhere.yaml")
    (tmp_path / ".#open.yaml").symlink_to("somebody@here.123")  # as Emacs notes what is being edited

    (script,) = Library([tmp_path]).scripts()

    assert script.name == "gone"
    assert script.problems[0].problem == "the file cannot be read (the link leads nowhere)"
    assert "delete the link" in script.problems[0].fix
    broken = mark([tmp_path])
    (tmp_path / "nowhere.yaml").write_text(SCRIPT)
    assert len({before, broken, mark([tmp_path])}) == 3, "the interface notices it"
    assert all(script.script for script in Library([tmp_path]).scripts())


def test_a_script_twelve_hundred_folders_deep_is_found(tmp_path: Path) -> None:
    _write_script(_make_nested_folders(tmp_path, "d", 1200), "deep.yaml")
    path = Path(tmp_path, *["d"] * 1200, "deep.yaml")

    script, unsearched = Library([tmp_path]).find("deep"), discovery.find_unsearched_folders([tmp_path])

    path.unlink()
    os.removedirs(path.parent)  # pytest cannot remove folders so deep
    assert script.playable()
    assert unsearched == []


@pytest.mark.skipif(sys.platform != "linux", reason="paths end elsewhere")
def test_a_folder_that_cannot_be_searched_is_reported_and_hides_no_other(tmp_path: Path) -> None:
    (tmp_path / "calm.yaml").write_text(SCRIPT)
    _make_nested_folders(tmp_path, "d" * 200, 25)  # longer than a path may be

    (problem,) = unsearched_folders([tmp_path, tmp_path])

    assert [script.name for script in Library([tmp_path]).scripts()] == ["calm"]
    assert "cannot be searched (File name too long)" in problem.problem
    assert len(problem.place.path) <= 300


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="needs another user to be")
def test_a_folder_of_somebody_else_is_reported_and_hides_no_other(tmp_path: Path) -> None:
    for name, mode in (("closed", 0), ("listed", 0o744)):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.yaml").write_text(SCRIPT)
        (tmp_path / name).chmod(mode)
    (tmp_path / "calm.yaml").write_text(SCRIPT)
    tmp_path.chmod(0o755)
    code = (
        "import os; from pathlib import Path\n"
        "from practice_player.lint.rules.shelf import unsearched_folders\n"
        "from practice_player.script import discovery\n"
        "from practice_player.script.parsing.reader import read\n"
        "os.setuid(65534)\n"
        "print([path.name for path in discovery.script_files(Path('.'))], *unsearched_folders([Path('.')]))\n"
    )

    process = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert "['calm.yaml', 'listed.yaml']" in process.stdout
    assert "closed:1:1: advice: this folder cannot be searched (Permission denied)" in process.stdout


@pytest.mark.parametrize(("name_on_disk", "typed_name"), [(COMPOSED, DECOMPOSED), (DECOMPOSED, COMPOSED)])
def test_pieces_and_recordings_are_found_in_whatever_form_they_are_named(
    tmp_path: Path, name_on_disk: str, typed_name: str
) -> None:
    (tmp_path / name_on_disk).mkdir()
    (tmp_path / name_on_disk / f"{name_on_disk}.yaml").write_text("format: 1\nsteps:\n  - rest: 20s\n")
    (tmp_path / name_on_disk / f"{name_on_disk}.wav").touch()
    path = tmp_path / "calm.yaml"
    steps = (
        f"  - include: {typed_name}/{typed_name}.yaml\n"
        f"  - {{say: Hello., audio: {typed_name}/{typed_name}.wav}}\n"
    )
    path.write_text(HEAD.format(practice="solo", more="") + steps, encoding="utf-8")

    script = read(path)

    assert script.steps[0].steps  # type: ignore[union-attr]
    assert script.steps[1].file_path == tmp_path / name_on_disk / f"{name_on_disk}.wav"  # type: ignore[union-attr]


def _make_nested_folders(folder: Path, name: str, count: int) -> int:
    """Makes folders in each other, though their path may be too long; returns the deepest as a descriptor."""
    descriptor = os.open(folder, os.O_RDONLY)
    for _ in range(count):
        os.mkdir(name, dir_fd=descriptor)
        inner_descriptor = os.open(name, os.O_RDONLY, dir_fd=descriptor)
        os.close(descriptor)
        descriptor = inner_descriptor
    return descriptor


def _write_script(folder_descriptor: int, name: str) -> None:
    with os.fdopen(os.open(name, os.O_WRONLY | os.O_CREAT, dir_fd=folder_descriptor), "w") as file:
        file.write(SCRIPT)
