"""Sends random keys, clicks, pastes and sizes to the program: none of them may end it.

The same random strokes, as the bytes that a terminal sends, go to the interface over fakes, and to the real
program in a terminal of its own.
"""

import asyncio
import random
import string
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, TypeAlias

from textual import events
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Size

from practice_player.core.request import PracticeRequest
from practice_player.playback.snapshot import PlaybackSnapshot
from practice_player.script.library import LoadedScript
from practice_player.tui.app import PracticeApp
from practice_player.tui.commands.close import CLOSE
from practice_player.tui.commands.help import HELP
from practice_player.tui.commands.palette import PALETTE
from practice_player.tui.commands.sections import EVERY_SECTION
from tests.tui.fakes import (
    ASKING,
    BREATHING,
    CORNERS,
    ENDED,
    HANDS,
    NO_CLIP,
    PAUSED,
    SPEAKING,
    WAITING,
    FakeCore,
    FakePractice,
)
from tests.tui.terminal import Terminal, wait_until_nothing_is_left

Stroke: TypeAlias = bytes | tuple[int, int]
"""Bytes from the terminal, or its new size."""

BYTES_OF_KEYS: Final = {
    "escape": b"\x1b",
    "backspace": b"\x7f",
    "home": b"\x1b[H",
    "end": b"\x1b[F",
    "exclamation_mark": b"!",
    "f1": b"\x1bOP",
    "f2": b"\x1bOQ",
    "enter": b"\r",
    "space": b" ",
    "plus": b"+",
    "minus": b"-",
    "equals_sign": b"=",
    "left_square_bracket": b"[",
    "right_square_bracket": b"]",
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "right": b"\x1b[C",
    "left": b"\x1b[D",
    "pageup": b"\x1b[5~",
    "pagedown": b"\x1b[6~",
    "ctrl+p": b"\x10",
    "ctrl+z": b"\x1a",
    "ctrl+c": b"\x03",
    "ctrl+q": b"\x11",
    "": b"",
}
LEAVING_KEYS: Final = {b"\x03", b"\x11", b"q"}
"""The keys that leave the program; they are drawn rarely, as nothing is tested after it was left."""

SECTIONS: Final = (*EVERY_SECTION, CLOSE, HELP, PALETTE)
BOUND_KEYS: Final = sorted(
    {
        BYTES_OF_KEYS.get(key) or key.encode()
        for section in SECTIONS
        for command in section.commands
        for key in command.key.split(",")
    }
    - LEAVING_KEYS
)
UNBOUND_KEYS: Final = (
    *(b"\x1b[H", b"\x1b[F", b"\t", b"\x1b[Z", b"\x7f", b"\x1b[3~", b"\x1b[2~", b"\x1bOP", b"\x1b[15~"),
    *(b"\x01", b"\x02", b"\x05", b"\x0b", b"\x15", b"\x17", b"\x18", b"\x16", b"\x00", b"\x1bx", b"\x1b\x1b"),
    *(b"\x1b[I", b"\x1b[O", b"\x1b[1;5C", b"\x1b[1;2A", b"\x1b[97;5u", b"\x1b[1114112u", b"\x1b[57441u"),
    *(
        b"\x1b[99999999999u",
        b"\x1b[<",
        b"\x1b[<0;0;0M",
        b"\x1b[<35;-3;9M",
        b"\x1b[?2026;2$y",
        b"\x1b[?2048;0$y",
    ),
    *(b"\x1b[48;24;80;480;800t", b"\x1b[5;5R", b"\x1b]11;rgb:0/0/0\x07", b"\x1bP+r\x1b\\", b"\x1b["),
)
PASTED_TEXTS: Final = (
    "a",
    "Ruhe",
    "日本",
    "\N{LEFT-TO-RIGHT OVERRIDE}x",
    "👩‍👧",
    "[b]",
    "[/x]",
    "é",
    "\n\nzwei",
    "x" * 900,
)
SIZES: Final = (
    (1, 1),
    (2, 1),
    (10, 3),
    (41, 13),
    (80, 24),
    (80, 24),
    (120, 40),
    (200, 60),
    (1, 60),
    (200, 1),
)


