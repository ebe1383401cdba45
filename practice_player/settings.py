"""Says where files are on this machine.

`PRACTICE_PLAYER_HOME` puts everything a person owns into one folder; without it the system's usual folders
are used.  Nothing here creates a folder or reads a file; the added packs are listed.  Every path is absolute;
one that cannot be determined, such as the home of a user who does not exist, raises a `UsageError`.
"""

import os
from pathlib import Path
from typing import Final, Literal

import practice_player
from practice_player.lib import pack_folders
from practice_player.lib.errors import UsageError

APP_NAME: Final = "practice-player"
HOME_VARIABLE: Final = "PRACTICE_PLAYER_HOME"

_NAME_A_FOLDER: Final = f"name a folder of yours in {HOME_VARIABLE}, from its root on"

SESSIONS_VARIABLE: Final = "PRACTICE_PLAYER_SESSIONS"
"""Names a folder of scripts for this run, searched before the person's own; `--sessions` sets it."""


def data_dir() -> Path:
    """Returns the folder of the journal and of the person's own scripts and voices."""
    if home := os.environ.get(HOME_VARIABLE):
        return absolute(home)
    return _system_dir("data")


def journal_path() -> Path:
    return data_dir() / "journal.sqlite3"


def people_path() -> Path:
    """Returns the file with the people who practise here."""
    return data_dir() / "people.json"


def log_path() -> Path:
    if os.environ.get(HOME_VARIABLE):
        return data_dir() / "practice-player.log"
    return _system_dir("log") / "practice-player.log"


def underruns_path() -> Path:
    """Returns the file that counts how often the sound card ran dry in the latest practices."""
    return log_path().with_name("underruns.jsonl")


def cache_dir() -> Path:
    """Returns the folder for data that can be recreated."""
    if os.environ.get(HOME_VARIABLE):
        return data_dir() / "cache"
    return _system_dir("cache")


def settings_path() -> Path:
    """Returns the file of the person's settings."""
    return preferences_path().with_name("settings.toml")


def preferences_path() -> Path:
    """Returns the file in which the program remembers what it must not ask twice."""
    if os.environ.get(HOME_VARIABLE):
        return data_dir() / "preferences.json"
    return _system_dir("config") / "preferences.json"


def shipped_dir(name: str) -> Path:
    """Returns the shipped `sessions` or `audio`: inside the wheel, or beside the package in a checkout."""
    package = Path(practice_player.__file__).parent
    inside = package / "shipped" / name
    return inside if inside.is_dir() else package.parent / name


def own_sessions_dir() -> Path:
    """Returns the folder of the person's own scripts: the one named for this run, or that in their data."""
    folder = os.environ.get(SESSIONS_VARIABLE)
    return absolute(folder) if folder else data_dir() / "sessions"


def sessions_dirs() -> tuple[Path, ...]:
    """Returns the folders of scripts by precedence.

    These are the one for this run, the person's own, those of added packs by name, and the shipped one.
    """
    own = (own_sessions_dir(), data_dir() / "sessions")
    return tuple(dict.fromkeys((*own, *_in_packs(pack_folders.SESSIONS_FOLDER), shipped_dir("sessions"))))


def voices_dirs() -> tuple[Path, ...]:
    """Returns the folders of voices by precedence; those of packs are last, so that they only add."""
    return (data_dir() / "audio", shipped_dir("audio"), *_in_packs(pack_folders.VOICES_FOLDER))


def packs_dir() -> Path:
    """Returns the folder of the added packs."""
    return data_dir() / "packs"


def pack_of(path: Path) -> str:
    """Returns the name of the added pack that a file is in; empty if it is in none."""
    return pack_folders.pack_of(path, packs_dir())


def _in_packs(name: str) -> tuple[Path, ...]:
    return tuple(folder / name for folder in pack_folders.added_packs(packs_dir()).values())


def _system_dir(kind: Literal["data", "log", "cache", "config"]) -> Path:
    import platformdirs

    place = getattr(platformdirs, f"user_{kind}_dir")
    try:
        return absolute(place(APP_NAME, appauthor=False))
    except RuntimeError as exc:
        raise UsageError("the home folder of this account is not known", fix=_NAME_A_FOLDER) from exc


def absolute(path: str, *, fix: str = _NAME_A_FOLDER) -> Path:
    """Returns a path as absolute, so that it means the same in the engine's process, which runs elsewhere.

    Raises:
        UsageError: it begins with the home of an unknown user, or the current folder no longer exists.
    """
    try:
        return Path(path).expanduser().absolute()
    except RuntimeError as exc:
        raise UsageError(f"`{path}`: that home folder is not known", fix=fix) from exc
    except OSError as exc:
        raise UsageError(f"`{path}`: the current folder is gone", fix=fix) from exc
