"""What `play --resume` goes on with, and the line that says that something can go on."""

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from practice_player.cli.printing import say
from practice_player.core.request import PracticeRequest
from practice_player.lib.errors import PracticeError, UsageError
from practice_player.settings import journal_path, sessions_dirs

if TYPE_CHECKING:
    from practice_player.core.resuming import UnfinishedPractices

_CHOICES: Final = ("name", "length", "without", "brief", "voice", "bed", "first", "at", "no_log")
"""The arguments of `play` that choose what a resumed practice has chosen already."""

NOTHING_UNFINISHED: Final = "nothing broke off in the last 12 hours with a minute or more left"


def resumed_request(args: argparse.Namespace, *, announce: bool) -> PracticeRequest:
    """Returns the request for the practice that `play --resume` goes on with.

    With `announce`, prints which it is.

    Raises:
        UsageError: something is chosen that was chosen when it began.
        PracticeError: nothing can go on.
    """
    _check_choices(args)
    unfinished = _unfinished()
    if title := unfinished.under_way():
        raise PracticeError(f"{title} may still be under way elsewhere", fix="once more in a moment")
    offer = unfinished.offer()
    if offer is None:
        raise PracticeError(
            NOTHING_UNFINISHED, fix="practice-player play NAME, and a name of practice-player list"
        )
    if announce:
        say(f"{offer.title} goes on, {offer.left} left.")
    return replace(offer.request, output=args.to)


def forget_unfinished(args: argparse.Namespace) -> int:
    """Forgets where practices broke off; returns the exit code.

    Raises:
        UsageError: something is chosen for a practice that is not played.
        JournalError: the journal cannot be written.
    """
    _check_choices(args)
    unfinished = _unfinished()
    offer = unfinished.offer()
    unfinished.forget()
    say(
        f"{offer.title} is not offered any more. What was practised is kept."
        if offer
        else "Nothing was unfinished."
    )
    return 0


def print_offer(unfinished: "UnfinishedPractices", *, name: str = "") -> None:
    """Prints that a practice can go on, if one can; with a `name`, only if it is that one."""
    offer = unfinished.offer()
    if offer and name in ("", offer.request.name):
        if not name:
            say()
        say(f"{offer.title} can go on, {offer.left} left: practice-player play --resume --plain")


def _check_choices(args: argparse.Namespace) -> None:
    for choice in _CHOICES:
        if getattr(args, choice):
            option = "NAME" if choice == "name" else f"--{choice.replace('_', '-')}"
            raise UsageError(
                f"--resume goes on with what was chosen, and {option} chooses anew", fix=f"leave out {option}"
            )


def _unfinished() -> "UnfinishedPractices":
    from practice_player.cli.own_settings import own_preferences
    from practice_player.core.resuming import UnfinishedPractices
    from practice_player.script.library import Library

    path = journal_path() if own_preferences().chosen.journal else None
    return UnfinishedPractices(path, Library(sessions_dirs()))
