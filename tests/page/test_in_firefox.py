"""A page in a Firefox, with a sound server of its own: without one, Firefox plays nothing."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
import pytest

from practice_player.lib.units import seconds
from practice_player.script.kinds import StepKind
from tests.page.driving import DESK
from tests.page.firefox import Firefox, firefox
from tests.page.pages import arrangement_of
from tests.sound_server import MISSING, SoundServerRig, sound_server

PROGRAM: Final = shutil.which("firefox-esr") or shutil.which("firefox")
SOUND: Final = "const sound = document.getElementById('sound');"

pytestmark = [
    pytest.mark.skipif(PROGRAM is None, reason="no Firefox is on this machine"),
    pytest.mark.skipif(MISSING is not None, reason=f"{MISSING} is not installed: Firefox would play nothing"),
]


@pytest.fixture(scope="module")
def rig() -> Iterator[SoundServerRig]:
    with sound_server() as server:
        yield server


@pytest.fixture(scope="module")
def browser(rig: SoundServerRig) -> Iterator[Firefox]:
    assert PROGRAM
    with firefox(PROGRAM, rig.env) as started:
        yield started


def wait_until(browser: Firefox, condition: str) -> None:
    browser.run(f"{SOUND} (function look() {{ {condition} ? done() : requestAnimationFrame(look); }})()")


def seek(browser: Firefox, sound_s: float) -> None:
    browser.run(
        f"{SOUND} const drawn = () => requestAnimationFrame(() => done());"
        f"sound.addEventListener('seeked', drawn, {{once: true}}); sound.currentTime = {sound_s};"
    )


def shown(browser: Firefox, element_id: str) -> str:
    words: str = browser.run(f"done(document.getElementById('{element_id}').innerText)")
    return words


def test_it_is_heard_and_goes_where_it_is_sent_without_a_complaint_or_a_request(
    browser: Firefox, rig: SoundServerRig, small_page: Path
) -> None:
    timeline = arrangement_of().timeline
    browser.open(small_page.as_uri(), size=DESK)
    browser.click("begin")
    wait_until(browser, "sound.currentTime > 1")
    breath = timeline.breaths[0]
    seek(browser, seconds(breath.start_frame) + 0.5)
    wait_until(browser, f"sound.currentTime > {seconds(breath.start_frame) + 1.5}")
    assert shown(browser, "place").startswith("Breathing 1 of 3")

    browser.press(" ")
    wait_until(browser, "sound.paused")
    turn = next(step for step in timeline.steps if step.kind is StepKind.TURN)
    seek(browser, seconds(turn.start_frame) + 2)
    assert shown(browser, "whose") == "First turn"
    assert shown(browser, "turn-left") == "0:10 left"
    browser.press(" ")
    wait_until(browser, "!sound.paused")
    seek(browser, timeline.length_s - 1)
    wait_until(browser, "!document.getElementById('after').hidden")

    assert np.abs(rig.recorded()).max() > 0.001, "the breath is heard"
    assert browser.complaints() == []
    loaded = browser.run("done(performance.getEntriesByType('resource').map(entry => entry.name))")
    assert [name for name in loaded if not name.startswith("data:")] == []


def test_it_begins_at_its_moment_by_itself(browser: Firefox, small_page: Path) -> None:
    browser.open("about:blank", size=DESK)
    soon = browser.run("done(new Date(Date.now() + 3000).toISOString().slice(0, 19) + 'Z')")
    browser.open(f"{small_page.as_uri()}#at={soon}", size=DESK)
    browser.click("begin")

    wait_until(browser, "sound.currentTime > 1")

    behind = f"(Date.now() - Date.parse('{soon}')) / 1000 - sound.currentTime"
    wait_until(browser, f"Math.abs({behind}) <= 0.05")
