"""A page that begins at a moment by the clock, which its address names; the clock is given."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest

from tests.page.driving import DESK, Open, Page, seek, wait_until
from tests.page.pages import arrangement_of

MOMENT: Final = datetime(2026, 11, 25, 20, 30, tzinfo=UTC)
ADDRESS: Final = "#at=2026-11-25T20:30Z"
IN_STEP: Final = "Math.abs(behind_s()) <= 0.05"


def clock(seconds_after: float) -> str:
    """Script that has the page's clock begin so many seconds after the moment."""
    now_ms = MOMENT.timestamp() * 1000 + seconds_after * 1000
    return f"""
        Date.now = () => {now_ms} + performance.now();
        window.behind_s = () => (Date.now() - {MOMENT.timestamp() * 1000}) / 1000
            - document.getElementById("sound").currentTime;
    """


def is_paused(page: Page) -> bool:
    paused: bool = page.evaluate("document.getElementById('sound').paused")
    return paused


def test_it_counts_down_and_is_silent(open_page: Open, small_page: Path) -> None:
    page = open_page(
        small_page, after=ADDRESS, before=clock(-725.5), timezone_id="Europe/Paris", locale="en-GB"
    )

    assert page.inner_text("#appointment-says") == "It begins at 21:30."
    assert page.inner_text("#countdown") in {"in 12:06", "in 12:05", "in 12:04"}
    assert page.inner_text("#begin") == "Ready"
    page.click("#begin")

    assert page.inner_text("#appointment-says") == "Ready. It begins by itself at 21:30."
    wait_until(page, "document.getElementById('sound').paused")
    assert page.is_visible("#countdown")
    assert not page.is_visible("#begin")


def test_the_day_is_named_where_it_is_another_one(open_page: Open, small_page: Path) -> None:
    page = open_page(small_page, after=ADDRESS, before=clock(-86_400 * 3), timezone_id="UTC", locale="en-GB")

    assert "Wednesday" in page.inner_text("#appointment-says")
    assert "25" in page.inner_text("#appointment-says")
    assert page.inner_text("#countdown") in {"in 3 days", "in 2 days"}


def test_whoever_is_ready_begins_at_the_moment_and_in_step(open_page: Open, small_page: Path) -> None:
    pages = [open_page(small_page, size, after=ADDRESS, before=clock(-2)) for size in ((360, 640), DESK)]
    for page in pages:
        page.click("#begin")

    for page in pages:
        wait_until(page, "document.getElementById('sound').currentTime > 1.2")
        assert page.is_visible("#player")
        wait_until(page, IN_STEP)
        assert not page.is_visible("#catch-up")


def test_nobody_who_is_not_ready_is_begun_for(open_page: Open, small_page: Path) -> None:
    page = open_page(small_page, after=ADDRESS, before=clock(-1))

    wait_until(page, "document.getElementById('begin').textContent === 'Come in'")

    assert is_paused(page)
    assert page.inner_text("#countdown").endswith(" ago")


def test_whoever_is_late_comes_in_where_it_is(open_page: Open, small_page: Path) -> None:
    page = open_page(small_page, after=ADDRESS, before=clock(20))

    page.click("#begin")

    wait_until(page, f"document.getElementById('sound').currentTime > 20.5 && {IN_STEP}")


def test_a_pause_is_ones_own_and_one_key_catches_up(open_page: Open, small_page: Path) -> None:
    page = open_page(small_page, after=ADDRESS, before=clock(20))
    page.click("#begin")
    wait_until(page, f"document.getElementById('sound').currentTime > 20.5 && {IN_STEP}")
    page.keyboard.press("Space")
    assert is_paused(page)
    seek(page, 8)
    wait_until(page, "!document.getElementById('catch-up').hidden")
    assert page.inner_text("#catch-up-words").endswith("behind")

    page.keyboard.press("c")

    wait_until(page, f"!document.getElementById('sound').paused && {IN_STEP}")
    wait_until(page, "document.getElementById('catch-up').hidden")


def test_a_moment_that_is_over_is_said_and_the_page_plays_all_the_same(
    open_page: Open, small_page: Path
) -> None:
    page = open_page(small_page, after=ADDRESS, before=clock(arrangement_of().timeline.length_s + 20))

    assert page.inner_text("#appointment-says").endswith("and is over.")
    page.click("#begin")

    wait_until(page, "!document.getElementById('sound').paused")
    assert page.evaluate("document.getElementById('sound').currentTime") < 5
    assert not page.is_visible("#catch-up")


def test_one_can_begin_on_ones_own_before_the_moment(open_page: Open, small_page: Path) -> None:
    page = open_page(small_page, after=ADDRESS, before=clock(-3600))
    page.click("#begin")

    page.click("#alone")

    wait_until(page, "document.getElementById('sound').currentTime > 0.2")
    assert page.is_visible("#player")


@pytest.mark.parametrize(
    "address",
    [
        "#at=",
        "#at=2026-02-31T10:00Z",
        "#at=2026-11-25T20:61Z",
        "#at=2026-11-25T20:30:60Z",
        "#at=2026-11-25T20:30",
        "#at=0000-00-00T00:00Z",
        "#at=%E0%A4%A",
        "#at=%3Cimg%20src=x%20onerror=alert(1)%3E",
        "#at=2026-11-25T20:30Z</script><script>alert(1)</script>",
        "#at=__proto__",
        "#at=" + "9" * 20_000,
    ],
)
def test_an_address_that_cannot_be_read_does_nothing(open_page: Open, small_page: Path, address: str) -> None:
    page = open_page(small_page, after=address)

    assert page.inner_text("#appointment-says") == "The time in this address cannot be read."
    page.click("#begin")
    wait_until(page, "document.getElementById('sound').currentTime > 0.1")


def test_any_other_address_is_none_of_its_business(open_page: Open, small_page: Path) -> None:
    page = open_page(small_page, after="#att=2026-11-25T20:30Z")

    assert not page.is_visible("#appointment")


def test_messengers_that_write_the_colon_otherwise_are_understood(open_page: Open, small_page: Path) -> None:
    page = open_page(
        small_page, after="#at=2026-11-25T20%3A30Z", before=clock(-60), timezone_id="UTC", locale="en-GB"
    )

    assert page.inner_text("#appointment-says") == "It begins at 20:30."
