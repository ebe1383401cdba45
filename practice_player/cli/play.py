"""`play` in plain lines, and `render` to a file."""

import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Final, TypeAlias

from practice_player.cli.printing import let_go, say, warn, warn_lines
from practice_player.cli.reading import read_recordings
from practice_player.core.bootstrap import create_core
from practice_player.core.cards import unheard
from practice_player.core.request import PracticeRequest
from practice_player.lib.errors import OutputError
from practice_player.lib.paths import is_file
from practice_player.lib.suggested_commands import command
from practice_player.lib.units import clock, frames, seconds
from practice_player.playback.session import PlaybackSession
from practice_player.playback.snapshot import PlaybackState
from practice_player.sound.outputs.file import require_regular_file
from practice_player.sound.render import render as write_sound
from practice_player.tagging.tags import Tags
from practice_player.timeline.export.chapters import chapters
from practice_player.timeline.export.webvtt import write_captions
from practice_player.timeline.model import Timeline
from practice_player.timeline.outline import outline
from practice_player.voice.lookup import find_voice

_VTT: Final = b"WEBVTT"

Handler: TypeAlias = Callable[[int, FrameType | None], None]

LOOK_S = 0.05
"""How often plain lines look where the practice is."""


class _Signals:
    """What the system asks meanwhile: to stop for now, or to end."""

    def __init__(self) -> None:
        self.away = False
        """Ctrl-Z was pressed."""

        self.ending = 0
        """The signal that asks for the end, or 0."""

        self.over = False
        """True once the end has begun, which no further signal cuts short."""

    def end(self, number: int, _frame: FrameType | None) -> None:
        if not self.over:
            self.over, self.ending = True, number
            raise _ToldToStop

    def stop(self, _number: int, _frame: FrameType | None) -> None:
        self.away = True

    def go(self, practice: PlaybackSession) -> None:
        """First the sound falls silent, then the program stops; returns when it is continued."""
        self.away = False
        practice.toggle_pause(time.monotonic())
        time.sleep(LOOK_S)  # for the thread that tells the sound
        # The system's own way to stop: a program that nobody could continue is not stopped.
        handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        signal.raise_signal(signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, handler)
        practice.toggle_pause(time.monotonic())


class _ToldToStop(BaseException):
    """A signal asks the program to end."""


def play_plain(request: PracticeRequest) -> int:
    """Plays a practice, and says what happens as plain lines."""
    core = create_core(voice=request.voice, output=request.output, log=request.log)
    loaded = core.open(request.name)
    script = loaded.playable()
    title = script.title
    read_recordings(core, [loaded])
    practice = core.prepare(loaded, request)
    card, planned_frames = core.card(loaded, request.without), practice.timeline.length_frames
    _warn_of(request.name, *unheard(practice.timeline, script, request.voice))
    core.warm_up()
    written = True
    with _signals() as signals:
        try:
            written = _follow(practice, signals, f"{title}, {card.clock(planned_frames)}")
        except _ToldToStop:
            practice.stop(time.monotonic())
        except BrokenPipeError:  # nobody reads
            practice.stop(time.monotonic())
            let_go(sys.stdout)
        finally:
            signals.over = True
            core.close()
    _warn_of_unwritten(practice)
    done = clock(practice.practised_s)
    if signals.ending:
        with suppress(OutputError, BrokenPipeError):  # the terminal may be gone
            say(f"{done} of {clock(seconds(planned_frames))}. Enough for today.")
        return 128 + signals.ending
    say(f"{title}, {done}, done.")
    return 0 if written else 1


