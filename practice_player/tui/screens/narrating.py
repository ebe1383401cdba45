"""Narrates what a practice lacks while its card is read."""

from contextlib import suppress
from functools import partial
from threading import Event

from practice_player.core.narrating import NarrationOffer
from practice_player.core.request import PracticeRequest
from practice_player.lib.errors import PracticeError
from practice_player.tui.core_proxy import CoreProxy
from practice_player.tui.screens.watching import WatchingScreen
from practice_player.tui.widgets.narration import NarrationLine
from practice_player.tui.work import start_work


class NarratingScreen(WatchingScreen):
    """Has a `NarrationLine`.  What was narrated stays when the screen is left, and no more is then made."""

    def __init__(self, core_proxy: CoreProxy) -> None:
        super().__init__(core_proxy)
        self._left = Event()

    def action_narrate(self) -> None:
        """Begins to narrate, or stops it after the sentence under way."""
        line = self.query_one(NarrationLine)
        if line.is_running:
            line.cancelled.set()
        elif offer := line.offer:
            line.begin()
            start_work(self, partial(self._narrate, offer), group="narration", exclusive=True)

    def on_narration_line_chosen(self, event: NarrationLine.Chosen) -> None:
        event.stop()
        if self.stands:
            self.action_narrate()

    def on_unmount(self) -> None:
        self._left.set()

    @property
    def can_narrate(self) -> bool:
        return any(line.is_running or line.offer for line in self.query(NarrationLine))

    async def offer_narration(self, request: PracticeRequest, *, playable: bool) -> None:
        """Shows what can be narrated for a practice, unless that is under way."""
        line = self.query_one(NarrationLine)
        if line.is_running:
            return
        offer: NarrationOffer | None = None
        if playable:
            with suppress(PracticeError):  # the outline says why it cannot be laid out
                offer = await self.ask(lambda core: core.narration_offer(core.open(request.name), request))
        if not line.is_running:
            line.show(offer)
            self.refresh_bindings()

    async def narrated(self) -> None:
        """Something was narrated, so the card is another one."""
        raise NotImplementedError

    async def _narrate(self, offer: NarrationOffer) -> None:
        line = self.query_one(NarrationLine)

        def report(count: int) -> None:
            line.count = count

        def is_cancelled() -> bool:
            return line.cancelled.is_set() or self._left.is_set()

        try:
            await self.ask(lambda core: core.narrator.narrate(offer, report, is_cancelled))
        except PracticeError as error:
            self.app.say(error)
        line.show(None)
        await self.narrated()
