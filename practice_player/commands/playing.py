"""`play` in plain lines, and `render` to a file."""

import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from types import FrameType
from typing import Final

from practice_player.commands.reading import read_recordings
from practice_player.commands.saying import say, warn
from practice_player.containers.tags import Tags
from practice_player.errors import OutputError
from practice_player.paths import is_file
from practice_player.practice.cards import unheard
from practice_player.practice.moment import State
from practice_player.practice.practice import Practice
from practice_player.practice.wiring import open_house
from practice_player.script.library import Library
from practice_player.settings import sessions_dirs
from practice_player.sound.captions import write_captions
from practice_player.sound.chapters import chapters
from practice_player.sound.render import render as write_sound
from practice_player.timeline.cue import Timeline
from practice_player.timeline.outline import outline
from practice_player.units import clock, frames, seconds
from practice_player.voice.voices import find_voice

_VTT: Final = b"WEBVTT"

LOOK_S = 0.05
"""How often plain lines look where the practice is."""


class _Away:
    """Ctrl-Z: first the sound falls silent, then the program stops; `fg` goes on where it was."""

    def __init__(self) -> None:
        self.asked = False

    def ask(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True

    def go(self, practice: Practice) -> None:
        """Returns when the program is continued."""
        self.asked = False
        practice.toggle_pause(time.monotonic())
        time.sleep(LOOK_S)  # for the thread that tells the sound
        # The system's own way to stop: a program that nobody could continue is not stopped.
        handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        signal.raise_signal(signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, handler)
        practice.toggle_pause(time.monotonic())


class _ToldToStop(BaseException):
    """A signal asks the program to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def play_plain(
    name: str,
    *,
    length_s: Decimal | None,
    bed: str | None,
    without: frozenset[str],
    voice: str,
    to: str,
    log: bool,
) -> int:
    """Plays a practice, and says what happens as plain lines."""
    house = open_house(voice=voice, to=to, log=log, traces=log)
    script = Library(sessions_dirs()).find(name)
    session = script.playable()
    title = session.title
    read_recordings(house, [script])
    without = house.left_out(name, without)
    practice = house.prepare(
        name, length_s=None if length_s is None else float(length_s), bed=bed, without=without
    )
    card, planned_s = house.named(name, without), practice.timeline.length_s
    _warn_of(name, *unheard(practice.timeline, session, voice))
    house.warm_up()
    try:
        with _signals() as away:
            say(f"{title}, {card.clock(planned_s)}. Ctrl-C stops at any time.")
            practice.start(time.monotonic())
            _follow(practice, away)
    except _ToldToStop as stop:
        practice.stop(time.monotonic())
        say(f"{clock(practice.practised_s)} of {card.clock(planned_s)}. Enough for today.")
        return 128 + stop.number
    except BrokenPipeError:
        practice.stop(time.monotonic())
        sys.stdout = None  # nobody reads: no complaint at exit
        return 0
    finally:
        house.shut()
        _warn_of_unwritten(practice)
    say(f"{title}, {card.clock(practice.practised_s)}, done.")
    return 0


def render(
    name: str, *, out: str, length_s: Decimal | None, bed: str | None, without: frozenset[str], voice: str
) -> int:
    """Writes a practice to a sound file with title and chapters, and its captions beside it."""
    script = Library(sessions_dirs()).find(name)
    session = script.playable()
    house = open_house(voice=voice, log=False)
    read_recordings(house, [script])
    without = house.left_out(name, without)
    timeline = house.timeline(name, length_s=length_s, bed=bed, without=without)
    captions = Path(out).with_suffix(".vtt")
    _keep_safe(Path(out), captions, [script.path, *session.pieces, *_recordings(timeline)])
    _warn_of(name, *unheard(timeline, session, voice))
    tags = Tags(
        title=session.title,
        artist=f"practice-player, voice {find_voice(voice).name}",
        chapters=chapters(timeline),
        length_frames=timeline.length_frames,
    )
    write_sound(timeline, Path(out), tags=tags, report=warn)
    write_captions(timeline, captions)
    say(f"{out}: {house.named(name, without).clock(timeline.length_s)}, with captions in {captions.name}")
    return 0


def _recordings(timeline: Timeline) -> Iterator[Path]:
    return (Path(phrase.clip.path) for phrase in timeline.phrases if phrase.clip)


def _keep_safe(out: Path, captions: Path, read: Sequence[Path]) -> None:
    """Refuses to write over what the practice is made of, or over a text that is no captions."""
    if is_file(out) and any(is_file(path) and out.samefile(path) for path in read):
        raise OutputError("the practice is made of this file", fix="write to another one", place=str(out))
    if is_file(captions) and not captions.read_bytes().startswith(_VTT):
        problem = "captions go here, and there is something else"
        raise OutputError(problem, fix="write the sound under another name", place=str(captions))


def _follow(practice: Practice, away: _Away) -> None:
    cues = outline(practice.timeline)
    notice = ""
    while True:
        moment = practice.moment(time.monotonic())
        if moment.notice and moment.notice != notice:
            say(moment.notice)
        notice = moment.notice
        frame = frames(moment.elapsed_s)
        while cues and cues[0].start_frame <= frame:
            cue = cues.pop(0)
            say(f"{clock(seconds(cue.start_frame)):>5}  {cue.words}")
        if moment.state is State.ENDED:
            return
        time.sleep(LOOK_S)
        if away.asked:
            away.go(practice)


@contextmanager
def _signals() -> Iterator[_Away]:
    away = _Away()

    def stop(number: int, _frame: FrameType | None) -> None:
        raise _ToldToStop(number)

    names = [name for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {getattr(signal, name): signal.signal(getattr(signal, name), stop) for name in names}
    if hasattr(signal, "SIGTSTP") and signal.getsignal(signal.SIGTSTP) is not signal.SIG_IGN:
        before[signal.SIGTSTP] = signal.signal(signal.SIGTSTP, away.ask)
    try:
        yield away
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _warn_of(name: str, unheard: str, command: str) -> None:
    if unheard:
        warn(unheard)
        warn(f"  Try: practice-player {command} {name}")


def _warn_of_unwritten(practice: Practice) -> None:
    diary = practice.diary
    if diary and diary.lost:
        warn("This practice is not kept: the journal cannot be written.")
        warn("  Try: practice-player doctor")
    elif diary and diary.trouble:
        warn("The journal cannot be written now: this practice waits beside it, and is taken in next time.")
