"""Files that no author writes on purpose: each is reported plainly, in bounded time and memory."""

import os
import subprocess
import sys
import threading
import time
import tracemalloc
from pathlib import Path

import pytest

from practice_player.lib.diagnostics import Diagnostic
from practice_player.lib.errors import ScriptError
from practice_player.script.parsing.reader import draft, parse, read
from tests.fakes import HEAD

SOLO = HEAD.format(practice="solo", more="")

BILLION_LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def draft_problems(text: str) -> tuple[Diagnostic, ...]:
    return draft(text, path="evening.yaml").problems


def problems(text: str) -> tuple[Diagnostic, ...]:
    with pytest.raises(ScriptError) as caught:
        parse(text, path="evening.yaml")
    return caught.value.problems


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(BILLION_LAUGHS, "alias", id="anchors that explode"),
        pytest.param("[" * 10_000, "too deep", id="lists in lists"),
        pytest.param("{a: " * 10_000, "too deep", id="mappings in mappings"),
        pytest.param("- " * 10_000, "too deep", id="dashes on one line"),
        pytest.param("? " * 10_000, "too deep", id="keys of keys"),
        pytest.param("- x\n" * 60_000, "too long", id="very many items"),
        pytest.param(f"{SOLO}  - say: {'word ' * 180_000}", "too long", id="a megabyte of words"),
        pytest.param("".join(f"k{n}: x\n" for n in range(12_000)), "more things", id="very many keys"),
        pytest.param(SOLO + "  - {rest: 1}\n" * 9_000, "more things", id="very many mistakes"),
        pytest.param(SOLO + "  - rest: " + "9" * 900_000 + "h\n", "longer than", id="a very long number"),
        pytest.param("k" * 900_000 + ": x\n", "a colon begins", id="a very long key"),
        pytest.param("'" + "x" * 900_000, "never closes", id="an endless quotation"),
        pytest.param("#" * 900_000, "empty", id="nothing but a comment"),
        pytest.param("a: !!python/object/apply:os.system [ls]\n", "tag", id="a tag that runs commands"),
        pytest.param("a: !" + "x" * 900_000 + " b", "tag", id="a very long tag"),
        pytest.param("a: b\n\ufeffc: d\n", "U+FEFF", id="a byte order mark inside"),
        pytest.param('a: "\\ud800"', "backslash", id="half a character, escaped"),
        pytest.param("a: \ud800", "U+D800", id="half a character"),
        pytest.param("a: \x01", "U+0001", id="a control character"),
        pytest.param("\t- a", "tab", id="a tab"),
        pytest.param("a: 1\na: 2\na: 3\n", "twice", id="a key three times"),
        pytest.param("<<: {format: 1}\n", "`<<` is not", id="a merged mapping"),
    ],
)
def test_a_hostile_text_is_reported_in_bounded_time_and_memory(text: str, message: str) -> None:
    began_s = time.process_time()  # of the processor: other work on the machine is no fault of the reader
    reported = draft_problems(text)
    taken_s = time.process_time() - began_s
    tracemalloc.start()
    draft_problems(text)
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert taken_s < 3, "under a second, and room for a slow machine"
    assert peak_bytes < 200e6
    assert any(message in problem.problem for problem in reported) if message else not reported
    assert len(reported) <= 210, "a reader is not flooded"
    assert all(len(problem.problem) < 200 and problem.problem.isprintable() for problem in reported)


@pytest.mark.parametrize(
    "written", ["NaN", "inf", "-inf", ".nan", "-5s", "1e9s", "0s", "99999h", "20", "20/10/5s", "1/2s"]
)
def test_a_number_that_is_no_length_is_answered_with_an_example(written: str) -> None:
    (problem,) = problems(f"{SOLO}  - rest: {written}\n")

    assert (problem.place.line, problem.place.column) == (9, 11)
    assert any(example in problem.fix for example in ("20s", "3h", "above 0", "smallest first"))