def random_strokes(count: int, seed: int, *, leaving: float = 0.004) -> Iterator[Stroke]:
    """Yields `count` strokes, always the same for a seed."""
    rng = random.Random(seed)  # noqa: S311 - nothing is kept secret with it
    for _ in range(count):
        kind = rng.random()
        if kind < leaving:
            yield rng.choice(sorted(LEAVING_KEYS))
        elif kind < 0.70:
            yield rng.choice(BOUND_KEYS)
        elif kind < 0.76:
            yield rng.choice(string.ascii_letters.replace("q", "")).encode()
        elif kind < 0.86:
            yield rng.choice(UNBOUND_KEYS)
        elif kind < 0.94:
            yield _mouse(rng)
        elif kind < 0.97:
            yield b"\x1b[200~" + rng.choice(PASTED_TEXTS).encode() + b"\x1b[201~"
        elif kind < 0.98:
            yield bytes(rng.choices(range(128, 256), k=3))  # an incomplete letter
        elif kind < 0.99:
            yield (rng.randint(1, 200), rng.randint(1, 60))
        else:
            yield rng.choice(SIZES)


def _mouse(rng: random.Random) -> bytes:
    column, row = rng.randint(1, 100), rng.randint(1, 30)
    button = rng.choice((0, 0, 0, 2, 32, 35, 64, 65))
    press = f"\x1b[<{button};{column};{row}M"
    return (press if button >= 32 else f"{press}\x1b[<{button};{column};{row}m").encode()


@dataclass
class RestlessCore(FakeCore):
    """Answers sooner or later, raises errors now and then, and has practices that jump."""

    rng: random.Random = field(default_factory=random.Random)
    practices: list[FakePractice] = field(default_factory=list)

    def mark(self) -> int:
        self.touched += self.rng.random() < 0.3
        return super().mark()

    def prepare(self, loaded: LoadedScript, request: PracticeRequest, *, aside: bool = False) -> FakePractice:
        super().prepare(loaded, request, aside=aside)
        practice = RestlessPractice(rng=self.rng)
        self.practices.append(practice)
        return practice

    def _refuse(self, method: str) -> None:
        time.sleep(self.rng.choice((0, 0, 0.002, 0.02)))
        if self.rng.random() < 0.05 and method != "warm_up":
            raise NO_CLIP


@dataclass
class RestlessPractice(FakePractice):
    rng: random.Random = field(default_factory=random.Random)

    def snapshot(self, now_s: float) -> PlaybackSnapshot:
        if self.now is not ENDED and self.rng.random() < 0.1:
            snapshots = (BREATHING, SPEAKING, PAUSED, WAITING, ASKING, ENDED, replace(BREATHING, bed="none"))
            self.now = self.rng.choice(snapshots)
        return self.now


async def press_on_interface(count: int, seed: int) -> int:
    """Sends strokes to the interface over fakes, reopens it when it is left; returns how often it was opened.

    Raises:
        AssertionError: a stroke ended it, or it was not left properly.
    """
    strokes = list(random_strokes(count, seed))
    pressed_count = opened_count = 0
    while pressed_count < len(strokes):
        pressed_count += await _press_until_left(strokes[pressed_count:], random.Random(seed + pressed_count))  # noqa: S311
        opened_count += 1
    return opened_count


