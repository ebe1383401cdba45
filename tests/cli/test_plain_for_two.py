"""Practices for two in plain mode, in a process of their own: pipes, signals and a terminal."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.fakes import HEAD

COMMAND = [sys.executable, "-m", "practice_player"]
STEPS = """\
  - when: touch
    then:
      - agree: Still good?
        for: 5s
        then: [{stay: 1s, caption: Hands.}]
        shift: [{stay: 1s, caption: Near.}]
    otherwise: [{stay: 1s, caption: Apart.}]
"""
LONG_S = 60.0


class Program:
    """Runs `play --plain` for a short practice that asks for touch and for a number."""

    def __init__(
        self,
        home: Path,
        *,
        stdin: int = subprocess.PIPE,
        more: str = "bed: none\ncheck_in: [tension]\nasks: {touch: yes}",
        steps: str = STEPS,
        options: tuple[str, ...] = (),
    ) -> None:
        script = home.parent / "short.yaml"
        script.write_text(HEAD.format(practice="partner", more=more) + steps)
        self.process = subprocess.Popen(
            [*COMMAND, "play", str(script), "--plain", "--to", "silence", *options],
            env=os.environ | {"PRACTICE_PLAYER_HOME": str(home)},
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self.printed = ""

    def answer(self, *answers: tuple[str, str]) -> None:
        """Waits for each prompt, recognised by some of its words, and types a line."""
        for prompt, typed in answers:
            self.wait_for(prompt)
            assert self.process.stdin
            self.process.stdin.write(f"{typed}\n")
            self.process.stdin.flush()

    def wait_for(self, words: str) -> None:
        assert self.process.stdout
        deadline_s = time.monotonic() + LONG_S
        while words not in (line := self.process.stdout.readline()):
            assert line, f"ended before {words!r}: {self.printed}"
            assert time.monotonic() < deadline_s, self.printed
            self.printed += line
        self.printed += line

    def end(self) -> tuple[int, str]:
        """Closes the input; returns the exit code and all output."""
        out, err = self.process.communicate(timeout=LONG_S)
        assert "Traceback" not in err
        return self.process.returncode, self.printed + out


@contextmanager
def running(home: Path, *, stdin: int = subprocess.PIPE) -> Iterator[Program]:
    home.mkdir()
    program = Program(home, stdin=stdin)
    try:
        yield program
    finally:
        program.process.kill()
        program.process.communicate()


ANSWERS_BEFORE = (
    ("Before you practise together", ""),
    ("Who is here?", "Ana"),
    ("Ana and who?", "Ben"),
    ("What would be good tonight?", "d"),
    ("What would be good tonight?", "numbers"),
    ("What would be good tonight?", ""),
    ("How tense are you?", "7"),
    ("Touch, tonight?", "yes"),
    ("Ben at the keyboard", ""),
    ("How tense are you?", "6"),
)


def test_a_practice_for_two_is_driven_whole_through_a_pipe(tmp_path: Path) -> None:
    with running(tmp_path / "home") as program:
        program.answer(
            *ANSWERS_BEFORE,
            ("Touch, tonight?", "3"),
            ("Stay, shift or stop?", "stay"),
            ("Ana at the keyboard", ""),
            ("How tense are you?", "3"),
            ("Show your numbers", "2"),
            ("Ben at the keyboard", ""),
            ("How tense are you?", "2"),
            ("Show your numbers", "show"),
            ("Both of you wished to see this", ""),
            ("kept in your journal", ""),
        )
        code, printed = program.end()

    assert code == 0
    assert "Ana: tension 7, then 3." in printed
    assert "(stay) Hands." in printed
    assert printed.endswith("done.\n")


def test_all_answers_can_lie_in_the_pipe_already(tmp_path: Path) -> None:
    with running(tmp_path / "home") as program:
        answers = "".join(f"{typed}\n" for _, typed in (*ANSWERS_BEFORE, ("", "1")))
        out, err = program.process.communicate(answers, timeout=LONG_S)

    assert "(stay) Apart." in out
    assert out.endswith("done.\n")
    assert "Traceback" not in err


def test_without_any_input_it_plays_its_gentlest_way(tmp_path: Path) -> None:
    with running(tmp_path / "home", stdin=subprocess.DEVNULL) as program:
        code, printed = program.end()

    assert (code, "(stay) Apart." in printed) == (0, True)
    assert not (tmp_path / "home" / "people.json").exists()
    assert not (tmp_path / "home" / "preferences.json").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
@pytest.mark.parametrize("name", ["SIGKILL", "SIGINT", "SIGTERM"])
def test_whoever_leaves_between_two_answers_leaves_none_in_any_file(tmp_path: Path, name: str) -> None:
    for number, answer in enumerate(("no", "yes")):
        home = tmp_path / str(number) / "home"
        home.parent.mkdir()
        with running(home) as program:
            program.answer(*ANSWERS_BEFORE[:7], ("Touch, tonight?", answer))
            program.wait_for("Ben at the keyboard")
            program.process.send_signal(getattr(signal, name))
            code, _ = program.end()

        assert code == (-signal.SIGKILL if name == "SIGKILL" else 128 + getattr(signal, name))
        contents = {path.name: path.read_bytes().lower() for path in home.rglob("*") if path.is_file()}
        assert not contents.keys() & {"people.json", "preferences.json", "journal.sqlite3"}, (
            "nothing has begun"
        )
        assert not any(
            word in content for content in contents.values() for word in (b"touch", b"ana", b"consent")
        )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pty")
def test_on_a_terminal_no_answer_given_in_private_is_shown(tmp_path: Path) -> None:
    import termios

    person, terminal = os.openpty()
    private = ("How tense are you?", "Touch, tonight?")
    with running(tmp_path / "home", stdin=terminal) as program:
        for prompt, typed in ANSWERS_BEFORE[:8]:
            program.wait_for(prompt)
            deadline_s = time.monotonic() + LONG_S
            while prompt in private and termios.tcgetattr(terminal)[3] & termios.ECHO:
                assert time.monotonic() < deadline_s
            os.write(person, f"{typed}\n".encode())
        program.wait_for("Ben at the keyboard")
        program.process.send_signal(signal.SIGTERM)
        program.end()
    shown = os.read(person, 10_000).decode()
    os.close(person)
    os.close(terminal)

    assert shown.split() == ["Ana", "Ben", "d", "numbers"]
