"""A whole practice in plain mode: the dialog before it, the practice itself, and the dialog after it.

What people answer is only in the dialog and in the request made from it.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from practice_player.cli.dialog_lines import DialogLeftError, DialogLines
from practice_player.cli.list_practices import list_practices
from practice_player.cli.narration_lines import NarrationLines
from practice_player.cli.practice_printer import PracticePrinter
from practice_player.cli.printing import PracticeLines, warn, warn_lines, warn_with_command
from practice_player.cli.remote_words import remote_words
from practice_player.cli.signals import StopSignals
from practice_player.cli.typed_lines import MAX_WAITING_LINES, TypedLines
from practice_player.cli.typed_words import Action, Destination, TypedWord, find_word, help_lines
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
from practice_player.prompts.week import WeekPlan

if TYPE_CHECKING:
    from practice_player.core.card import PracticeCard
    from practice_player.core.core import Core
    from practice_player.playback.session import PlaybackSession
    from practice_player.script.library import LoadedScript

POLL_S: Final = 0.05
"""How often the position of the practice and the typed lines are checked."""

SUSPEND_DELAY_S: Final = 0.05
"""Time between pausing the sound and stopping the process, so that the engine receives the command."""

NOT_NOW: Final = "Not now. Nothing was kept."

_JUMP_S: Final = 0.3
"""A larger change of the position during a word was a jump."""

_FORGET: Final = "forget"
_KEEP: Final = "keep"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPractice:
    """A practice that was made ready, with everything that belongs to it."""

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

    @property
    def stopped_words(self) -> str:
        """What is said when it was stopped, or has not begun by then."""
        if self.request.begins_at and not self.session.practised_s:
            return NOT_NOW
        practised, length = clock(self.session.practised_s), clock(self.session.timeline.length_s)
        return f"{practised} of {length}. Enough for today."


class PlainPractice:
    """Runs one practice from its first question to its last."""

    def __init__(
        self,
        core: "Core",
        typed: TypedLines,
        signals: StopSignals,
        *,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        """`now` and `sleep` are the clock of the practice, in seconds."""
        self.lines = PracticeLines()
        self._core = core
        self._typed = typed
        self._signals = signals
        self._dialogs = DialogLines(self.lines, typed, signals)
        self._now = now
        self._sleep = sleep
        self._practice: OpenPractice | None = None
        self._finished = False
        self._open_practices: list[OpenPractice] = []
        """The practices that have begun and not ended: the last one plays, the others wait."""

    def prepare(self, loaded: "LoadedScript", request: PracticeRequest) -> bool:
        """Runs the dialog before the practice; returns False if the practice is not to begin.

        Raises:
            PracticeError: the practice cannot be played as requested.
            StopRequested: a signal ends the program; no answer is kept.
            BrokenPipeError: nobody reads the output.
        """
        dialog = self._core.preparer.before(loaded, request)
        if dialog.prompt:
            self._core.timeline(loaded, request)  # raises what cannot be played before anything is asked
        try:
            if request.in_step_with is None:  # other recordings would lead out of step
                NarrationLines(self._core, self.lines, self._typed).offer(loaded, request, self._dialogs)
            all_answered = self._dialogs.ask(dialog)
        except DialogLeftError:
            self.lines.say(NOT_NOW)
            return False
        result = dialog.result
        if result is None or isinstance(result, NotNow):
            if result and result.line:
                self.lines.say(result.line)
            if result and result.leads_to_solo:
                list_practices(practice="solo", goal=None, as_json=False, log=request.log)
            return False
        prepared_request = self._core.preparer.prepared(loaded, request, result, remember=all_answered)
        self._practice = self._open_practice(loaded, prepared_request)
        timeline = self._practice.session.timeline
        warn_with_command(*describe_unheard(timeline, loaded.playable(), self._core.voice), request.name)
        if habit := self._core.habit_line(loaded, request):
            self.lines.say(habit)
        self._core.warm_up()
        return True

    def play(self) -> None:
        """Plays the prepared practice, and runs the dialog after it unless it was stopped.

        Raises:
            StopRequested: a signal ends the program; the sound is silent, and what was practised is kept.
            BrokenPipeError: nobody reads the output.
        """
        if self._practice is None:
            return
        try:
            self._finished = self._play(self._practice) and self._practice.session.finished
            if self._finished:
                self._ask_after(self._practice)
        finally:
            self._stop_all()

    def print_end(self) -> None:
        """Prints how much was practised, if the practice began; called after the journal is closed."""
        if self._practice is None:
            return
        session = self._practice.session
        _warn_if_unwritten(session)
        if self._finished:
            self.lines.say(f"{self._practice.card.title}, {clock(session.practised_s)}, done.")
            return
        with suppress(BrokenPipeError):  # the terminal may be gone
            self.lines.say(self._practice.stopped_words)

    def _open_practice(
        self, loaded: "LoadedScript", request: PracticeRequest, *, aside: bool = False
    ) -> OpenPractice:
        session = self._core.prepare(loaded, request, aside=aside)
        card = self._core.card(loaded, request.without)
        return OpenPractice(loaded=loaded, card=card, request=request, session=session)

    def _play(self, practice: OpenPractice) -> bool:
        """Plays a practice to its end; returns False if it was stopped, with all that wait for it."""
        session, printer = practice.session, PracticePrinter(practice.session, self.lines)
        words = " Type help for the words to type." if self._typed.is_terminal else ""
        self.lines.say(f"{practice.title}. Ctrl-C stops at any time.{words}")
        self._open_practices.append(practice)
        session.start(self._now())
        if practice.request.resume:
            printer.begin_at(session.snapshot(self._now()))
        while True:
            snapshot = session.snapshot(self._now())
            printer.print_news(snapshot)
            if snapshot.state is PlaybackState.ENDED:
                self._open_practices.remove(practice)
                return True
            if not self._execute_typed(practice, printer):
                self._stop_all()
                return False
            self._sleep(min(POLL_S, snapshot.begins_in_s or POLL_S))
            if self._signals.suspend_requested:
                self._suspend(session)

    def _execute_typed(self, practice: OpenPractice, printer: PracticePrinter) -> bool:
        """Executes what the desktop asked, and the lines typed, since the last call.

        Returns False if everything is to stop.
        """
        for asked in remote_words(practice.session, self._now()):
            if not self._execute(asked, practice, printer):
                return False
        has_unknown = False
        for _ in range(MAX_WAITING_LINES):
            typed = self._typed.take()
            if typed is None:
                break
            word = find_word(typed) if typed.strip() else self._word_for_enter(practice.session)
            has_unknown |= word is None and bool(typed.strip())
            if word and not self._execute(word, practice, printer):
                return False
        if has_unknown:
            self.lines.say("That is no word for now. Type help for those that are.")
        return True

    def _word_for_enter(self, session: "PlaybackSession") -> TypedWord | None:
        """Returns what Enter alone means: `go on` during a wait, otherwise None."""
        return find_word("go on") if session.snapshot(self._now()).asks is Question.WAIT else None

    def _execute(self, word: TypedWord, practice: OpenPractice, printer: PracticePrinter) -> bool:
        if word.destination is Destination.STOP:
            return False
        if word.destination is not Destination.HELP and _is_waiting(practice.session, self._now()):
            self.lines.say("It has not begun yet. stop leaves.")
            return True
        if word.destination is Destination.GROUND:
            return self._ground(practice, printer)
        if word.destination is Destination.HELP:
            for line in help_lines():
                self.lines.say(line)
        if word.action:
            self._act(word.action, practice.session, printer)
        return True

    def _act(self, act: Action, session: "PlaybackSession", printer: PracticePrinter) -> None:
        before_action = session.snapshot(self._now())
        try:
            message = act(session, self._now())
        except PracticeError as exc:
            message = exc.problem
        if message:
            self.lines.say(message)
        after_action = session.snapshot(self._now())
        jumped = abs(after_action.elapsed_s - before_action.elapsed_s) > _JUMP_S
        if jumped or after_action.asks is not before_action.asks:
            printer.skip_to(after_action)

    def _ground(self, practice: OpenPractice, printer: PracticePrinter) -> bool:
        """Sets the practice aside for the grounding practice; returns False if everything is to stop."""
        if practice.card.shortcut == "ground":
            self.lines.say("This is the way back to the room.")
            return True
        practice.session.set_aside(self._now())
        practice.session.snapshot(self._now())  # the desktop is told that it waits
        space_dialog = Dialog(ground.ask_company_or_space(for_two=practice.is_for_two))
        if not self._dialogs.run(space_dialog) or not self._play_grounding(practice):
            return False
        onward_dialog = Dialog(
            ground.ask_onward(for_two=practice.is_for_two, space=bool(space_dialog.result))
        )
        self._dialogs.run(onward_dialog)
        onward = onward_dialog.result or Onward(choice="stop")
        if onward.return_minutes is not None:
            agreed = self._core.returns.agree(onward.return_minutes, practice.card.name)
            self.lines.say(f"You meet again at {agreed.at.astimezone():%H:%M}.")
        if onward.choice == "stop":
            return False
        practice.session.desktop.take()  # what was asked of it while it waited
        practice.session.come_back(self._now(), gentler=onward.choice == "shift")
        printer.skip_to(practice.session.snapshot(self._now()))
        return True

    def _play_grounding(self, practice: OpenPractice) -> bool:
        """Plays the grounding practice while `practice` waits; returns False if everything is to stop."""
        try:
            request = self._core.grounding(for_two=practice.is_for_two)
            request = replace(request, people=practice.request.people, log=practice.request.log)
            grounding = self._open_practice(self._core.open(request.name), request, aside=True)
        except PracticeError as exc:
            self.lines.say(exc.problem)
            return True
        if not self._play(grounding):
            return False
        self._core.back_to_earlier()
        return True

    def _ask_after(self, practice: OpenPractice) -> None:
        dialog = self._core.preparer.after(practice.loaded, practice.request)
        self._dialogs.run(dialog)
        aftermath = dialog.result or AfterAnswers()
        self._core.keep_check_ins(practice.request, aftermath.check_ins)
        if aftermath.plan:
            self.lines.say(_keep_plan(self._core, practice.request, aftermath.plan))
        if practice.card.practice == "partner" and practice.request.log:
            _ask_about_journal(self._core, self.lines, self._dialogs, can_ask=not self._typed.ended)
        if aftermath.leads_to == "help":
            _print_page(SAFETY, self.lines)
        elif aftermath.leads_to == "ground":
            try:
                request = replace(self._core.grounding(), log=practice.request.log)
                grounding = self._open_practice(self._core.open(request.name), request)
            except PracticeError as exc:
                self.lines.say(exc.problem)
            else:
                self._play(grounding)

    def _suspend(self, session: "PlaybackSession") -> None:
        """Suspends the program until it is continued; the sound is paused meanwhile."""
        is_playing = session.snapshot(self._now()).state is PlaybackState.PLAYING
        if is_playing:
            session.toggle_pause(self._now())
            self._sleep(SUSPEND_DELAY_S)
        self._signals.suspend()
        if is_playing:
            session.toggle_pause(self._now())

    def _stop_all(self) -> None:
        while self._open_practices:
            self._open_practices.pop().session.stop(self._now())


def _is_waiting(session: "PlaybackSession", now_s: float) -> bool:
    """Whether a practice begins at a moment to come."""
    return session.snapshot(now_s).begins_in_s is not None


def _print_page(page: Page, lines: PracticeLines) -> None:
    for text in (page.title, *page.printed_paragraphs):
        lines.say()
        lines.say(text)


def _ask(prompt: Prompt) -> Steps[str]:
    return (yield prompt)


def _ask_about_journal(core: "Core", lines: PracticeLines, dialogs: DialogLines, *, can_ask: bool) -> None:
    """Prints whether practices for two are kept in the journal, and asks whether to change that."""
    prompt = _journal_prompt(are_kept=core.is_on(Setting.TOGETHER_KEPT))
    if not can_ask:
        lines.say(prompt.title)
        return
    dialog = Dialog(_ask(prompt))
    dialogs.run(dialog)
    try:
        if dialog.result == _FORGET:
            core.forget_together()
        elif dialog.result == _KEEP:
            core.turn(Setting.TOGETHER_KEPT, on=True)
    except PracticeError as exc:
        warn_lines(str(exc))


def _journal_prompt(*, are_kept: bool) -> Prompt:
    if are_kept:
        change = Option(key="f", word=_FORGET, label="take this one out, and keep none for two from now on")
    else:
        change = Option(key="k", word=_KEEP, label="keep those for two from now on")
    return Prompt(
        title=f"Practices for two are {'' if are_kept else 'not '}kept in your journal.",
        options=(change, Option(key=ENTER, word="", label="leave it so")),
    )


def _keep_plan(core: "Core", request: PracticeRequest, plan: WeekPlan) -> str:
    """Keeps a plan; returns a sentence that says what became of it."""
    try:
        core.keep_plan(request, plan)
    except PracticeError as exc:
        warn_lines(str(exc))
        return "The plan is not kept."
    return "The plan is kept; each part is offered on its day." if request.log else "The plan is not kept."


def _warn_if_unwritten(session: "PlaybackSession") -> None:
    journal_writer = session.journal_writer
    if journal_writer and journal_writer.lost:
        warn("This practice is not kept: the journal cannot be written.")
        warn("  Try: practice-player doctor")
    elif journal_writer and journal_writer.trouble:
        warn("The journal cannot be written now: this practice waits beside it, and is taken in next time.")
