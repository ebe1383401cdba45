"""Leaves out tests that this system cannot run, lets those that listen come last, and has a bus for some."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.small_disks import SmallDisk

collect_ignore = ["tui/test_terminal.py"] if sys.platform == "win32" else []  # Windows has no pty

LISTENING = {"test_audible_meeting.py", "test_audible_output.py", "test_audible_recording.py"}
"""Compare what is heard with what was meant, sample by sample: whatever else runs by then has ended."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name in LISTENING)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[SmallDisk]:
    """A disk of 4 MB, to be filled; skips the test where none can be mounted."""
    disk = SmallDisk(tmp_path / "disk")
    disk.mount(4_000)
    yield disk
    disk.unmount()


@pytest.fixture
def session_bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a bus that nobody else is on; the environment names it, and it ends with the test."""
    program = shutil.which("dbus-daemon")
    if program is None:
        pytest.skip("there is no dbus-daemon here")
    bus = subprocess.Popen(
        [program, "--session", "--nofork", "--print-address"], stdout=subprocess.PIPE, text=True
    )
    assert bus.stdout is not None
    address = bus.stdout.readline().strip()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    yield address
    bus.kill()
    bus.wait()
    bus.stdout.close()
