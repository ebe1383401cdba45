"""The settings on the screen: each can be reached and changed, holds at once and is there the next time."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.containers import VerticalScroll
from textual.pilot import Pilot
from textual.widgets import Static

from practice_player.core.people_register import PeopleRegister
from practice_player.core.settings_file import SettingsFile
from practice_player.core.user_settings import DEFAULTS
from practice_player.lib.errors import PreferencesError, VoiceError
from practice_player.people.store import People
from practice_player.tui.app import PracticeApp
from practice_player.tui.appearance import Appearance
from practice_player.tui.screens.dialog import DialogScreen
from practice_player.tui.screens.home import HomeScreen
from practice_player.tui.screens.player import PlayerScreen
from practice_player.tui.screens.practices import PracticesScreen
from practice_player.tui.screens.settings import Row, SettingsScreen, Value
from practice_player.tui.screens.settings_rows import groups
from tests.tui.fakes import TO_THE_PRACTICE, FakeCore, FakeOwnVoices, FakePreparer, pressing, settle

LINES = [line for _, _, lines in groups() for line in lines]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def app_with(path: Path, core: FakeCore | None = None) -> PracticeApp:
    fake_core = core or FakeCore()
    return PracticeApp(lambda: fake_core, user_settings=SettingsFile(path))


def write(path: Path, text: str) -> None:
    path.write_text(text)


def read(path: Path) -> str:
    return path.read_text()


def lit(app: PracticeApp) -> Row:
    (row,) = app.screen.query(".-lit").results(Row)
    return row


def shown(app: PracticeApp, name: str) -> str:
    """What stands beside a setting."""
    row = next(row for row in app.screen.query(Row) if row.line.name == name)
    return str(row.query_one(Value).content)


async def light(pilot: Pilot[Any], name: str) -> None:
    """Goes to a line with the arrow keys."""
    rows = list(pilot.app.screen.query(Row))
    await pilot.press("home", *["down"] * next(at for at, row in enumerate(rows) if row.line.name == name))
    await settle(pilot)


async def test_a_change_holds_at_once_and_is_there_the_next_time(path: Path) -> None:
    app = app_with(path)
    async with app.run_test() as pilot:
        await pressing("comma")(pilot)
        await light(pilot, "Colours")
        await pressing("right")(pilot)

        assert shown(app, "Colours").strip("‹› ") == "day"  # noqa: RUF001
        assert app.theme == "day"
        assert not app.current_theme.dark
        assert SettingsFile(path).values.theme == "day"
    assert app_with(path).theme == "day"


async def test_the_colours_chosen_in_the_palette_are_remembered(path: Path) -> None:
    app = app_with(path)
    async with app.run_test() as pilot:
        await pressing("ctrl+p", *"colours", "enter", *"nord", "enter")(pilot)

    assert app_with(path).theme == "nord"


async def test_every_line_is_reached_and_changed_by_keys_in_a_tiny_window(path: Path) -> None:
    app = app_with(path)
    async with app.run_test(size=(40, 12)) as pilot:
        await pressing("comma")(pilot)
        rows = list(app.screen.query(Row))
        area = app.screen.query_one("#rows", VerticalScroll).region
        for row in rows:
            assert lit(app) is row
            value = str(row.query_one(Value).content)
            await pilot.press("space")
            assert str(row.query_one(Value).content) != value, row.line.name
            assert area.contains_region(row.region), f"{row.line.name} is in sight"
            await pilot.press("down")

        await pressing(*["down"] * 5)(pilot)
        assert area.contains_region(app.screen.query_one("#path").region), "the path is read to its end"


async def test_the_mouse_lights_a_line_and_changes_its_value(path: Path) -> None:
    app = app_with(path)
    async with app.run_test() as pilot:
        await pressing("comma")(pilot)
        row = next(row for row in app.screen.query(Row) if row.line.name == "Voice volume")
        motion = next(row for row in app.screen.query(Row) if row.line.name == "Motion")

        await pilot.click(motion, offset=(4, 0))
        assert lit(app) is motion
        assert app.user_settings.values.motion, "a click on the line only lights it"

        await pilot.click(motion.query_one(Value), offset=(0, 0))
        assert not app.user_settings.values.motion
        await pilot.click(row.query_one(Value), offset=(4, 0))
        assert app.user_settings.values.voice_db == 2
        await pilot.click(row.query_one(Value), offset=(0, 0))
        await pilot.click(row.query_one(Value), offset=(0, 0))
        await settle(pilot)
        assert app.user_settings.values.voice_db == -2
        assert lit(app) is row


def test_the_player_is_told_how_it_is_to_look(path: Path) -> None:
    path.write_text('pacer = "bar"\ncaptions = false\n')
    app = app_with(path)
    assert app.appearance == Appearance(motion=True, pacer="bar", captions=False)

    path.write_text('pacer = "word"\nmotion = false\n')
    app.follow_settings()

    assert app.appearance == Appearance(motion=False, pacer="word", captions=True)
    assert app.animation_level == "none"


def test_what_is_left_out_is_taken_in_and_out_word_by_word() -> None:
    chosen = replace(DEFAULTS, leave_out=("touch",))
    hold, touch = (line for line in LINES if line.word in ("hold", "touch"))

    assert (hold.shown(chosen, []), touch.shown(chosen, [])) == ("☐ stays", "☑ left out")
    assert hold.changed(chosen, [], 1) == {"leave_out": ("hold", "touch")}
    assert touch.changed(chosen, [], 1) == {"leave_out": ()}


def test_another_voice_comes_first_and_the_others_keep_their_order() -> None:
    chosen = replace(DEFAULTS, voices=("gone", "heart"))
    (line,) = (line for line in LINES if line.key == "voices")

    assert "heart, then ben" in line.shown(chosen, ["ben", "michael", "heart"])
    changed = line.changed(chosen, ["ben", "michael", "heart"], 1)
    assert changed == {"voices": ("ben", "michael", "heart")}
    assert "gone, then heart" in line.shown(chosen, []), "as long as it is not known which there are"


def test_a_voice_whose_name_cannot_be_written_is_no_choice_and_ends_nothing() -> None:
    (line,) = (line for line in LINES if line.key == "voices")
    voices = ["heart", "\udcff", " ", *(f"voice {number}" for number in range(60))]

    changed = line.changed(DEFAULTS, voices, 1)

    assert changed["voices"][0] == "voice 0"
    SettingsFile(None).hold(changed)


async def test_practices_for_two_are_hidden_at_once(path: Path) -> None:
    app = app_with(path)
    async with app.run_test() as pilot:
        await pressing("comma")(pilot)
        await light(pilot, "For one only")
        await pressing("space", "escape")(pilot)

        assert isinstance(app.screen, HomeScreen)
        assert not app.screen.query_one("#partner").display


async def test_a_broken_file_is_told_and_left_alone_and_changes_hold_for_this_run(path: Path) -> None:
    write(path, "theme = day\n")
    app = app_with(path)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        assert [note.message for note in app._notifications] == [
            'settings.toml:1:9: `day` is no value as it stands\n  Try: write `"day"`'
        ]
        await pressing("comma")(pilot)
        trouble = app.screen.query_one("#trouble", Static)
        assert "settings.toml:1:9" in str(trouble.content)
        assert "changes are not written" in str(trouble.content)
        await light(pilot, "Colours")
        await pressing("right")(pilot)

        assert app.theme == "day"
        assert read(path) == "theme = day\n"

        write(path, 'theme = "nord"\n')
        await pressing("right")(pilot)
        assert not trouble.display
        assert read(path) == f'theme = "{app.theme}"\n'


async def test_a_file_that_cannot_be_written_is_told_and_the_change_holds(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    app = app_with(tmp_path / "file" / "settings.toml")
    async with app.run_test(notifications=True) as pilot:
        await pressing("comma")(pilot)
        await light(pilot, "Colours")
        await pressing("right")(pilot)

        assert app.theme == "day"
        assert any(
            "holds for this run only, and cannot be remembered" in note.message for note in app._notifications
        )


async def test_the_settings_show_where_they_are_written_and_who_practises_here(path: Path) -> None:
    app = app_with(path, FakeCore(preparer=FakePreparer(names=("Ana", "Ben"))))
    async with app.run_test(size=(120, 40)) as pilot:
        await pressing("comma")(pilot)

        assert str(app.screen.query_one("#path", Static).content) == str(path)
        people = str(app.screen.query_one("#people", Static).content)
        assert people.startswith("Ana, Ben. ")
        assert "p: name somebody" in people


def with_people(people: People) -> FakeCore:
    return FakeCore(preparer=FakePreparer(register=PeopleRegister(people, None)))


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=["80x24", "40x12"])
async def test_people_are_named_changed_and_forgotten_by_keys(tmp_path: Path, size: tuple[int, int]) -> None:
    people = People(tmp_path / "people.json")
    app = app_with(tmp_path / "settings.toml", with_people(people))
    async with app.run_test(size=size) as pilot:
        await pressing("comma", "p", *"Ana", "enter", *"Ben", "enter", "1", "m", "2", "r", *"Bo", "enter")(
            pilot
        )
        assert [(person.name, person.me) for person in people.all()] == [("Ana", True), ("Bo", False)]

        await pressing("2", "f", "enter", "enter")(pilot)
        assert len(people.all()) == 2, "forgetting takes a second key"
        await pressing("2", "f", "f", "1", "1", "enter")(pilot)
        assert [(person.name, person.without) for person in people.all()] == [("Ana", frozenset({"hold"}))]

        await pressing("enter")(pilot)
        assert isinstance(app.screen, SettingsScreen)


async def test_people_are_opened_by_the_mouse_and_a_problem_is_said(tmp_path: Path) -> None:
    people = People(tmp_path / "people.json")
    people.add("Ana")
    people.add("Ben")
    app = app_with(tmp_path / "settings.toml", with_people(people))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pressing("comma")(pilot)
        await pilot.click("#people")
        await settle(pilot)
        assert isinstance(app.screen, DialogScreen)

        await pressing("1", "r", *"Ben", "enter")(pilot)

        assert any("somebody is called Ben already" in note.message for note in app._notifications)
        assert [person.name for person in people.all()] == ["Ana", "Ben"]
        assert isinstance(app.screen, DialogScreen), "it asks again"


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=["80x24", "40x12"])
async def test_recordings_are_deleted_and_brought_back_by_keys(path: Path, size: tuple[int, int]) -> None:
    own_voices = FakeOwnVoices(own=["kim", "sam"])
    app = app_with(path, FakeCore(own_voices=own_voices))
    async with app.run_test(size=size) as pilot:
        await pressing("comma", "v", "1", "enter", "enter")(pilot)
        assert own_voices.own == ["kim", "sam"], "deleting takes a second key"

        await pressing("v", "1", "d", "1", "d")(pilot)
        assert own_voices.own == []
        assert own_voices.deleted == ["kim", "sam"]
        await pressing("u", "enter")(pilot)

        assert own_voices.own == ["kim", "sam"]
        assert isinstance(app.screen, SettingsScreen)
        assert str(app.screen.query_one("#voices", Static).content).startswith("kim, sam. v: delete")


async def test_recordings_are_opened_by_the_mouse_and_a_problem_is_said(path: Path) -> None:
    refusal = VoiceError("cannot be deleted (Read-only file system)", fix="allow writing there")
    own_voices = FakeOwnVoices(own=["sam"], refusal=refusal)
    app = app_with(path, FakeCore(own_voices=own_voices))
    async with app.run_test(size=(120, 44), notifications=True) as pilot:
        await pressing("comma")(pilot)
        await pilot.click("#voices")
        await settle(pilot)

        await pressing("1", "d")(pilot)

        assert any("cannot be deleted" in note.message for note in app._notifications)
        assert isinstance(app.screen, DialogScreen), "it asks again"


async def test_the_settings_open_when_the_core_cannot_answer(path: Path) -> None:
    def no_core() -> FakeCore:
        raise PreferencesError("nothing is there", fix="try later")

    app = PracticeApp(no_core, user_settings=SettingsFile(path))
    async with app.run_test() as pilot:
        await pressing("comma")(pilot)
        await light(pilot, "Motion")
        await pressing("space")(pilot)

        assert not SettingsFile(path).values.motion
    assert app.failure == ""


async def test_another_voice_card_or_journal_has_the_core_made_anew_for_the_next_practice(path: Path) -> None:
    cores: list[FakeCore] = []

    def make() -> FakeCore:
        cores.append(FakeCore())
        return cores[-1]

    app = PracticeApp(make, user_settings=SettingsFile(path))
    async with app.run_test() as pilot:
        await pressing("comma")(pilot)
        await light(pilot, "Motion")
        await pressing("space", "escape")(pilot)
        assert len(cores) == 1, "what is only seen needs none"

        await pressing("comma")(pilot)
        await light(pilot, "Sound card")
        await pressing("right", "right", "escape")(pilot)

        assert [core.warm for core in cores] == [True, True]
        await pressing("a")(pilot)
        assert isinstance(app.screen, PracticesScreen)
    assert [core.close_times for core in cores] == [1, 1]


async def test_no_settings_are_opened_over_a_practice(path: Path) -> None:
    app = app_with(path)
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE)(pilot)
        assert not app.check_action("settings", ())
        await pressing("ctrl+p", *"settings", "enter")(pilot)

        await pressing("escape")(pilot)
        assert isinstance(app.screen, PlayerScreen)


async def test_no_keys_in_the_settings_end_the_program(path: Path) -> None:
    app = app_with(path)
    async with app.run_test(size=(20, 6)) as pilot:
        await pressing("comma")(pilot)
        for key in (
            "comma",
            "end",
            "right",
            "pageup",
            "left",
            "left",
            "home",
            "enter",
            "question_mark",
            "down",
        ):
            app.simulate_key(key)
        await pilot.resize_terminal(80, 24)
        await settle(pilot)

        assert app.failure == ""


def test_motion_that_was_chosen_wins_over_a_variable_of_the_environment(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("textual.constants.TEXTUAL_ANIMATIONS", "none")
    assert app_with(path).animation_level == "none"

    path.write_text("motion = true\n")

    assert app_with(path).animation_level == "full"


async def test_the_settings_are_in_the_palette_and_their_keys_in_the_help(path: Path) -> None:
    app = app_with(path)
    async with app.run_test() as pilot:
        await pressing("a", "ctrl+p", *"settings", "enter")(pilot)
        assert isinstance(app.screen, SettingsScreen)
        await pressing("question_mark")(pilot)

        tooltips = [str(line.content) for line in app.screen.query(".what").results(Static)]
        assert "Change what is lit (→, enter or space)." in tooltips


async def test_in_a_small_window_the_words_on_a_line_are_marked_like_it_and_stand_apart(path: Path) -> None:
    app = app_with(path, FakeCore(preparer=FakePreparer(names=("Ana", "Ben"))))
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("comma", "end", "down")
        await settle(pilot)

        about, rows = app.screen.query_one("#about", Static), app.screen.query_one("#rows")
        assert str(about.content) == f"▸ {LINES[-1].about}"
        assert about.styles.background == lit(app).styles.background, "or it is read as the end of the people"
        assert about.content_region.x == lit(app).region.x
        assert not about.region.overlaps(rows.region)
        assert app.screen.query_one("#people").region.overlaps(rows.region), "the people are just above it"

        await light(pilot, "Touch")  # speaks for itself
        assert not about.visible
