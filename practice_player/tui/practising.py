"""Leads a practice from screen to screen: the questions before it, the player, the ground key, the end."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from practice_player.core.card import PracticeCard
from practice_player.core.request import PracticeRequest
from practice_player.core.safety import SAFETY
from practice_player.lib.errors import PracticeError
from practice_player.playback.notices import OVER
from practice_player.prompts.after import AfterAnswers
from practice_player.prompts.before import NotNow, Preparation, PreparationResult
from practice_player.prompts.ground import Onward, ask_company_or_space, ask_onward
from practice_player.prompts.prompt import Dialog
from practice_player.tui.core import CorePort, SessionPort
from practice_player.tui.core_proxy import CoreProxy
from practice_player.tui.early_keys import EarlyKeys
from practice_player.tui.under_way import UnderWay, find_player, is_asked_or_played, uncover_player
from practice_player.tui.work import start_work

if TYPE_CHECKING:
    from practice_player.tui.app import PracticeApp

SLOW_S: Final = 2.0
"""After this long without a start, a line says that the practice is being prepared."""

SLOW: Final = "Getting it ready. A long recording takes a while the first time."


class Practising:
    """Leads a practice from the first question to the last; the app owns the screens."""

    def __init__(self, app: "PracticeApp", core_proxy: CoreProxy) -> None:
        self._app = app
        self._core_proxy = core_proxy
        self._under_way: list[UnderWay] = []
        """The practices that have begun and not ended: the last one plays, the others wait."""

        self._starts = 0
        """How many steps from one screen to the next are under way; no other practice begins meanwhile."""

        self.early_keys = EarlyKeys(app)
        self._last: UnderWay | None = None
        """The practice that was just done."""

        self._space = False
        """Whether the two chose space, and not company, when they last grounded."""

    async def begin(self, request: PracticeRequest) -> None:
        """Begins a practice with the questions that come before it."""
        if self._starts or is_asked_or_played(self._app):
            return
        self._starts += 1
        try:
            with told_when_slow(self._app):
                card, dialog = await self._core_proxy.ask(lambda core: _before(core, request))
        except PracticeError as error:
            self._app.say(error)
            return
        finally:
            self._starts -= 1
        await self.ask(card, request, dialog)

    async def begin_again(self) -> None:
        """The practice that was just done once more; for two, everything is asked anew."""
        if self._last is None:
            return
        for_two = self._last.card.practice == "partner"
        await self.begin(self._last.request.anew(for_two=for_two))

    async def begin_grounding(self) -> None:
        """The grounding practice by itself."""
        try:
            request = await self._core_proxy.ask(lambda core: core.grounding())
        except PracticeError as error:
            self._app.say(error)
            return
        await self.begin(request)

    async def ask(
        self, card: PracticeCard, request: PracticeRequest, dialog: Dialog[PreparationResult]
    ) -> None:
        """Asks what is asked beforehand, and plays the practice with what comes out."""
        from practice_player.tui.screens.dialog import open_dialog

        if self._starts or is_asked_or_played(self._app):
            self.early_keys.drop()
            return

        async def then(prepared: PreparationResult | None) -> None:
            if isinstance(prepared, Preparation):
                self._starts += 1
                self.early_keys.hold()
                start_work(self._app, partial(self._prepare, card, request, prepared), group="begin")
                return
            self.early_keys.drop()
            if isinstance(prepared, NotNow):
                await _lead_elsewhere(self._app, prepared)

        if dialog.prompt is not None:  # what was pressed early is no answer to it
            self.early_keys.drop()
        await open_dialog(self._app, self._core_proxy, dialog, then)

    async def over(
        self,
        session: SessionPort,
        *,
        done_s: float,
        stopped: bool,
        finished: bool,
        logged: bool,
        unwritten: bool,
    ) -> None:
        """A practice has ended, heard to its end or not, or was stopped.

        One that waits can be stopped too, by a key that comes just before something opens over it.
        """
        practice = self._of(session)
        if practice is None:  # everything was stopped meanwhile
            return
        self._under_way = [other for other in self._under_way if other is not practice]
        self._last = practice
        self._core_proxy.practice = None
        if self._core_proxy.set_aside is session or (self._under_way and stopped):
            await self._stop_all()  # at once, and nothing is asked
        elif self._under_way:
            earlier = self._under_way[-1]
            await uncover_player(self._app, earlier)
            await self._ask_onward(earlier, space=self._space)
        else:
            await self._app.go_home()
            if practice.request.begins_at and not done_s:
                say_if_over(self._app, stopped=stopped)
            elif stopped or not finished:
                await self._app.close_practice(
                    practice, done_s=done_s, stopped=True, logged=logged, unwritten=unwritten
                )
            else:
                self._starts += 1
                ask = partial(self._ask_after, practice, done_s=done_s, logged=logged, unwritten=unwritten)
                start_work(self._app, ask, group="after")

    async def ground(self, session: SessionPort) -> None:
        """Sets the practice aside, and plays the grounding one; for two, asks first: company, or space?"""
        from practice_player.tui.screens.dialog import open_dialog

        practice = self._of(session)
        if practice is None:
            return
        self._core_proxy.practice, self._core_proxy.set_aside = None, practice.session

        async def then(space: bool | None) -> None:
            if not self._is_under_way(practice):
                return
            if space is None:
                await self._stop_all()
                return
            self._space = space
            start_work(self._app, partial(self._play_grounding, practice), group="begin")

        dialog = Dialog(ask_company_or_space(for_two=practice.is_for_two))
        await open_dialog(self._app, self._core_proxy, dialog, then)

    async def _prepare(self, card: PracticeCard, request: PracticeRequest, prepared: Preparation) -> None:
        def prepare(core: CorePort) -> tuple[PracticeRequest, SessionPort]:
            loaded = core.open(request.name)
            whole = core.preparer.prepared(loaded, request, prepared)
            return whole, core.prepare(loaded, whole)

        try:
            whole, session = await self._core_proxy.ask(prepare)
            self._under_way = [UnderWay(card=card, request=whole, session=session)]
            await self._play()
        except PracticeError as error:
            self._app.say(error)
        finally:
            self._starts -= 1
            self.early_keys.drop()

    async def _play_grounding(self, practice: UnderWay) -> None:
        def prepare(core: CorePort) -> UnderWay:
            request = core.grounding(for_two=practice.is_for_two)
            request = replace(request, people=practice.request.people, log=practice.request.log)
            loaded = core.open(request.name)
            session = core.prepare(loaded, request, aside=True)
            card = core.card(loaded)
            waiting = replace(card, title=f"{card.title} ({practice.card.title} waits)")
            return UnderWay(card=waiting, request=request, session=session)

        try:
            grounding = await self._core_proxy.ask(prepare)
        except PracticeError as error:
            self._app.say(error)
            if self._is_under_way(practice):
                await self._ask_onward(practice, space=self._space, grounded=False)
            return
        if self._is_under_way(practice):
            self._under_way.append(grounding)
            await self._play()

    async def _play(self) -> None:
        practice = self._under_way[-1]
        self._core_proxy.practice = practice.session
        await self._app.show_player(practice.card, practice.session)
        self.early_keys.release()

    async def _ask_onward(self, practice: UnderWay, *, space: bool, grounded: bool = True) -> None:
        """After the grounding practice: stay, shift or stop, and for two who took space a time to meet."""
        from practice_player.tui.screens.dialog import open_dialog

        async def then(answer: Onward | None) -> None:
            if grounded and self._is_under_way(practice):
                with suppress(PracticeError):
                    await self._core_proxy.ask(lambda core: core.back_to_earlier())
            if self._is_under_way(practice):
                await self._go_on(practice, answer or Onward(choice="stop"))

        dialog = Dialog(ask_onward(for_two=practice.is_for_two, space=space))
        await open_dialog(self._app, self._core_proxy, dialog, then)

    async def _go_on(self, practice: UnderWay, answer: Onward) -> None:
        minutes = answer.return_minutes
        if minutes is not None:
            agreed = await self._core_proxy.ask(lambda core: core.returns.agree(minutes, practice.card.name))
            self._app.say(f"You meet again at {agreed.at.astimezone():%H:%M}.")
        if answer.choice == "stop":
            await self._stop_all()
            return
        player = find_player(self._app, practice)
        if player is not None:
            self._core_proxy.practice, self._core_proxy.set_aside = practice.session, None
            player.come_back(gentler=answer.choice == "shift")

    def _of(self, session: SessionPort) -> UnderWay | None:
        """The practice under way with this session; None once it has ended."""
        return next((practice for practice in self._under_way if practice.session is session), None)

    def _is_under_way(self, practice: UnderWay) -> bool:
        return self._of(practice.session) is practice

    async def _stop_all(self) -> None:
        self._core_proxy.set_aside = None
        while self._under_way:
            with suppress(PracticeError):
                self._under_way.pop().session.stop(time.monotonic())
        await self._app.go_home()

    async def _ask_after(self, practice: UnderWay, *, done_s: float, logged: bool, unwritten: bool) -> None:
        from practice_player.tui.screens.dialog import open_dialog

        request = practice.request

        async def then(aftermath: AfterAnswers | None) -> None:
            self._starts += 1
            try:
                if aftermath is not None:
                    await _keep_answers(self._app, self._core_proxy, request, aftermath)
                await self._app.close_practice(
                    practice, done_s=done_s, stopped=False, logged=logged, unwritten=unwritten
                )
            finally:
                self._starts -= 1
            if aftermath is not None and aftermath.leads_to == "help":
                await self._app.show_page(SAFETY)
            elif aftermath is not None and aftermath.leads_to == "ground":
                await self._app.go_home()
                start_work(self._app, self.begin_grounding, group="begin")

        try:
            dialog = await self._core_proxy.ask(partial(_after, request=request))
        except PracticeError:  # its script has gone meanwhile
            await then(None)
            return
        finally:
            self._starts -= 1
        await open_dialog(self._app, self._core_proxy, dialog, then)


async def _lead_elsewhere(app: "PracticeApp", not_now: NotNow) -> None:
    if not_now.line:
        app.say(not_now.line)
    if not_now.leads_to_solo:
        await app.show_practices("solo")


def say_if_over(app: "PracticeApp", *, stopped: bool) -> None:
    """Says why a practice that never began has ended, unless somebody left."""
    if not stopped:
        app.say(OVER)


@contextmanager
def told_when_slow(app: "PracticeApp") -> Iterator[None]:
    """Says that a practice is being prepared if the block takes long."""
    slow = app.set_timer(SLOW_S, partial(app.say, SLOW))
    try:
        yield
    finally:
        slow.stop()


def _before(core: CorePort, request: PracticeRequest) -> tuple[PracticeCard, Dialog[PreparationResult]]:
    loaded = core.open(request.name)
    card = core.card(loaded, request.without)
    return card, core.preparer.before(loaded, request)


def _after(core: CorePort, request: PracticeRequest) -> Dialog[AfterAnswers]:
    return core.preparer.after(core.open(request.name), request)


async def _keep_answers(
    app: "PracticeApp", core_proxy: CoreProxy, request: PracticeRequest, answers: AfterAnswers
) -> None:
    if answers.check_ins:
        await core_proxy.ask(lambda core: core.keep_check_ins(request, answers.check_ins))
    if plan := answers.plan:
        try:
            await core_proxy.ask(lambda core: core.keep_plan(request, plan))
        except PracticeError as error:
            app.say(error)
