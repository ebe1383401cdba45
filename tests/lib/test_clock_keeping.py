"""Whether the clock is kept is read from what programs of each system print."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from practice_player.lib.clock_keeping import LIMIT_S, clock_is_kept, run_briefly

CHRONY = "A29FC87B,162.159.200.123,4,1795815090.1,-0.000012,0.00003,0.00002,1.2,0.001,0.04,0.01,0.001,64.2,"
WINDOWS = "Sprungindikator: {}(keine Warnung)\r\nStratum: 4\r\n"


def only(name: str) -> Callable[[str], Path | None]:
    return lambda program: Path("/bin") / program if program == name else None


@pytest.mark.parametrize(
    ("program", "printed", "is_kept"),
    [
        ("timedatectl", "yes\n", True),
        ("timedatectl", "no\n", False),
        ("chronyc", f"{CHRONY}Normal\n", True),
        ("chronyc", f"{CHRONY}Not synchronised\n", False),
        ("w32tm", WINDOWS.format(0), True),
        ("w32tm", WINDOWS.format(3), False),
    ],
)
def test_what_a_program_prints_is_believed(program: str, printed: str, is_kept: bool) -> None:
    assert clock_is_kept(only(program), lambda _: printed) == (is_kept, program)


@pytest.mark.parametrize("printed", ["", "Failed to connect to bus\n", "506 Cannot talk to daemon\n"])
def test_what_cannot_be_told_is_not_guessed(printed: str) -> None:
    assert clock_is_kept(lambda program: Path("/bin") / program, lambda _: printed) == (None, "")
    assert clock_is_kept(lambda _: None, lambda _: "yes\n") == (None, "")


def test_a_program_that_hangs_is_not_waited_for() -> None:
    start_s = time.monotonic()

    assert run_briefly([sys.executable, "-c", "import time; time.sleep(30)"]) == ""
    assert time.monotonic() - start_s < LIMIT_S + 2.0


def test_a_program_that_fails_or_is_missing_says_nothing() -> None:
    assert run_briefly([sys.executable, "-c", "print('yes'); raise SystemExit(1)"]) == ""
    assert run_briefly(["/nowhere/at/all"]) == ""
