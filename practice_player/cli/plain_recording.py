"""Recording a voice in plain lines: a sentence is printed, and words that are typed do the rest."""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from practice_player.cli.printing import PracticeLines, warn_lines
from practice_player.cli.typed_lines import TypedLines
from practice_player.lib.errors import PracticeError
from practice_player.lib.plain_text import one_line
from practice_player.lib.units import spoken_length
from practice_player.recording.levels import LevelWord
from practice_player.recording.session import RecordingSession, RecordingSnapshot, RecordingState

POLL_S: Final = 0.1
"""How long a typed line is waited for before the microphone is looked at again."""

STOP_WORDS: Final = ("stop", "quit")

HELP: Final = (
    "  record or Enter   begins a take; Enter again ends it",
    "  listen            plays the take, or what was kept of this sentence",
    "  again             another take in place of this one",
    "  next or Enter     keeps the take, and goes to the next sentence",
    "  back              the sentence before",
    "  skip              the next sentence; this one is left for another time",
    "  room              measures the noise of the room anew",
    "  stop              ends; what was kept stays, and the rest can follow another day",
    "  help              these words",
)


@dataclass(slots=True)
class _Printed:
    """What was printed last, so that nothing is printed twice."""

    sentence: str = ""
    state: RecordingState | None = None
    problem: str = ""
    is_loud: bool = False


class PlainRecording:
    """Leads through one session."""

    def __init__(
        self,
        session: RecordingSession,
        typed: TypedLines,
        *,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self.lines = PracticeLines()
        self._session = session
        self._typed = typed
        self._now = now
        self._sleep = sleep
        self._printed = _Printed()
        self._begun = False

    def run(self) -> None:
        """Records until somebody stops, nothing more is typed, or every sentence is recorded.

        Raises:
            InputError: there is no microphone.
            StopRequested: a signal ends the program.
            BrokenPipeError: nobody reads the output.
        """
        self._session.start()
        self._begun = True
        snapshot = self._snapshot()
        length = f", about {spoken_length(snapshot.left_s)}" if snapshot.left_s else ""
        self.lines.say(
            f"Recording {self._session.voice.name}: "
            f"{snapshot.count - snapshot.kept_count} of {snapshot.count} sentences are left{length}."
        )
        self.lines.say("What you keep is kept at once; stop ends, any time. Type help for the words.")
        while True:
            snapshot = self._snapshot()
            self._print_news(snapshot)
            if snapshot.state is RecordingState.DONE:
                return
            is_measuring = snapshot.state is RecordingState.MEASURING and not snapshot.problem
            typed = None if is_measuring else self._typed.take(POLL_S)
            if typed is not None and not self._do(" ".join(typed.split()).casefold()):
                return
            if is_measuring:
                self._sleep(POLL_S)
            elif typed is None and self._typed.ended:
                return

    def print_end(self) -> None:
        """Prints what is recorded by now; called once the microphone is closed."""
        if not self._begun:
            return
        snapshot = self._snapshot()
        with suppress(BrokenPipeError):
            if snapshot.kept_count == snapshot.count:
                self.lines.say(f"All {snapshot.count} sentences are recorded.")
            else:
                self.lines.say(
                    f"{snapshot.kept_count} of {snapshot.count} sentences are recorded. "
                    "The same command goes on with the rest."
                )

    def _snapshot(self) -> RecordingSnapshot:
        return self._session.snapshot(self._now())

    def _do(self, word: str) -> bool:
        """Does what was typed; returns False if it is the end."""
        if word in STOP_WORDS:
            return False
        try:
            self._act(word or self._word_for_enter())
        except PracticeError as exc:
            warn_lines(str(exc))
        return True

    def _word_for_enter(self) -> str:
        snapshot = self._snapshot()
        if snapshot.state is RecordingState.TAKEN and snapshot.take and snapshot.take.can_be_kept:
            return "next"
        return "record"

    def _act(self, word: str) -> None:
        session, state = self._session, self._session.state
        if state is RecordingState.RECORDING and word == "record":
            session.finish_take()
        elif word in ("record", "again"):
            session.record()
            self._printed.state = None
        elif word == "listen":
            session.finish_take()
            session.listen(self._now())
        elif word == "next":
            session.finish_take()
            if not session.accept():
                self.lines.say("There is nothing to keep yet. Type record, or skip.")
        elif word == "back":
            session.back()
        elif word == "skip":
            session.skip()
        elif word == "room":
            session.measure()
        elif word in ("help", "?"):
            for line in HELP:
                self.lines.say(line)
        else:
            self.lines.say("That is no word for now. Type help for those that are.")

    def _print_news(self, snapshot: RecordingSnapshot) -> None:
        """Prints what has changed since the last call."""
        printed = self._printed
        text = snapshot.sentence.text if snapshot.sentence else ""
        if snapshot.state is not printed.state:
            if printed.state is RecordingState.MEASURING and snapshot.room:
                self.lines.say(snapshot.room.words)
            self._print_state(snapshot)
        if snapshot.sentence and text != printed.sentence and snapshot.state is not RecordingState.MEASURING:
            kept = ", recorded" if snapshot.is_kept else ""
            self.lines.say()
            self.lines.say(f"{snapshot.number} of {snapshot.count} ({snapshot.sentence.practice}{kept})")
            self.lines.say(f"  {one_line(text)}")
            printed.sentence = text
        if snapshot.problem != printed.problem and snapshot.problem:
            self.lines.say(f"{snapshot.problem[:1].upper()}{snapshot.problem[1:].rstrip('.')}.")
        is_loud = snapshot.state is RecordingState.RECORDING and snapshot.level is LevelWord.TOO_LOUD
        if is_loud and not printed.is_loud:
            self.lines.say("Too loud. A little further away, or softer.")
        printed.state, printed.problem, printed.is_loud = snapshot.state, snapshot.problem, is_loud

    def _print_state(self, snapshot: RecordingSnapshot) -> None:
        if snapshot.state is RecordingState.MEASURING:
            self.lines.say("Please be quiet for two seconds: the room is listened to.")
        elif snapshot.state is RecordingState.RECORDING:
            self.lines.say("Recording. Enter ends it.")
        elif snapshot.state is RecordingState.TAKEN and snapshot.take:
            length = f"{snapshot.taken_s:.1f} s. " if snapshot.take.can_be_kept else ""
            after = "Enter keeps it; listen, or again." if snapshot.take.can_be_kept else "Enter tries again."
            self.lines.say(f"{length}{snapshot.take.words} {after}")
