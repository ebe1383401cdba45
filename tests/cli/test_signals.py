"""Signals, lost terminals and full disks while a practice plays in plain mode or is rendered."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import IO, Any

import pytest

from practice_player.lib.units import clock
from tests.fakes import script_in_parts

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows stops no programs")

COMMAND = [sys.executable, "-m", "practice_player"]


def start(home: Path, stdout: IO[str] | int = subprocess.PIPE, part_s: int = 1) -> "subprocess.Popen[str]":
    script = home / "parts.yaml"
    script.write_text(script_in_parts(*[f"{part_s}s"] * 2))
    return subprocess.Popen(
        [*COMMAND, "play", str(script), "--plain", "--to", "silence"],
        env=os.environ | {"PRACTICE_PLAYER_HOME": str(home)},
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        process_group=0,  # a job, as a shell makes one: only such a one is stopped by Ctrl-Z
    )


def wait_for_the_first_words(process: "subprocess.Popen[str]") -> None:
    assert process.stdout
    while "Part 1" not in (line := process.stdout.readline()):
        assert line, "ended before its first words"


def entry_of(home: Path) -> dict[str, Any]:
    env = os.environ | {"PRACTICE_PLAYER_HOME": str(home)}
    result = subprocess.run([*COMMAND, "journal", "--json"], env=env, capture_output=True, check=True)
    (entry,) = json.loads(result.stdout)
    return dict(entry)


@pytest.mark.parametrize("name", ["SIGTSTP", "SIGSTOP"])
def test_a_stopped_practice_goes_on_when_it_is_continued(tmp_path: Path, name: str) -> None:
    process = start(tmp_path)
    wait_for_the_first_words(process)

    process.send_signal(getattr(signal, name))
    _, status = os.waitpid(process.pid, os.WUNTRACED)
    process.send_signal(signal.SIGCONT)
    out, err = process.communicate(timeout=60)

    assert os.WIFSTOPPED(status)
    assert ("Part 2" in out, "done." in out, err, process.returncode) == (True, True, "", 0)
    entry = entry_of(tmp_path)
    assert (entry["ended"], entry["practised_s"]) == ("finished", entry["planned_s"])
    assert f", {clock(entry['practised_s'])}, done." in out, "as the journal says it"


def test_a_second_signal_does_not_cut_short_what_is_being_kept(tmp_path: Path) -> None:
    process = start(tmp_path, part_s=4)
    wait_for_the_first_words(process)
    journal = tmp_path / "journal.sqlite3"
    deadline_s = time.monotonic() + 20
    while not journal.exists():
        assert time.monotonic() < deadline_s
    with closing(sqlite3.connect(journal, isolation_level=None, timeout=20)) as other_program:
        other_program.execute("BEGIN IMMEDIATE")
        process.send_signal(signal.SIGTERM)
        for _ in range(20):
            process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=60)
        other_program.execute("ROLLBACK")

    assert "Enough for today." in out
    assert process.returncode in (128 + signal.SIGTERM, 128 + signal.SIGINT)
    assert entry_of(tmp_path)["ended"] == "stopped"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk to write to")
def test_a_practice_goes_on_when_its_lines_cannot_be_written(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full_device:
        process = start(tmp_path, full_device)
        _, err = process.communicate(timeout=60)

    assert process.returncode == 1
    assert err.splitlines() == [
        "standard output: nothing more can be written here (the disk is full)",
        "  Try: make room on this disk, and try again",
    ]
    assert entry_of(tmp_path)["ended"] == "finished"


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT", "SIGKILL"])
def test_a_render_that_is_ended_leaves_no_file_behind(tmp_path: Path, name: str) -> None:
    script, out = tmp_path / "long.yaml", tmp_path / "out"
    script.write_text(script_in_parts("1s", "1s", "3h"))
    out.mkdir()
    command = [sys.executable, "-m", "practice_player", "render", str(script), "-o", str(out / "x.wav")]
    env = os.environ | {"PRACTICE_PLAYER_HOME": str(tmp_path)}
    process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not any(path.stat().st_size for path in out.iterdir()):
        assert process.poll() is None, "ended before it wrote anything"

    process.send_signal(getattr(signal, name))
    _, err = process.communicate(timeout=60)
    if name == "SIGKILL":  # nothing can be done then: the next one of its name does it
        script.write_text(script_in_parts("1s", "1s"))
        subprocess.run(command, env=env, check=True, capture_output=True)
        assert sorted(path.name for path in out.iterdir()) == ["x.vtt", "x.wav"]
        return

    assert (list(out.iterdir()), err) == ([], "Stopped before it was done.\n")
    assert process.returncode == 128 + getattr(signal, name)


def test_without_a_terminal_to_paint_on_a_practice_is_told_in_plain_lines(tmp_path: Path) -> None:
    script = tmp_path / "parts.yaml"
    script.write_text(script_in_parts("1s", "1s"))
    controller, terminal = os.openpty()

    with os.fdopen(controller, "rb", buffering=0) as screen:
        process = subprocess.Popen(
            [*COMMAND, "play", str(script), "--to", "silence"],
            env=os.environ | {"PRACTICE_PLAYER_HOME": str(tmp_path)},
            stdin=terminal,
            stdout=terminal,
            stderr=subprocess.DEVNULL,
        )
        os.close(terminal)
        output = b""
        with suppress(OSError):  # how Linux says that nobody writes any more
            while chunk := screen.read(4096):
                output += chunk

    assert b"Part 2." in output
    assert process.wait(60) == 0
