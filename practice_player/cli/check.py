"""`check`: prints every problem of every script, and advice, each with a fix."""

import argparse
import os
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from practice_player.cli.arguments import AddCommand, add_no_log_argument, add_sessions_argument
from practice_player.cli.own_settings import own_preferences
from practice_player.cli.printing import ProgressLine, say_json, say_lines
from practice_player.cli.progress_bar import ProgressBar
from practice_player.cli.reading import wait_for_recording
from practice_player.lib.diagnostics import Diagnostic, tell_once
from practice_player.lib.fact_cache import FactCache
from practice_player.lib.paths import disk_spelling, is_file, is_folder
from practice_player.script.choices import DEFAULT_VOICE
from practice_player.settings import cache_dir, pack_of, sessions_dirs, shipped_dir

if TYPE_CHECKING:
    from practice_player.lint.linter import Linter
    from practice_player.lint.report import Report


def register(add_command: AddCommand) -> None:
    parser = add_command("check", _run)
    parser.add_argument("paths", nargs="*", metavar="PATH", help="a script, a folder, or a name")
    parser.add_argument("--voice", help="one voice by itself; else all of your order speak")
    parser.add_argument("--all", action="store_true", dest="every", help="the recordings of every voice too")
    parser.add_argument("--json", action="store_true", help="for editors")
    add_no_log_argument(parser)
    add_sessions_argument(parser)


def _run(args: argparse.Namespace) -> int:
    return check(
        args.paths, voice=args.voice, include_shipped=args.every, as_json=args.json, log=not args.no_log
    )


def check(paths: list[str], *, voice: str | None, include_shipped: bool, as_json: bool, log: bool) -> int:
    """Prints every problem; returns 1 if something must be mended, 0 if there is only advice.

    Without a `voice` the usual one is checked, and what it does not say may be said by another of the order.
    `include_shipped` also looks for unused recordings of a shipped voice, and of all others.  Without `log`,
    the results are not cached.
    """
    from practice_player.core.chosen_sound import second_voice
    from practice_player.core.unchanged_list import usable_voices
    from practice_player.lint.linter import Linter
    from practice_player.lint.rules.shelf import same_names, unsearched_folders
    from practice_player.voice.lookup import find_all_voices, own_folder, voice_folders

    lint_cache, now_s = FactCache.open(cache_dir() / "checked.json"), time.time()
    is_said = _said_by_the_order(usable_voices(lint_cache, now_s)) if voice is None else lambda _: False
    voice = voice or DEFAULT_VOICE
    folders = voice_folders(voice)
    second = second_voice(own_preferences().chosen, list(find_all_voices()), voice)
    line = ProgressLine()
    linter = Linter(
        folders,
        lint_cache,
        second_folders=voice_folders(second) if second else (),
        now_s=now_s,
        traces=log,
        wait_for=partial(wait_for_recording, line),
        is_said_elsewhere=is_said,
    )
    reports = _reports(linter, _scripts(paths), line)
    own_and_shipped = tuple(folder for folder in folders if not pack_of(folder))  # packs stay as they came
    searched_folders = (
        own_and_shipped if include_shipped else () if paths else tuple({own_folder(voice)} & {*folders})
    )
    needs_used_recordings = searched_folders or any(map(linter.may_be_stale, reports.values()))
    used_recordings = _used_recordings(linter, reports) if needs_used_recordings else set()
    problems = [
        problem
        for path in reports
        for problem in _sorted_problems(path, reports[path], linter, used_recordings)
    ]
    problems += linter.unused_problems(used_recordings, searched_folders)
    if include_shipped:
        problems += _unused_by_other_voices(voice)
    problems += _refrains(linter, reports)
    path_files = _path_files(paths)
    if path_files:
        problems += _path_problems(path_files, lint_cache)
    if not paths:
        problems += same_names(sessions_dirs())
    problems += unsearched_folders(_folders(paths))
    if log:
        lint_cache.save()
    if as_json:
        say_json([_as_json(problem) for problem in problems])
    else:
        summary = _summary(len(reports), len(path_files), problems)
        say_lines("\n".join([*map(str, tell_once(problems)), summary]))
    return 1 if any(problem.severity == "error" for problem in problems) else 0


def _reports(linter: "Linter", scripts: Sequence[Path], line: ProgressLine) -> "dict[Path, Report]":
    reports = {}
    with ProgressBar("Checking", line) as bar:
        for number, path in enumerate(scripts):
            bar.show(number / len(scripts))
            reports[path] = linter.report(path)
    return reports


def _scripts(paths: list[str]) -> list[Path]:
    """Returns the scripts to check, each once; without paths, all scripts."""
    from practice_player.script import discovery

    if not paths:
        return [script.path for script in discovery.scripts_by_name(sessions_dirs()).values()]
    scripts: list[Path] = []
    for path in paths:
        if _holds_paths(path):
            continue
        folders = _folders([path])
        scripts += (
            discovery.script_files(folders[0])
            if folders
            else [discovery.find_script(path, sessions_dirs()).path]
        )
    return list(dict.fromkeys(scripts))


