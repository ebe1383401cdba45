"""A page as it is played: in a real Chromium, from a file, with keyboard and touch."""

import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from practice_player.lib.units import frames, seconds
from practice_player.playback.cursor import TimelineCursor
from practice_player.script.kinds import StepKind
from practice_player.timeline.export.webvtt import captions
from practice_player.timeline.model import Timeline
from practice_player.timeline.roads import roads
from tests.page.driving import DESK, PHONE, Open, Page, begin, seek, wait_until
from tests.page.pages import FACTS, arrangement_of, page_of

TOLERANCE_S = 0.05


def shown(page: Page) -> dict[str, Any]:
    """What is on the screen, and where the sound is, in the same frame of the picture."""
    found: dict[str, Any] = page.evaluate(
        """() => new Promise(done => requestAnimationFrame(() => {
            const of = id => document.getElementById(id);
            done({
                sound_s: of("sound").currentTime,
                caption: of("caption").classList.contains("dimmed") ? "" : of("caption").textContent,
                fullness: of("pacer").hidden ? null : Number(of("pacer").dataset.fullness),
                word: of("pacer").hidden ? null : of("word").textContent,
            });
        }))"""
    )
    return found


def matches(timeline: Timeline, found: dict[str, Any]) -> bool:
    """Whether what is shown is right for a moment at most `TOLERANCE_S` away from where the sound is."""
    cursor = TimelineCursor(timeline)
    for hundredths in range(-int(TOLERANCE_S * 100), int(TOLERANCE_S * 100) + 1):
        frame = frames(max(0.0, found["sound_s"] + hundredths / 100))
        state = cursor.state_at(frame)
        words = next((text for start, end, text in captions(timeline) if start <= frame < end), "")
        # The whole question stands there until it is answered.
        options = {words, state.caption} if state.kind is StepKind.AGREE else {words}
        breath = state.breath
        if found["caption"] not in options or (breath is None) != (found["fullness"] is None):
            continue
        if breath is None:
            return True
        steepness = 1.5 / breath.length_s * 0.01  # how far it opens between two of the moments looked at
        if found["word"] == (breath.name or breath.word) and abs(found["fullness"] - breath.fullness) <= max(
            0.001, steepness
        ):
            return True
    return False


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_words_and_breath_agree_with_the_timeline_after_jumps_and_pauses(
    open_page: Open, small_page: Path, size: tuple[int, int]
) -> None:
    timeline = arrangement_of().timeline
    page, chance = open_page(small_page, size), random.Random(20)  # noqa: S311 - the same moments each time
    begin(page)

    for number in range(20):
        seek(page, chance.uniform(0, timeline.length_s - 0.5))
        if number % 3 == 0:
            page.keyboard.press("Space")
        found = shown(page)
        assert matches(timeline, found), found
        if number % 3 == 0:
            page.keyboard.press("Space")


def test_it_plays_to_its_end_and_says_so(open_page: Open, small_page: Path) -> None:
    page = open_page(small_page)
    begin(page)

    page.evaluate("document.getElementById('sound').playbackRate = 12")
    page.wait_for_selector("#after:not([hidden])", timeout=30_000)

    assert page.evaluate("document.getElementById('sound').paused")
    ended_s = page.evaluate("document.getElementById('sound').currentTime")
    assert ended_s == pytest.approx(arrangement_of().timeline.length_s, abs=2.9), "not in the other road"
    page.click("#again")
    wait_until(page, "document.getElementById('sound').currentTime < 5")


def test_care_comes_before_the_start(open_page: Open, small_page: Path) -> None:
    page = open_page(small_page)

    assert page.inner_text("#care").split("\n\n") == list(FACTS.care)
    assert page.evaluate("document.getElementById('sound').paused")


