"""Commands in odd environments: foreign modules, unusable homes, deep folders, no PATH, umasks, no log."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from practice_player.journal.store import Journal
from practice_player.settings import shipped_dir
from tests.journal.records import finished

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="users, modes and PATH as POSIX has them")

PROGRAM = (sys.executable, "-m", "practice_player")
MODULES = (
    "numpy",
    "soundfile",
    "yaml",
    "pydantic",
    "platformdirs",
    "soxr",
    "pydub",
    "textual",
    "sitecustomize",
)

OWN = (
    "format: 1\ntitle: Own\npractice: solo\ngoal: settle\nlevel: 1\nsummary: Own.\nbed: none\n"
    "steps:\n  - {say: Hello., audio: own.ogg}\n"
)


def run(
    *args: str, cwd: Path | None = None, umask: int = -1, timeout_s: float = 60, **variables: str | None
) -> "subprocess.CompletedProcess[str]":
    """Runs the program; a variable that is None is removed."""
    env = {name: value for name, value in (os.environ | variables).items() if value is not None}
    result = subprocess.run(
        [*PROGRAM, *args],
        cwd=cwd,
        env=env,
        umask=umask,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=timeout_s,
        check=False,
    )
    assert "Traceback" not in result.stdout + result.stderr
    return result


@pytest.mark.parametrize(
    "args",
    [
        ("doctor",),
        ("render", "soft-sighs", "--length", "5m", "-o", "out.wav"),
        ("list",),
        ("check", "soft-sighs"),
    ],
    ids=lambda args: args[0],
)
def test_a_module_beside_the_scripts_is_not_run(tmp_path: Path, args: tuple[str, ...]) -> None:
    trap = f"import pathlib\npathlib.Path({str(tmp_path / 'it-ran')!r}).write_text('')\nraise ImportError\n"
    scripts = tmp_path / "scripts"
    scripts.mkdir()
    for name in MODULES:
        (scripts / f"{name}.py").write_text(trap)

    result = run(*args, cwd=scripts, PRACTICE_PLAYER_HOME=str(tmp_path / "home"))

    assert result.returncode == 0, result.stderr
    assert not (tmp_path / "it-ran").exists()


def test_a_program_beside_the_scripts_is_not_run(tmp_path: Path) -> None:
    for name in ("ffmpeg", "ffprobe"):
        (tmp_path / name).write_text(f"#!/bin/sh\ntouch {tmp_path}/it-ran\n")
        (tmp_path / name).chmod(0o755)

    result = run("doctor", cwd=tmp_path, PRACTICE_PLAYER_HOME=str(tmp_path / "home"), PATH=".:")

    assert "no ffmpeg" in result.stdout
    assert not (tmp_path / "it-ran").exists()


def test_a_home_that_is_not_known_is_said_by_each_part_of_doctor(tmp_path: Path) -> None:
    result = run("doctor", PRACTICE_PLAYER_HOME="~nobody-of-that-name")

    assert result.returncode == 1
    assert result.stdout.startswith("practice-player ")
    assert "not known" in result.stdout
    assert "Try: name a folder of yours in PRACTICE_PLAYER_HOME" in result.stdout


def test_a_home_that_cannot_be_used_is_told_by_doctor_once_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    result = run("doctor", PRACTICE_PLAYER_HOME=str(tmp_path / "file"))

    assert result.returncode == 1
    assert (
        f"home        {tmp_path / 'file'}: what is kept here cannot be written (it is no folder)"
        in result.stdout
    )
    assert result.stdout.count("Try: make it a folder that you may write to") == 1


def test_each_folder_that_is_written_to_is_named_by_doctor(tmp_path: Path) -> None:
    result = run("doctor", PRACTICE_PLAYER_HOME=str(tmp_path / "home"))

    assert result.returncode == 0
    for name in ("home", "own", "voices", "choices", "log", "cache", "journal"):
        assert f"\n{name} " in result.stdout
    assert str(tmp_path / "home" / "cache") in result.stdout
    assert not (tmp_path / "home" / "cache").exists(), "it only looks"


def test_a_folder_of_scripts_that_cannot_be_searched_is_told_by_doctor(tmp_path: Path) -> None:
    _make_deep_folders(tmp_path / "sessions")

    result = run("doctor", PRACTICE_PLAYER_HOME=str(tmp_path))

    assert result.returncode == 1
    assert "this folder cannot be searched (File name too long)" in result.stdout
    assert "Try: allow reading it, or move the scripts to another folder" in result.stdout


@pytest.mark.parametrize("args", [("list",), ("check",), ("show", "soft-sighs"), ("voice", "list")])
def test_folders_in_folders_without_end_hold_nothing_up(tmp_path: Path, args: tuple[str, ...]) -> None:
    _make_deep_folders(tmp_path / "sessions")

    assert run(*args, PRACTICE_PLAYER_HOME=str(tmp_path)).returncode == 0


def _make_deep_folders(folder: Path) -> None:
    """Makes folders so deep that the path of the innermost is too long for the system."""
    folder.mkdir()
    parent = os.open(folder, os.O_RDONLY)
    for _ in range(450):
        os.mkdir("folder-10", dir_fd=parent)
        child = os.open("folder-10", os.O_RDONLY, dir_fd=parent)
        os.close(parent)
        parent = child
    os.close(parent)


def test_what_needs_no_home_works_without_one() -> None:
    result = run("schema", PRACTICE_PLAYER_HOME="~nobody-of-that-name")

    assert result.returncode == 0
    assert result.stderr == ""


@pytest.mark.parametrize("args", [("list",), ("check", "soft-sighs"), ("voice", "list"), ("doctor",)])
def test_no_path_at_all_is_fine(tmp_path: Path, args: tuple[str, ...]) -> None:
    assert run(*args, PRACTICE_PLAYER_HOME=str(tmp_path), PATH=None).returncode == 0


def test_a_folder_that_is_gone_is_said_calmly(tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    code = f"import os, sys; os.rmdir({str(folder)!r}); os.execv(sys.executable, {[*PROGRAM, 'list']!r})"

    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=os.environ | {"PRACTICE_PLAYER_HOME": "things"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 2
    assert "Try:" in result.stderr
    assert "Traceback" not in result.stderr


def test_the_first_line_of_doctor_does_not_wait_for_the_rest(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from practice_player.cli.main import main\n"
        "class Out:\n"
        "    encoding = 'utf-8'\n"
        "    def isatty(self): return False\n"
        "    def write(self, text):\n"
        "        heavy = {'numpy', 'yaml', 'pydantic', 'sqlite3', 'soundfile'} & set(sys.modules)\n"
        "        sys.__stdout__.write(repr(sorted(heavy)))\n"
        "        sys.__stdout__.flush()\n"
        "        raise SystemExit\n"
        "    def flush(self): pass\n"
        "sys.stdout = Out()\n"
        "main(['doctor'])\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert result.stdout == "[]"


def test_a_practice_in_silence_keeps_the_log_small(tmp_path: Path) -> None:
    script = tmp_path / "short.yaml"
    script.write_text(
        "format: 1\ntitle: Short\npractice: solo\ngoal: settle\nlevel: 1\nsummary: Short.\nbed: none\n"
        "steps:\n  - rest: 6s\n"
    )
    home = tmp_path / "home"
    log = home / "practice-player.log"

    run("play", str(script), "--plain", PRACTICE_PLAYER_HOME=str(home))
    entries = log.read_text().count("no sound card answers") if log.exists() else 1

    assert entries <= 2


def test_a_practice_leaves_its_underruns_to_doctor_and_one_in_silence_has_none(tmp_path: Path) -> None:
    script, home = tmp_path / "short.yaml", tmp_path / "home"
    script.write_text(OWN.replace("say: Hello., audio: own.ogg", "rest: 0.5s"))
    history = home / "underruns.jsonl"

    run("play", str(script), "--plain", "--to", "silence", PRACTICE_PLAYER_HOME=str(home))
    assert not history.exists()
    run("play", str(script), "--plain", PRACTICE_PLAYER_HOME=str(home))

    assert len(history.read_text().splitlines()) == 1


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_whatever_is_kept_is_for_its_owner_alone(tmp_path: Path, umask: int) -> None:
    home = tmp_path / "way" / "home"
    (tmp_path / "own.yaml").write_text(OWN)
    sound = min((shipped_dir("audio") / "heart").glob("*.ogg")).read_bytes()
    (tmp_path / "own.ogg").write_bytes(sound * 2)  # a clean copy is made of such a one

    run(
        "play",
        "own.yaml",
        "--plain",
        "--to",
        "silence",
        cwd=tmp_path,
        umask=umask,
        PRACTICE_PLAYER_HOME="way/home",
    )
    run("check", "own.yaml", cwd=tmp_path, umask=umask, PRACTICE_PLAYER_HOME="way/home")
    run("new", "mine", cwd=tmp_path, umask=umask, PRACTICE_PLAYER_HOME="way/home")
    run("render", "own.yaml", "-o", "out.wav", cwd=tmp_path, umask=umask, PRACTICE_PLAYER_HOME="way/home")
    run("doctor", cwd=tmp_path, umask=umask, PRACTICE_PLAYER_HOME="way/home")

    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (home.parent, *home.parent.rglob("*"))}
    assert {path.suffix for path in modes} >= {".sqlite3", ".flac", ".jsonl", ".json", ".yaml"}
    assert {path: mode for path, mode in modes.items() if mode != (0o700 if path.is_dir() else 0o600)} == {}
    assert stat.S_IMODE((tmp_path / "out.wav").stat().st_mode) == 0o666 & ~umask


COMMANDS_OF_A_PRACTICE = (
    ("play", "own.yaml", "--plain"),
    ("play", "own.yaml", "--plain", "--to", "silence"),
    ("play", "own.yaml", "--to", "out.wav"),
    ("render", "own.yaml", "-o", "out.wav"),
    ("show", "own.yaml"),
    ("list", "--sessions", "."),
)


@pytest.mark.parametrize(
    ("args", "by_setting"),
    [
        (("check", "own.yaml"), False),
        *((args, by_setting) for args in COMMANDS_OF_A_PRACTICE for by_setting in (False, True)),
    ],
    ids=str,
)
def test_without_a_journal_no_trace_is_left(tmp_path: Path, args: tuple[str, ...], by_setting: bool) -> None:
    home, scripts, voice = tmp_path / "home", tmp_path / "scripts", tmp_path / "home" / "audio" / "heart"
    scripts.mkdir()
    voice.mkdir(parents=True)
    shipped = min((shipped_dir("audio") / "heart").glob("*.ogg"))
    shutil.copy(shipped, voice)
    shutil.copy(shipped, scripts / "own.ogg")
    (scripts / "own.yaml").write_text(OWN)
    with Journal.open(home / "journal.sqlite3") as journal:
        journal.put(finished(practice="partner", people=("Ana", "Ben"), first="Ana"))
    if by_setting:
        (home / "settings.toml").write_text("journal = false\n")
    before = contents(home)

    result = run(*args, *([] if by_setting else ["--no-log"]), cwd=scripts, PRACTICE_PLAYER_HOME=str(home))

    assert result.returncode == 0, result.stderr
    assert contents(home) == before


def contents(folder: Path) -> dict[Path, bytes | None]:
    """Returns everything in a folder; None for a folder's content."""
    return {path: path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


def test_a_file_in_place_of_a_folder_of_scripts_is_not_called_absent(tmp_path: Path) -> None:
    (tmp_path / "scripts").write_text("x")

    result = run("list", "--sessions", str(tmp_path / "scripts"), PRACTICE_PLAYER_HOME=str(tmp_path))

    assert result.returncode == 2
    assert "scripts` cannot be searched (it is no folder)" in result.stderr