@pytest.mark.parametrize(
    "written", ["nan-0-6-0", "-4-0-6-0", "4-0-inf-0", "1e3-0-4-0", "999-0-6-0", "4-0-0-0"]
)
def test_a_breath_that_cannot_be_is_answered_with_one_that_can(written: str) -> None:
    (problem,) = problems(f"{SOLO}  - {{breathe: {written}, cycles: 3}}\n")

    assert "4-0-6-0" in problem.fix


@pytest.mark.parametrize("written", ["no", "NO", "off", "2024-05-06", "1:30", "0x1F", "3.10", "=", "1_000"])
def test_words_that_yaml_takes_for_something_else_stay_words(written: str) -> None:
    script = parse(SOLO.replace("A Test", written) + f"  - say: {written}\n", path="evening.yaml")

    assert script.title == written
    assert script.steps[0].say == written  # type: ignore[union-attr]


@pytest.mark.parametrize("written", ["~", "null", ""])
def test_nothing_where_words_are_meant_is_a_missing_value(written: str) -> None:
    (problem,) = problems(SOLO.replace("A Test", written) + "  - rest: 20s\n")

    assert problem.problem == "a value is missing here"
    assert problem.place.line == 2


def test_a_message_cannot_command_the_terminal() -> None:
    (problem,) = problems(SOLO + '  - rest: "\\e]0;owned\\a\\e[31m"\n')

    assert "\x1b" not in str(problem)
    assert "\\x1b" in problem.problem


def test_a_message_shows_an_emoji_as_it_was_written_or_not_at_all() -> None:
    family = "\U0001f469\u200d\U0001f469\u200d\U0001f467"

    (problem,) = problems(f"{SOLO}  - rest: {family}\n")
    (long_problem,) = problems(f"{SOLO}  - rest: {'x' * 57}{family}\n")
    (hidden_problem,) = problems(f"{SOLO}  - rest: a\u200db\n")

    assert f"`{family}`" in problem.problem
    assert f"`{'x' * 57}…`" in long_problem.problem
    assert "(U+200D)" in hidden_problem.problem


def test_a_file_of_ten_megabytes_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    path.write_bytes(b"a: b\n" * 2_000_000)
    tracemalloc.start()

    with pytest.raises(ScriptError, match="over 1 MB"):
        read(path)

    assert tracemalloc.get_traced_memory()[1] < 5e6
    tracemalloc.stop()


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x00" * 100, "cannot be shown"),
        (b"\xff\xfef\x00o\x00", "UTF-8"),
        ("title: é".encode("latin-1"), "UTF-8"),
    ],
)
def test_bytes_that_are_no_script_are_reported_plainly(tmp_path: Path, raw: bytes, message: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(raw)

    with pytest.raises(ScriptError, match=message):
        read(path)


def test_a_byte_order_mark_before_a_script_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + (SOLO + "  - rest: 20s\n").encode())

    assert read(path).title == "A Test"


@pytest.mark.skipif(sys.platform == "win32", reason="FIFOs and devices are POSIX's")
def test_what_would_make_one_wait_for_ever_is_refused_at_once(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo.yaml"
    os.mkfifo(fifo)
    messages: list[str] = []

    def read_all() -> None:
        for path in (fifo, Path("/dev/zero"), tmp_path):
            try:
                read(path)
            except ScriptError as exc:
                messages.append(exc.problems[0].problem)

    reading_thread = threading.Thread(target=read_all, daemon=True)
    reading_thread.start()
    reading_thread.join(5)

    assert [problem.partition(",")[0] for problem in messages] == [
        "this is a pipe or a device",
        "this is a pipe or a device",
        "this is a folder",
    ]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every file")
def test_a_file_one_may_not_read_is_reported_so(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(SOLO)
    path.chmod(0)

    with pytest.raises(ScriptError, match="permissions"):
        read(path)


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="needs another user to be")
def test_a_file_of_somebody_else_is_reported_so(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(SOLO)
    path.chmod(0o600)
    code = (
        "import os, sys; from pathlib import Path\n"
        "from practice_player.script.parsing.reader import read\n"
        "os.setuid(65534)\n"
        "try: read(Path('x.yaml'))\n"
        "except Exception as exc: print(exc)"
    )

    process = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert "permissions" in process.stdout
