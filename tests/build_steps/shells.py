"""Shells for tests: each completes lines with the made files, for a stand-in that notes its arguments."""

import os
import pty
import select
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest

from build_steps.files import made_files
from practice_player.cli.completion import FILES

ROOT: Final = Path(__file__).parent.parent.parent
MAX_WAIT_S: Final = 60.0
PROMPT: Final = "READY>"

PROGRAM: Final = """\
#!/bin/sh
if [ "$1" = _names ]; then
    exec "{python}" -m practice_player "$@"
fi
printf '%s\\n' "$@" > "{noted}"
"""
"""A program that lists names as the real one does; anything else it writes into a file, and does not do."""

COMPLETE_IN_BASH: Final = """\
source "$FILE"
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_practice_player
((${#COMPREPLY[@]} == 0)) || printf '%s\\n' "${COMPREPLY[@]}"
"""


class Shells:
    """The made files, a home and a program in a folder; `complete_in_*` answer as the tab key does."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.noted = folder / "noted"
        for place, text in made_files().items():
            path = folder / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self.files = {shell: folder / place for shell, place in FILES.items()}
        (self.home / "sessions").mkdir(parents=True)
        program = folder / "bin" / "practice-player"
        program.parent.mkdir()
        program.write_text(PROGRAM.format(python=sys.executable, noted=self.noted), encoding="utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        self._variables = os.environ | {
            "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "HOME": str(self.home),
            "PRACTICE_PLAYER_HOME": str(self.home),
            "TERM": "dumb",
            "PS1": PROMPT,
            "LC_ALL": "C.UTF-8",
            "INPUTRC": os.devnull,
        }

    def add_script(self, name: str) -> None:
        (self.home / "sessions" / f"{name}.yaml").touch()

    def complete_in_bash(self, *words: str) -> list[str]:
        """Returns what bash offers for the last word."""
        command = ["bash", "--norc", "-c", COMPLETE_IN_BASH, "bash", "practice-player", *words]
        return self._run(command, FILE=str(self.files["bash"])).splitlines()

    def complete_in_fish(self, line: str) -> list[str]:
        """Returns what fish offers at the end of a line, without the explanations."""
        code = 'source "$FILE"; complete -C "$LINE"'
        command = [shell_path("fish"), "--no-config", "-c", code]
        printed = self._run(command, FILE=str(self.files["fish"]), LINE=f"practice-player {line}")
        return [offered.partition("\t")[0] for offered in printed.splitlines()]

    def type_in(self, argv: Sequence[str], *lines: str) -> list[str]:
        """Types lines into a shell at a terminal, and returns what the program was last called with."""
        self.noted.unlink(missing_ok=True)
        pid, terminal = pty.fork()
        if pid == 0:
            os.chdir(self.home)
            os.execvpe(argv[0], list(argv), self._variables)  # noqa: S606 - a shell of our choice
        try:
            for line in (*lines, "exit"):
                self._wait_for(terminal, PROMPT)
                os.write(terminal, line.encode() + b"\n")
            self._wait_for(terminal, None)
        finally:
            os.close(terminal)
            os.waitpid(pid, 0)
        return self.noted.read_text(encoding="utf-8").splitlines()

    def _run(self, command: Sequence[str], **variables: str) -> str:
        result = subprocess.run(
            command,
            cwd=self.home,
            env=self._variables | variables,
            capture_output=True,
            encoding="utf-8",
            timeout=MAX_WAIT_S,
            check=True,
        )
        assert result.stderr == ""
        return result.stdout

    @staticmethod
    def _wait_for(terminal: int, text: str | None) -> None:
        """Reads until the text was printed, or with None until the shell has ended."""
        seen = ""
        until_s = time.monotonic() + MAX_WAIT_S
        while text is None or text not in seen:
            ready, _, _ = select.select([terminal], [], [], max(0.0, until_s - time.monotonic()))
            assert ready, f"the shell says nothing more after {seen!r}"
            try:
                printed = os.read(terminal, 65536)
            except OSError:  # Linux says so of a terminal whose last program has ended
                printed = b""
            if not printed:
                assert text is None, f"the shell has ended after {seen!r}"
                return
            seen += printed.decode(errors="replace")


def shell_path(name: str) -> str:
    """Returns where a shell is; skips the test if it is not on this machine."""
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"{name} is not installed")
    return path
