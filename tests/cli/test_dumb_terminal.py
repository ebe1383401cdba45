"""A terminal that shows lines only."""

import os
import pty
import sys

import pytest

from practice_player.cli.interface import has_terminal


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
