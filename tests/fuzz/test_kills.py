"""A few kills with every run of the tests; `python -m tests.fuzz kills` tries more."""

import sys
from pathlib import Path

import pytest

from tests.fuzz.kills import run


@pytest.mark.skipif(sys.platform == "win32", reason="Windows kills no program so")
def test_what_was_finished_when_the_program_was_killed_is_kept(tmp_path: Path) -> None:
    results = run(tmp_path, 10, seed=1)

    assert results.finished > 0, "one at least was let be"
    assert results.words > 0
