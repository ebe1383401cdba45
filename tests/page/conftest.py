"""A real Chromium for the tests of pages; they are skipped, aloud, where there is none."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.page.driving import PHONE, Open, Page, wait_until
from tests.page.pages import page_of


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """The browser, without a window; its event loop must have ended before any other test that has one."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("no Chromium is on this machine")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--mute-audio"],
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Any) -> Iterator[Open]:
    """Opens a page, with what stands `after` its address; `before` is script that runs before its own.

    At the end it has asked for nothing and complained of nothing.
    """
    contexts: list[Any] = []
    wrong: list[str] = []
    requested: list[str] = []

    def opened(
        path: Path, size: tuple[int, int] = PHONE, *, after: str = "", before: str = "", **options: Any
    ) -> Page:
        context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, **options)
        context.set_default_timeout(10_000)
        if before:
            context.add_init_script(before)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: wrong.append(dialog.message))
        page.on("request", lambda request: requested.append(request.url))
        page.goto(path.as_uri() + after)
        wait_until(page, "document.getElementById('sound').readyState > 0")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not wrong
    assert {url.split(":")[0] for url in requested} <= {"file", "data"}
    files = {url.split("#")[0] for url in requested if url.startswith("file:")}
    assert len(files) == 1, "the page itself"


@pytest.fixture(scope="module")
def small_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return page_of(tmp_path_factory.mktemp("page"))
