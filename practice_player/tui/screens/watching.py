"""A screen that shows scripts, and follows them when they are saved."""

from collections.abc import Hashable
from typing import Final

from practice_player.lib.errors import PracticeError
from practice_player.tui.screens.screen import CalmScreen
from practice_player.tui.work import start_work

_EVERY_S: Final = 1.0


class WatchingScreen(CalmScreen):
    """Checks once a second, while it is on top, whether a script has changed; reads none itself."""

    _seen: Hashable = None
    """The scripts' state when they were last shown."""

    _looking = False

    def on_mount(self) -> None:
        self.set_interval(_EVERY_S, self._look_again)

    async def scripts_changed(self) -> None:
        """Some script was saved, added or taken away."""
        raise NotImplementedError

    def _look_again(self) -> None:
        if self.is_current and not self._looking:
            self._looking = True
            start_work(self, self._look, group="watch")

    async def _look(self) -> None:
        try:
            now = await self.ask(lambda core: core.mark())
            before, self._seen = self._seen, now
            if before != now:
                await self.scripts_changed()
        except PracticeError:
            pass  # whoever shows the scripts says so
        finally:
            self._looking = False
