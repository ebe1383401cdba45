"""Prints a running practice as lines: what is said, whose turn it is, questions, and notices."""

from bisect import bisect_right
from typing import Final

from practice_player.cli.printing import PracticeLines
from practice_player.lib.units import clock, frames, seconds, spoken_length
from practice_player.playback.session import PlaybackSession
from practice_player.playback.snapshot import PlaybackSnapshot, PlaybackState, Question
from practice_player.script.kinds import StepKind
from practice_player.timeline.model import OutlineEntry, Timeline
from practice_player.timeline.outline import outline

MAX_GAP_FRAMES: Final = frames(3.0)
"""A longer way between two snapshots was a jump: what lies between was not heard, and is not printed."""

COUNTDOWN_MARKS_S: Final = (3600.0, 1800.0, 600.0, 300.0, 120.0, 60.0, 30.0, 10.0)
"""How long before the beginning a line says that."""


class PracticePrinter:
    """Prints what a practice has reached since the last snapshot, also if its timeline changes."""

    def __init__(self, session: PlaybackSession, lines: PracticeLines) -> None:
        self._session = session
        self._lines = lines
        self._timeline: Timeline | None = None
        self._entries: list[OutlineEntry] = []
        self._starts: list[int] = []
        self._printed_frame = -1
        self._frame = 0
        """The frame of the last snapshot."""

        self._notice = ""
        self._question = Question.NOTHING
        self._countdown_s: float | None = None
        """What is left at the next line of the countdown; None before the first."""

        self._is_out_of_step = False

    def print_news(self, snapshot: PlaybackSnapshot) -> None:
        """Prints what is new in a snapshot.

        Raises:
            BrokenPipeError: nobody reads what is printed.
        """
        if snapshot.notice and snapshot.notice != self._notice:
            self._lines.say(snapshot.notice)
        self._notice = snapshot.notice
        if snapshot.begins_in_s is not None:
            self._print_countdown(snapshot, snapshot.begins_in_s)
            return
        self._print_out_of_step(snapshot)
        self._print_end_of_question(snapshot)
        self._update_outline()
        frame = frames(snapshot.elapsed_s)
        if frame - self._frame > MAX_GAP_FRAMES:
            self._printed_frame = max(self._printed_frame, self._start_of_entry(frame) - 1)
        self._frame = frame
        for entry in self._entries[
            bisect_right(self._starts, self._printed_frame) : bisect_right(self._starts, frame)
        ]:
            self._lines.say(f"{clock(seconds(entry.start_frame)):>5}  {_words(entry, snapshot, frame)}")
            if entry.kind is StepKind.TURN and snapshot.listening and frame < entry.end_frame:
                self._lines.say(f"       {snapshot.listening}")
        self._printed_frame = max(self._printed_frame, frame)
        self._print_question(snapshot)

    def _print_countdown(self, snapshot: PlaybackSnapshot, left_s: float) -> None:
        """Prints when it begins, and now and then how long that is."""
        if left_s <= 0 or (self._countdown_s is not None and left_s > self._countdown_s):
            return
        left = spoken_length(left_s)
        if self._countdown_s is None:
            begins = snapshot.caption or (snapshot.own_time.label if snapshot.own_time else "")
            self._lines.say(f"{begins.rstrip('.')}, in {left}.")
        else:
            self._lines.say(f"{left[0].upper()}{left[1:]}.")
        self._countdown_s = max((mark_s for mark_s in COUNTDOWN_MARKS_S if mark_s < left_s - 1), default=0.0)

    def _print_out_of_step(self, snapshot: PlaybackSnapshot) -> None:
        """Prints once that the other hears something else."""
        behind_s = snapshot.behind_s
        if behind_s is not None and not self._is_out_of_step:
            direction = "behind" if behind_s > 0 else "ahead"
            self._lines.say(f"{spoken_length(abs(behind_s))} {direction}. Type catch up to be in step again.")
        self._is_out_of_step = behind_s is not None

    def skip_to(self, snapshot: PlaybackSnapshot) -> None:
        """Continues at a snapshot after a jump: what was skipped is not printed."""
        self._frame = frames(snapshot.elapsed_s)
        self._printed_frame = self._frame - 1
        self._question = Question.NOTHING

    def begin_at(self, snapshot: PlaybackSnapshot) -> None:
        """Begins at a snapshot in mid-practice, with the line of what is under way."""
        self._update_outline()
        self._frame = frames(snapshot.elapsed_s)
        self._printed_frame = self._start_of_entry(self._frame) - 1

    def _start_of_entry(self, frame: int) -> int:
        """Returns where the entry that a frame lies in begins."""
        return self._starts[max(0, bisect_right(self._starts, frame) - 1)]

    def _update_outline(self) -> None:
        if self._session.timeline is not self._timeline:
            self._timeline = self._session.timeline
            self._entries = outline(self._timeline)
            self._starts = [entry.start_frame for entry in self._entries]

    def _print_question(self, snapshot: PlaybackSnapshot) -> None:
        if snapshot.state is not PlaybackState.PLAYING:
            return
        if snapshot.asks is Question.FINISH and self._question is not Question.FINISH:
            self._lines.say(
                f"       {clock(snapshot.place_left_s)} left. Go on gives time to finish a sentence."
            )
        self._question = snapshot.asks

    def _print_end_of_question(self, snapshot: PlaybackSnapshot) -> None:
        is_over = snapshot.asks is not Question.AGREE and snapshot.state is not PlaybackState.PAUSED
        if self._question is Question.AGREE and is_over:
            self._lines.say("       No answer: the gentler way.")
            self._question = Question.NOTHING


def _words(entry: OutlineEntry, snapshot: PlaybackSnapshot, frame: int) -> str:
    length = clock(seconds(entry.length_frames))
    if entry.kind is StepKind.AGREE:
        return f"Stay, shift or stop? {_answers(snapshot)}No answer in {length} is the gentler way."
    if entry.kind is StepKind.TURN and frame < entry.end_frame:  # the snapshot's place belongs to this turn
        return f"{snapshot.place}. {length}. {entry.text}".rstrip()
    if entry.kind is StepKind.WAIT:
        return f"{entry.words} Enter goes on."
    return entry.words


def _answers(snapshot: PlaybackSnapshot) -> str:
    """Returns the script's words for the two answers, as sentences; empty where it has none."""
    answers = snapshot.answers
    named = () if answers is None else (("Stay", answers.staying), ("Shift", answers.shifting))
    return "".join(f"{name}: {words.strip().rstrip('.')}. " for name, words in named if words.strip(" ."))
