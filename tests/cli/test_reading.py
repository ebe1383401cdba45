"""Waiting for recordings: the progress is printed, and seldom enough."""

import io
import threading
from pathlib import Path

import pytest

from practice_player.cli.printing import ProgressLine
from practice_player.cli.reading import NEW_LINE_INTERVAL_S, SILENT_WAIT_S, UPDATE_INTERVAL_S, wait_until_read
from practice_player.clips.analysis_cache import ClipAnalysisCache, StillReadingError
from practice_player.clips.measurement import ClipAnalysis
from practice_player.clips.progress import ProgressCallback, Reading, advanced


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class FakeReading:
    """A recording that takes `length_s` to read, on a fake clock; each call takes its whole limit."""

    def __init__(self, length_s: float) -> None:
        self.length_s = length_s
        self.now_s = 0.0

    def read(self, limit_s: float | None) -> bool:
        self.now_s += limit_s or 0.0
        return self.now_s >= self.length_s

    def reading(self) -> tuple[Reading, ...]:
        return (Reading(path=Path("/x/hour.m4a"), decoded_s=self.now_s, share=self.now_s / self.length_s),)


def progress_lines(stream: io.StringIO, length_s: float, *, wait_s: float | None = None) -> list[str]:
    fake_reading = FakeReading(length_s)
    wait_until_read(
        fake_reading.read,
        fake_reading.reading,
        ProgressLine(stream),
        wait_s=wait_s,
        now=lambda: fake_reading.now_s,
    )
    return [line for line in stream.getvalue().replace("\n", "\r").split("\r") if line.strip()]


def test_a_short_wait_is_not_worth_a_word() -> None:
    assert progress_lines(io.StringIO(), SILENT_WAIT_S) == []
    assert progress_lines(Terminal(), SILENT_WAIT_S) == []


def test_on_a_terminal_one_line_says_how_far_it_is_and_goes_away() -> None:
    stream = Terminal()
    lines = progress_lines(stream, 20.0)

    assert lines[0] == "Reading recordings for the first time: hour.m4a, 5% so far"
    assert len(lines) == (20.0 - SILENT_WAIT_S) / UPDATE_INTERVAL_S
    assert "\n" not in stream.getvalue()
    assert stream.getvalue().endswith("\r"), "and leaves the line empty"


def test_elsewhere_a_line_comes_seldom() -> None:
    assert len(progress_lines(io.StringIO(), 4 * NEW_LINE_INTERVAL_S)) == 4


def test_a_list_waits_no_longer_than_it_may() -> None:
    fake_reading = FakeReading(1_000.0)
    wait_until_read(
        fake_reading.read,
        fake_reading.reading,
        ProgressLine(io.StringIO()),
        wait_s=10.0,
        now=lambda: fake_reading.now_s,
    )

    assert fake_reading.now_s == pytest.approx(10.0, abs=UPDATE_INTERVAL_S)


def test_what_was_read_never_becomes_less() -> None:
    first = advanced(Reading(path=Path("x")), 60.0, 100.0)
    restarted = advanced(first, 1.0, 100.0)

    assert (first.so_far, restarted.so_far) == ("60% so far", "60% so far")
    assert advanced(restarted, 500.0, 100.0).share == pytest.approx(0.99), "a header may say too little"
    assert advanced(Reading(path=Path("x")), 61.0, None).so_far == "1:01 so far"


def test_a_script_whose_recording_is_still_read_says_how_far(tmp_path: Path) -> None:
    path, go_on, reported = tmp_path / "x.wav", threading.Event(), threading.Event()
    path.write_bytes(b"x")

    def examine(_path: Path, _lasting: bool, report: ProgressCallback) -> ClipAnalysis:
        report(30.0, 60.0)
        reported.set()
        go_on.wait(10.0)
        return ClipAnalysis(length_frames=1, loudness_lufs=-18.0, peak_db=-6.0, clipped=False)

    analysis_cache = ClipAnalysisCache(None, examine)
    analysis_cache.read([path], wait_s=0.0)
    assert reported.wait(10.0)

    with pytest.raises(StillReadingError, match="50% so far"):
        analysis_cache.of(path, wait_s=0.0)
    go_on.set()
    assert analysis_cache.read([path])
    assert analysis_cache.reading == ()
