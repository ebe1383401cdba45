"""Other programs are found where the system keeps them, and nowhere else."""

import os
import stat
from pathlib import Path

import pytest

from practice_player.lib.programs import find_program


def program(path: Path, mode: int = 0o755) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n", encoding="utf-8")
    path.chmod(mode)
    return path


@pytest.mark.parametrize("before", [".", "", "bin", "./bin"])
def test_a_program_beside_the_scripts_is_never_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str
) -> None:
    here = tmp_path / "scripts"
    program(here / "ffmpeg")
    program(here / "bin" / "ffmpeg")
    real = program(tmp_path / "system" / "ffmpeg")
    monkeypatch.chdir(here)

    for path in (f"{before}{os.pathsep}{real.parent}", f"{real.parent}{os.pathsep}{before}"):
        monkeypatch.setenv("PATH", path)
        assert find_program("ffmpeg") == real

    monkeypatch.setenv("PATH", before)
    assert find_program("ffmpeg") is None


def test_without_a_path_the_systems_own_folders_are_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "ffmpeg")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PATH", raising=False)

    found = find_program("ffmpeg")

    assert found is None or str(found.parent) in os.defpath.split(os.pathsep)


def test_a_program_that_is_installed_meanwhile_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    before = find_program("ffmpeg")

    real = program(tmp_path / "ffmpeg")

    assert before is None
    assert find_program("ffmpeg") == real


def test_a_folder_or_a_file_that_may_not_be_run_is_no_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one" / "ffmpeg").mkdir(parents=True)
    program(tmp_path / "two" / "ffmpeg", stat.S_IRUSR | stat.S_IWUSR)
    real = program(tmp_path / "three" / "ffmpeg")
    monkeypatch.setenv("PATH", os.pathsep.join(str(tmp_path / name) for name in ("one", "two", "three")))

    assert find_program("ffmpeg") == real


@pytest.mark.skipif(os.name == "nt", reason="says of such a folder that it is not there")
def test_a_folder_that_cannot_be_looked_into_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = program(tmp_path / "system" / "ffmpeg")
    monkeypatch.setenv("PATH", os.pathsep.join((f"/{'n' * 300}", str(real.parent))))

    assert find_program("ffmpeg") == real
