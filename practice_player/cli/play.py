"""`play`: follow a practice in the interface or in plain lines, or write it to a file."""

import argparse
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from practice_player.cli.arguments import (
    AddCommand,
    add_bed_argument,
    add_practice_arguments,
    practice_request,
)
from practice_player.cli.interface import on_terminal, open_interface
from practice_player.cli.printing import let_go, say, warn, warn_lines, warn_with_command
from practice_player.cli.reading import read_recordings
from practice_player.cli.render import render
from practice_player.cli.signals import StopRequested, StopSignals, stop_signals
from practice_player.core.request import PracticeRequest
from practice_player.lib.errors import OutputError, UsageError
from practice_player.lib.units import clock, frames, seconds
from practice_player.script.choices import OUTPUTS

if TYPE_CHECKING:
    from practice_player.playback.session import PlaybackSession

POLL_S: Final = 0.05
"""How often plain lines look where the practice is."""


def register(add_command: AddCommand) -> None:
    parser = add_command("play", _run, "follow a practice")
    add_practice_arguments(parser)
    parser.add_argument("--plain", action="store_true", help="plain lines instead of the interface")
    parser.add_argument(
        "--to", default=OUTPUTS[0], metavar="card|silence|simpleaudio|FILE", help="where the sound goes"
    )
    add_bed_argument(parser)
    parser.add_argument(
        "--first", default="", metavar="NAME|lot", help="who goes first, of two; else they take turns at it"
    )


def _run(args: argparse.Namespace) -> int:
    if args.to not in OUTPUTS:
        if "." not in args.to:
            raise UsageError(
                f"sound cannot go to `{args.to}`",
                fix=f"--to {', '.join(OUTPUTS)}, or a file such as x.wav",
            )
        return render(practice_request(args, bed=args.bed), out=args.to)
    request = practice_request(args, bed=args.bed, output=args.to, first=args.first)
    if not args.plain and on_terminal():
        return open_interface(request)
    return play_plain(request)


def play_plain(request: PracticeRequest) -> int:
    """Plays a practice, and says what happens as plain lines.

    Returns 0; 1 when some line could not be written; 128 and the number of the signal that ended it.

    Raises:
        PracticeError: it cannot be read, or cannot be as it was asked for.
    """
    from practice_player.core.bootstrap import create_core
    from practice_player.core.cards import unheard

    core = create_core(voice=request.voice, output=request.output, log=request.log)
    loaded = core.open(request.name)
    script = loaded.playable()
    read_recordings(core, [loaded])
    session = core.prepare(loaded, request)
    card, planned_frames = core.card(loaded, request.without), session.timeline.length_frames
    warn_with_command(*unheard(session.timeline, script, request.voice), request.name)
    core.warm_up()
    all_written = True
    with stop_signals(suspending=True) as signals:
        try:
            all_written = _follow(session, signals, f"{script.title}, {card.clock(planned_frames)}")
        except StopRequested:
            session.stop(time.monotonic())
        except BrokenPipeError:  # nobody reads
            session.stop(time.monotonic())
            let_go(sys.stdout)
        finally:
            signals.ignore_further = True
            core.close()
    _warn_if_unwritten(session)
    practised = clock(session.practised_s)
    if signals.ending_signal:
        with suppress(OutputError, BrokenPipeError):  # the terminal may be gone
            say(f"{practised} of {clock(seconds(planned_frames))}. Enough for today.")
        return 128 + signals.ending_signal
    say(f"{script.title}, {practised}, done.")
    return 0 if all_written else 1


def _follow(session: "PlaybackSession", signals: StopSignals, title: str) -> bool:
    """Starts the practice and returns at its end, with whether every line could be written."""
    from practice_player.playback.snapshot import PlaybackState
    from practice_player.timeline.outline import outline

    all_written = _try_say(f"{title}. Ctrl-C stops at any time.")
    session.start(time.monotonic())
    cues = outline(session.timeline)
    notice = ""
    while True:
        snapshot = session.snapshot(time.monotonic())
        if snapshot.notice and snapshot.notice != notice:
            all_written &= _try_say(snapshot.notice)
        notice = snapshot.notice
        frame = frames(snapshot.elapsed_s)
        while cues and cues[0].start_frame <= frame:
            cue = cues.pop(0)
            all_written &= _try_say(f"{clock(seconds(cue.start_frame)):>5}  {cue.words}")
        if snapshot.state is PlaybackState.ENDED:
            return all_written
        time.sleep(POLL_S)
        if signals.suspend_requested:
            signals.suspend(session)


def _try_say(line: str) -> bool:
    """Whether the line could be written; the practice goes on without it."""
    try:
        say(line)
    except OutputError as exc:
        warn_lines(str(exc))
        return False
    return True


def _warn_if_unwritten(session: "PlaybackSession") -> None:
    journal_writer = session.journal_writer
    if journal_writer and journal_writer.lost:
        warn("This practice is not kept: the journal cannot be written.")
        warn("  Try: practice-player doctor")
    elif journal_writer and journal_writer.trouble:
        warn("The journal cannot be written now: this practice waits beside it, and is taken in next time.")
