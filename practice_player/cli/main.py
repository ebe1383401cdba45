"""The entry point of the command line: runs the command and returns an exit code.

Without arguments the interface opens, and not even argparse is loaded.
Exit codes: 0 fine, 1 something in the user's material needs mending, 2 wrong usage, 130 interrupted.
"""

import gc
import os
import sys
from collections.abc import Callable, Sequence

from practice_player import __version__
from practice_player.cli.interface import open_interface
from practice_player.cli.printing import be_quiet, discard_output, open_streams, say, warn_lines
from practice_player.lib.errors import PracticeError, UsageError

EXIT_PROBLEM, EXIT_USAGE, EXIT_INTERRUPTED = 1, 2, 130


def report_problem(problem: PracticeError) -> int:
    """Prints a problem with its remedy on standard error; returns the exit code."""
    warn_lines(str(problem))
    return EXIT_USAGE if isinstance(problem, UsageError) else EXIT_PROBLEM


def main(
    argv: Sequence[str] | None = None, *, on_problem: Callable[[PracticeError], int] = report_problem
) -> int:
    """Runs one command and returns its exit code; bad input prints one message, never a traceback."""
    open_streams()
    argv = sys.argv[1:] if argv is None else argv
    try:
        return _run(argv) if argv else _open_interface()
    except PracticeError as exc:
        return on_problem(exc)
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        discard_output(sys.stdout)  # nobody reads the output
        return 0


def _open_interface() -> int:
    gc.disable()  # until the first frame: what is loaded until then stays
    _start_log(write=True)
    return open_interface()


def _run(argv: Sequence[str]) -> int:
    if list(argv) == ["--version"]:  # without a parser: in a third of the time
        say(f"practice-player {__version__}")
        return 0
    from practice_player.cli import names

    if argv[0] == names.COMMAND:
        return names.print_names(argv[1:])
    from practice_player.cli.parser import parse_arguments

    args = parse_arguments(argv)
    if getattr(args, "quiet", False):
        be_quiet()
    _start_log(write=not getattr(args, "no_log", False))
    if hasattr(args, "sessions"):
        _use_sessions(args.sessions)
    return int(args.run(args))


def _start_log(*, write: bool) -> None:
    """Starts the log of internal errors in its file.

    Without `write`, and if the settings turn the journal off, nothing is logged.
    """
    from practice_player.cli.own_settings import own_preferences
    from practice_player.lib import logs
    from practice_player.settings import log_path

    try:
        path = log_path() if write and own_preferences().chosen.journal else None
    except UsageError:  # a command that needs the folder reports it; some do not need it
        path = None
    logs.start(path)


def _use_sessions(folder: str) -> None:
    from practice_player.lib.paths import describe_non_folder, disk_spelling, is_folder
    from practice_player.settings import SESSIONS_VARIABLE, absolute

    path = disk_spelling(absolute(folder, fix="write the folder from its root on"))
    if obstacle := describe_non_folder(path):
        raise UsageError(
            f"`{folder}` cannot be searched ({obstacle})",
            fix="name a folder of scripts after --sessions that can be read",
        )
    if not is_folder(path):
        raise UsageError(f"there is no folder `{folder}`", fix="name a folder of scripts after --sessions")
    os.environ[SESSIONS_VARIABLE] = str(path)
