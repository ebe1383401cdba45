"""Other programs are found in absolute entries of PATH only."""

import os
import stat
from pathlib import Path

import pytest

from practice_player.lib.programs import find_program


def make_program(path: Path, mode: int = 0o755) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n", encoding="utf-8")
    path.chmod(mode)
    return path


@pytest.mark.parametrize("entry", [".", "", "bin", "./bin"])
def test_a_program_beside_the_scripts_is_never_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry: str
) -> None:
    scripts = tmp_path / "scripts"
    make_program(scripts / "ffmpeg")
    make_program(scripts / "bin" / "ffmpeg")
    system_program = make_program(tmp_path / "system" / "ffmpeg")
    monkeypatch.chdir(scripts)

    for search_path in (
        f"{entry}{os.pathsep}{system_program.parent}",
        f"{system_program.parent}{os.pathsep}{entry}",
    ):
        monkeypatch.setenv("PATH", search_path)
        assert find_program("ffmpeg") == system_program

    monkeypatch.setenv("PATH", entry)
    assert find_program("ffmpeg") is None


def test_without_a_path_the_systems_own_folders_are_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_program(tmp_path / "ffmpeg")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PATH", raising=False)

    path = find_program("ffmpeg")

    assert path is None or str(path.parent) in os.defpath.split(os.pathsep)


def test_a_program_that_is_installed_meanwhile_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    path_before = find_program("ffmpeg")

    installed = make_program(tmp_path / "ffmpeg")

    assert path_before is None
    assert find_program("ffmpeg") == installed


def test_a_folder_or_a_file_that_may_not_be_run_is_no_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one" / "ffmpeg").mkdir(parents=True)
    make_program(tmp_path / "two" / "ffmpeg", stat.S_IRUSR | stat.S_IWUSR)
    executable = make_program(tmp_path / "three" / "ffmpeg")
    monkeypatch.setenv("PATH", os.pathsep.join(str(tmp_path / name) for name in ("one", "two", "three")))

    assert find_program("ffmpeg") == executable


@pytest.mark.skipif(os.name == "nt", reason="says of such a folder that it is not there")
def test_a_folder_that_cannot_be_looked_into_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system_program = make_program(tmp_path / "system" / "ffmpeg")
    monkeypatch.setenv("PATH", os.pathsep.join((f"/{'n' * 300}", str(system_program.parent))))

    assert find_program("ffmpeg") == system_program