async def _press_until_left(strokes: list[Stroke], rng: random.Random) -> int:
    core = RestlessCore(rng=rng)
    core.shelf = (*core.shelf, CORNERS, HANDS)
    app, pressed_count = PracticeApp(lambda: core), 0
    try:
        async with app.run_test(notifications=True) as pilot:
            await pilot.pause()
            while pressed_count < len(strokes) and not app._exit:
                for stroke in strokes[pressed_count : pressed_count + rng.randint(1, 12)]:
                    _send(app, stroke)
                    pressed_count += 1
                await asyncio.sleep(rng.choice((0, 0, 0.01, 0.05)))
            app.leave()
            while app.is_running:  # noqa: ASYNC110 - Textual has no event for it
                await asyncio.sleep(0.01)
    except Exception as exc:
        raise AssertionError(f"after {strokes[max(0, pressed_count - 40) : pressed_count]}") from exc
    assert app.failure == ""
    assert core.close_times == 1
    for practice in core.practices:
        assert practice.now is ENDED or "start" not in practice.asked or "stop" in practice.asked
    return pressed_count


def _send(app: PracticeApp, stroke: Stroke) -> None:
    driver = app._driver
    assert isinstance(driver, HeadlessDriver)
    if isinstance(stroke, tuple):
        driver._size = stroke
        app.post_message(events.Resize(Size(*stroke), Size(*stroke)))
        return
    parser = XTermParser()
    try:
        text = stroke.decode(errors="replace")
        for event in (*parser.feed(text), *(parser.feed("") if stroke == b"\x1b" else ())):
            driver.process_message(event)
    except (ValueError, ArithmeticError, LookupError, ParseError, StopIteration, RuntimeError):
        pass  # not a key; tui/driver.py begins with a new parser as well


def press_on_program(count: int, seed: int, folder: Path) -> int:
    """Sends strokes to the real program, and restarts it when it is left; returns how often it was started.

    Raises:
        AssertionError: it ended unexpectedly, or left something behind.
    """
    rng = random.Random(seed)  # noqa: S311
    remaining = list(random_strokes(count, seed, leaving=0.002))
    start_count = 0
    while remaining:
        home = folder / f"home-{start_count}"
        terminal = Terminal(home)
        try:
            terminal.wait_for(b"alone or together?")
            start_count += 1
            recent: list[Stroke] = []
            while remaining and not terminal.has_ended():
                for stroke in remaining[: (stroke_count := rng.randint(1, 12))]:
                    recent.append(stroke)
                    if isinstance(stroke, tuple):
                        terminal.resize(stroke)
                    else:
                        terminal.press(stroke)
                del remaining[:stroke_count]
                terminal.look(rng.choice((0, 0.01, 0.05)))
            _leave_program(terminal, home, rng, recent[-60:])
        finally:
            terminal.close()
    return start_count


def _leave_program(terminal: Terminal, home: Path, rng: random.Random, recent: list[Stroke]) -> None:
    """Leaves the program in a random way, and checks that nothing remains and the terminal is as before."""
    context = f"after {recent}: {terminal.painted[-1500:]!r}\n{_log_text(home)}"
    if not terminal.has_ended() and rng.random() < 0.5:
        terminal.hang_up()
        code = terminal.exit_code()
        assert code in (0, 129), f"exit code {code} {context}"  # 0 if it was leaving already
    else:
        # One that is leaving has given the terminal back already: ctrl+c would interrupt it, as any program.
        if not terminal.has_ended() and not terminal.is_plain():
            terminal.press(b"\x1b\x1b\x1b")  # ends a sequence that was sent in part
            terminal.look(0.1)
            terminal.press(b"\x1b[201~")
            terminal.look(0.1)
            terminal.press(b"\x03")
        code = terminal.exit_code()
        assert code == 0, f"exit code {code} {context}"
        terminal.rest()
        assert terminal.is_plain(), context
        left_at = terminal.painted.rfind(b"\x1b[?1049l")
        assert left_at > terminal.painted.rfind(b"\x1b[?1049h"), context
        assert terminal.painted.rfind(b"\x1b[?25h") > terminal.painted.rfind(b"\x1b[?25l"), context
        assert b"could not go on" not in terminal.painted[left_at:], context
    assert "the interface cannot go on" not in _log_text(home), _log_text(home)
    wait_until_nothing_is_left([home])


def _log_text(home: Path) -> str:
    path = home / "practice-player.log"
    return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