@pytest.mark.parametrize(("key", "road", "words"), [("Enter", 1, "A hug, then."), ("s", 0, "A wave, then.")])
def test_an_answer_leads_to_its_road(
    open_page: Open, small_page: Path, key: str, road: int, words: str
) -> None:
    first, staying = roads(arrangement_of())
    page = open_page(small_page)
    begin(page)
    question_end_s = seconds(first.forks[0].frame)
    seek(page, question_end_s - 4)
    assert page.is_visible("#answers")
    assert page.inner_text("#staying") == "a hug"

    page.keyboard.press(key)
    wait_until(page, f"document.getElementById('caption').textContent === {words!r}")

    sound_s = page.evaluate("document.getElementById('sound').currentTime")
    assert (sound_s >= first.timeline.length_s) == (road == 1)
    left_s = (staying if road else first).timeline.length_s - question_end_s
    minutes, whole_s = map(int, page.inner_text("#left").split()[0].split(":"))
    assert minutes * 60 + whole_s == pytest.approx(left_s, abs=1.5)


def test_no_answer_takes_the_gentler_way(open_page: Open, small_page: Path) -> None:
    first, _ = roads(arrangement_of())
    page = open_page(small_page)
    begin(page)

    seek(page, seconds(first.forks[0].frame) - 0.5)

    wait_until(page, "document.getElementById('caption').textContent === 'A wave, then.'")


def test_one_can_go_back_before_the_question_from_the_other_road(open_page: Open, small_page: Path) -> None:
    first, staying = roads(arrangement_of())
    page = open_page(small_page)
    begin(page)
    seek(page, first.timeline.length_s + 3 + 0.5)

    page.keyboard.press("ArrowLeft")

    wait_until(page, f"document.getElementById('sound').currentTime < {seconds(staying.start_frame)}")


def focused(page: Page) -> str:
    """The element that has the focus, which can be seen to have it."""
    name, outline = page.evaluate(
        "() => [document.activeElement.id, getComputedStyle(document.activeElement).outlineStyle]"
    )
    assert outline == "solid" or not name, f"nobody sees that {name} has the focus"
    return str(name)


def tab_to(page: Page, name: str) -> None:
    passed: list[str] = []
    while name not in passed[-1:]:
        page.keyboard.press("Tab")
        passed.append(focused(page))
        assert len(passed) < 20, passed


def test_the_keyboard_alone_is_enough(open_page: Open, small_page: Path) -> None:
    timeline = arrangement_of().timeline
    page = open_page(small_page)

    page.keyboard.press("Tab")
    assert focused(page) == "begin"
    page.keyboard.press("Enter")
    wait_until(page, "!document.getElementById('sound').paused")
    page.keyboard.press("Space")
    wait_until(page, "document.getElementById('sound').paused")
    assert page.inner_text("#place").startswith("Paused")
    seek(page, 0.1)
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    assert page.is_visible("#pacer"), "two sentences on: the breaths"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("e")
    assert page.is_visible("#dark")
    page.keyboard.press("x")
    assert not page.is_visible("#dark")
    page.keyboard.press("t")
    assert page.get_attribute("#larger", "aria-pressed") == "true"
    tab_to(page, "parts")
    page.keyboard.press("Enter")
    assert page.is_visible("#list")
    page.keyboard.press("Escape")
    assert not page.is_visible("#list")
    assert focused(page) == "parts"
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#list') !== null"), "the list keeps the focus"
    page.keyboard.press("Enter")
    assert not page.is_visible("#list")
    tab_to(page, "seek")
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.getElementById('sound').currentTime") > timeline.length_s - 5
    tab_to(page, "pause")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("#after:not([hidden])")
    assert focused(page) == "again"
    page.keyboard.press("Enter")
    wait_until(page, "document.getElementById('sound').currentTime < 5")


