"""Recording a voice in the interface: from the palette to the last sentence, and what can go wrong."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from practice_player.core.request import RecordingRequest
from practice_player.recording.session import RecordingState
from practice_player.sound.inputs.base import InputDevice, no_microphone
from practice_player.tui.app import PracticeApp
from practice_player.tui.screens.home import HomeScreen
from practice_player.tui.screens.record import RecordScreen
from practice_player.tui.screens.voice_choice import VoiceChoiceScreen
from practice_player.tui.widgets.caption import Caption
from practice_player.tui.widgets.level_bar import LevelBar
from tests.recording.fakes import TEXTS, Studio
from tests.recording.sounds import in_room, joined, noise, silence, speech
from tests.tui.fakes import BREATHING, FakeCore, FakePractice, FakeRecorder, pressing, settle

REQUEST = RecordingRequest(names=("soft-sighs",), voice="anna")

SnapCompare = Callable[..., bool]


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return Studio(tmp_path)


def app_for(studio: Studio) -> tuple[PracticeApp, FakeCore]:
    core = FakeCore(recorder=FakeRecorder(studio=studio))
    return PracticeApp(lambda: core, recording=REQUEST), core


async def look(pilot: Pilot[Any]) -> None:
    """Lets the screen look at the microphone now rather than a little later."""
    await settle(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, RecordScreen)
    screen._look()
    await settle(pilot)


async def measured(pilot: Pilot[Any], studio: Studio, level_db: float = -65.0) -> None:
    await settle(pilot)
    studio.microphone.feed(noise(2.1, level_db))
    await look(pilot)


async def take(pilot: Pilot[Any], studio: Studio, level_db: float = -12.0) -> None:
    """Records a take with the keys."""
    await pilot.press("space")
    await look(pilot)
    said = in_room(joined(silence(0.4), speech(1.0, level_db), silence(0.4)))
    studio.microphone.feed(np.clip(said, -1.0, 1.0))
    await look(pilot)
    await pilot.press("space")
    await look(pilot)


def shown(pilot: Pilot[Any], selector: str) -> str:
    return str(pilot.app.screen.query_one(selector, Static).render())


def footer(pilot: Pilot[Any]) -> list[str]:
    return [
        binding.description for _, binding, enabled, _ in pilot.app.screen.active_bindings.values() if enabled
    ]


async def test_a_sentence_is_recorded_heard_kept_and_the_next_one_is_shown(studio: Studio) -> None:
    app, _ = app_for(studio)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert shown(pilot, "#about").startswith("Please be quiet for two seconds")
        await measured(pilot, studio)
        assert shown(pilot, "#about") == "Quiet enough. Space begins."
        assert "Record" in footer(pilot)
        assert "Keep" not in footer(pilot)

        await take(pilot, studio)
        assert shown(pilot, "#about") == "Good. 1.2 s. Enter keeps it."
        assert {"Keep", "Listen", "Again", "Skip"} <= set(footer(pilot))
        await pilot.press("l")
        await look(pilot)
        assert shown(pilot, "#about") == "Listening. l stops it."
        assert studio.files == []
        await pilot.press("enter")
        await look(pilot)

        assert studio.voice.has(TEXTS[0])
        assert app.screen.query_one(Caption)._text == TEXTS[1]
        assert shown(pilot, "#left").startswith("2 of 3 · 1 kept · about ")


async def test_the_level_is_shown_with_a_word_while_one_speaks(studio: Studio) -> None:
    app, _ = app_for(studio)
    async with app.run_test(size=(80, 24)) as pilot:
        await measured(pilot, studio)
        await pilot.press("r")
        await look(pilot)
        for level_db, word in ((-36.0, "too quiet"), (-12.0, "good"), (-1.0, "too loud")):
            studio.microphone.feed(speech(0.5, level_db))
            await look(pilot)
            assert word in str(app.screen.query_one(LevelBar).render())

        assert app.screen.has_class("-warning")


async def test_a_take_that_crackles_says_so_and_can_be_done_again(studio: Studio) -> None:
    app, _ = app_for(studio)
    async with app.run_test(size=(80, 24)) as pilot:
        await measured(pilot, studio)
        await take(pilot, studio, level_db=8.0)
        assert shown(pilot, "#about").startswith("Too loud: it crackles.")

        await pilot.press("a")
        await look(pilot)

        assert studio.session.state is RecordingState.RECORDING


async def test_nothing_can_be_kept_of_a_take_without_a_word(studio: Studio) -> None:
    app, _ = app_for(studio)
    async with app.run_test(size=(80, 24)) as pilot:
        await measured(pilot, studio)
        await take(pilot, studio, level_db=-90.0)

        assert shown(pilot, "#about").startswith("Nothing was heard.")
        await pilot.press("enter")
        await look(pilot)
        assert studio.files == []


async def test_a_key_that_comes_while_a_take_is_being_written_does_nothing(studio: Studio) -> None:
    accept, is_written, times = studio.session.accept, threading.Event(), []

    def accept_slowly() -> bool:
        times.append(1)
        is_written.wait(10)
        return accept()

    studio.session.accept = accept_slowly  # type: ignore[method-assign]
    app, _ = app_for(studio)
    async with app.run_test(size=(80, 24)) as pilot:
        await measured(pilot, studio)
        await take(pilot, studio)
        await pilot.press("enter", "enter", "s", "a")
        is_written.set()
        await look(pilot)

        assert len(times) == 1
        assert studio.session.state is RecordingState.READY
        assert app.screen.query_one(Caption)._text == TEXTS[1]


async def test_the_settings_wait_until_the_recording_is_over(studio: Studio) -> None:
    app, _ = app_for(studio)
    async with app.run_test(size=(80, 24)) as pilot:
        await measured(pilot, studio)

        assert not app.check_action("settings", ())
        assert not app.check_action("record_voice", ())


async def test_skip_and_before_go_through_the_sentences_to_the_end(studio: Studio) -> None:
    app, _ = app_for(studio)
    async with app.run_test(size=(80, 24)) as pilot:
        await measured(pilot, studio)
        for key in ("s", "s", "b", "s", "s"):
            await pilot.press(key)
            await look(pilot)

        assert app.screen.query_one(Caption)._text == "That was the last sentence."
        assert "Record" not in footer(pilot)
        await pilot.press("b")
        await look(pilot)
        assert app.screen.query_one(Caption)._text == TEXTS[2]


async def test_leaving_closes_the_microphone_and_the_next_practice_knows_the_voice(studio: Studio) -> None:
    cores: list[FakeCore] = []

    def make_core() -> FakeCore:
        cores.append(FakeCore(recorder=FakeRecorder(studio=studio)))
        return cores[-1]

    app = PracticeApp(make_core, recording=REQUEST)
    async with app.run_test(size=(80, 24)) as pilot:
        await measured(pilot, studio)
        await pilot.press("escape")
        await settle(pilot)

        assert isinstance(app.screen, HomeScreen)
        assert not studio.microphone.is_open
        assert len(cores) == 2


async def test_without_a_microphone_the_screen_says_what_to_do(studio: Studio) -> None:
    core = FakeCore(recorder=FakeRecorder(refusal=no_microphone()))
    app = PracticeApp(lambda: core, recording=REQUEST)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)

        assert shown(pilot, "#about").startswith(
            "there is no microphone that can be used\n  Try: plug one in"
        )
        await pilot.press("space", "enter", "a", "escape")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)


async def test_a_disk_that_is_full_is_said_and_the_take_stays(studio: Studio) -> None:
    studio.voice.folder.parent.mkdir()
    studio.voice.folder.write_text("in the way")
    app, _ = app_for(studio)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await measured(pilot, studio)
        await take(pilot, studio)
        await pilot.press("enter")
        await look(pilot)

        assert "the take cannot be kept" in next(iter(app._notifications)).message
        assert shown(pilot, "#about") == "Good. 1.2 s. Enter keeps it."


async def test_the_palette_leads_to_a_voice_a_microphone_and_a_practice(studio: Studio) -> None:
    core = FakeCore(recorder=FakeRecorder(studio=studio))
    app = PracticeApp(lambda: core)
    async with app.run_test(size=(80, 24)) as pilot:
        await pressing("ctrl+p", *"record", "enter")(pilot)
        assert isinstance(app.screen, VoiceChoiceScreen)
        await pressing("enter")(pilot)
        assert isinstance(app.screen, VoiceChoiceScreen), "the voice needs a name"

        await pressing(*"anna", "f2", "down", "enter")(pilot)

        assert isinstance(app.screen, RecordScreen)
        assert core.recorder.requests == [
            RecordingRequest(names=("here-and-now",), voice="anna", device="USB Headset")
        ]


async def test_a_card_offers_to_record_its_own_practice_and_the_voice_that_is_there(studio: Studio) -> None:
    core = FakeCore(recorder=FakeRecorder(studio=studio, names=("anna",)))
    app = PracticeApp(lambda: core)
    async with app.run_test(size=(80, 24)) as pilot:
        await pressing("a", "down", "down", "enter", "ctrl+p", *"record", "enter")(pilot)
        assert app.screen.query_one(Input).value == "anna"

        await pressing("enter")(pilot)

        assert [(each.names, each.voice) for each in core.recorder.requests] == [
            (("turning-toward",), "anna")
        ]


async def test_a_click_takes_another_microphone_and_a_second_click_begins(studio: Studio) -> None:
    core = FakeCore(recorder=FakeRecorder(studio=studio, names=("anna",)))
    app = PracticeApp(lambda: core)
    async with app.run_test(size=(80, 24)) as pilot:
        await pressing("ctrl+p", *"record", "enter")(pilot)
        await pilot.click("#microphone")
        assert "USB Headset" in shown(pilot, "#microphone")

        await pilot.click("#list", offset=(3, 1))
        await settle(pilot)
        assert isinstance(app.screen, VoiceChoiceScreen)
        await pilot.click("#list", offset=(3, 1))
        await settle(pilot)

        assert core.recorder.requests[0].names == ("here-and-now",)


async def test_no_voice_is_recorded_while_a_practice_is_under_way() -> None:
    app = PracticeApp(lambda: FakeCore(practice=FakePractice(BREATHING)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pressing("a", "enter", "enter")(pilot)

        assert not app.check_action("record_voice", ())


HOSTILE = "[b]bold[/b] [@click=app.leave]here[/] [/]"


async def test_words_names_and_microphones_are_shown_as_they_are_written(tmp_path: Path) -> None:
    studio = Studio(tmp_path, texts=[HOSTILE])
    microphones = (InputDevice(name=HOSTILE), InputDevice(name="another"))
    core = FakeCore(recorder=FakeRecorder(studio=studio, names=(HOSTILE,), microphones=microphones))
    app = PracticeApp(lambda: core)
    async with app.run_test(size=(120, 40)) as pilot:
        await pressing("ctrl+p", *"record", "enter")(pilot)
        assert HOSTILE in shown(pilot, "#microphone")
        await pressing("enter")(pilot)
        await measured(pilot, studio)

        assert shown(pilot, "#name") == f"recording {HOSTILE}"
        assert " ".join(shown(pilot, "#sentence").split()) == HOSTILE


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)], ids=["80x24", "120x40", "40x12"])
class TestPictures:
    def test_a_sentence_in_a_quiet_room(
        self, snap_compare: SnapCompare, studio: Studio, size: tuple[int, int]
    ) -> None:
        app, _ = app_for(studio)
        assert snap_compare(app, run_before=lambda pilot: measured(pilot, studio), terminal_size=size)

    def test_while_somebody_speaks_too_loud(
        self, snap_compare: SnapCompare, studio: Studio, size: tuple[int, int]
    ) -> None:
        async def speak(pilot: Pilot[Any]) -> None:
            await measured(pilot, studio)
            await pilot.press("space")
            await look(pilot)
            studio.microphone.feed(speech(2.2, -1.0))
            await look(pilot)

        app, _ = app_for(studio)
        assert snap_compare(app, run_before=speak, terminal_size=size)

    def test_a_take_that_can_be_kept(
        self, snap_compare: SnapCompare, studio: Studio, size: tuple[int, int]
    ) -> None:
        async def record(pilot: Pilot[Any]) -> None:
            await measured(pilot, studio)
            await take(pilot, studio)

        app, _ = app_for(studio)
        assert snap_compare(app, run_before=record, terminal_size=size)

    def test_what_is_read_into_which_microphone(
        self, snap_compare: SnapCompare, studio: Studio, size: tuple[int, int]
    ) -> None:
        core = FakeCore(recorder=FakeRecorder(studio=studio, names=("anna",)))
        app = PracticeApp(lambda: core)
        assert snap_compare(app, run_before=pressing("ctrl+p", *"record", "enter"), terminal_size=size)
