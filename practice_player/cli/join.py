"""`join`: plays a practice from the moment of an invitation on, in step with somebody elsewhere."""

import argparse
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from practice_player.cli.arguments import (
    AddCommand,
    add_bed_argument,
    add_motion_argument,
    add_no_log_argument,
    add_sessions_argument,
    is_output,
    reduced_motion,
)
from practice_player.cli.own_settings import own_preferences, warn_of_settings
from practice_player.cli.play import follow
from practice_player.cli.reading import read_recordings
from practice_player.core.request import PracticeRequest
from practice_player.lib.errors import InvitationError, UsageError
from practice_player.lib.local_time import local_now
from practice_player.lib.moments import local_words
from practice_player.script.choices import OUTPUTS
from practice_player.settings import sessions_dirs


def register(add_command: AddCommand) -> None:
    parser = add_command("join", _run)
    parser.add_argument("code", nargs="+", metavar="CODE", help="the code that `invite` printed")
    parser.add_argument("--plain", action="store_true", help="plain lines instead of the interface")
    parser.add_argument("--to", metavar="|".join(OUTPUTS), help="where the sound goes")
    add_bed_argument(parser)
    parser.add_argument(
        "--first", default="", metavar="NAME", help="who goes first, as the two of you agreed"
    )
    add_motion_argument(parser)
    add_no_log_argument(parser)
    add_sessions_argument(parser)


def _run(args: argparse.Namespace) -> int:
    if args.first == "lot":
        raise UsageError("a lot would fall differently there", fix="draw one together, then --first NAME")
    if args.to is not None and not is_output(args.to):
        raise UsageError(f"sound cannot go to `{args.to}` here", fix=f"--to {', '.join(OUTPUTS)}")
    warn_of_settings()
    log = not args.no_log and own_preferences().chosen.journal
    request = invited_request(" ".join(args.code), log=log)
    request = replace(request, bed=args.bed, output=args.to, first=args.first)
    return follow(request, plain=args.plain, reduced_motion=reduced_motion(args))


def invited_request(code: str, *, log: bool, clock: Callable[[], datetime] = local_now) -> PracticeRequest:
    """Returns the request for the practice of a code; it is the same here as where the code was made.

    Raises:
        InvitationError: the code was mistyped, the practice is over, or something differs here.
        PracticeError: the practice cannot be played.
    """
    from practice_player.core.bootstrap import create_core
    from practice_player.core.inviting import find_invited, joining_request
    from practice_player.invitations.code import read_code
    from practice_player.script.library import Library

    invitation = read_code(code)
    now = clock()
    loaded = find_invited(Library(sessions_dirs()), invitation)
    if now - invitation.begins_at >= timedelta(seconds=invitation.length_tenths / 10):
        raise InvitationError(
            f"{loaded.playable().title} is over: it began at {local_words(invitation.begins_at, now)}",
            fix=f"a fresh invitation: practice-player invite {loaded.name} --at 21:30",
        )
    core = create_core(log=log, preferences=own_preferences())
    try:
        read_recordings(core, [loaded])
        return replace(joining_request(core, loaded, invitation, core.voices()), log=log)
    finally:
        core.close()
