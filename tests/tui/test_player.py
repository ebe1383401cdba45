"""The player: what is seen of a moment, and what becomes of it when one presses, clicks or resizes."""

from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Label, Static

from practice_player.playback.remote_request import RemoteAction, RemoteRequest
from practice_player.playback.snapshot import BreathSnapshot, PlaybackSnapshot, PlaybackState
from practice_player.tui.app import PracticeApp
from practice_player.tui.appearance import Appearance
from practice_player.tui.player_words import EYES_CLOSED, EYES_CLOSED_S
from practice_player.tui.screens.player import PlayerScreen
from practice_player.tui.widgets.caption import Caption
from practice_player.tui.widgets.keys import Keys
from practice_player.tui.widgets.pacer import Pacer
from practice_player.tui.widgets.question import AnswerRow
from practice_player.tui.widgets.time_ring import TimeRing
from tests.fakes import FakeDesktop
from tests.tui.fakes import BREATHING, SPEAKING, TO_THE_PRACTICE, FakeCore, FakePractice, pressing, settle
from tests.tui.moments import ASKED, REST, STAY, TURN, WAITS, WITHOUT_SOUND

WIDE, COMPACT = (80, 24), (40, 12)


def app_with(practice: FakePractice, appearance: Appearance | None = None) -> PracticeApp:
    return PracticeApp(lambda: FakeCore(practice=practice), appearance=appearance or Appearance())


def text_of(pilot: Pilot[Any], where: str) -> str:
    return str(pilot.app.screen.query_one(where, Static).content)


def footer(pilot: Pilot[Any]) -> list[str]:
    return [str(key) for key in pilot.app.screen.query_one(Keys).shown]


def drawn(widget: Pacer | TimeRing) -> list[str]:
    return [strip.text for strip in widget.render_lines(widget.size.region)]


async def show(pilot: Pilot[Any], practice: FakePractice, snapshot: PlaybackSnapshot) -> None:
    practice.now = snapshot
    screen = pilot.app.screen
    assert isinstance(screen, PlayerScreen)
    screen.look()
    await settle(pilot)


@pytest.mark.parametrize("size", [WIDE, COMPACT], ids=["80x24", "40x12"])
async def test_a_question_shows_its_answers_with_their_keys_and_the_time_for_them(
    size: tuple[int, int],
) -> None:
    practice = FakePractice(now=ASKED)
    async with app_with(practice).run_test(size=size) as pilot:
        await pressing(*TO_THE_PRACTICE)(pilot)

        rows = pilot.app.screen.query(AnswerRow)
        words = [str(row.query_one(".label", Label).content) for row in rows]
        assert words == ["a hug, both of you", "just as you are"]
        assert text_of(pilot, "#answer-time") == "in 8 s: just as you are"
        assert text_of(pilot, "#answer-line").startswith("━━━")
        assert footer(pilot)[:3] == ["enter Stay", "s Gentler", "esc Stop"]
        assert "space Pause" not in footer(pilot)

        await pressing("s")(pilot)
        await pilot.click(rows.first())
        await settle(pilot)

        assert practice.asked == ["start", "shift", "go_on"]

        await show(pilot, practice, BREATHING)

        assert footer(pilot)[0] == "space Pause"
        assert not rows.first().size, "it is over"


async def test_without_words_of_the_script_the_answers_say_stay_or_gentler() -> None:
    assert ASKED.answers
    practice = FakePractice(now=replace(ASKED, answers=replace(ASKED.answers, staying="", shifting="")))
    async with app_with(practice).run_test() as pilot:
        await pressing(*TO_THE_PRACTICE)(pilot)

        labels = pilot.app.screen.query("AnswerRow .label").results(Label)
        assert [str(label.content) for label in labels] == ["stay with this", "something gentler"]


async def test_a_turn_and_a_stay_show_whose_time_it_is_and_how_much_is_left_and_what_it_is_about() -> None:
    practice = FakePractice(now=TURN)
    async with app_with(practice).run_test(size=WIDE) as pilot:
        await pressing(*TO_THE_PRACTICE)(pilot)
        ring = pilot.app.screen.query_one(TimeRing)
        ring_text = " ".join(drawn(ring))

        assert "Ana talks" in ring_text
        assert "1:35 left" in ring_text
        assert text_of(pilot, "#hint").startswith("Listening is all")

        await show(pilot, practice, STAY)

        assert "0:50 left" in " ".join(drawn(ring))
        assert text_of(pilot, "#caption") == "Let your hands be heavy."

        await pilot.resize_terminal(*COMPACT)
        await settle(pilot)

        assert "Staying  ·  0:50 left" in " ".join(drawn(ring)), "a line, where a ring has no room"


