"""Leaves out tests that this system cannot run, and lets those that listen come last."""

import sys

import pytest

collect_ignore = ["tui/test_terminal.py"] if sys.platform == "win32" else []  # Windows has no pty

LISTENING = {"test_audible_meeting.py", "test_audible_output.py", "test_audible_recording.py"}
"""Compare what is heard with what was meant, sample by sample: whatever else runs by then has ended."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name in LISTENING)
