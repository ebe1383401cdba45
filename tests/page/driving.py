"""Driving a page in a browser: opening, beginning, going to a second of its sound."""

from collections.abc import Callable
from typing import Any, TypeAlias

PHONE = (360, 640)
DESK = (1280, 800)

Page: TypeAlias = Any  # playwright has no types where it is not installed
Open: TypeAlias = Callable[..., Page]


def wait_until(page: Page, condition: str, most_s: float = 10) -> None:
    """Waits in the page; playwright's own way would need what the page's policy forbids."""
    page.evaluate(
        f"""() => new Promise((done, failed) => {{
            const until = performance.now() + {most_s * 1000};
            const look = () => {condition} ? done()
                : performance.now() > until ? failed(new Error("never: " + {condition!r}))
                : requestAnimationFrame(look);
            look();
        }})"""
    )


def begin(page: Page) -> None:
    page.click("#begin")
    wait_until(page, "!document.getElementById('sound').paused")


def seek(page: Page, sound_s: float) -> None:
    page.evaluate(
        """time => new Promise(done => {
            const sound = document.getElementById("sound");
            sound.addEventListener("seeked", () => requestAnimationFrame(() => done()), {once: true});
            sound.currentTime = time;
        })""",
        sound_s,
    )
