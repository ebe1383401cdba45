"""No fault of the interface ends a practice in a mess."""

import sys
from pathlib import Path

import pytest

from tests.tui.fakes import TO_THE_PRACTICE, FakeCore, pressing, settle
from tests.tui.faults import BREAKS, FAULT, FaultyApp
from tests.tui.terminal import Terminal, wait_until_nothing_is_left, write_two_parts

KINDS = pytest.mark.parametrize("kind", BREAKS)


@KINDS
async def test_whatever_breaks_the_practice_is_stopped_and_the_core_is_closed(kind: str) -> None:
    core = FakeCore()
    app = FaultyApp(lambda: core)
    app.kind = kind

    async def break_it() -> None:
        async with app.run_test() as pilot:
            await pressing(*TO_THE_PRACTICE)(pilot)
            await pilot.press("ctrl+b")
            while app.is_running:
                await pilot.pause(0.01)

    with pytest.raises(Exception, match=FAULT):
        await break_it()

    assert core.practice.asked == ["start", "stop"]
    assert (core.close_times, app.return_code) == (1, 1)
    assert app.failure == f"RuntimeError: {FAULT}"
    assert app._exit_renderables == [], "nothing is painted over the terminal"


async def test_of_many_faults_the_first_is_told() -> None:
    core = FakeCore()
    app = FaultyApp(lambda: core)

    async def break_it() -> None:
        async with app.run_test() as pilot:
            await settle(pilot)
            app._handle_exception(RuntimeError("the first"))
            app._handle_exception(RuntimeError("the second"))

    with pytest.raises(RuntimeError, match="the first"):
        await break_it()

    assert (app.failure, core.close_times) == ("RuntimeError: the first", 1)


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("kind", ["a timer", "a worker of a screen", "a picture", "the palette"])
def test_on_a_terminal_one_line_is_left_and_the_practice_is_in_the_journal(kind: str, tmp_path: Path) -> None:
    write_two_parts(tmp_path)
    terminal = Terminal(tmp_path, command=[sys.executable, "-m", "tests.tui.faults", kind])
    try:
        terminal.wait_for(b"Part 2.")
        terminal.press(b"\x02")
        terminal.wait_for(b"\x1b[?1049l")
        terminal.wait_for(b"\x1b[?25h")
        assert terminal.exit_code() == 1
        assert terminal.is_plain()

        output = terminal.rest().decode()
        assert f"The interface could not go on (RuntimeError: {FAULT})." in output
        assert str(tmp_path / "practice-player.log") in output
        assert "Traceback" not in terminal.painted.decode()
        assert "RuntimeError: this is broken" in (tmp_path / "practice-player.log").read_text()
        assert [entry["ended"] for entry in terminal.journal()] == ["stopped"]
        wait_until_nothing_is_left([tmp_path])
    finally:
        terminal.close()
