"""`play`: plays a practice in the interface or in plain mode, or writes it to a file."""

import argparse
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from practice_player.cli.arguments import (
    AddCommand,
    add_at_argument,
    add_bed_argument,
    add_goal_argument,
    add_motion_argument,
    add_practice_arguments,
    is_output,
    practice_request,
    reduced_motion,
)
from practice_player.cli.interface import has_terminal, open_interface
from practice_player.cli.own_settings import own_preferences, warn_of_settings
from practice_player.cli.printing import discard_output, report
from practice_player.cli.reading import read_recordings
from practice_player.cli.render import render
from practice_player.cli.resuming import forget_unfinished, print_offer, resumed_request
from practice_player.cli.signals import StopRequested, stop_signals
from practice_player.cli.typed_lines import TypedLines
from practice_player.core.request import PracticeRequest
from practice_player.lib.errors import UsageError
from practice_player.lib.local_time import local_now
from practice_player.lib.moments import read_moment
from practice_player.lib.units import frames, seconds
from practice_player.script.choices import OUTPUTS

if TYPE_CHECKING:
    from practice_player.sound.engine.client import EngineClient


def register(add_command: AddCommand) -> None:
    parser = add_command("play", _run)
    add_practice_arguments(parser, name_required=False)
    add_goal_argument(parser, "in place of a NAME, whatever fits this best")
    parser.add_argument("--for", choices=("one", "two"), dest="people", help="with --goal; else for one")
    parser.add_argument(
        "--resume", action="store_true", help="go on where the last practice broke off, within 12 hours"
    )
    parser.add_argument(
        "--forget", action="store_true", help="with --resume: forget where it broke off, and play nothing"
    )
    parser.add_argument("--plain", action="store_true", help="plain lines instead of the interface")
    parser.add_argument("--to", metavar="|".join((*OUTPUTS, "FILE")), help="where the sound goes")
    add_bed_argument(parser)
    add_motion_argument(parser)
    parser.add_argument(
        "--first", default="", metavar="NAME|lot", help="who goes first, of two; else they take turns at it"
    )
    add_at_argument(parser)


def _run(args: argparse.Namespace) -> int:
    if args.forget and not args.resume:
        raise UsageError("--forget belongs to --resume", fix="practice-player play --resume --forget")
    if args.goal is not None and (args.name is not None or args.resume):
        other = "--resume" if args.resume else "a NAME"
        raise UsageError(f"--goal stands in place of {other}", fix=f"leave out --goal, or {other}")
    if args.people is not None and args.goal is None:
        raise UsageError("--for belongs to --goal", fix="practice-player play --goal connect --for two")
    if args.goal is not None:
        _choose_by_goal(args)
    if args.name is None and not args.resume:
        raise UsageError(
            "which practice is not said",
            fix="practice-player play NAME, and a name of practice-player list; or play --goal settle",
        )
    if args.to is not None and not is_output(args.to):
        _check_file(args)
        return render(practice_request(args, bed=args.bed), out=args.to)
    if args.forget:
        return forget_unfinished(args)
    if args.resume:
        request = resumed_request(args, announce=args.plain or not has_terminal())
    else:
        request = practice_request(args, bed=args.bed, output=args.to, first=args.first)
        if args.at:
            request = replace(request, begins_at=read_moment(args.at, local_now()))
    return follow(request, plain=args.plain, reduced_motion=reduced_motion(args))


def _check_file(args: argparse.Namespace) -> None:
    """Checks that a practice is to be written to a file, and nothing against it is asked for.

    Raises:
        UsageError: something is.
    """
    if "." not in args.to:
        raise UsageError(
            f"sound cannot go to `{args.to}`", fix=f"--to {', '.join(OUTPUTS)}, or a file such as x.wav"
        )
    if args.resume:
        raise UsageError("--resume writes no file", fix="leave out --to, or --resume")
    if args.at:
        raise UsageError("a file is written at once", fix="leave out --to, or --at")


def _choose_by_goal(args: argparse.Namespace) -> None:
    """Takes the practice that fits `--goal` best as the one that was named, and prints which and why.

    Raises:
        PracticeError: none fits.
    """
    from practice_player.core.bootstrap import create_core
    from practice_player.core.goal_choice import PracticeWish, best_fit, goal_in_words

    wish = PracticeWish(
        goal=args.goal,
        practice="partner" if args.people == "two" else "solo",
        length_frames=None if args.length is None else frames(args.length),
        without=args.without,
    )
    preferences = own_preferences()
    core = create_core(log=not args.no_log and preferences.chosen.journal, preferences=preferences)
    choice = best_fit(core.cards(wish.practice), wish, core.memory.favourites())
    length = choice.card.clock(choice.length_frames)
    report(f"{choice.card.title}, {length}, {goal_in_words(args.goal)}: {choice.reason}.")
    args.name = choice.card.name
    if args.length is not None:
        args.length = seconds(choice.length_frames)


def follow(request: PracticeRequest, *, plain: bool, reduced_motion: bool) -> int:
    """Plays a practice in the interface; in plain mode if that is wished, or there is no terminal for it.

    Raises:
        PracticeError: as `play_plain`.
    """
    if not plain and has_terminal():
        return open_interface(request, reduced_motion=reduced_motion)
    return play_plain(request)


def play_plain(request: PracticeRequest) -> int:
    """Plays a practice in plain mode.

    Returns 0; 1 if a line could not be written; 128 plus the number of the signal that ended it.

    Raises:
        PracticeError: the practice cannot be read, or not be played as requested.
    """
    from practice_player.core.chosen_sound import output_of
    from practice_player.sound.engine.client import EngineClient

    warn_of_settings()
    output = request.output or output_of(own_preferences().chosen)
    sound = EngineClient(output=output)
    sound.start()  # it loads while the script is read
    try:
        return _play_plain(replace(request, output=output), sound)
    finally:
        sound.close()


def _play_plain(request: PracticeRequest, sound: "EngineClient") -> int:
    from practice_player.cli.plain_practice import PlainPractice
    from practice_player.core.bootstrap import create_core

    core = create_core(
        voice=request.voice,
        output=request.output,
        sound=sound,
        log=request.log,
        preferences=own_preferences(),
    )
    loaded = core.open(request.name)
    loaded.playable()
    if not request.resume:
        print_offer(core.unfinished, name=loaded.name)
    read_recordings(core, [loaded])
    typed = TypedLines.of_standard_input()
    typed.start()
    with stop_signals(suspending=True) as signals:
        plain = PlainPractice(core, typed, signals)
        try:
            if plain.prepare(loaded, request):
                plain.play()
        except StopRequested:
            pass
        except BrokenPipeError:  # nobody reads the output
            discard_output(sys.stdout)
        finally:
            signals.ignore_further = True
            core.close()
    plain.print_end()
    if signals.ending_signal:
        return 128 + signals.ending_signal
    return 0 if plain.lines.all_written else 1
