"""`check`: every problem of every script, and what could be better, each with a fix."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from practice_player.cli.printing import say_json, say_lines
from practice_player.lib.errors import Diagnostic
from practice_player.lib.fact_cache import FactCache
from practice_player.lib.paths import is_folder, spelt
from practice_player.lib.settings import cache_dir, sessions_dirs
from practice_player.lint.linter import Linter
from practice_player.lint.report import Report
from practice_player.script import discovery
from practice_player.voice.lookup import own_folder, voice_folders

if TYPE_CHECKING:
    from practice_player.clips.analysis_cache import ClipAnalysisCache


def check(paths: list[str], *, voice: str, every: bool, as_json: bool, traces: bool) -> int:
    """Prints what there is to tell; 1 when something wants mending, 0 when there is only advice.

    `every` looks for recordings that nothing uses in a shipped voice too.  Without `traces`, nothing that was
    found out is kept for the next time.
    """
    speaker = voice_folders(voice)
    lint_cache = FactCache.open(cache_dir() / "checked.json")
    linter = Linter(speaker, lint_cache, now_s=time.time(), traces=traces, wait_for=_wait_for)
    verdicts = {path: linter.report(path) for path in _scripts(paths)}
    looked_in = speaker if every else () if paths else tuple({own_folder(voice)} & {*speaker})
    some = looked_in or any(map(linter.may_be_stale, verdicts.values()))
    used = _used(linter, verdicts) if some else set()
    problems = [problem for path in verdicts for problem in _of(path, verdicts[path], linter, used)]
    problems += linter.unused_problems(used, looked_in)
    if not paths:
        problems += [_same_name(path, winner) for path, winner in discovery.hidden(sessions_dirs())]
    problems += discovery.unsearched(_folders(paths))
    if traces:
        lint_cache.save()
    if as_json:
        say_json([_as_json(one) for one in problems])
    else:
        say_lines("\n".join([*map(str, problems), _summary(len(verdicts), problems)]))
    return 1 if any(one.severity == "error" for one in problems) else 0


def _wait_for(analysis_cache: "ClipAnalysisCache", path: Path) -> None:
    from practice_player.cli.reading import wait_for  # a shelf that has not changed reads nothing

    wait_for(analysis_cache, path)


def _scripts(paths: list[str]) -> list[Path]:
    if not paths:
        return [one.path for one in discovery.by_name(sessions_dirs()).values()]
    scripts: list[Path] = []
    for path in paths:
        folders = _folders([path])
        scripts += discovery.files(folders[0]) if folders else [discovery.find(path, sessions_dirs()).path]
    return list(dict.fromkeys(scripts))


def _folders(paths: list[str]) -> Sequence[Path]:
    """Those of the paths that are folders; without paths, all that scripts are kept in."""
    return [path for path in map(spelt, map(Path, paths)) if is_folder(path)] if paths else sessions_dirs()


def _of(path: Path, report: Report, linter: Linter, used: set[str]) -> list[Diagnostic]:
    problems = (*report.problems, *linter.unheard_problems(report, path, used))
    return sorted(problems, key=lambda one: (one.path != str(path), one.path, one.line, one.column))


def _used(linter: Linter, verdicts: dict[Path, Report]) -> set[str]:
    """The recordings that some known script needs, whether it is looked at today or not."""
    known = (one.path for one in discovery.by_name(sessions_dirs()).values())
    others = [linter.report(path) for path in known if path not in verdicts]
    return {clip for report in (*verdicts.values(), *others) for clip in report.clips}


def _same_name(path: Path, winner: Path) -> Diagnostic:
    return Diagnostic(
        path=str(path),
        line=1,
        column=1,
        problem=f"another script has the same name, and is meant by it: {winner}",
        fix="give one of them another file name; until then, play this one by its path",
        severity="advice",
        rule="same-name",
    )


def _summary(count: int, problems: list[Diagnostic]) -> str:
    errors = sum(one.severity == "error" for one in problems)
    advice = len(problems) - errors
    said = f"{errors} to mend" if errors else "nothing to mend"
    also = f", {advice} piece{'s' * (advice != 1)} of advice" if advice else ""
    return f"{count} practice{'s' * (count != 1)}, {said}{also}."


def _as_json(one: Diagnostic) -> dict[str, object]:
    return {
        "path": one.path,
        "line": one.line,
        "column": one.column,
        "severity": one.severity,
        "rule": one.rule,
        "problem": one.problem,
        "fix": one.fix,
    }
