"""The log file: size limit, rotation, permissions, repeated entries, and files that cannot be written."""

import logging
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from practice_player.lib import logs
from practice_player.lib.logs import (
    MAX_FILE_BYTES,
    MAX_TRACKED_ENTRIES,
    REPEAT_INTERVAL_S,
    Log,
    RepeatFilter,
    append,
)

ON_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="modes and pipes are POSIX's")


def test_a_trouble_that_repeats_is_told_once_and_then_counted() -> None:
    repeat_filter = RepeatFilter()

    lines = [
        line for second in range(0, 1200, 2) for line in repeat_filter.lines_for("no card answers", second)
    ]

    assert lines[0] == "no card answers"
    assert lines[1:] == ["no card answers (300 times more)"]
    assert repeat_filter.pending_lines() == ["no card answers (299 times more)"]


def test_lines_that_take_turns_are_told_once_each() -> None:
    repeat_filter = RepeatFilter()
    entries = ("cannot find card '0'", "error evaluating strings", "no card answers")

    lines = [
        line for second in range(500) for entry in entries for line in repeat_filter.lines_for(entry, second)
    ]

    assert lines == list(entries)


def test_a_number_that_counts_up_makes_no_new_trouble() -> None:
    repeat_filter = RepeatFilter()

    lines = [line for times in range(100) for line in repeat_filter.lines_for(f"ran dry, {times} times", 0.0)]

    assert lines == ["ran dry, 0 times"]
    assert repeat_filter.pending_lines() == ["ran dry, 99 times (99 times more)"]


def test_what_is_remembered_of_troubles_is_bounded_and_no_count_is_lost() -> None:
    repeat_filter = RepeatFilter()
    repeat_filter.lines_for("the first", 0.0)
    repeat_filter.lines_for("the first", 0.0)

    lines = [
        line
        for number in range(MAX_TRACKED_ENTRIES)
        for line in repeat_filter.lines_for("trouble " + "x" * number, REPEAT_INTERVAL_S / 2)
    ]

    assert lines.count("the first (1 times more)") == 1
    assert len(repeat_filter.pending_lines()) == 0


def test_a_log_that_is_full_begins_anew_and_keeps_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "a" / "x.log"

    for number in range(8_000):
        append(path, f"{'-' * 80} line {number} of many\n")

    file_names = sorted(file.name for file in path.parent.iterdir())
    assert file_names == ["x.log", "x.log.1"]
    assert all((path.parent / name).stat().st_size <= MAX_FILE_BYTES for name in file_names)
    assert path.read_text().splitlines()[-1].endswith("line 7999 of many")


def test_a_huge_log_of_an_earlier_version_is_let_go(tmp_path: Path) -> None:
    path = tmp_path / "x.log"
    path.write_bytes(b"x" * 3 * MAX_FILE_BYTES)

    append(path, "now\n")

    assert path.read_text() == "now\n"
    assert list(tmp_path.iterdir()) == [path]


@ON_POSIX
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077, 0o777])
def test_the_log_is_its_owners_alone_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    path = tmp_path / "one" / "two" / "x.log"
    old_umask = os.umask(umask)
    try:
        append(path, "words\n")
        append(path, "more\n")
    finally:
        os.umask(old_umask)

    assert path.read_text() == "words\nmore\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in (path.parent, path.parent.parent)] == [
        0o700
    ] * 2


@ON_POSIX
def test_a_log_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    path = tmp_path / "x.log"
    path.write_text("before\n")
    path.chmod(0o644)

    append(path, "now\n")

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@ON_POSIX
def test_a_log_that_cannot_be_written_is_let_go(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")

    for path in (
        tmp_path / "file" / "x.log",
        tmp_path / "pipe",
        tmp_path / "loop",
        tmp_path,
        Path("/dev/full"),
    ):
        append(path, "words\n")


@pytest.fixture
def root() -> Iterator[logging.Logger]:
    logger = logging.getLogger()
    handlers_before = list(logger.handlers)
    # Only the first start of a process counts, and another test may have run a command in this one.
    logger.handlers[:] = [handler for handler in handlers_before if not isinstance(handler, logs._Handler)]
    yield logger
    logger.handlers[:] = handlers_before
    logging.captureWarnings(False)
    logging.raiseExceptions = True


def test_what_is_logged_is_in_the_file_without_anything_a_terminal_obeys(
    tmp_path: Path, root: logging.Logger
) -> None:
    logs.start(tmp_path / "x.log")
    (handler,) = [handler for handler in root.handlers if isinstance(handler, logs._Handler)]

    logging.getLogger("practice_player.test").warning("a \x1b[31mred\x1b[0m title\nof two lines \ud800")
    logging.getLogger("somebody.else").error("%d", "no number")
    assert handler.log
    handler.log.close()

    first, second, third = (tmp_path / "x.log").read_text(encoding="utf-8").splitlines()
    assert first.endswith(r"practice_player.test: a \x1b[31mred\x1b[0m title")
    assert second == r"    of two lines \xd800"
    assert "somebody.else: something that cannot be told" in third


def test_without_a_file_nothing_is_noted_anywhere(
    root: logging.Logger, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.start(None)

    logging.getLogger("practice_player.test").error("words")

    assert capsys.readouterr() == ("", "")


def test_many_threads_and_a_long_entry_do_no_harm(tmp_path: Path) -> None:
    log = Log(tmp_path / "x.log")

    def many() -> None:
        for number in range(500):
            log.put(f"same {number}")

    threads = [threading.Thread(target=many) for _ in range(4)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    log.close()
    log.close()

    assert (tmp_path / "x.log").read_text().count("same") == 2


@pytest.mark.skipif(sys.platform == "win32", reason="links are POSIX's")
def test_the_log_is_not_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    (tmp_path / "log").symlink_to("mine")

    append(tmp_path / "log", "entry\n")

    assert (tmp_path / "mine").read_text() == "mine"


def test_what_is_logged_before_the_start_is_not_told_on_the_terminal() -> None:
    code = (
        "import logging; from practice_player.lib import logs; logging.getLogger('x').warning('it is gone')"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout + done.stderr == ""
