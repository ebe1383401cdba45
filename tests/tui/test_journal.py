"""The journal's screen: finding an entry, giving it words, erasing it, and bringing it back."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Label, Static

from practice_player.journal.entry_filter import EVERY_ENTRY
from practice_player.lib.errors import JournalError
from practice_player.tui.app import PracticeApp
from practice_player.tui.screens.home import HomeScreen
from practice_player.tui.screens.journal import JournalScreen
from practice_player.tui.widgets.entry_list import EntryList
from practice_player.tui.widgets.month_calendar import CELL_COLUMNS, MonthCalendar
from tests.tui.fakes import FakeCore, pressing, settle
from tests.tui.journals import SOFT_SIGHS, journal_of, on_day


@pytest.fixture
def core(tmp_path: Path) -> FakeCore:
    return FakeCore(journal_access=journal_of(tmp_path))


@pytest.fixture
def app(core: FakeCore) -> PracticeApp:
    return PracticeApp(lambda: core)


def screen_of(pilot: Pilot[Any]) -> JournalScreen:
    screen = pilot.app.screen
    assert isinstance(screen, JournalScreen)
    return screen


def lit_title(pilot: Pilot[Any]) -> str:
    lit = screen_of(pilot).lit
    return f"{lit.local_start(None):%d.%m.} {lit.title}" if lit else ""


def notes(core: FakeCore) -> list[str]:
    return [entry.note for entry in core.journal.month(None, EVERY_ENTRY).entries]


async def test_the_newest_entry_is_lit_and_the_arrows_lead_on(app: PracticeApp) -> None:
    async with app.run_test() as pilot:
        await pressing("j")(pilot)
        assert lit_title(pilot) == "26.11. Soft Sighs"

        await pressing("down")(pilot)
        assert lit_title(pilot) == "21.11. Two Good Ears"
        assert "Ana and Ben. Ana went first." in str(pilot.app.screen.query_one("#detail", Static).content)


async def test_left_turns_to_the_month_before_and_right_never_into_the_future(app: PracticeApp) -> None:
    async with app.run_test() as pilot:
        await pressing("j", "left")(pilot)
        assert lit_title(pilot) == "30.10. Two Good Ears"

        await pressing("right", "right", "right")(pilot)
        assert lit_title(pilot) == "26.11. Soft Sighs"


async def test_an_empty_month_says_so_and_has_nothing_to_erase(app: PracticeApp) -> None:
    async with app.run_test() as pilot:
        await pressing("j", "left", "left", "d", "w")(pilot)

        assert str(screen_of(pilot).query_one("#nothing", Static).content) == "Nothing in this month."


async def test_only_time_together_then_with_one_person_then_everything(app: PracticeApp) -> None:
    async with app.run_test() as pilot:
        await pressing("j", "a", "a")(pilot)
        assert lit_title(pilot) == "21.11. Two Good Ears"

        await pressing("backspace", "p")(pilot)
        assert lit_title(pilot) == "21.11. Two Good Ears", "with Ana"

        await pressing("backspace", "home")(pilot)
        assert len(screen_of(pilot).query_one(EntryList).open_lines) == 6


async def test_a_click_on_a_day_lights_its_entry(app: PracticeApp) -> None:
    async with app.run_test() as pilot:
        await pressing("j")(pilot)
        saturday_14 = (5 * CELL_COLUMNS + 1, 4)
        await pilot.click(screen_of(pilot).query_one("#calendar", MonthCalendar), offset=saturday_14)
        await settle(pilot)

        assert lit_title(pilot) == "14.11. Two Good Ears"


async def test_a_click_on_a_day_of_the_month_before_turns_to_it(app: PracticeApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pressing("j")(pilot)
        friday_30 = (4 * CELL_COLUMNS + 1, 6)
        await pilot.click(screen_of(pilot).query_one("#earlier", MonthCalendar), offset=friday_30)
        await settle(pilot)

        assert lit_title(pilot) == "30.10. Two Good Ears"


async def test_in_a_small_window_the_calendar_takes_the_place_of_the_list(app: PracticeApp) -> None:
    async with app.run_test(size=(40, 12)) as pilot:
        await pressing("j")(pilot)
        screen = screen_of(pilot)
        assert not screen.query_one("#calendar").is_on_screen

        await pressing("c")(pilot)
        assert screen.query_one("#calendar").region.height == 8
        assert not screen.query_one(EntryList).region


async def test_words_are_written_and_changed(app: PracticeApp, core: FakeCore) -> None:
    async with app.run_test() as pilot:
        await pressing("j", "down", "w", "!", "enter")(pilot)

        assert notes(core)[1] == "We laughed.!"
        assert lit_title(pilot) == "21.11. Two Good Ears", "it stays lit"


async def test_escape_leaves_the_words_as_they_were(app: PracticeApp, core: FakeCore) -> None:
    async with app.run_test() as pilot:
        await pressing("j", "w", "x", "escape")(pilot)
        assert notes(core)[0] == "softer than yesterday"

        await pressing("escape")(pilot)
        assert isinstance(app.screen, HomeScreen)


async def test_an_erased_entry_can_be_brought_back_once(app: PracticeApp, core: FakeCore) -> None:
    async with app.run_test() as pilot:
        await pressing("j", "d")(pilot)
        assert len(notes(core)) == 5
        assert lit_title(pilot) == "21.11. Two Good Ears", "the nearest one"

        await pressing("u", "u")(pilot)
        assert notes(core)[0] == "softer than yesterday"
        assert lit_title(pilot) == "26.11. Soft Sighs"


async def test_three_that_were_erased_are_brought_back_one_by_one_and_it_is_said(
    app: PracticeApp, core: FakeCore
) -> None:
    before = notes(core)
    async with app.run_test(notifications=True) as pilot:
        await pressing("j", "d", "d", "d")(pilot)
        assert len(notes(core)) == 3

        await pressing("u")(pilot)
        assert [note.message for note in app._notifications] == ["Back again. u brings back 2 more."]
        await pressing("u", "u")(pilot)
        assert [note.message for note in app._notifications] == ["Back again."]
        assert notes(core) == before


async def test_what_was_erased_is_brought_back_after_the_journal_was_left_and_opened_again(
    app: PracticeApp, core: FakeCore
) -> None:
    async with app.run_test() as pilot:
        await pressing("j", "d", "escape", "j", "u")(pilot)

        assert notes(core)[0] == "softer than yesterday"


async def test_after_its_minute_an_entry_is_gone_and_the_next_one_is_not(
    app: PracticeApp, core: FakeCore
) -> None:
    async with app.run_test() as pilot:
        await pressing("j", "d", "d")(pilot)
        first = app._erased._entries[0]
        app._erased.remove(first)  # what the timer does

        await pressing("u", "u")(pilot)
        assert len(notes(core)) == 5
        assert notes(core)[0] == "We laughed."


async def test_an_entry_that_cannot_be_brought_back_now_can_be_later(
    app: PracticeApp, core: FakeCore
) -> None:
    refusal = JournalError("the journal cannot be written", fix="look", place="x")
    async with app.run_test() as pilot:
        await pressing("j", "d")(pilot)
        core.refusals["journal"] = refusal
        await pressing("u")(pilot)
        core.refusals.clear()
        await pressing("u")(pilot)

        assert notes(core)[0] == "softer than yesterday"


@pytest.mark.parametrize(("word", "left_count"), [("erase", 0), ("ERASE", 0), ("yes", 6), ("", 6)])
async def test_everything_goes_only_after_the_typed_word(
    app: PracticeApp, core: FakeCore, word: str, left_count: int
) -> None:
    async with app.run_test() as pilot:
        await pressing("j", "D", *word, "enter")(pilot)

        assert len(notes(core)) == left_count


async def test_an_entry_that_is_gone_meanwhile_is_reported(app: PracticeApp, core: FakeCore) -> None:
    async with app.run_test(notifications=True) as pilot:
        await pressing("j")(pilot)
        core.journal.erase_all()
        await pressing("d")(pilot)

        (note,) = app._notifications
        assert "the journal has no entry" in note.message


async def test_a_journal_that_cannot_be_read_says_that_practices_play_all_the_same() -> None:
    refusal = JournalError("the journal cannot be opened", fix="look", place="x")
    app = PracticeApp(lambda: FakeCore(refusals={"journal": refusal}))
    async with app.run_test() as pilot:
        await pressing("j", "left", "right", "a", "w", "d", "D")(pilot)

        assert "Practices play all the same" in str(app.screen.query_one("#nothing", Static).content)


async def test_a_thousand_entries_in_a_month_are_listed_as_far_as_they_are_read(tmp_path: Path) -> None:
    many = [
        on_day(SOFT_SIGHS, 1 + number % 26, number % 24, practised_s=float(number), note="")
        for number in range(600)
    ]
    journal = journal_of(tmp_path, {record.key + str(record.practised_s): record for record in many}.values())
    app = PracticeApp(lambda: FakeCore(journal_access=journal))
    async with app.run_test() as pilot:
        await pressing("j", "pagedown", "pagedown", "up")(pilot)

        assert screen_of(pilot).lit is not None


@pytest.mark.parametrize(("word", "left_count"), [("erase", 5), ("no", 6)])
async def test_copies_of_the_journal_are_named_before_they_go_with_an_entry(
    app: PracticeApp, core: FakeCore, tmp_path: Path, word: str, left_count: int
) -> None:
    copy = tmp_path / "journal.sqlite3.damaged-2026-11-01"
    copy.write_bytes(b"old words")
    async with app.run_test() as pilot:
        await pressing("j", "d")(pilot)
        assert copy.name in str(pilot.app.screen.query_one(Label).content)

        await pressing(*word, "enter")(pilot)

        assert len(notes(core)) == left_count
        assert copy.exists() == (left_count == 6)
