"""`doctor`: what works on this machine, and what to do about the rest."""

import os
import platform
import sqlite3
import sys
import time
from collections.abc import Callable

from practice_player import __version__, settings
from practice_player.errors import PracticeError
from practice_player.script.library import Library
from practice_player.sound.engine.client import EngineClient
from practice_player.sound.engine.messages import UNDERRUN, Card
from practice_player.voice.voices import find_voice

WAIT_S = 3.0
"""How long the engine is given to say whether a card answers."""

LISTEN_S = 1.5
"""How long the card is watched for gaps."""


def doctor() -> int:
    """Prints a line for each part; 1 when something wants mending."""
    print(f"practice-player {__version__}, Python {platform.python_version()}, {platform.system()}")
    checks: list[tuple[str, Callable[[], str]]] = [
        ("scripts", _scripts),
        ("voice", _voice),
        ("sound", _sound),
        ("journal", _journal),
        ("screen", _screen),
    ]
    well = True
    for name, check in checks:
        try:
            print(f"{name:<9} {check()}")
        except PracticeError as exc:
            well = False
            print(f"{name:<9} {exc}")
    return 0 if well else 1


def _scripts() -> str:
    scripts = Library(settings.sessions_dirs()).scripts()
    broken = [script.name for script in scripts if script.problems]
    own = settings.sessions_dirs()[0]
    if broken:
        raise PracticeError(f"{', '.join(broken)} cannot be played", fix="practice-player check")
    return f"{len(scripts)} practices; your own go to {own}"


def _voice() -> str:
    voice = find_voice("heart")
    found = [f"{len(list(folder.glob('*.ogg')))} recordings in {folder}" for folder in voice.folders]
    return f"{voice.name}, {', '.join(found)}"


def _sound() -> str:
    engine = EngineClient(settings.log_path())
    engine.start()
    began_s, open_s = time.monotonic(), float("inf")
    try:
        while engine.alive() and time.monotonic() - began_s < WAIT_S:
            now_s, report = time.monotonic(), engine.report()
            if report and report.card is Card.ABSENT:
                return "no card answers: practices go on in silence, with captions and pacer"
            if report:
                open_s = min(open_s, now_s)
                if now_s - open_s >= LISTEN_S:
                    return f"a card answers; {_gaps(report.underruns)}"
            time.sleep(0.02)
    finally:
        engine.shut()
    raise PracticeError("the sound engine does not answer", fix=f"see {settings.log_path()}")


def _gaps(now: int) -> str:
    """How often the card ran dry: just now, and in all the practices that the log tells of."""
    try:
        log = settings.log_path().read_text(encoding="utf-8", errors="replace")
    except OSError:
        log = ""
    before = log.count(UNDERRUN) - (1 if now else 0)
    told = f", {before} told of in {settings.log_path()}" if before > 0 else ""
    return f"{now} gaps in {LISTEN_S:g} s{told}"


def _journal() -> str:
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
