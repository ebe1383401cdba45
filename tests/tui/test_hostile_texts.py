"""A script is text, never a program: whatever stands in it is shown as it was written, and does nothing."""

import time
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest
from rich.cells import cell_len
from textual import events
from textual.color import Color
from textual.pilot import Pilot
from textual.widgets import Input, Static

from practice_player.core.core import Core
from practice_player.lib.errors import PracticeError
from practice_player.lib.letters import split_letters
from practice_player.script.library import Library
from practice_player.tui import untrusted
from practice_player.tui.app import PracticeApp
from practice_player.tui.screens.close import CloseScreen
from practice_player.tui.screens.player import PlayerScreen
from practice_player.tui.screens.practices import PracticesScreen
from practice_player.tui.screens.prepare import PrepareScreen
from practice_player.tui.widgets.caption import lines
from practice_player.tui.widgets.outline import Outline
from practice_player.tui.widgets.paint import paint
from tests.fakes import HEAD, SteppedSound, no_clips
from tests.tui.fakes import BREATHING, SOFT_SIGHS, TO_THE_PRACTICE, FakeCore, app_at, pressing, settle
from tests.tui.hostile import PROBE, ProbedApp, drawn, walk

FAMILY: Final = "👨‍👩‍👧"
WHOLE: Final = (FAMILY, "🏳️‍🌈", "👋🏽", "🇬🇧", "e\u0301", "1️⃣", "息")

KINDS: Final = (
    "[bold]Soft[/bold] words",
    "Quiet [soft music], then [/slow]",
    f"Breathe {PROBE}here[/] now",
    "[@click=app.screenshot('victim.txt','.')]CLICKME[/]",
    "[link=https://example.org]rest[/link] of [1] list [a]",
    "\x1b[31mred\x1b[0m \x1b]0;owned\x07",
    "C1: \x9b31m \x90q\x9c",
    "\u202eturned\u202c \u2066round\u2069 \u200f",
    f"Joined {FAMILY} and x\u200dy\u200dz",
    "One line.\nNo second.\r\nNo third.\tNo column.",
    "half \ud800 a \udcff letter",
    "息を整える שלום กำลัง",
    "x" * 100_000,
    "words without end " * 6_000,
    "\u0301" * 1000,
    "",
    "]][[",
    "\\[escaped] \\",
    "{item} %s $foreground &amp; <b> -->",
    ":warning: :smile:",
)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=["80x24", "40x12"])
async def test_every_kind_of_text_is_shown_as_written_on_every_screen(size: tuple[int, int]) -> None:
    await walk([*KINDS, *KINDS[7:], *KINDS[:7]], size=size)


CASES: Final = Path(__file__).parent.parent / "cases"


def real_core(folder: Path, title: str, caption: str) -> Core:
    """Scripts read from files, as the program reads them."""
    head = HEAD.format(practice="solo", more="bed: none").replace("A Test", f'"{title}"')
    script = f'{head}  - rest: 20s\n    caption: "{caption}"\n  - say: "{caption}"\n'
    (folder / "aaa.yaml").write_text(script, encoding="utf-8")
    return Core(Library((folder,)), lambda: no_clips, SteppedSound(), None)


@pytest.mark.parametrize(
    "text",
    [
        "Quiet [soft music], then [/slow]",
        "Breathe [@click=app.screenshot('victim.txt','.')]CLICKME[/] now [red]more[/red].",
        "A [link=https://example.org]rest[/link] of [1] list [a]",
    ],
)
async def test_a_caption_with_brackets_is_shown_as_written(tmp_path: Path, text: str) -> None:
    core = real_core(tmp_path, "A [/x] title", text)
    app = ProbedApp(core)
    async with app.run_test() as pilot:
        await pressing("a", "o")(pilot)
        squeezed = "".join(text.split())
        assert isinstance(app.screen, PracticesScreen)
        assert f"(arest){squeezed}" in drawn(app.screen.query_one(Outline))

        await pressing("enter")(pilot)
        assert isinstance(app.screen, PrepareScreen)
        assert f"(arest){squeezed}" in drawn(app.screen.query_one(Outline))
        assert drawn(app.screen.query_one("#title")) == "A[/x]title"

        await pressing("enter")(pilot)
        assert isinstance(app.screen, PlayerScreen)
        assert drawn(app.screen.query_one("#caption")) == squeezed


@pytest.mark.parametrize("case", ["brackets-crash-the-interface", "click-runs-an-action"])
async def test_scripts_that_once_ended_the_interface_or_ran_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    monkeypatch.chdir(tmp_path)
    app = ProbedApp(Core(Library((CASES / case,)), lambda: no_clips, SteppedSound(), None))
    async with app.run_test() as pilot:
        await pressing("a", "o")(pilot)
        outline_text = drawn(app.screen.query_one(Outline))
        await _click_all_over(pilot, Outline)
        await pressing("enter", "enter")(pilot)
        assert isinstance(app.screen, PlayerScreen)

    assert "[/slow]" in outline_text or "[@click=app.screenshot('victim.txt','.')]CLICKME[/]" in outline_text
    assert _names(tmp_path) == []


