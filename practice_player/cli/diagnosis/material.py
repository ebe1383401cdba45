"""What is played and what is kept: settings, scripts, voices and the journal."""

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from practice_player import settings
from practice_player.cli.diagnosis.finding import Check, Finding
from practice_player.cli.diagnosis.folders import folder
from practice_player.cli.own_settings import missing_voice
from practice_player.lib.errors import PracticeError

if TYPE_CHECKING:
    from practice_player.script.library import LoadedScript


def settings_check() -> Finding:
    """Where the settings are, and how many were chosen."""
    from practice_player.core.preferences import Preferences

    chosen = Preferences(settings.preferences_path()).settings
    path = settings.settings_path()
    for problem in chosen.problems:
        more = f" (and {len(chosen.problems) - 1} more)" if len(chosen.problems) > 1 else ""
        raise PracticeError(f"{problem.problem}{more}", fix=problem.fix, place=str(problem.place))
    if problem_of_voice := missing_voice():
        raise problem_of_voice
    facts = {"path": str(path), "chosen": sorted(chosen.written)}
    if not os.path.lexists(path):
        return Finding(text=f"none yet, all is at its default; they will be {path}", facts=facts)
    return Finding(text=f"{path}, {len(chosen.written)} chosen", facts=facts)


def material_checks() -> Iterator[tuple[str, Check]]:
    """Yields a check of the scripts, one of the paths, and one of each voice; the scripts are read once."""
    from practice_player.script.library import Library

    scripts: list[LoadedScript] = []

    def read_scripts() -> Finding:
        scripts.extend(Library(settings.sessions_dirs()).scripts())
        return _scripts(scripts)

    yield "scripts", read_scripts
    yield "paths", _paths
    for name, folders in _voices().items():
        yield "voice", partial(_voice, name, folders, scripts)


def _voices() -> Mapping[str, tuple[Path, ...]]:
    from practice_player.voice.lookup import find_all_voices

    try:
        return find_all_voices()
    except PracticeError:  # the folder cannot be used, as is told of it
        return {}


def _scripts(scripts: "Sequence[LoadedScript]") -> Finding:
    from practice_player.lint.rules.shelf import unsearched_folders

    broken = [script.name for script in scripts if script.problems]
    own = settings.sessions_dirs()[0]
    if broken:
        raise PracticeError(f"{', '.join(broken)} cannot be played", fix="practice-player check")
    for problem in unsearched_folders(settings.sessions_dirs()):
        raise PracticeError(problem.problem, fix=problem.fix, place=problem.place.path)
    return Finding(text=f"{len(scripts)} practices; your own go to {own}", facts={"count": len(scripts)})


def _paths() -> Finding:
    from practice_player.paths.library import PathLibrary

    paths = PathLibrary(settings.sessions_dirs()).all()
    if broken := [path.name for path in paths if path.problems]:
        raise PracticeError(f"{', '.join(broken)} cannot be followed", fix="practice-player check")
    return Finding(text=f"{len(paths)} to follow", facts={"count": len(paths)})


def _voice(name: str, folders: tuple[Path, ...], scripts: "Sequence[LoadedScript]") -> Finding:
    from practice_player.timeline.phrases import spoken
    from practice_player.voice.names import SUFFIX
    from practice_player.voice.voice import Voice

    voice = Voice.open(*folders)
    count = sum(len(list(path.glob(f"*{SUFFIX}"))) for path in voice.folders)
    playable = [script.script for script in scripts if script.script]
    whole = sum(all(voice.find(text) for text in spoken(script)) for script in playable)
    places = ", ".join(str(path) for path in voice.folders)
    maker = "recorded by a person" if voice.manifest.kind == "recorded" else voice.manifest.engine
    says = f"says {whole} of {len(playable)} practices whole"
    return Finding(
        text=f"{name}, {count} recordings, {maker}; {says}; in {places}",
        facts={
            "name": name,
            "recordings": count,
            "practices_whole": whole,
            "practices": len(playable),
            "folders": [str(path) for path in voice.folders],
        },
    )


def journal() -> Finding:
    """Whether the journal can be read, and where it is."""
    import sqlite3

    path = settings.journal_path()
    folder(settings.data_dir)
    if not os.path.lexists(path):
        text = f"none yet; it will be {path} (SQLite {sqlite3.sqlite_version})"
        return Finding(text=text, facts={"path": str(path), "exists": False})
    from practice_player.journal.store import Journal

    with Journal.open(path) as store:
        store.check()
        return Finding(text=str(path), facts={"path": str(path), "exists": True})