def _path_files(paths: list[str]) -> list[Path]:
    """Returns the files of paths to check, each once; without paths, all of them."""
    from practice_player.script import discovery

    files: list[Path] = []
    for path in paths:
        place = disk_spelling(Path(path))
        if not is_folder(place):
            files += [place] if _holds_paths(path) else []
        elif _holds_paths(path):
            files += discovery.script_files(place)
        else:
            files += discovery.path_files(place)
    if not paths:
        files = [file for folder in sessions_dirs() for file in discovery.path_files(folder)]
    return list(dict.fromkeys(files))


def _holds_paths(name: str) -> bool:
    """Whether what is named is a file in a folder of paths, or such a folder."""
    from practice_player.script.discovery import PATHS_FOLDER
    from practice_player.script.watch import is_script_name

    place = disk_spelling(Path(name))
    if not is_folder(place) and not (is_script_name(place.name) and is_file(place)):
        return False
    folder = place.absolute() if is_folder(place) else place.absolute().parent
    return folder.name == PATHS_FOLDER and folder not in sessions_dirs()


def _path_problems(files: list[Path], lint_cache: FactCache) -> list[Diagnostic]:
    from practice_player.lint.path_reports import path_problems
    from practice_player.script import discovery

    practices = discovery.scripts_by_name(sessions_dirs()).keys()
    return [problem for file in files for problem in path_problems(file, practices, lint_cache)]


def _folders(paths: list[str]) -> Sequence[Path]:
    """Returns those of the paths that are folders; without paths, all folders of scripts."""
    if not paths:
        return sessions_dirs()
    return [path for path in map(disk_spelling, map(Path, paths)) if is_folder(path)]


def _sorted_problems(
    path: Path, report: "Report", linter: "Linter", used_recordings: set[str]
) -> list[Diagnostic]:
    """Returns the problems of a script, those of its pieces last."""
    problems = (*report.problems, *linter.unrecorded_problems(report, path, used_recordings))
    return sorted(problems, key=lambda problem: (problem.place.path != str(path), problem.place))


def _used_recordings(linter: "Linter", reports: "dict[Path, Report]") -> set[str]:
    """Returns the recordings that any script uses, whether it is checked in this run or not."""
    from practice_player.script import discovery

    script_paths = (script.path for script in discovery.scripts_by_name(sessions_dirs()).values())
    other_reports = [linter.report(path) for path in script_paths if path not in reports]
    return {clip for report in (*reports.values(), *other_reports) for clip in report.clips}


def _said_by_the_order(usable: Sequence[str]) -> Callable[[str], bool]:
    """Returns whether a voice of the person's order, other than the usual one, has a recording of a text."""
    from practice_player.core.chosen_sound import first_voice
    from practice_player.voice.fallback import speaking_order
    from practice_player.voice.lookup import find_voice

    chosen = own_preferences().chosen
    order = speaking_order(first_voice(chosen, usable), chosen.voices, usable)
    voices = [find_voice(name) for name in order if name != DEFAULT_VOICE]
    return lambda text: any(is_file(voice.path_for(text)) for voice in voices)


def _unused_by_other_voices(checked: str) -> list[Diagnostic]:
    """Returns a problem for each unused recording of the other voices, if every script can be read."""
    from practice_player.cli.voice_keeping import texts_of_practices
    from practice_player.lib.paths import to_nfc
    from practice_player.lint.linter import unused_problem
    from practice_player.voice.keeping import unused_recordings
    from practice_player.voice.lookup import find_voice, usable_voices

    texts, unread = texts_of_practices()
    voices = [find_voice(name) for name in usable_voices() if name != to_nfc(checked) and not unread]
    return [
        unused_problem(path)
        for voice in voices
        for folder in voice.folders
        if not pack_of(folder)  # packs stay as they came
        for path in unused_recordings(voice, folder, texts)
    ]


def _refrains(linter: "Linter", reports: "dict[Path, Report]") -> list[Diagnostic]:
    """Returns what too many shipped practices say alike, for those of them that are checked."""
    from practice_player.lint.rules.refrains import refrains
    from practice_player.script import discovery

    shelf = list(discovery.script_files(shipped_dir("sessions")))
    shelf_paths = {os.path.realpath(path) for path in shelf}  # a Path fails where links lead round
    checked = [report for path, report in reports.items() if os.path.realpath(path) in shelf_paths]
    return list(refrains([linter.report(path) for path in shelf], checked)) if checked else []


def _summary(count: int, path_count: int, problems: list[Diagnostic]) -> str:
    errors = sum(problem.severity == "error" for problem in problems)
    advice = len(problems) - errors
    to_mend = f"{errors} to mend" if errors else "nothing to mend"
    and_advice = f", {advice} piece{'s' * (advice != 1)} of advice" if advice else ""
    practices = f"{count} practice{'s' * (count != 1)}" if count or not path_count else ""
    paths = f"{path_count} path{'s' * (path_count != 1)}" if path_count else ""
    return f"{' and '.join(filter(None, (practices, paths)))}, {to_mend}{and_advice}."


def _as_json(problem: Diagnostic) -> dict[str, object]:
    return {
        "path": problem.place.path,
        "line": problem.place.line,
        "column": problem.place.column,
        "severity": problem.severity,
        "rule": problem.code,
        "problem": problem.problem,
        "fix": problem.fix,
    }
