"""A terminal that shows lines only."""

import contextlib
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from practice_player.cli.interface import has_terminal
from practice_player.settings import HOME_VARIABLE, SESSIONS_VARIABLE

SCRIPT = """\
format: 1
title: A Short One
practice: solo
goal: settle
level: 1
summary: Short.
bed: none
steps:
  - {rest: 0.5s, caption: So.}
"""


@pytest.mark.skipif(sys.platform == "win32", reason="terminals are POSIX's")
@pytest.mark.parametrize(("term", "shows_interface"), [("xterm-256color", True), ("dumb", False)])
def test_a_dumb_terminal_gets_plain_lines(
    monkeypatch: pytest.MonkeyPatch, term: str, shows_interface: bool
) -> None:
    near, far = pty.openpty()
    with os.fdopen(far, "r+b", buffering=0) as terminal:
        for name in ("stdin", "stdout", "stderr"):
            monkeypatch.setattr(sys, name, terminal)
        monkeypatch.setenv("TERM", term)

        assert has_terminal() is shows_interface
    os.close(near)


def lines_in_a_dumb_terminal(folder: Path, *argv: str) -> tuple[int, str]:
    """Runs the program in a terminal that calls itself dumb; returns its exit code and all it wrote."""
    near, far = pty.openpty()
    variables = {
        **os.environ,
        "TERM": "dumb",
        HOME_VARIABLE: str(folder / "home"),
        SESSIONS_VARIABLE: str(folder),
    }
    command = [sys.executable, "-m", "practice_player", *argv]
    with subprocess.Popen(command, stdin=far, stdout=far, stderr=far, env=variables) as process:
        os.close(far)
        written = b""
        with contextlib.suppress(OSError):  # the terminal is closed at the program's end
            while part := os.read(near, 4096):
                written += part
    os.close(near)
    return process.returncode, written.decode()


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    (tmp_path / "short.yaml").write_text(SCRIPT, encoding="utf-8")
    return tmp_path


@pytest.mark.skipif(sys.platform == "win32", reason="terminals are POSIX's")
def test_without_a_command_a_dumb_terminal_lists_what_there_is(scripts: Path) -> None:
    code, written = lines_in_a_dumb_terminal(scripts)

    assert code == 0
    assert "short" in written
    assert written.rstrip().endswith("To begin one: practice-player play NAME")
    assert "\x1b" not in written


@pytest.mark.skipif(sys.platform == "win32", reason="terminals are POSIX's")
def test_a_practice_goes_plain_by_itself_in_a_dumb_terminal(scripts: Path) -> None:
    code, written = lines_in_a_dumb_terminal(scripts, "play", "short", "--to", "silence")

    assert code == 0
    assert "So." in written
    assert "\x1b" not in written
