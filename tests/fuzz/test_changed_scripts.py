"""Reads five hundred scripts with random changes; `make fuzz` tries more."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from tests.fuzz.changed_scripts import changed_scripts
from tests.fuzz.script_checks import check_script, write_pieces


def test_a_changed_script_is_read_or_refused_within_a_second() -> None:
    results: list[bool] = []
    with tempfile.TemporaryDirectory() as name:
        write_pieces(Path(name))

        @settings(
            max_examples=500,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(changed_scripts())
        def attempt(text: str) -> None:
            results.append(check_script(text, Path(name)))

        attempt()

    assert len(results) >= 500
    assert 25 < sum(results) < len(results) - 100, "some can be played, and many cannot"
