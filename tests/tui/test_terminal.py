"""The real program in a terminal of its own."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.terminal import Terminal


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    opened = Terminal(tmp_path, "play", "here-and-now", "--to", "silence")
    yield opened
    opened.close()


def test_a_lone_escape_stops_and_an_arrow_does_not(terminal: Terminal) -> None:
    terminal.wait_for(b"Eyes open")
    terminal.press(b"\x1b[C")
    terminal.wait_for(b"Let your head turn")
    terminal.wait_for(b"0:33")  # it began at 0:31: a word is kept once something was practised

    terminal.press(b"\x1b")
    terminal.wait_for(b"Enough for today")
    terminal.press(b"w")
    terminal.wait_for(b"for yourself")
    terminal.press(b"calmer\r")
    terminal.wait_for(b"Kept: calmer")
    terminal.press(b"\r")
    terminal.wait_for(b"alone or together?")

    (entry,) = terminal.journal()
    assert (entry["name"], entry["ended"], entry["note"]) == ("here-and-now", "stopped", "calmer")


NOISY = """
import ctypes, os, sys, threading
from practice_player.tui.app import PracticeApp
from practice_player.cli.main import main

begin = PracticeApp.on_mount

def fail():
    raise RuntimeError("the interface fails")

def begin_with_noise(app):
    begin(app)
    os.write(1, b"NOISE on 1\\n")
    os.write(2, b"NOISE on 2\\n")
    libc = ctypes.CDLL(None)
    libc.puts(b"NOISE by puts")
    libc.fflush(None)
    threading.Thread(target=os.system, args=["echo NOISE of a child; echo NOISE of a child >&2"]).start()
    if "crash" in sys.argv:
        app.set_timer(0.5, fail)

PracticeApp.on_mount = begin_with_noise
print("before", flush=True)
main([])
print("after", flush=True)
os.write(2, b"OUTSIDE on 2\\n")
print("the end", file=sys.stderr, flush=True)
"""
"""A program whose libraries print whatever they like."""


def noisy(home: Path, *args: str, size: tuple[int, int] = (80, 24)) -> Terminal:
    return Terminal(home, *args, command=[sys.executable, "-c", NOISY], size=size)


def log_in(home: Path) -> str:
    return (home / "practice-player.log").read_text(encoding="utf-8")


def test_what_a_library_prints_never_reaches_the_picture(tmp_path: Path) -> None:
    terminal = noisy(tmp_path)
    try:
        terminal.wait_for(b"before")
        terminal.wait_for(b"alone or together?")
        terminal.press(b"a")
        terminal.wait_for(b"Alone on Purpose")
        terminal.press(b"\x1b")
        terminal.wait_for(b"alone or together?")
        terminal.press(b"q")
        terminal.wait_for(b"after")
        terminal.wait_for(b"OUTSIDE on 2")
        terminal.wait_for(b"the end")
    finally:
        terminal.close()

    assert b"NOISE" not in terminal.painted
    log_text = log_in(tmp_path)
    assert [words for words in ("on 1", "on 2", "by puts") if f"NOISE {words}" not in log_text] == []
    assert log_text.count("NOISE of a child") == 2
    assert (tmp_path / "practice-player.log").stat().st_mode & 0o777 == 0o600


def test_an_interface_that_fails_says_so_on_the_terminal_and_gives_it_back(tmp_path: Path) -> None:
    terminal = noisy(tmp_path, "crash")
    try:
        terminal.wait_for(b"\x1b[?1049l")
        terminal.wait_for(b"the interface fails")
        terminal.wait_for(b"after")
        terminal.wait_for(b"OUTSIDE on 2")
    finally:
        terminal.close()

    assert b"NOISE" not in terminal.painted


def test_the_picture_is_as_large_as_the_terminal(tmp_path: Path) -> None:
    terminal = noisy(tmp_path, size=(100, 30))
    try:
        terminal.wait_for(b"alone or together?")
        terminal.wait_for(b"\x1b[30;")
    finally:
        terminal.close()
