"""Plays sixty damaged recordings; `python -m tests.fuzz recordings` tries more."""

from pathlib import Path

from tests.fuzz.damaged_recordings import run_attempts


def test_a_damaged_recording_is_heard_or_told_in_good_time_as_a_step_and_by_a_voice(tmp_path: Path) -> None:
    results = run_attempts(tmp_path, 60, seed=3)

    assert results.played + results.refused == 60
    assert results.played > 20, "most damage leaves something to hear"
    assert results.refused > 5, "and some does not"
