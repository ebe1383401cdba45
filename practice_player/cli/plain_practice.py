"""A practice in plain lines, whole: what is asked before it, the way through it, and what is asked after.

What people answer is in the dialog and in the request made of it, and nowhere else.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from practice_player.cli.dialog_lines import DialogLines
from practice_player.cli.list_practices import list_practices
from practice_player.cli.plain_telling import PlainTelling
from practice_player.cli.printing import PracticeLines, warn, warn_lines, warn_with_command
from practice_player.cli.signals import StopSignals
from practice_player.cli.typed_lines import MAX_LINES, TypedLines
from practice_player.cli.typed_words import Act, Leads, TypedWord, find, help_lines
from practice_player.core.card_building import describe_unheard
from practice_player.core.preferences import Setting
from practice_player.core.request import PracticeRequest
from practice_player.core.safety import SAFETY, Page
from practice_player.lib.errors import PracticeError
from practice_player.lib.units import clock
from practice_player.playback.snapshot import PlaybackState, Question
from practice_player.prompts import ground
from practice_player.prompts.after import AfterAnswers
from practice_player.prompts.before import NotNow
from practice_player.prompts.ground import Onward
from practice_player.prompts.prompt import ENTER, Dialog, Option, Prompt, Steps

if TYPE_CHECKING:
    from practice_player.core.card import PracticeCard
    from practice_player.core.core import Core
    from practice_player.playback.session import PlaybackSession
    from practice_player.script.library import LoadedScript

POLL_S: Final = 0.05
"""How often plain lines look where the practice is, and what was typed."""

SUSPEND_DELAY_S: Final = 0.05
"""Between silence and the stop of the process: the thread that tells the engine needs a moment."""

_JUMP_S: Final = 0.3
"""A practice that is so far from where it was has been moved by a word."""

_FORGET: Final = "forget"
_KEEP: Final = "keep"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderWay:
    """A practice that plays, or has been."""

    loaded: "LoadedScript"
    card: "PracticeCard"
    request: PracticeRequest
    session: "PlaybackSession"

    @property
    def is_for_two(self) -> bool:
        return self.card.practice == "partner" and len(self.request.people) != 1

    @property
    def title(self) -> str:
        return f"{self.card.title}, {self.card.clock(self.session.timeline.length_frames)}"


class PlainPractice:
    """Leads one practice from the first question to the last."""

    def __init__(
        self,
        core: "Core",
        typed: TypedLines,
        signals: StopSignals,
        *,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        """`now` and `sleep` are the clock that the practice goes by, in seconds."""
        self.lines = PracticeLines()
        self._core = core
        self._typed = typed
        self._signals = signals
        self._dialogs = DialogLines(self.lines, typed, signals)
        self._now = now
        self._sleep = sleep
        self._practice: UnderWay | None = None
        self._finished = False
        self._open: list[UnderWay] = []
        """What has begun and has not ended: the last plays, and those before it wait."""

    def prepare(self, loaded: "LoadedScript", request: PracticeRequest) -> bool:
        """Asks what is asked beforehand; False when the practice is not to be.

        Raises:
            PracticeError: it cannot be as it was asked for.
            StopRequested: a signal asks for the end; nothing of what was answered is kept.
            BrokenPipeError: nobody reads what is printed.
        """
        dialog = self._core.preparer.before(loaded, request)
        if dialog.prompt:
            self._core.timeline(loaded, request)  # what cannot be is told before anything is asked
        all_answered = self._dialogs.ask(dialog)
        prepared = dialog.result
        if prepared is None or isinstance(prepared, NotNow):
            if prepared and prepared.line:
                self.lines.say(prepared.line)
            if prepared and prepared.leads_to_solo:
                list_practices(practice="solo", goal=None, as_json=False, log=request.log)
            return False
        whole = self._core.preparer.prepared(loaded, request, prepared, remember=all_answered)
        self._practice = self._under_way(loaded, whole)
        timeline = self._practice.session.timeline
        warn_with_command(*describe_unheard(timeline, loaded.playable(), request.voice), request.name)
        self._core.warm_up()
        return True

    def play(self) -> None:
        """Plays what was prepared, and asks what is asked afterwards unless it was stopped.

        Raises:
            StopRequested: a signal asks for the end; there is silence, and what was done is kept.
            BrokenPipeError: nobody reads what is printed.
        """
        if self._practice is None:
            return
        try:
            self._finished = self._play(self._practice)
            if self._finished:
                self._ask_after(self._practice)
        finally:
            self._stop_all()

    def say_the_end(self) -> None:
        """Says what was done of the practice, if it began; the journal is to be closed by then."""
        if self._practice is None:
            return
        session = self._practice.session
        _warn_if_unwritten(session)
        practised = clock(session.practised_s)
        if self._finished:
            self.lines.say(f"{self._practice.card.title}, {practised}, done.")
            return
        with suppress(BrokenPipeError):  # the terminal may be gone
            self.lines.say(f"{practised} of {clock(session.timeline.length_s)}. Enough for today.")

    def _under_way(
        self, loaded: "LoadedScript", request: PracticeRequest, *, aside: bool = False
    ) -> UnderWay:
        session = self._core.prepare(loaded, request, aside=aside)
        card = self._core.card(loaded, request.without)
        return UnderWay(loaded=loaded, card=card, request=request, session=session)

    def _play(self, practice: UnderWay) -> bool:
        """Plays it to its end; False when it was stopped, and then all that waits for it is as well."""
        session, telling = practice.session, PlainTelling(practice.session, self.lines)
        words = " Type help for the words to type." if self._typed.on_terminal else ""
        self.lines.say(f"{practice.title}. Ctrl-C stops at any time.{words}")
        self._open.append(practice)
        session.start(self._now())
        while True:
            snapshot = session.snapshot(self._now())
            telling.tell(snapshot)
            if snapshot.state is PlaybackState.ENDED:
                self._open.remove(practice)
                return True
            if not self._obey(practice, telling):
                self._stop_all()
                return False
            self._sleep(POLL_S)
            if self._signals.suspend_requested:
                self._suspend(session)

    def _obey(self, practice: UnderWay, telling: PlainTelling) -> bool:
        """Does what was typed since the last time; False when all is to stop."""
        unknown = False
        for _ in range(MAX_LINES):
            typed = self._typed.take()
            if typed is None:
                break
            word = find(typed) if typed.strip() else self._meant_by_enter(practice.session)
            unknown |= word is None and bool(typed.strip())
            if word and not self._do(word, practice, telling):
                return False
        if unknown:
            self.lines.say("That is no word for now. Type help for those that are.")
        return True

    def _meant_by_enter(self, session: "PlaybackSession") -> TypedWord | None:
        """Enter alone ends a wait; a question takes a word, and elsewhere it means nothing."""
        return find("go on") if session.snapshot(self._now()).asks is Question.WAIT else None

    def _do(self, word: TypedWord, practice: UnderWay, telling: PlainTelling) -> bool:
        if word.leads is Leads.STOP:
            return False
        if word.leads is Leads.GROUND:
            return self._ground(practice, telling)
        if word.leads is Leads.HELP:
            for line in help_lines():
                self.lines.say(line)
        if word.act:
            self._act(word.act, practice.session, telling)
        return True

    def _act(self, act: Act, session: "PlaybackSession", telling: PlainTelling) -> None:
        before = session.snapshot(self._now())
        try:
            told = act(session, self._now())
        except PracticeError as exc:
            told = exc.problem
        if told:
            self.lines.say(told)
        after = session.snapshot(self._now())
        jumped = abs(after.elapsed_s - before.elapsed_s) > _JUMP_S
        if jumped or after.asks is not before.asks:
            telling.go_to(after)

    def _ground(self, practice: UnderWay, telling: PlainTelling) -> bool:
        """Sets the practice aside for the grounding one, and asks how to go on; False when all is to stop."""
        if practice.card.shortcut == "ground":
            self.lines.say("This is the way back to the room.")
            return True
        practice.session.set_aside(self._now())
        company = Dialog(ground.ask_company_or_space(for_two=practice.is_for_two))
        self._dialogs.ask(company)
        if not self._play_grounding(practice):
            return False
        dialog = Dialog(ground.ask_onward(for_two=practice.is_for_two, space=bool(company.result)))
        self._dialogs.ask(dialog)
        onward = dialog.result or Onward(choice="stop")
        if onward.return_minutes is not None:
            agreed = self._core.returns.agree(onward.return_minutes, practice.card.name)
            self.lines.say(f"You meet again at {agreed.at.astimezone():%H:%M}.")
        if onward.choice == "stop":
            return False
        practice.session.come_back(self._now(), gentler=onward.choice == "shift")
        telling.go_to(practice.session.snapshot(self._now()))
        return True

    def _play_grounding(self, practice: UnderWay) -> bool:
        """Plays the grounding practice while the other waits; False when all is to stop."""
        try:
            request = self._core.grounding(for_two=practice.is_for_two)
            request = replace(request, people=practice.request.people, log=practice.request.log)
            grounding = self._under_way(self._core.open(request.name), request, aside=True)
        except PracticeError as exc:
            self.lines.say(exc.problem)
            return True
        if not self._play(grounding):
            return False
        self._core.back_to_earlier()
        return True

    def _ask_after(self, practice: UnderWay) -> None:
        dialog = self._core.preparer.after(practice.loaded, practice.request)
        self._dialogs.ask(dialog)
        aftermath = dialog.result or AfterAnswers()
        self._core.keep_check_ins(practice.request, aftermath.check_ins)
        if practice.card.practice == "partner" and practice.request.log:
            self._ask_about_journal()
        if aftermath.leads_to == "help":
            self._read_out(SAFETY)
        elif aftermath.leads_to == "ground":
            try:
                request = replace(self._core.grounding(), log=practice.request.log)
                grounding = self._under_way(self._core.open(request.name), request)
            except PracticeError as exc:
                self.lines.say(exc.problem)
            else:
                self._play(grounding)

    def _ask_about_journal(self) -> None:
        """Says whether practices for two are kept, and lets it be changed."""
        kept = self._core.is_on(Setting.TOGETHER_KEPT)
        if self._typed.ended:
            self.lines.say(_keeping(kept=kept).title)
            return
        dialog = Dialog(_asked(_keeping(kept=kept)))
        self._dialogs.ask(dialog)
        try:
            if dialog.result == _FORGET:
                self._core.forget_together()
            elif dialog.result == _KEEP:
                self._core.turn(Setting.TOGETHER_KEPT, on=True)
        except PracticeError as exc:
            warn_lines(str(exc))

    def _read_out(self, page: Page) -> None:
        for text in (page.title, *page.paragraphs):
            self.lines.say()
            self.lines.say(text)

    def _suspend(self, session: "PlaybackSession") -> None:
        """Stops the program until it is continued; the sound is silent meanwhile."""
        plays = session.snapshot(self._now()).state is PlaybackState.PLAYING
        if plays:
            session.toggle_pause(self._now())
            self._sleep(SUSPEND_DELAY_S)
        self._signals.suspend()
        if plays:
            session.toggle_pause(self._now())

    def _stop_all(self) -> None:
        while self._open:
            self._open.pop().session.stop(self._now())


def _asked(prompt: Prompt) -> Steps[str]:
    return (yield prompt)


def _keeping(*, kept: bool) -> Prompt:
    if kept:
        change = Option(key="f", word=_FORGET, label="take this one out, and keep none for two from now on")
    else:
        change = Option(key="k", word=_KEEP, label="keep those for two from now on")
    return Prompt(
        title=f"Practices for two are {'' if kept else 'not '}kept in your journal.",
        options=(change, Option(key=ENTER, word="", label="leave it so")),
    )


def _warn_if_unwritten(session: "PlaybackSession") -> None:
    journal_writer = session.journal_writer
    if journal_writer and journal_writer.lost:
        warn("This practice is not kept: the journal cannot be written.")
        warn("  Try: practice-player doctor")
    elif journal_writer and journal_writer.trouble:
        warn("The journal cannot be written now: this practice waits beside it, and is taken in next time.")
