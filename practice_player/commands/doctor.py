"""`doctor`: what works on this machine, and what to do about the rest.

Each part imports what it looks at, so that the first line stands there at once.
"""

import os
import platform
import sys
import time
from collections.abc import Callable

from practice_player import __version__, settings
from practice_player.commands.saying import say, say_lines
from practice_player.errors import PracticeError

WAIT_S = 3.0
"""How long the engine is given to say whether a card answers."""

LISTEN_S = 1.5
"""How long the card is watched for gaps."""


def doctor() -> int:
    """Prints a line for each part; 1 when something wants mending."""
    say(f"practice-player {__version__}, Python {platform.python_version()}, {platform.system()}")
    checks: list[tuple[str, Callable[[], str]]] = [
        ("scripts", _scripts),
        ("voice", _voice),
        ("ffmpeg", _ffmpeg),
        ("sound", _sound),
        ("journal", _journal),
        ("screen", _screen),
    ]
    well = True
    for name, check in checks:
        try:
            say(f"{name:<9} {check()}")
        except PracticeError as exc:
            well = False
            say_lines(f"{name:<9} {exc}")
    return 0 if well else 1


def _scripts() -> str:
    from practice_player.script import found
    from practice_player.script.library import Library

    scripts = Library(settings.sessions_dirs()).scripts()
    broken = [script.name for script in scripts if script.problems]
    own = settings.sessions_dirs()[0]
    if broken:
        raise PracticeError(f"{', '.join(broken)} cannot be played", fix="practice-player check")
    folders = found.unsearched(settings.sessions_dirs())
    also = f"; {len(folders)} of its folders cannot be searched, see practice-player check" if folders else ""
    return f"{len(scripts)} practices; your own go to {own}{also}"


def _voice() -> str:
    from practice_player.voice.names import SUFFIX
    from practice_player.voice.voices import find_voice

    voice = find_voice("heart")
    found = [f"{len(list(folder.glob(f'*{SUFFIX}')))} recordings in {folder}" for folder in voice.folders]
    return f"{voice.name}, {', '.join(found)}"


def _ffmpeg() -> str:
    from practice_player.programs import find_program

    found = find_program("ffmpeg")
    if found is None:
        return "no ffmpeg: own recordings can be wav, flac, ogg, opus and mp3"
    return f"{found}: own recordings can be of any format that it knows"


def _sound() -> str:
    from practice_player.sound.engine.client import EngineClient
    from practice_player.sound.engine.messages import Card

    before = _gaps_before()
    engine = EngineClient()
    engine.start()
    began_s, open_s = time.monotonic(), float("inf")
    try:
        while engine.alive() and time.monotonic() - began_s < WAIT_S:
            now_s, report = time.monotonic(), engine.report()
            if report and report.card is Card.ABSENT:
                return "no card answers: practices go on in silence, with captions and pacer"
            if report and report.trouble:
                raise PracticeError(report.trouble, fix=f"see {settings.log_path()}")
            if report:
                open_s = min(open_s, now_s)
                if now_s - open_s >= LISTEN_S:
                    return f"a card answers; {_gaps(report.underruns, before)}"
            time.sleep(0.02)
    finally:
        engine.shut()
    raise PracticeError("the sound engine does not answer", fix=f"see {settings.log_path()}")


def _gaps_before() -> int:
    """How often the card ran dry in all the practices that the log tells of."""
    from practice_player import logs
    from practice_player.sound.engine.messages import UNDERRUN

    return logs.count(logs.read(settings.log_path()), UNDERRUN)


def _gaps(now: int, before: int) -> str:
    told = f", {before} told of in {settings.log_path()}" if before > 0 else ""
    return f"{now} gaps in {LISTEN_S:g} s{told}"


def _journal() -> str:
    import sqlite3

    path = settings.journal_path()
    if not path.exists():
        folder = next(one for one in path.parents if one.exists())
        if not os.access(folder, os.W_OK):
            raise PracticeError(
                f"{folder} cannot be written: practices play, but are not kept",
                fix="allow writing there, or name another folder in PRACTICE_PLAYER_HOME",
            )
        return f"none yet; it will be {path} (SQLite {sqlite3.sqlite_version})"
    from practice_player.journal.store import Journal

    with Journal.open(path):
        return str(path)


def _screen() -> str:
    encoding = sys.stdout.encoding or "unknown"
    if "utf" not in encoding.lower():
        return f"{encoding}: the interface wants UTF-8; `play NAME --plain` works as it is"
    kind = "a terminal" if sys.stdout.isatty() else "no terminal: practices are told in plain lines"
    return f"{encoding}, {kind}"
