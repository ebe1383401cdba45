"""Opens the interface: at its first screen without a command, or at one practice for `play`."""

import os
import sys
from typing import TYPE_CHECKING

from practice_player.cli.printing import say, warn
from practice_player.lib.errors import UsageError

if TYPE_CHECKING:
    from practice_player.core.request import PracticeRequest, RecordingRequest


def open_interface(
    request: "PracticeRequest | None" = None,
    *,
    recording: "RecordingRequest | None" = None,
    solo_only: bool = False,
    reduced_motion: bool = False,
) -> int:
    """Runs the interface until it is left, beginning with the request's practice, or with a recording.

    A terminal that shows lines only gets the list of practices instead.  `solo_only` hides practices for two;
    with `reduced_motion` nothing moves.

    Raises:
        UsageError: there is no terminal, or it shows lines only and a practice or a recording was asked for.
    """
    if not has_terminal():
        if request is None and recording is None and has_dumb_terminal():
            return _list_for_plain_lines(solo_only=solo_only)
        raise UsageError("the interface needs a terminal", fix="practice-player play NAME --plain, or --help")
    from practice_player.settings import log_path
    from practice_player.tui.start import run

    code, failure = run(request, recording=recording, solo_only=solo_only, reduced_motion=reduced_motion)
    if failure:
        details = f"  Details: {log_path()}" if request is None or request.log else ""
        warn(f"The interface could not go on ({failure}).{details}")
    return code


def has_terminal() -> bool:
    """Returns whether the interface can be shown: keys are read, and it is painted on standard error.

    A terminal that calls itself `dumb` shows lines only.
    """
    return _is_in_terminal() and not has_dumb_terminal()


def has_dumb_terminal() -> bool:
    """Returns whether somebody sits at a terminal that shows lines only."""
    return os.environ.get("TERM") == "dumb" and _is_in_terminal()


def _is_in_terminal() -> bool:
    return all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def _list_for_plain_lines(*, solo_only: bool) -> int:
    """Lists the practices, with the command that leads through one in lines."""
    from practice_player.cli.list_practices import list_practices

    code = list_practices(practice="solo" if solo_only else None, goal=None, as_json=False, log=True)
    say()
    say("This terminal shows lines only. To begin one: practice-player play NAME")
    return code