def render(request: PracticeRequest, *, out: str) -> int:
    """Writes a practice to a sound file with title and chapters, and its captions beside it."""
    core = create_core(voice=request.voice, log=request.log)
    loaded = core.open(request.name)
    script = loaded.playable()
    read_recordings(core, [loaded])
    timeline = core.timeline(loaded, request)
    captions = Path(out).with_suffix(".vtt")
    _keep_safe(Path(out), captions, [loaded.path, *script.pieces, *_recordings(timeline)])
    _warn_of(request.name, *unheard(timeline, script, request.voice))
    tags = Tags(
        title=script.title,
        artist=f"practice-player, voice {find_voice(request.voice).name}",
        chapters=chapters(timeline),
        length_frames=timeline.length_frames,
    )
    with _signals(pausing=False) as signals:
        try:
            write_sound(timeline, Path(out), tags=tags, report=warn)
            write_captions(timeline, captions)
        except _ToldToStop:
            warn("Stopped before it was done.")
            return 128 + signals.ending
    length = core.card(loaded, request.without).clock(timeline.length_frames)
    say(f"{out}: {length}, with captions in {captions.name}")
    return 0


def _recordings(timeline: Timeline) -> Iterator[Path]:
    return (Path(phrase.clip.path) for phrase in timeline.phrases if phrase.clip)


def _keep_safe(out: Path, captions: Path, read: Sequence[Path]) -> None:
    """Refuses to write over what the practice is made of, or over a text that is no captions."""
    if is_file(out) and any(is_file(path) and out.samefile(path) for path in read):
        raise OutputError("the practice is made of this file", fix="write to another one", place=str(out))
    require_regular_file(captions)
    if is_file(captions) and not _begins(captions, _VTT):
        problem = "captions go here, and there is something else"
        raise OutputError(problem, fix="write the sound under another name", place=str(captions))


def _begins(path: Path, mark: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(mark)) == mark


def _follow(practice: PlaybackSession, signals: _Signals, title: str) -> bool:
    """Starts the practice, and returns at its end, with whether all that was said could be written."""
    written = _said(f"{title}. Ctrl-C stops at any time.")
    practice.start(time.monotonic())
    cues = outline(practice.timeline)
    notice = ""
    while True:
        snapshot = practice.snapshot(time.monotonic())
        if snapshot.notice and snapshot.notice != notice:
            written &= _said(snapshot.notice)
        notice = snapshot.notice
        frame = frames(snapshot.elapsed_s)
        while cues and cues[0].start_frame <= frame:
            cue = cues.pop(0)
            written &= _said(f"{clock(seconds(cue.start_frame)):>5}  {cue.words}")
        if snapshot.state is PlaybackState.ENDED:
            return written
        time.sleep(LOOK_S)
        if signals.away:
            signals.go(practice)


def _said(line: str) -> bool:
    """Whether the line could be written; the practice goes on without it."""
    try:
        say(line)
    except OutputError as exc:
        warn_lines(str(exc))
        return False
    return True


@contextmanager
def _signals(*, pausing: bool = True) -> Iterator[_Signals]:
    """Takes note of signals; without anything that sounds, Ctrl-Z is left to the system."""
    signals = _Signals()
    ours: dict[int, Handler] = {signal.SIGINT: signals.end, signal.SIGTERM: signals.end}
    for name, handler in (("SIGHUP", signals.end), *([("SIGTSTP", signals.stop)] if pausing else [])):
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) is not signal.SIG_IGN:  # as it is under nohup
            ours[number] = handler
    before = {number: signal.signal(number, handler) for number, handler in ours.items()}
    try:
        yield signals
    finally:
        for number, earlier in before.items():
            signal.signal(number, earlier)


def _warn_of(name: str, unheard: str, verb: str) -> None:
    if unheard:
        warn(unheard)
        warn(f"  Try: {command(verb, name)}")


def _warn_of_unwritten(practice: PlaybackSession) -> None:
    journal_writer = practice.journal_writer
    if journal_writer and journal_writer.lost:
        warn("This practice is not kept: the journal cannot be written.")
        warn("  Try: practice-player doctor")
    elif journal_writer and journal_writer.trouble:
        warn("The journal cannot be written now: this practice waits beside it, and is taken in next time.")
