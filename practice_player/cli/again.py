"""`again`: plays the last practice once more, as it was."""

import argparse
from dataclasses import replace

from practice_player.cli.arguments import (
    AddCommand,
    add_motion_argument,
    add_no_log_argument,
    add_sessions_argument,
    reduced_motion,
)
from practice_player.cli.own_settings import own_preferences
from practice_player.cli.play import follow
from practice_player.cli.printing import say
from practice_player.lib.errors import PracticeError


def register(add_command: AddCommand) -> None:
    parser = add_command("again", _run)
    parser.add_argument("--plain", action="store_true", help="plain lines instead of the interface")
    add_motion_argument(parser)
    add_no_log_argument(parser)
    add_sessions_argument(parser)


def _run(args: argparse.Namespace) -> int:
    return play_again(plain=args.plain, reduced_motion=reduced_motion(args), log=not args.no_log)


def play_again(*, plain: bool, reduced_motion: bool, log: bool) -> int:
    """Plays the practice that was done last, with its length and its choices; returns the exit code.

    Raises:
        PracticeError: the journal has none, or it cannot be played any more.
    """
    from practice_player.core.bootstrap import create_core

    preferences = own_preferences()
    core = create_core(log=preferences.chosen.journal, preferences=preferences)
    try:
        offer = core.again()
    finally:
        core.close()
    if offer is None:
        raise PracticeError(
            "there is no practice in the journal that could be played again",
            fix="practice-player play NAME, and a name of practice-player list",
        )
    say(f"{offer.title}, {offer.length}.")
    request = replace(offer.request, log=log and preferences.chosen.journal)
    return follow(request, plain=plain, reduced_motion=reduced_motion)
