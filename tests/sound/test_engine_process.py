"""The engine's process, started among files and variables that it must not take for its own."""

import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from practice_player.child_processes import child_environment
from practice_player.sound.engine.client import EngineClient
from practice_player.sound.engine.process import start_child
from practice_player.sound.engine.protocol import GREETING, Load, Play, await_greeting, receive
from practice_player.timeline.compiler import compile_timeline
from tests.fakes import no_clips, script_of

ON_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="descriptors and signals are POSIX's")

TRAP = "import pathlib\npathlib.Path({mark!r}).write_text('')\nraise ImportError('not the real one')\n"

MODULES = ("numpy", "soundfile", "yaml", "miniaudio", "pydantic", "platformdirs", "logging", "sitecustomize")


def until(answer: Callable[[], object]) -> object:
    until_s = time.monotonic() + 20
    while not (result := answer()) and time.monotonic() < until_s:
        pass
    return result


def test_a_module_beside_the_scripts_is_not_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in MODULES:
        (tmp_path / f"{name}.py").write_text(TRAP.format(mark=str(tmp_path / "it-ran")))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", os.pathsep)  # two empty entries, each the current folder
    engine = EngineClient(output="silence")
    engine.start()

    report = until(engine.report)
    engine.close()

    assert report
    assert not (tmp_path / "it-ran").exists()


@ON_POSIX
def test_the_process_does_not_stand_in_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not Path("/proc/self/cwd").exists():
        pytest.skip("this system does not say where a process stands")
    monkeypatch.chdir(tmp_path)
    child = start_child("silence")

    stands = Path(f"/proc/{child.process.pid}/cwd").resolve()
    child.process.kill()
    child.process.wait()

    assert stands != tmp_path.resolve()
    assert not stands.stat().st_mode & 0o022 or stands.stat().st_uid != os.getuid()


def test_paths_in_variables_mean_the_same_place_to_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    variables = {
        "PYTHONPATH": os.pathsep.join(["", "lib", str(tmp_path / "more")]),
        "PRACTICE_PLAYER_HOME": "things",
        "XDG_CACHE_HOME": "cache",
        "OTHER": "as/it/is",
    }

    assert dict(child_environment(variables)) == {
        "PYTHONPATH": os.pathsep.join([str(tmp_path / "lib"), str(tmp_path / "more")]),
        "PRACTICE_PLAYER_HOME": str(tmp_path / "things"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "OTHER": "as/it/is",
    }


def test_what_is_printed_as_python_starts_spoils_no_report_and_is_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\nprint('hello from here')\nprint('x' * 100_000)\nsys.stdout.flush()\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    engine = EngineClient(output="silence")
    engine.start()

    report = until(engine.report)
    until(lambda: "hello from here" in caplog.text)
    engine.close()

    assert report
    assert "hello from here" in caplog.text


def test_where_reports_share_standard_output_they_begin_at_the_greeting() -> None:
    read_end, write_end = os.pipe()
    os.write(write_end, b"hello\nand no end of the line" + GREETING + b"\x02\0\0\0N.")
    os.close(write_end)
    lines: list[str] = []

    with os.fdopen(read_end, "rb") as pipe:
        await_greeting(pipe, lines.append)
        message = receive(pipe)

    assert lines == ["hello", "and no end of the line"]
    assert message is None


@ON_POSIX
def test_reports_that_cannot_be_read_end_the_process_so_that_another_is_started(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: object) -> None:
        raise EOFError("half a report")

    monkeypatch.setattr("practice_player.sound.engine.client.receive", broken)
    engine = EngineClient(output="silence")
    engine.start()

    assert until(lambda: not engine.alive())
    assert "cannot be read" in caplog.text


FLOOD = """
import contextlib, os, sys
from practice_player.sound.engine.serve import main
from practice_player.sound.outputs.null import NullOutput

class Flooding(NullOutput):
    def start(self, render):
        def more(block):
            with contextlib.suppress(BlockingIOError):  # a library in C does not mind
                os.write(2, b"a library says a lot\\n" * 2000)
            render(block)
        super().start(more)

import practice_player.sound.engine.serve as serve
serve.output_named = lambda _: Flooding()
main(["silence", sys.argv[1]])
"""


@ON_POSIX
def test_a_library_that_prints_without_end_holds_nothing_up_though_nobody_reads() -> None:
    reads, writes = os.pipe()
    child = subprocess.Popen(
        [sys.executable, "-c", FLOOD, str(writes)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        pass_fds=(writes,),
    )
    os.close(writes)

    with os.fdopen(reads, "rb") as pipe:
        await_greeting(pipe, str)
        reports = [receive(pipe) for _ in range(10)]
    child.kill()
    child.communicate()

    assert len({report.at_s for report in reports if report is not None}) > 3  # type: ignore[attr-defined]


def test_what_a_child_logs_is_one_entry_of_the_log(caplog: pytest.LogCaptureFixture) -> None:
    engine = EngineClient(output="simpleaudio" if sys.version_info >= (3, 12) else "silence")
    engine.start()
    until(engine.report)

    engine.send(Load(timeline=None))  # type: ignore[arg-type]
    until(lambda: "could not be executed" in caplog.text)
    engine.close()

    (entry,) = [
        record.getMessage() for record in caplog.records if "could not be executed" in record.getMessage()
    ]
    assert "AttributeError" in entry


@ON_POSIX
def test_a_program_that_is_killed_leaves_no_engine_behind() -> None:
    code = (
        "from practice_player.sound.engine.client import EngineClient\n"
        "engine = EngineClient(output='silence')\n"
        "engine.start()\n"
        "while not engine.report(): pass\n"
        "print(engine._process.pid, flush=True)\n"
        "input()\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout
    engine = int(parent.stdout.readline())

    parent.kill()
    parent.communicate()

    assert until(lambda: not _runs(engine))


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")  # one that nobody waits for stays in the table for a while
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"


def test_a_timeline_is_played_from_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    engine = EngineClient(output="silence")
    engine.start()
    until(engine.report)

    engine.send(Load(timeline=compile_timeline(script_of("  - rest: 30s\n"), no_clips)))
    number = engine.send(Play())
    moved = until(
        lambda: (report := engine.report()) and report.executed >= number and report.until_frame > 2400
    )
    engine.close()

    assert moved


@pytest.fixture(autouse=True)
def quietly(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
