"""Each state of a page is looked through by axe, which knows what keeps people from reading and using it."""

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import pytest

from practice_player.lib.units import seconds
from practice_player.script.kinds import StepKind
from tests.page.driving import DESK, PHONE, Open, Page, begin, seek
from tests.page.pages import arrangement_of

pytest.importorskip("axe_playwright_python", reason="axe is not installed")

AXE: Final = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")

SETTLED: Final = (
    "() => Promise.all(document.getAnimations().map(animation => animation.finished)).then(() => {})"
)
"""Words that fade in have no colour yet that could be judged."""


def at(kind: StepKind) -> Callable[[Page], None]:
    step = next(step for step in arrangement_of().timeline.steps if step.kind is kind)
    return lambda page: seek(page, seconds(step.start_frame) + 1)


def press(key: str) -> Callable[[Page], None]:
    return lambda page: page.keyboard.press(key)


STATES: Final[dict[str, Callable[[Page], object]]] = {
    "before": lambda _page: None,
    "begun": begin,
    "breath": at(StepKind.BREATHE),
    "turn": at(StepKind.TURN),
    "paused": press("Space"),
    "wait": at(StepKind.WAIT),
    "question": at(StepKind.AGREE),
    "rest": at(StepKind.REST),
    "large words": press("t"),
    "eyes closed": press("e"),
    "eyes closed for longer": lambda page: page.evaluate(
        "document.querySelector('#dark span').hidden = true"
    ),
    "parts": lambda page: (page.keyboard.press("x"), page.click("#parts")),
    "end": lambda page: (
        page.keyboard.press("Escape"),
        page.keyboard.press("ArrowRight"),
        page.keyboard.press("ArrowRight"),
        page.wait_for_selector("#after:not([hidden])"),
    ),
}
"""What leads from one state to the next."""


def findings(page: Page) -> list[str]:
    """What axe calls serious or critical, with where it is."""
    page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{violation['id']}: {node['html'][:120]}: {node['failureSummary']}"
        for violation in found["violations"]
        if violation["impact"] in {"serious", "critical"}
        for node in violation["nodes"]
    ]


def test_what_keeps_people_from_it_is_found(open_page: Open, small_page: Path) -> None:
    page = open_page(small_page)
    page.evaluate("document.getElementById('begin').textContent = ''")

    assert any(finding.startswith("button-name") for finding in findings(page))


@pytest.mark.parametrize("scheme", ["dark", "light"])
@pytest.mark.parametrize("size", [PHONE, DESK])
def test_nothing_keeps_people_from_it_in_any_state(
    open_page: Open, small_page: Path, size: tuple[int, int], scheme: str
) -> None:
    page = open_page(small_page, size, color_scheme=scheme)

    found = {}
    for name, go in STATES.items():
        go(page)
        page.evaluate(SETTLED)
        found[name] = findings(page)

    assert not {name: problems for name, problems in found.items() if problems}


@pytest.mark.parametrize("scheme", ["dark", "light"])
@pytest.mark.parametrize("address", ["#at=2999-11-25T20:30Z", "#at=never"])
def test_nothing_keeps_people_from_it_before_a_moment(
    open_page: Open, small_page: Path, address: str, scheme: str
) -> None:
    page = open_page(small_page, after=address, color_scheme=scheme)
    waiting = findings(page)

    page.click("#begin")

    assert not waiting
    assert not findings(page)
