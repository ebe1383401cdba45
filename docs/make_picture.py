"""Pictures the player for the README, from the real program with a real practice, in silence."""

import asyncio
from pathlib import Path

from practice_player.core.bootstrap import create_core
from practice_player.core.request import PracticeRequest
from practice_player.lib.units import frames
from practice_player.tui.app import PracticeApp
from practice_player.tui.screens.player import PlayerScreen
from practice_player.tui.widgets.pacer import Pacer

OUT = Path(__file__).with_name("player.svg")


async def picture() -> None:
    request = PracticeRequest(name="soft-sighs", length_frames=frames(420), output="silence", log=False)
    app = PracticeApp(lambda: create_core(output=request.output, log=request.log), request)
    async with app.run_test(size=(80, 24)) as pilot:
        while not isinstance(app.screen, PlayerScreen):
            await pilot.pause(0.05)
        while app.screen.query_one(Pacer).size.height == 0:  # to the breathing
            await pilot.press("right")
            await pilot.pause(0.05)
        await pilot.pause(2.6)
        OUT.write_text(app.export_screenshot(), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(picture())
