"""`invite`: prints a code with which two play a practice in step, each on a machine of their own."""

import argparse
from collections.abc import Callable
from datetime import UTC, datetime

from practice_player.cli.arguments import (
    AddCommand,
    add_at_argument,
    add_practice_arguments,
    practice_request,
)
from practice_player.cli.own_settings import own_preferences, warn_of_settings
from practice_player.cli.printing import report, say
from practice_player.cli.reading import read_recordings
from practice_player.core.request import PracticeRequest
from practice_player.lib.local_time import local_now
from practice_player.lib.moments import comes_twice, local_words, read_moment
from practice_player.lib.suggested_commands import suggested_command
from practice_player.lib.units import spoken_length
from practice_player.settings import shipped_dir


def register(add_command: AddCommand) -> None:
    parser = add_command("invite", _run)
    add_practice_arguments(parser)
    add_at_argument(parser, required=True)


def _run(args: argparse.Namespace) -> int:
    return invite(practice_request(args), args.at)


def invite(request: PracticeRequest, at: str, *, clock: Callable[[], datetime] = local_now) -> int:
    """Prints what is played and when, and the command with the code.

    Raises:
        PracticeError: the practice cannot be played so, or `at` is no moment to come.
    """
    from practice_player.core.bootstrap import create_core
    from practice_player.core.card_building import NAMES
    from practice_player.core.inviting import invitation_to
    from practice_player.invitations.code import write_code

    begins_at = read_moment(at, clock())
    warn_of_settings()
    core = create_core(voice=request.voice, log=request.log, preferences=own_preferences())
    try:
        loaded = core.open(request.name)
        title = loaded.playable().title
        read_recordings(core, [loaded])
        invitation = invitation_to(core, loaded, request, begins_at, voice=core.voice)
    finally:
        core.close()
    length = spoken_length(invitation.length_tenths / 10)
    say(f"{title}, {length}, at {local_words(begins_at, clock())} ({_utc_words(begins_at, clock())}).")
    say(f"practice-player join {write_code(invitation)}")
    if left_out := [name for word, name in NAMES.items() if word in invitation.without]:
        report(f"It leaves out {' and '.join(filter(None, (', '.join(left_out[:-1]), left_out[-1])))}.")
    if comes_twice(begins_at):
        report("Clocks are put back that night, and this time comes twice: the one in UTC is meant.")
    if not loaded.path.is_relative_to(shipped_dir("sessions")):
        report(f"The other needs its script and recordings: {suggested_command('pack make', request.name)}")
    return 0


def _utc_words(moment: datetime, now: datetime) -> str:
    return (
        f"{local_words(moment, now, UTC)} UTC"
        if moment.date() == now.astimezone(UTC).date()
        else (f"{moment.astimezone(UTC):%Y-%m-%dT%H:%MZ}")
    )
