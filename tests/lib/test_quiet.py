"""Descriptors 1 and 2 lead to the log while the interface is shown, and are restored afterwards."""

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from practice_player.lib.quiet import redirect_descriptors

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="on Windows nothing is changed")


def test_descriptors_lead_to_a_private_log_and_the_streams_to_where_they_led(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "deep" / "log"

    with redirect_descriptors(log):
        os.write(1, b"one\n")
        os.write(2, b"two\n")
        assert sys.__stdout__ is not None
        assert sys.__stderr__ is not None
        print("kept out", file=sys.__stdout__, flush=True)
        print("kept err", file=sys.__stderr__, flush=True)
    os.write(1, b"again\n")

    assert [line.split()[-1] for line in log.read_text().splitlines()] == ["one", "two"]
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert stat.S_IMODE(log.parent.stat().st_mode) == 0o700
    assert capfd.readouterr() == ("kept out\nagain\n", "kept err\n")


def test_all_is_given_back_when_what_is_inside_fails(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    streams_before = (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__)
    descriptors_before = open_descriptors()

    with pytest.raises(ZeroDivisionError), redirect_descriptors(tmp_path / "log"):
        _ = 1 / 0
    os.write(2, b"heard\n")

    assert (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__) == streams_before
    assert capfd.readouterr().err == "heard\n"
    assert open_descriptors() == descriptors_before, "no descriptor is left open"


def open_descriptors() -> list[int]:
    """Returns the numbers of the open descriptors below 64."""
    descriptors = []
    for number in range(64):
        with suppress(OSError):
            os.fstat(number)
            descriptors.append(number)
    return descriptors


def test_without_a_log_that_can_be_written_the_noise_is_let_go(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")

    with redirect_descriptors(tmp_path / "file" / "log"):
        os.write(2, b"noise\n")

    assert capfd.readouterr().err == ""


def test_noise_without_an_end_keeps_the_log_small(tmp_path: Path) -> None:
    with redirect_descriptors(tmp_path / "log"):
        for number in range(20_000):
            with suppress(BlockingIOError):
                os.write(2, f"a warning of a decoder {number * 'x' if number < 400 else number}\n".encode())

    assert sum(path.stat().st_size for path in tmp_path.iterdir()) < 600_000
