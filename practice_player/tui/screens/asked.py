"""The card of a practice that was asked for by its name, where something can be narrated before it begins."""

from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from practice_player.core.card import PracticeCard
from practice_player.core.narrating import NarrationOffer
from practice_player.core.request import PracticeRequest
from practice_player.lib.errors import PracticeError
from practice_player.tui.core import CorePort
from practice_player.tui.core_proxy import CoreProxy
from practice_player.tui.practising import told_when_slow
from practice_player.tui.screens.home import HomeScreen
from practice_player.tui.screens.prepare import Choices, PrepareScreen, voices_of

if TYPE_CHECKING:
    from practice_player.tui.app import PracticeApp
    from practice_player.tui.practising import Practising


class AskedScreen(PrepareScreen):
    """Shows what was asked for instead of what was last chosen, and keeps nothing of it for the next time."""

    def __init__(self, core_proxy: CoreProxy, card: PracticeCard, request: PracticeRequest) -> None:
        super().__init__(core_proxy, card)
        self._asked = request
        self._find_choices = lambda core, _: _as_asked(core, request)

    @property
    def _request(self) -> PracticeRequest:
        chosen = super()._request
        return replace(
            self._asked,
            length_frames=chosen.length_frames,
            bed=chosen.bed,
            without=chosen.without,
            voice=chosen.voice,
        )

    def _remember(self) -> None:
        pass


async def begin_or_offer(
    app: "PracticeApp", core_proxy: CoreProxy, practising: "Practising", request: PracticeRequest
) -> None:
    """Begins a practice; where it lacks recordings that can be made, opens its card, which offers that."""
    offer: NarrationOffer | None = None
    if not request.resume and request.in_step_with is None:  # other recordings would lead out of step
        with suppress(PracticeError), told_when_slow(app):  # beginning it says what is wrong
            card, offer = await core_proxy.ask(partial(_lacking, request=request))
    if offer is None or offer.command:
        await practising.begin(request)
        if offer:
            app.say(offer.to_install)
    elif isinstance(app.screen, HomeScreen):  # else something else was opened meanwhile
        await app.push_screen(AskedScreen(core_proxy, card, request))


def _lacking(core: CorePort, request: PracticeRequest) -> tuple[PracticeCard, NarrationOffer | None]:
    loaded = core.open(request.name)
    return core.card(loaded, request.without, request.voice), core.narration_offer(loaded, request)


def _as_asked(core: CorePort, request: PracticeRequest) -> Choices:
    card = core.card(core.open(request.name), request.without, request.voice)
    return card, request, voices_of(core)
