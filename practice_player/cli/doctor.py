"""`doctor`: prints what works on this machine, and how to mend what does not.

Each part imports what it checks, so that the first line is printed at once.
"""

import argparse
import os
import platform
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from practice_player import __version__, settings
from practice_player.cli.arguments import AddCommand
from practice_player.cli.own_settings import missing_voice
from practice_player.cli.printing import say, say_lines
from practice_player.lib.errors import PracticeError
from practice_player.lib.folders import find_obstacle

WAIT_S = 3.0
"""How long to wait until the engine reports whether a card answers."""

WATCH_S = 1.5
"""How long underruns of the card are counted."""

FOLDERS: Final[tuple[tuple[str, Callable[[], Path]], ...]] = (
    ("home", settings.data_dir),
    ("own", settings.own_sessions_dir),
    ("voices", lambda: settings.voices_dirs()[0]),
    ("choices", lambda: settings.preferences_path().parent),
    ("log", lambda: settings.log_path().parent),
    ("cache", settings.cache_dir),
)
"""The folders that the program writes to."""


def register(add_command: AddCommand) -> None:
    add_command("doctor", _run, "what works on this machine, and what to do about the rest")


def _run(_: argparse.Namespace) -> int:
    return doctor()


def doctor() -> int:
    """Prints a line for each part; returns 1 if something needs mending."""
    say(f"practice-player {__version__}, Python {platform.python_version()}, {platform.system()}")
    checks: list[tuple[str, Callable[[], str]]] = [
        *((name, partial(_folder, find)) for name, find in FOLDERS),
        ("settings", settings_check),
        ("scripts", _scripts),
        ("voice", _voice),
        ("ffmpeg", _ffmpeg),
        ("sound", _sound),
        ("journal", _journal),
        ("clock", _clock),
        ("screen", _screen),
    ]
    reported: set[str] = set()
    for name, check in checks:
        try:
            say(f"{name:<9} {check()}")
        except PracticeError as exc:
            if str(exc) not in reported:  # folders within one unusable folder share its problem
                say_lines(f"{name:<9} {exc}")
            reported.add(str(exc))
    return 1 if reported else 0


def _folder(find: Callable[[], Path]) -> str:
    folder = find()
    if obstacle := find_obstacle(folder):
        place, reason = obstacle
        raise PracticeError(
            f"what is kept here cannot be written ({reason}); practices play, but are not kept",
            fix="make it a folder that you may write to, with room in it, or name another in "
            + settings.HOME_VARIABLE,
            place=str(place),
        )
    return str(folder)


def settings_check() -> str:
    """Where the settings are, and how many were chosen.

    Raises:
        PracticeError: something in them cannot be read.
    """
    from practice_player.core.preferences import Preferences

    chosen = Preferences(settings.preferences_path()).settings
    path = settings.settings_path()
    for problem in chosen.problems:
        more = f" (and {len(chosen.problems) - 1} more)" if len(chosen.problems) > 1 else ""
        raise PracticeError(f"{problem.problem}{more}", fix=problem.fix, place=str(problem.place))
    if problem_of_voice := missing_voice():
        raise problem_of_voice
    if not os.path.lexists(path):
        return f"none yet, all is at its default; they will be {path}"
    return f"{path}, {len(chosen.written)} chosen"


def _scripts() -> str:
    from practice_player.lint.rules.shelf import unsearched_folders
    from practice_player.script.library import Library

    scripts = Library(settings.sessions_dirs()).scripts()
    broken = [script.name for script in scripts if script.problems]
    own = settings.sessions_dirs()[0]
    if broken:
        raise PracticeError(f"{', '.join(broken)} cannot be played", fix="practice-player check")
    for problem in unsearched_folders(settings.sessions_dirs()):
        raise PracticeError(problem.problem, fix=problem.fix, place=problem.place.path)
    return f"{len(scripts)} practices; your own go to {own}"


def _voice() -> str:
    from practice_player.voice.lookup import find_voice
    from practice_player.voice.names import SUFFIX

    voice = find_voice()
    counts = [f"{len(list(folder.glob(f'*{SUFFIX}')))} recordings in {folder}" for folder in voice.folders]
    return f"{voice.name}, {', '.join(counts)}"


def _ffmpeg() -> str:
    from practice_player.lib.programs import find_program

    program = find_program("ffmpeg")
    if program is None:
        return "no ffmpeg: own recordings can be wav, flac, ogg, opus and mp3"
    return f"{program}: own recordings can be of any format that it knows"


def _sound() -> str:
    from practice_player.sound.engine.client import EngineClient
    from practice_player.sound.engine.protocol import CardState

    engine = EngineClient()
    engine.start()
    began_s, opened_s = time.monotonic(), float("inf")
    try:
        while engine.alive() and time.monotonic() - began_s < WAIT_S:
            now_s, report = time.monotonic(), engine.report()
            if report and report.card is CardState.ABSENT:
                return "no card answers: practices go on in silence, with captions and pacer"
            if report and report.trouble:
                raise PracticeError(report.trouble, fix=f"see {settings.log_path()}")
            if report:
                opened_s = min(opened_s, now_s)
                if now_s - opened_s >= WATCH_S:
                    return f"a card answers; {_describe_gaps(report.underruns)}"
            time.sleep(0.02)
    finally:
        engine.close()
    raise PracticeError("the sound engine does not answer", fix=f"see {settings.log_path()}")


def _describe_gaps(underruns: int) -> str:
    """Describes the underruns while the card was watched, and those of the latest practices."""
    from practice_player.sound import underrun_history

    path = settings.underruns_path()
    earlier = underrun_history.total(path)
    return f"{underruns} gaps in {WATCH_S:g} s" + (f", {earlier} told of in {path}" if earlier else "")


def _journal() -> str:
    import sqlite3

    path = settings.journal_path()
    _folder(settings.data_dir)
    if not os.path.lexists(path):
        return f"none yet; it will be {path} (SQLite {sqlite3.sqlite_version})"
    from practice_player.journal.store import Journal

    with Journal.open(path) as journal:
        journal.check()
        return str(path)


def _clock() -> str:
    from practice_player.lib.clock_keeping import clock_is_kept

    is_kept, witness = clock_is_kept()
    if is_kept is None:
        return "nothing here says whether it is kept right; for `join`, compare it with the other's"
    if is_kept:
        return f"kept right over the network ({witness}): who joins is in step"
    return f"not kept right over the network ({witness}): for `join`, let the system set it, or compare it"


def _screen() -> str:
    encoding = sys.stdout.encoding or "unknown"
    if "utf" not in encoding.lower():
        return f"{encoding}: the interface wants UTF-8; `play NAME --plain` works as it is"
    kind = "a terminal" if sys.stdout.isatty() else "no terminal: practices are told in plain lines"
    return f"{encoding}, {kind}"
