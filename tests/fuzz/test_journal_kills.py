"""Kills programs at work on a journal a few times; `python -m tests.fuzz.journal_kills` tries more."""

import sys
from pathlib import Path

import pytest

from tests.fuzz.journal_kills import run_kills

WRITING_PROGRAMS = 5
"""Of twenty: those that write until they are killed."""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such kill")
def test_a_journal_is_whole_whatever_a_killed_program_was_doing_to_it(tmp_path: Path) -> None:
    results = run_kills(tmp_path, 20, seed=1)

    assert results.kill_count >= WRITING_PROGRAMS, "the others may end before they are killed"
    assert results.reports
    assert results.reports["finished"] > 0
