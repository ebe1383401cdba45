"""Kills the program a few times; `python -m tests.fuzz kills` tries more."""

import sys
from pathlib import Path

import pytest

from tests.fuzz.program_kills import run_kills


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such kill")
def test_what_was_finished_when_the_program_was_killed_is_kept(tmp_path: Path) -> None:
    results = run_kills(tmp_path, 10, seed=1)

    assert results.finished_count > 0, "at least one was not killed"
    assert results.word_count > 0
