"""What the first screen offers for today: a part of the plan, or else the one suggestion."""

from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal, cast

from textual.containers import Horizontal

from practice_player.core.preferences import Setting
from practice_player.lib.errors import PracticeError
from practice_player.tui.widgets.offer import Offer
from practice_player.tui.work import start_work

if TYPE_CHECKING:
    from practice_player.core.suggesting import SuggestionOffer
    from practice_player.tui.core import CorePort
    from practice_player.tui.screens.screen import CalmScreen


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedOffer:
    """A part of the plan that is for today."""

    key: str
    """What it is put aside by."""

    words: str
    practice: Literal["solo", "partner"]
    """Which practices are for it."""


class DayOffers(Horizontal):
    """One line, and the way to put it aside; hidden while there is nothing to offer."""

    DEFAULT_CSS = """
    DayOffers { width: auto; max-width: 100%; height: auto; display: none; }
    DayOffers #day { width: auto; color: $accent; }
    DayOffers #aside { color: $foreground 65%; }
    """

    planned: PlannedOffer | None = None
    suggestion: "SuggestionOffer | None" = None
    """At most one of the two is offered."""

    _solo_only = False

    def __init__(self) -> None:
        super().__init__()
        self._day = Offer("day('suggested')", key="s", id="day")
        self._aside = Offer("day('aside')", key="n", words="not now", id="aside")

    def look(self, *, solo_only: bool) -> None:
        """Looks at what there is for today; the core must be there."""
        self._solo_only = solo_only
        start_work(self, self._look, group="day", exclusive=True)

    def can(self, what: str) -> bool:
        """Whether `planned`, `suggested`, `aside` or `never` means something now."""
        return {
            "planned": self.planned is not None,
            "suggested": self.suggestion is not None,
            "aside": self.planned is not None or self.suggestion is not None,
            "never": self.suggestion is not None,
        }.get(what, False)

    def put_aside(self, *, for_good: bool) -> None:
        """Never offers this again; with `for_good`, turns suggestions off."""
        offered = self.planned or self.suggestion
        if offered is None:
            return
        key = offered.key
        self._show(None, None)
        start_work(self, partial(self._put_aside, key, for_good=for_good), group="aside")

    @property
    def _calm_screen(self) -> "CalmScreen":
        return cast("CalmScreen", self.screen)

    async def _look(self) -> None:
        solo_only = self._solo_only
        with suppress(PracticeError):  # said where the practices are shown
            self._show(
                *await self._calm_screen.ask(lambda core: _offers_for_today(core, solo_only=solo_only))
            )

    async def _put_aside(self, key: str, *, for_good: bool) -> None:
        screen = self._calm_screen
        try:
            if for_good:
                await screen.ask(lambda core: core.turn(Setting.SUGGESTIONS, on=False))
                screen.app.say("Nothing is suggested any more. The settings turn it on again.")
            else:
                await screen.ask(lambda core: core.balance.dismiss(key))
        except PracticeError as error:
            screen.app.say(error)

    def _show(self, planned: PlannedOffer | None, suggestion: "SuggestionOffer | None") -> None:
        self.planned, self.suggestion = planned, suggestion
        offered = planned or suggestion
        self.display = offered is not None
        if offered is not None:
            self._day.action = "day('planned')" if planned else "day('suggested')"
            self._day.say(offered.words, key="p" if planned else "s")
            if not self._day.is_attached:  # most first frames have nothing to offer, and wait for no widget
                self.mount(self._day, self._aside)
        self.screen.refresh_bindings()


def _offers_for_today(
    core: "CorePort", *, solo_only: bool
) -> "tuple[PlannedOffer | None, SuggestionOffer | None]":
    from practice_player.core.balance import plan_key, plan_offer_words
    from practice_player.prompts.week import TOGETHER

    planned = core.balance.planned_today()
    if planned and not (solo_only and planned.kind == TOGETHER):
        offer = PlannedOffer(
            key=plan_key(planned),
            words=plan_offer_words(planned),
            practice="partner" if planned.kind == TOGETHER else "solo",
        )
        return offer, None
    return None, core.suggestion(solo_only=solo_only)
