"""Packs are there whole or not at all, whatever ends a program or fills a disk."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from practice_player.lib.pack_folders import added_packs
from practice_player.packs.packs_folder import LOCK_NAME
from tests.packs.hostile import SCRIPT
from tests.packs.sample import Home, names_in
from tests.small_disks import SmallDisk

if sys.platform == "win32":
    pytest.skip("locks, signals and mounts are POSIX's", allow_module_level=True)

import fcntl
import resource


def test_two_commands_do_not_change_the_packs_at_once(
    ben: Home, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ben.run("pack", "add", pack)
    with (ben.folder / "packs" / LOCK_NAME).open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert ben.run("pack", "remove", "quiet", "--yes") == 1

    assert "another command changes the packs just now" in capsys.readouterr().err
    assert ben.packs == ["quiet"]


KILLED = """\
import os, signal, sys
from pathlib import Path
from practice_player.packs.packs_folder import PacksFolder

calls = 0

def rename(old, new):
    global calls
    if calls == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
    os.rename(old, new)
    calls += 1
    if calls == int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)

with PacksFolder.locked(Path(sys.argv[1]), rename) as packs, packs.new_folder() as folder:
    if sys.argv[4] == "remove":
        packs.remove("quiet")
    else:
        (folder / "content").write_text("new")
        packs.install(folder, "quiet")
"""


def states(packs: Path, before: int, after: int, action: str) -> Iterator[str]:
    """Kills a program that changes the packs, and yields what is there at once, and after the next change."""
    result = subprocess.run(
        [sys.executable, "-c", KILLED, str(packs), str(before), str(after), action], check=False
    )
    assert result.returncode == -signal.SIGKILL
    folders = added_packs(packs)
    yield (folders["quiet"] / "content").read_text() if "quiet" in folders else ""
    tidy = [sys.executable, "-c", KILLED.replace('packs.remove("quiet")', "pass"), str(packs)]
    subprocess.run([*tidy, "-1", "-1", "remove"], check=True)
    folders = added_packs(packs)
    assert names_in(packs) == [LOCK_NAME, *folders]
    yield (folders["quiet"] / "content").read_text() if "quiet" in folders else ""


@pytest.mark.parametrize(
    ("before", "after", "action", "outcome"),
    [
        (0, -1, "install", "old"),
        (-1, 1, "install", "old"),
        (1, -1, "install", "old"),
        (-1, 2, "install", "new"),
        (2, -1, "install", "new"),
        (-1, 3, "install", "new"),
        (0, -1, "remove", "old"),
        (-1, 1, "remove", ""),
    ],
)
def test_a_kill_at_any_moment_leaves_the_old_pack_or_the_new_one(
    before: int, after: int, action: str, outcome: str, tmp_path: Path
) -> None:
    (tmp_path / "quiet").mkdir()
    (tmp_path / "quiet" / "content").write_text("old")

    assert list(states(tmp_path, before, after, action)) == [outcome, outcome]


def test_what_a_killed_program_unpacked_is_not_a_pack_and_goes_away(ben: Home, pack: Path) -> None:
    half = ben.folder / "packs" / ".new-abc" / "sessions" / "evening"
    half.mkdir(parents=True)
    (half / "evening.yaml").write_text(SCRIPT)
    assert ben.packs == []
    assert ben.run("show", "evening") == 1

    assert ben.run("pack", "add", pack) == 0

    assert names_in(ben.folder / "packs") == [LOCK_NAME, "quiet"]


@pytest.fixture
def disk_of_packs(ben: Home) -> Iterator[SmallDisk]:
    """A disk where Ben's packs are; not mounted yet."""
    disk = SmallDisk(ben.folder / "packs")
    yield disk
    disk.unmount()


def test_a_disk_that_fills_at_any_moment_leaves_nothing_half_written(
    ben: Home, pack: Path, disk_of_packs: SmallDisk, capsys: pytest.CaptureFixture[str]
) -> None:
    outcomes = []
    for size_kb in range(4, 100, 8):
        disk_of_packs.mount(size_kb)
        outcomes.append(ben.run("pack", "add", pack))
        err = capsys.readouterr().err
        if outcomes[-1]:
            assert "the disk is full" in err
            assert ben.files() == {}
        else:
            assert len(ben.files()) == 7

    assert outcomes == sorted(outcomes, reverse=True)
    assert set(outcomes) == {0, 1}


def test_a_pack_that_does_not_fit_is_not_made_and_leaves_nothing(
    ada: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old_limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, old_limits[1]))
    try:
        exit_code = ada.run("pack", "make", "evening", "-o", tmp_path / "x.practicepack")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old_limits)

    assert exit_code == 1
    assert "the pack cannot be written (File too large)" in capsys.readouterr().err
    assert [entry.name for entry in tmp_path.iterdir()] == ["ada"]


def test_a_folder_that_cannot_be_made_is_told(
    ben: Home, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ben.write("packs", b"a file")

    assert ben.run("pack", "add", pack) == 1

    assert "the folder of packs cannot be changed" in capsys.readouterr().err


def test_a_signal_that_ends_the_program_leaves_nothing(ben: Home, pack: Path) -> None:
    """The question is asked when everything is unpacked; the signal comes while nobody has answered it."""
    ben.write("sessions/evening.yaml", SCRIPT.encode())
    process = subprocess.Popen(
        [sys.executable, "-m", "practice_player", "pack", "add", str(pack)],
        env=os.environ | {"PRACTICE_PLAYER_HOME": str(ben.folder)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert "You have a script `evening`" in process.stdout.readline()
    assert any(name.startswith(".new-") for name in names_in(ben.folder / "packs"))

    process.terminate()
    _, err = process.communicate(timeout=60)

    assert (process.returncode, err) == (128 + signal.SIGTERM, "Stopped before it was done.\n")
    assert names_in(ben.folder / "packs") == [LOCK_NAME]