async def test_a_click_on_markup_does_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    core = real_core(tmp_path, "T", f"[@click=app.screenshot('victim.txt','.')]CLICK[/] {PROBE}HERE[/]")
    app = ProbedApp(core)
    async with app.run_test() as pilot:
        await pressing("a", "o")(pilot)
        await _click_all_over(pilot, Outline)

        await pressing("enter", "enter")(pilot)
        await _click_all_over(pilot, "#caption")

    assert app.done == []
    assert _names(tmp_path) == ["aaa.yaml"], "no file was written"


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


async def _click_all_over(pilot: Pilot[Any], where: Any) -> None:
    widget = pilot.app.screen.query_one(where)
    for y in range(min(4, widget.size.height)):
        for x in range(0, widget.size.width, 9):
            await pilot.click(widget, offset=(x, y))
    await settle(pilot)


async def test_a_failure_with_brackets_is_said_as_it_is() -> None:
    error = PracticeError("no [/room] \x1b[31m left", fix=PROBE, place="[b]/disk[/b]")
    app = ProbedApp(FakeCore(refusals={"warm_up": error}))
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)

        message = drawn(app.screen.query("Toast").first())

    assert message == "".join(f"[b]/disk[/b]: no [/room] ␛[31m left Try: {PROBE}".split())


async def test_a_title_of_a_hundred_kilobytes_neither_fills_nor_slows_a_screen() -> None:
    vast = replace(SOFT_SIGHS, title="A very long title. " * 5_300, goal="x" * 100_000)
    app = PracticeApp(lambda: FakeCore(shelf=(vast,)))
    async with app.run_test(size=(80, 24)) as pilot:
        began_s = time.perf_counter()
        await pressing("a", "enter")(pilot)
        taken_s = time.perf_counter() - began_s

        title = app.screen.query_one("#title", Static)

    assert taken_s < 5, "under a second, and room for a busy machine"
    assert title.size.height < 8
    assert str(title.content).endswith("…")


@pytest.mark.parametrize("letter", WHOLE)
@pytest.mark.parametrize("widest", [3, 10, 11])
def test_a_caption_splits_no_letter_that_is_joined_from_several(letter: str, widest: int) -> None:
    text = f"{letter * 30} {letter} and {letter}"

    caption_lines = lines(text, widest)

    assert "".join(caption_lines).replace(" ", "") == text.replace(" ", "")
    assert all(cell_len(line) <= widest for line in caption_lines)
    assert {whole for line in caption_lines for whole in split_letters(line)} <= {letter, *"and "}


@pytest.mark.parametrize("letter", WHOLE)
def test_a_word_on_the_breath_keeps_its_letters_and_its_place(letter: str) -> None:
    brush = paint(Color(0, 0, 0), Color(200, 100, 0), Color(255, 255, 255))

    strip = brush.strip(((0, 0, 0, 0),) * 11, f"a{letter}b")

    assert strip.cell_length == 11
    assert strip.text.strip() == f"a{letter}b"
    assert len(strip.text) - len(strip.text.lstrip()) == (11 - 2 - cell_len(letter)) // 2


def test_joiners_and_skin_tones_without_an_emoji_cannot_draw_over_their_neighbours() -> None:
    shown = untrusted.line("x\u200dy\u200dz 🏽🏽 a🏽 " + FAMILY + "👋🏽").plain

    assert shown == "xyz �� a� " + FAMILY + "👋🏽"
    assert cell_len(shown) == sum(map(cell_len, ("xyz �� a� ", FAMILY, "👋🏽")))


async def test_what_is_pasted_into_the_word_commands_no_terminal() -> None:
    core = FakeCore()
    app = PracticeApp(lambda: core)
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE, "escape", "w")(pilot)
        assert isinstance(app.screen, CloseScreen)

        app.post_message(events.Paste("calm\x1b[31m \u202e[/x]\nsecond"))
        await settle(pilot)
        assert app.screen.query_one(Input).value == "calm␛[31m [/x]"

        await pressing("enter")(pilot)

    assert core.notes == ["calm␛[31m [/x]"]


async def test_a_place_too_long_for_its_line_ends_in_an_ellipsis() -> None:
    app = app_at(replace(BREATHING, place="A very long place " * 20))
    async with app.run_test(size=(40, 12)) as pilot:
        await pressing(*TO_THE_PRACTICE)(pilot)

        assert drawn(app.screen.query_one("#place")).endswith("…")
