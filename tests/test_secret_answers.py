"""Nobody can find out who answered no: not from the screen, not from files, and not by having said yes.

The whole interface is used by two people, over the real core.  Every picture after the first person's answer
is compared, and every file in their home folder afterwards.  That every pair of answers results in the lower
ones, in either order, is tested in tests/prompts/test_consent.py.
"""

import asyncio
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest
from textual.widgets import Static

from practice_player.core.bootstrap import create_core
from practice_player.core.request import PracticeRequest
from practice_player.journal.entry import MIN_NOTED_S
from practice_player.lib import logs
from practice_player.prompts.prompt import RandomBelow
from practice_player.settings import HOME_VARIABLE, SESSIONS_VARIABLE
from practice_player.tui.app import PracticeApp
from practice_player.tui.screens.close import CloseScreen
from practice_player.tui.screens.dialog import DialogScreen
from practice_player.tui.screens.player import PlayerScreen

SCRIPT = """\
format: 1
title: Tiny Two
practice: partner
goal: connect
level: 1
summary: A very short one for two.
asks: {touch: optional, sharing: optional}
steps:
  - when: touch
    then:
      - when: some-touch
        then: [{stay: 60s, caption: Backs of hands.}]
        otherwise: [{stay: 60s, caption: Hand in hand.}]
    otherwise: [{stay: 60s, caption: Each your own hands.}]
  - when: sharing
    then: [{stay: 60s, caption: One small thing.}]
    otherwise: [{rest: 60s, caption: A little quiet.}]
"""
BEGIN = ["enter", "enter", "enter"]
"""Keys for the gate, two people without names, and the page that hands over to the first of them."""

ORDINARY_EVENING = 1
GENTLE_EVENING = 0
ANSWERS = [list(answers) for answers in product("123", "13")]
"""Answers about touch and sharing; for sharing there is no `some`."""

PAIRS = [tuple(map(list, pair.split())) for pair in ("11 33", "13 21", "23 31")]


@dataclass(frozen=True)
class EveningRecord:
    """Everything that anybody could see of an evening, then or later."""

    asking: tuple[str, ...]
    """Every picture from when the second person takes the keyboard until both have answered."""

    practice: tuple[str, ...]
    """Every picture of the practice, a step each."""

    files: tuple[tuple[str, str], ...]
    """Every file in the home folder, without times of day."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    sessions, home = tmp_path / "sessions", tmp_path / "home"
    sessions.mkdir()
    (sessions / "tiny-two.yaml").write_text(SCRIPT)
    monkeypatch.setenv(SESSIONS_VARIABLE, str(sessions))
    monkeypatch.setenv(HOME_VARIABLE, str(home))
    return home


def draw(spend_evening: int, number: int = 0) -> RandomBelow:
    """Returns a fake random function: it draws this evening of six, and then this combination."""
    return lambda limit: spend_evening if limit == 6 else number


async def spend_evening(home: Path, first: list[str], second: list[str], below: RandomBelow) -> EveningRecord:
    """Has two people answer, one after the other, and see the practice to its end."""
    shutil.rmtree(home, ignore_errors=True)
    logs.start(home / "practice-player.log")
    app = PracticeApp(
        lambda: create_core(output="silence", random_below=below),
        PracticeRequest(name="tiny-two", output="silence"),
    )
    asking: list[str] = []
    practice: list[str] = []
    async with app.run_test(size=(60, 20)) as pilot:
        await until(lambda: isinstance(app.screen, DialogScreen))
        for key in [*BEGIN, *first]:
            await pilot.press(key)
            await pilot.pause()
        asking.append(text_of(app))
        for key in ["enter", *second[:-1]]:
            await pilot.press(key)
            await pilot.pause()
            asking.append(text_of(app))
        await pilot.press(second[-1])
        await until(lambda: isinstance(app.screen, PlayerScreen))
        for _ in range(2):
            await until(lambda: practised_s(app) >= MIN_NOTED_S)  # what was not practised is not kept
            await pilot.pause()
            practice.append(text_of(app))
            await pilot.press("right")
        await until(lambda: isinstance(app.screen, CloseScreen))
        await pilot.pause()
        practice.append(text_of(app))
        for key in ("w", "h", "i", "enter"):  # with a word, even a practice that was soon skipped is kept
            await pilot.press(key)
        await until(lambda: str(app.screen.query_one("#note", Static).content) == "Kept: hi")
    return EveningRecord(asking=tuple(asking), practice=tuple(practice), files=tuple(kept_files(home)))


def practised_s(app: PracticeApp) -> float:
    snapshot = app.screen._snapshot if isinstance(app.screen, PlayerScreen) else None
    return snapshot.practised_s if snapshot else 0.0


async def until(holds: Callable[[], bool]) -> None:
    while not holds():  # noqa: ASYNC110 - a screen tells nobody when it is there
        await asyncio.sleep(0.01)


def text_of(app: PracticeApp) -> str:
    """The picture without what the time makes of it: numbers, and how far the line and the ring have come."""
    lines = ["".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()]
    return re.sub(r"[\d━─ \u2580-\u259f]+", "0", "\n".join(lines))


def kept_files(home: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(home.rglob("*")):
        if path.suffix == ".sqlite3":
            with closing(sqlite3.connect(path)) as connection:
                rows = connection.execute(
                    "SELECT name, title, practice, planned_s, ended, note, people, first, check_ins"
                    " FROM entry"
                ).fetchall()
            yield path.name, repr(rows)
        elif path.is_file() and not path.name.endswith(("-wal", "-shm")):
            yield path.name, re.sub(r"\d", "0", path.read_text(errors="replace"))


async def test_the_order_of_two_answers_makes_no_difference_to_anything(home: Path) -> None:
    for first, second in PAIRS:
        in_order = await spend_evening(home, first, second, draw(ORDINARY_EVENING))
        reversed_order = await spend_evening(home, second, first, draw(ORDINARY_EVENING))

        assert in_order == reversed_order, f"{first} and {second}"


async def test_what_the_first_one_answers_is_not_seen_by_the_second(home: Path) -> None:
    pictures = {
        (await spend_evening(home, answers, ["3", "3"], draw(ORDINARY_EVENING))).asking for answers in ANSWERS
    }

    assert len(pictures) == 1


async def test_a_no_that_was_given_is_like_one_that_was_drawn(home: Path) -> None:
    """Whatever the two answer, the practice can also take by itself: so a gentle evening says nothing."""
    for number, answers in enumerate(DRAWN_ANSWERS):
        with_given_no = await spend_evening(home, answers, ["3", "3"], draw(ORDINARY_EVENING))
        with_drawn_no = await spend_evening(home, ["3", "3"], ["3", "3"], draw(GENTLE_EVENING, number))

        assert with_given_no == with_drawn_no, f"{answers}"


async def test_these_tests_would_see_a_difference(home: Path) -> None:
    """Different answers lead to different evenings, so that what is compared is not empty."""
    evenings = [await spend_evening(home, answers, ["3", "3"], draw(ORDINARY_EVENING)) for answers in ANSWERS]

    assert len({record.practice for record in evenings}) == len(ANSWERS)
    assert all("tiny-two" in repr(record.files) for record in evenings)


DRAWN_ANSWERS = [["1", "1"], ["2", "1"], ["3", "1"], ["1", "3"], ["2", "3"]]
"""The gentler combinations in the order of their numbers: touch changes first."""
