"""A sample of all commands in odd environments; `python -m tests.fuzz commands` runs every pair."""

import sys
from pathlib import Path

import pytest

from tests.cli.command_matrix import pairs, run_in_place

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the places are Linux's")

KNOWN_FAULTS = (
    ("list", "output on a full disk"),
    ("--help", "output on a full disk"),
    ("play short --plain --to silence", "output on a full disk"),
    ("lisst", "errors on a full disk"),
    ("journal --json", "nothing at all"),
    ("", "no input"),
    ("schema", "nobody reads either"),
    ("doctor", "a home of a long name"),
    ("settings", "a home of a long name"),
)


@pytest.mark.parametrize(("command", "place"), [*KNOWN_FAULTS, *list(pairs(2))[:16]])
def test_a_command_in_an_odd_place_ends_well_or_says_why(tmp_path: Path, command: str, place: str) -> None:
    assert run_in_place(tmp_path, command, place) == ""