async def test_a_wait_says_what_it_waits_for_and_that_enter_goes_on() -> None:
    practice = FakePractice(now=WAITS)
    async with app_with(practice).run_test(size=COMPACT) as pilot:
        await pressing(*TO_THE_PRACTICE)(pilot)

        assert text_of(pilot, "#caption") == "Settle near something pleasant."
        assert text_of(pilot, "#hint") == "enter goes on"
        assert footer(pilot)[:2] == ["enter Go on", "esc Stop"]


async def test_in_speech_and_rest_nothing_stands_on_the_screen_but_words() -> None:
    practice = FakePractice(now=SPEAKING)
    async with app_with(practice).run_test() as pilot:
        await pressing(*TO_THE_PRACTICE)(pilot)

        for snapshot in (SPEAKING, REST):
            await show(pilot, practice, snapshot)
            assert not pilot.app.screen.query_one(Pacer).display
            assert not pilot.app.screen.query_one(TimeRing).display
            assert text_of(pilot, "#caption")


async def test_words_dim_slowly_and_without_motion_at_once_at_the_end() -> None:
    practice = FakePractice(now=SPEAKING)
    app = app_with(practice)
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE)(pilot)
        opacities = {}
        for moves in (True, False):
            app.appearance = Appearance(motion=moves)
            for dimming in (0.0, 0.5, 1.0):
                await show(pilot, practice, replace(SPEAKING, caption_dimming=dimming))
                opacities[moves, dimming] = app.screen.query_one(Caption).styles.text_opacity

    assert 1.0 == opacities[True, 0.0] > opacities[True, 0.5] > opacities[True, 1.0] > 0.5
    assert 1.0 == opacities[False, 0.0] == opacities[False, 0.5] > opacities[False, 1.0]


@pytest.mark.parametrize("key", ["escape", "g", "space", "?", "x"])
async def test_with_eyes_closed_the_screen_is_dark_and_any_key_only_lights_it(key: str) -> None:
    practice = FakePractice()
    async with app_with(practice).run_test() as pilot:
        await pressing(*TO_THE_PRACTICE, "e")(pilot)
        screen = pilot.app.screen
        assert screen.styles.background.rgb == (0, 0, 0)
        shown = [widget.id for widget in screen.children if widget.display]
        assert shown == ["dark"]
        assert text_of(pilot, "#dark") == EYES_CLOSED

        await pressing(key)(pilot)

        assert pilot.app.screen is screen
        assert not screen.has_class("-dark")
        assert screen.query_one(Pacer).display
        assert not screen.query_one("#dark").display, "nothing of it is left"
        assert practice.asked == ["start"]


async def test_what_is_said_on_the_dark_screen_goes_after_some_seconds_and_a_click_lights_it() -> None:
    now_s = 100.0
    async with app_with(FakePractice()).run_test() as pilot:
        await pressing(*TO_THE_PRACTICE)(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, PlayerScreen)
        screen._now = lambda: now_s
        await pressing("e")(pilot)
        now_s += EYES_CLOSED_S
        screen.look()
        await settle(pilot)
        assert text_of(pilot, "#dark") == ""

        await pilot.click(offset=(10, 10))
        await settle(pilot)

        assert not screen.has_class("-dark")


async def test_captions_can_be_turned_off_but_not_what_is_asked_or_only_shown() -> None:
    practice = FakePractice(now=SPEAKING)
    async with app_with(practice, Appearance(captions=False)).run_test() as pilot:
        await pressing(*TO_THE_PRACTICE)(pilot)
        shown_words = {"words": text_of(pilot, "#caption"), "place": text_of(pilot, "#place")}
        for name, snapshot in (("asked", ASKED), ("stay", STAY), ("silent", replace(SPEAKING, silent=True))):
            await show(pilot, practice, snapshot)
            shown_words[name] = text_of(pilot, "#caption")
        await show(pilot, practice, SPEAKING)
        await pressing("c")(pilot)
        shown_words["on"] = text_of(pilot, "#caption")

    assert shown_words["words"] == ""
    assert "words off" in shown_words["place"]
    assert all(shown_words[name] for name in ("asked", "stay", "silent", "on"))


async def test_without_sound_a_small_sign_says_so_for_as_long_as_it_lasts() -> None:
    practice = FakePractice(now=WITHOUT_SOUND)
    async with app_with(practice).run_test() as pilot:
        await pressing(*TO_THE_PRACTICE)(pilot)
        assert text_of(pilot, "#place") == "Breathing 5 of 25  ·  silent"

        await show(pilot, practice, BREATHING)

        assert text_of(pilot, "#place") == "Breathing 5 of 25"


