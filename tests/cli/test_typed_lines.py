"""Typed lines: from a pipe and from a terminal, shown and hidden."""

import os
import sys
import time
from collections.abc import Iterator

import pytest

from practice_player.cli.typed_lines import MAX_LINE_LETTERS, TypedLines

LONG_S = 20.0


def lines_from_pipe(content: bytes) -> list[str]:
    """Returns the lines taken from a pipe that had this content and was closed."""
    read_end, write_end = os.pipe()
    typed = TypedLines(read_end)
    typed.start()
    with os.fdopen(write_end, "wb") as pipe:
        pipe.write(content)
    lines = []
    while (line := typed.take(LONG_S)) is not None:
        lines.append(line)
    assert typed.ended
    os.close(read_end)
    return lines


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (b"Ana\n\n3\n", ["Ana", "", "3"]),
        (b"stay\r\nstop", ["stay", "stop"]),
        ("Zoë\n".encode(), ["Zoë"]),
        (b"\xff\n", ["\ufffd"]),
        (b"", []),
    ],
)
def test_a_pipe_gives_its_lines_in_order_and_then_ends(content: bytes, lines: list[str]) -> None:
    assert lines_from_pipe(content) == lines


def test_a_line_without_end_is_cut_and_the_next_one_is_whole() -> None:
    assert lines_from_pipe(b"x" * 100_000 + b"\nstop\n") == ["x" * MAX_LINE_LETTERS, "stop"]


def test_a_pipe_that_stays_open_holds_nothing_up() -> None:
    read_end, write_end = os.pipe()
    typed = TypedLines(read_end)
    typed.start()

    assert typed.take() is None
    assert not typed.ended
    os.write(write_end, b"pause\n")
    assert typed.take(LONG_S) == "pause"
    os.close(write_end)
    assert typed.take(LONG_S) is None
    os.close(read_end)


def test_no_input_at_all_has_ended_already() -> None:
    typed = TypedLines(None)
    typed.start()

    assert typed.ended
    assert typed.take(LONG_S) is None


@pytest.fixture
def terminal() -> Iterator[tuple[int, int, TypedLines]]:
    """The two ends of a terminal, the person's and the program's, and the lines that are typed there."""
    if sys.platform == "win32":
        pytest.skip("Windows has no pty")
    person, program = os.openpty()
    typed = TypedLines(program)
    typed.start()
    yield person, program, typed
    os.close(person)
    while not typed.ended:  # its thread must finish before another test gets the same descriptor
        typed.take(LONG_S)
    os.close(program)


def test_what_is_typed_in_private_is_not_shown_and_afterwards_it_is_again(
    terminal: tuple[int, int, TypedLines],
) -> None:
    person, _, typed = terminal

    with typed.hidden():
        os.write(person, b"3\n")
        assert typed.take(LONG_S) == "3"
    os.write(person, b"Ana\n")
    assert typed.take(LONG_S) == "Ana"

    assert os.read(person, 100) == b"Ana\r\n"


def test_what_was_typed_ahead_is_no_answer_in_private(terminal: tuple[int, int, TypedLines]) -> None:
    person, _, typed = terminal
    os.write(person, b"3\n")
    deadline_s = time.monotonic() + LONG_S
    while typed._lines.empty():
        assert time.monotonic() < deadline_s

    with typed.hidden():
        os.write(person, b"1\n")
        assert typed.take(LONG_S) == "1"


def test_the_terminal_shows_what_is_typed_again_however_private_ends(
    terminal: tuple[int, int, TypedLines],
) -> None:
    import termios

    _, program, typed = terminal
    attributes = termios.tcgetattr(program)

    def interrupt() -> None:
        with typed.hidden():
            assert not termios.tcgetattr(program)[3] & termios.ECHO
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupt()

    assert termios.tcgetattr(program) == attributes