def test_a_wait_ends_when_one_goes_on(open_page: Open, small_page: Path) -> None:
    timeline = arrangement_of().timeline
    wait = next(step for step in timeline.steps if step.kind is StepKind.WAIT)
    page = open_page(small_page)
    begin(page)
    seek(page, seconds(wait.start_frame) + 1)

    page.click("#go-on")

    wait_until(page, f"document.getElementById('sound').currentTime >= {seconds(wait.end_frame)} - 0.01")
    wait_until(page, "document.getElementById('go-on').hidden")


def test_a_turn_says_whose_it_is_and_how_long(open_page: Open, small_page: Path) -> None:
    turn = next(step for step in arrangement_of().timeline.steps if step.kind is StepKind.TURN)
    page = open_page(small_page)
    begin(page)
    page.keyboard.press("Space")

    seek(page, seconds(turn.start_frame) + 2)

    assert page.inner_text("#whose") == "First turn"
    assert page.inner_text("#turn-left") == "0:10 left"
    assert page.inner_text("#hint").startswith("Listening")


def test_nothing_moves_for_whoever_wants_it_still(open_page: Open, small_page: Path) -> None:
    breath = arrangement_of().timeline.breaths[0]
    page = open_page(small_page, reduced_motion="reduce")
    begin(page)

    seek(page, seconds(breath.start_frame) + 1.2)

    assert page.evaluate("getComputedStyle(document.querySelector('#pacer svg')).visibility") == "hidden"
    assert page.inner_text("#dots") == "●●"


@pytest.mark.parametrize("size", [PHONE, DESK])
@pytest.mark.parametrize("large", [False, True])
def test_everything_has_room(open_page: Open, small_page: Path, size: tuple[int, int], large: bool) -> None:
    page = open_page(small_page, size)
    begin(page)
    if large:
        page.keyboard.press("t")

    for step in arrangement_of().timeline.steps:
        seek(page, seconds(step.start_frame) + 0.6)
        widest = page.evaluate("document.documentElement.scrollWidth")
        assert widest <= size[0], step.kind
        if not large:
            highest = page.evaluate("document.documentElement.scrollHeight")
            assert highest <= size[1], step.kind


def test_whatever_is_pressed_is_as_large_as_a_fingertip(open_page: Open, small_page: Path) -> None:
    page = open_page(small_page, (320, 568), has_touch=True)
    small = """() => [...document.querySelectorAll("button, input")].filter(it => it.checkVisibility())
        .map(it => [it.id, it.getBoundingClientRect()])
        .filter(([, box]) => box.width < 44 || box.height < 44 || box.left < 0 || box.right > innerWidth)
        .map(([id, box]) => `${id}: ${box.width} x ${box.height}`)"""

    assert page.evaluate(small) == []
    begin(page)
    for step in arrangement_of().timeline.steps:
        seek(page, seconds(step.start_frame) + 0.6)
        assert page.evaluate(small) == [], step.kind
    page.click("#parts")
    assert page.evaluate(small) == []


@pytest.mark.parametrize("size", [(320, 568), PHONE])
def test_at_twice_the_size_of_words_everything_can_be_reached(
    open_page: Open, small_page: Path, size: tuple[int, int]
) -> None:
    page = open_page(small_page, size)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    begin(page)

    for step in arrangement_of().timeline.steps:
        seek(page, seconds(step.start_frame) + 0.6)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], step.kind
        box = page.locator("#pause").bounding_box()
        assert box["y"] + box["height"] <= size[1], "pausing is always within reach"


REFUSING: str = """
    Object.defineProperty(navigator, "wakeLock", {value: {request: () => Promise.reject(new Error("no"))}});
    navigator.mediaSession.setActionHandler = () => { throw new TypeError("no such action"); };
"""
WITHOUT: str = """
    for (const name of ["wakeLock", "mediaSession"])
        Object.defineProperty(navigator, name, {value: undefined});
"""


