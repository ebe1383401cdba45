"""On a terminal long lines are broken between words; elsewhere each stays one line."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes import HEAD

if sys.platform == "win32":
    pytest.skip("terminals are POSIX's", allow_module_level=True)

from tests.tui.terminal import COMMAND, Terminal

SUMMARY = "Some time to yourself, near a small pleasure, with nothing to do in it but sit and listen."


def shown_lines(home: Path, *args: str) -> list[str]:
    """Runs a command on a terminal of 80 by 24; returns the lines that it printed."""
    terminal = Terminal(home, *args)
    try:
        terminal.exit_code(within_s=60)
        terminal.rest()
        return terminal.painted.decode().replace("\r\n", "\n").split("\n")
    finally:
        terminal.close()
        terminal.hang_up()


def piped_lines(home: Path, *args: str) -> list[str]:
    env = os.environ | {"PRACTICE_PLAYER_HOME": str(home)}
    result = subprocess.run([*COMMAND, *args], env=env, capture_output=True, text=True, check=False)
    return result.stdout.split("\n")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    scripts = tmp_path / "scripts"
    scripts.mkdir()
    script = re.sub("(?m)^summary:.*$", f"summary: {SUMMARY}", HEAD.format(practice="solo", more=""))
    (scripts / "alone.yaml").write_text(script + "  - rest: 20s\n")
    return tmp_path


def test_a_list_breaks_no_word_at_eighty_columns(home: Path) -> None:
    args = ("list", "--practice", "solo", "--sessions", str(home / "scripts"))
    lines = shown_lines(home / "home", *args)

    assert max(map(len, lines)) <= 80
    at = next(number for number, line in enumerate(lines) if line.startswith("  alone "))
    column = lines[at].index("Some time")
    assert lines[at + 1].startswith(" " * column + "pleasure,"), "continues in the column of summaries"


def test_a_piped_list_has_one_line_for_each_practice(home: Path) -> None:
    lines = piped_lines(home / "home", "list", "--practice", "solo", "--sessions", str(home / "scripts"))

    assert any(line.startswith("  alone ") and line.endswith(SUMMARY) for line in lines)


def test_doctor_breaks_no_word_at_eighty_columns(home: Path) -> None:
    lines, piped = shown_lines(home / "home", "doctor"), piped_lines(home / "home", "doctor")

    libraries = next(line for line in piped if line.startswith("libraries"))
    assert len(libraries) > 80
    at = next(number for number, line in enumerate(lines) if line.startswith("libraries"))
    assert lines[at + 1].startswith(" " * 12), "continues beside the name"
    words = {word for line in lines for word in line.split()}
    assert words >= set(libraries.split())
