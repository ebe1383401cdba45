"""Opens the interface: at its first screen without a command, or at one practice for `play`."""

import os
import sys

from practice_player.cli.printing import warn
from practice_player.core.request import PracticeRequest, RecordingRequest
from practice_player.lib.errors import UsageError
from practice_player.settings import log_path


def open_interface(
    request: PracticeRequest | None = None,
    *,
    recording: RecordingRequest | None = None,
    solo_only: bool = False,
    reduced_motion: bool = False,
) -> int:
    """Runs the interface until it is left, beginning with the request's practice, or with a recording.

    `solo_only` hides practices for two; with `reduced_motion` nothing moves.

    Raises:
        UsageError: there is no terminal.
    """
    if not has_terminal():
        raise UsageError("the interface needs a terminal", fix="practice-player play NAME --plain, or --help")
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
    if os.environ.get("TERM") == "dumb":
        return False
    return all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))