@pytest.mark.parametrize("before", [REFUSING, WITHOUT])
def test_a_browser_that_lacks_or_refuses_what_is_asked_of_the_device_plays_all_the_same(
    open_page: Open, small_page: Path, before: str
) -> None:
    page = open_page(small_page, before=before)

    begin(page)
    page.keyboard.press("Space")

    wait_until(page, "document.getElementById('sound').paused")
    page.keyboard.press("Space")
    wait_until(page, "document.getElementById('sound').currentTime > 0.3")


def test_the_screen_is_kept_lit_while_it_plays_and_media_keys_act(open_page: Open, small_page: Path) -> None:
    page = open_page(
        small_page,
        before="""
            window.lit = 0;
            const request = () => { lit += 1; return Promise.resolve({release: async () => { lit -= 1; }}); };
            Object.defineProperty(navigator, "wakeLock", {value: {request}});
            window.keys = {};
            navigator.mediaSession.setActionHandler = (name, act) => { keys[name] = act; };
        """,
    )

    begin(page)
    wait_until(page, "lit === 1")
    assert page.evaluate("navigator.mediaSession.metadata.title") == FACTS.title
    page.evaluate("keys.pause()")
    wait_until(page, "lit === 0 && navigator.mediaSession.playbackState === 'paused'")
    seek(page, 1)
    page.evaluate("keys.nexttrack()")
    page.evaluate("keys.play()")

    wait_until(page, "lit === 1 && navigator.mediaSession.playbackState === 'playing'")
    assert page.evaluate("document.getElementById('sound').currentTime") > 2, "a sentence on"


def test_what_the_voice_does_not_say_is_told_and_no_more(open_page: Open, small_page: Path) -> None:
    page = open_page(small_page)
    begin(page)
    page.keyboard.press("Space")
    page.evaluate(
        """() => {
            window.told = [];
            const note = () => told.push(document.getElementById("told").textContent);
            new MutationObserver(note).observe(document.getElementById("told"), {childList: true});
        }"""
    )

    for step in arrangement_of().timeline.steps:
        for share in (0.1, 0.5, 0.9):
            seek(page, seconds(step.start_frame) + share * seconds(step.length_frames))

    assert page.evaluate("told") == [
        "Breathing.",
        "First turn. Something small. Listening is all there is to do: no reply, no advice.",
        "In your own time. Go on when you like.",
        "A question. Stay: a hug. Gentler: a wave.",
        "A rest.",
    ]


def test_a_sound_that_cannot_be_played_is_said(open_page: Open, small_page: Path) -> None:
    page = open_page(small_page)

    page.evaluate("document.getElementById('sound').dispatchEvent(new Event('error'))")

    assert "cannot be played" in page.inner_text("#fault")


@pytest.mark.parametrize(
    "words",
    [
        "</script><script>alert(1)</script>",
        "\"'><img src=x onerror=alert(1)>",
        "`+alert(1)+`\u2028alert(1)\u2029 <!-- <script> $title $script &amp;",
        "\u202e\u05e9\u05dc\u05d5\u05dd",
    ],
)
def test_hostile_words_are_shown_and_do_nothing(open_page: Open, tmp_path: Path, words: str) -> None:
    written = json.dumps(words)[1:-1]
    steps = f'  - heading: "{written}"\n  - rest: 5s\n    caption: "{written}"\n  - rest: 30s\n'
    path = page_of(tmp_path, steps, replace(FACTS, title=words, summary=words, care=(words,)))
    page = open_page(path)

    assert page.inner_text("#title") == words
    begin(page)
    wait_until(page, "document.getElementById('caption').textContent !== ''")
    page.click("#parts")

    assert page.text_content("#caption") == " ".join(words.split()), "scripts have no lines of their own"
    assert not page.query_selector("img")


def test_nothing_is_kept_in_the_browser(open_page: Open, small_page: Path) -> None:
    page = open_page(small_page)
    begin(page)
    page.keyboard.press("t")

    kept = page.evaluate("[Object.keys(localStorage), Object.keys(sessionStorage), document.cookie]")
    assert kept == [[], [], ""]
