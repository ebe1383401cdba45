"""Shows five hundred hostile texts on every screen; `python -m tests.fuzz screens` tries more."""

from tests.fuzz.hostile_texts import texts
from tests.tui.hostile import walk


async def test_whatever_a_text_holds_every_screen_shows_it_as_it_was_written() -> None:
    await walk(texts(500, seed=0))
