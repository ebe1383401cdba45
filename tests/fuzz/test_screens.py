"""Five hundred hostile texts on every screen with each run of the tests; a job tries more."""

from tests.fuzz.hostile_texts import texts
from tests.tui.hostile import walk


async def test_whatever_a_text_holds_every_screen_shows_it_as_it_was_written() -> None:
    await walk(texts(500, seed=0))