async def test_a_window_can_change_its_size_at_any_time_and_the_breath_stays_in_sight() -> None:
    practice = FakePractice()
    async with app_with(practice).run_test(size=(120, 40)) as pilot:
        await pressing(*TO_THE_PRACTICE)(pilot)
        pacer = pilot.app.screen.query_one(Pacer)
        for size in ((120, 40), COMPACT, WIDE, (20, 6), (41, 25), (200, 60)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert len(drawn(pacer)) == pacer.size.height
            if pacer.size.height:
                assert any("i n" in line for line in drawn(pacer)), size
            assert pilot.app.screen.max_scroll_y == 0, size


@pytest.mark.parametrize(
    "appearance", [Appearance(motion=False), Appearance(pacer="word")], ids=["no motion", "word"]
)
async def test_without_motion_the_breath_is_told_by_a_word_and_seconds_and_nothing_moves(
    appearance: Appearance,
) -> None:
    practice = FakePractice()
    async with app_with(practice, appearance).run_test() as pilot:
        await pressing(*TO_THE_PRACTICE)(pilot)
        pacer = pilot.app.screen.query_one(Pacer)
        pictures = []
        for left_s, fullness in ((3.9, 0.1), (3.1, 0.4), (2.9, 0.5)):
            breath = BreathSnapshot(
                word="in", left_s=left_s, length_s=4.0, fullness=fullness, cycle=1, cycles=2
            )
            pacer.show(breath)
            pictures.append([line.strip() for line in drawn(pacer) if line.strip()])

    assert pictures[0] == pictures[1] == ["i n", "4", "● ○ ○ ○"]
    assert pictures[2] == ["i n", "3", "● ● ○ ○"]


async def test_animations_that_the_terminal_forbids_stop_the_breath_as_well() -> None:
    app = app_with(FakePractice())
    app.animation_level = "none"
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE)(pilot)

        assert not any(set("▀▄█▌▐") & set(line) for line in drawn(app.screen.query_one(Pacer)))


async def test_a_bar_instead_of_a_disc_fills_and_empties() -> None:
    app = app_with(FakePractice(), Appearance(pacer="bar"))
    async with app.run_test() as pilot:
        await pressing(*TO_THE_PRACTICE)(pilot)
        pacer = app.screen.query_one(Pacer)
        assert BREATHING.breath
        filled = []
        for fullness in (0.2, 0.8):
            pacer.show(replace(BREATHING.breath, fullness=fullness))
            filled.append("".join(drawn(pacer)).count("█"))

    assert filled[1] > 3 * filled[0] > 0


@pytest.mark.parametrize("dark", [False, True], ids=["lit", "dark"])
async def test_the_desktop_leads_it_as_the_keys_do_and_lights_no_screen(dark: bool) -> None:
    desktop = FakeDesktop()
    practice = FakePractice(desktop=desktop)
    async with app_with(practice).run_test() as pilot:
        await pressing(*TO_THE_PRACTICE, *(["e"] if dark else []))(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, PlayerScreen)

        async def ask(action: RemoteAction, voice_db: float = 0.0) -> None:
            desktop.ask(RemoteRequest(action=action, voice_db=voice_db))
            screen.tick()
            await settle(pilot)

        await ask(RemoteAction.PLAY)
        assert practice.asked == ["start"], "it plays"
        await ask(RemoteAction.PAUSE)
        await ask(RemoteAction.PAUSE)
        await ask(RemoteAction.PLAY_PAUSE)
        await ask(RemoteAction.NEXT)
        await ask(RemoteAction.PREVIOUS)
        await ask(RemoteAction.VOICE_LEVEL, practice.now.voice_db - 3.5)

        assert practice.asked[1:] == ["toggle_pause", "toggle_pause", "on", "back", "turn_voice -3.5"]
        assert screen.has_class("-dark") is dark

        await ask(RemoteAction.STOP)
        assert practice.asked[-1] == "stop"
        assert pilot.app.screen is not screen


async def test_before_it_begins_the_desktop_leads_nothing() -> None:
    desktop = FakeDesktop()
    practice = FakePractice(now=replace(BREATHING, state=PlaybackState.WAITING), desktop=desktop)
    async with app_with(practice).run_test() as pilot:
        await pressing(*TO_THE_PRACTICE)(pilot)
        for action in RemoteAction:
            desktop.ask(RemoteRequest(action=action))
        await settle(pilot)

        assert practice.asked == ["start"]
        assert isinstance(pilot.app.screen, PlayerScreen)
