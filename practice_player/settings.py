"""Where things live on this machine.

`PRACTICE_PLAYER_HOME` puts everything a person owns into one folder; without it the system's
own places are used.  Nothing here creates a folder or reads a file.  Every path is absolute; one that
cannot be known, such as the home of somebody the system does not know, is a `UsageError`.
"""

import os
from pathlib import Path
from typing import Final, Literal

import practice_player
from practice_player.lib.errors import UsageError

APP_NAME: Final = "practice-player"
HOME_VARIABLE: Final = "PRACTICE_PLAYER_HOME"

_NAME_ONE: Final = f"name a folder of yours in {HOME_VARIABLE}, from its root on"

SESSIONS_VARIABLE: Final = "PRACTICE_PLAYER_SESSIONS"
"""A folder of scripts for this run, before one's own; `--sessions` sets it."""


def data_dir() -> Path:
    """The journal and a person's own scripts and voices."""
    if home := os.environ.get(HOME_VARIABLE):
        return absolute(home)
    return _of_the_system("data")


def journal_path() -> Path:
    return data_dir() / "journal.sqlite3"


def people_path() -> Path:
    """Who practises here."""
    return data_dir() / "people.json"


def log_path() -> Path:
    if os.environ.get(HOME_VARIABLE):
        return data_dir() / "practice-player.log"
    return _of_the_system("log") / "practice-player.log"


def underruns_path() -> Path:
    """How often the sound card ran dry in the latest practices."""
    return log_path().with_name("underruns.jsonl")


def cache_dir() -> Path:
    """What can be worked out again."""
    if os.environ.get(HOME_VARIABLE):
        return data_dir() / "cache"
    return _of_the_system("cache")


def preferences_path() -> Path:
    """What a person chose once for every day."""
    if os.environ.get(HOME_VARIABLE):
        return data_dir() / "preferences.json"
    return _of_the_system("config") / "preferences.json"


def shipped_dir(what: str) -> Path:
    """The shipped `sessions` or `audio`: inside the wheel, or beside the package in a checkout."""
    package = Path(practice_player.__file__).parent
    inside = package / "shipped" / what
    return inside if inside.is_dir() else package.parent / what


def own_sessions_dir() -> Path:
    """Where a person's own scripts are kept: the folder named for this run, or the one in their data."""
    named = os.environ.get(SESSIONS_VARIABLE)
    return absolute(named) if named else data_dir() / "sessions"


def sessions_dirs() -> tuple[Path, ...]:
    """Folders searched for scripts, the first wins: the one named for this run, one's own, the shipped."""
    return tuple(dict.fromkeys((own_sessions_dir(), data_dir() / "sessions", shipped_dir("sessions"))))


def voices_dirs() -> tuple[Path, ...]:
    return (data_dir() / "audio", shipped_dir("audio"))


def _of_the_system(what: Literal["data", "log", "cache", "config"]) -> Path:
    import platformdirs

    place = getattr(platformdirs, f"user_{what}_dir")
    try:
        return absolute(place(APP_NAME, appauthor=False))
    except RuntimeError as exc:
        raise UsageError("the home folder of this account is not known", fix=_NAME_ONE) from exc


def absolute(written: str, *, fix: str = _NAME_ONE) -> Path:
    """A path as somebody wrote it; the engine's process, in a folder of its own, must mean the same place.

    Raises:
        UsageError: it begins with the home of somebody unknown, or in a folder that is gone.
    """
    try:
        return Path(written).expanduser().absolute()
    except RuntimeError as exc:
        raise UsageError(f"`{written}`: that home folder is not known", fix=fix) from exc
    except OSError as exc:
        raise UsageError(f"`{written}`: the current folder is gone", fix=fix) from exc
