"""`check`: every problem of every script, and what could be better, each with a fix."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from practice_player.checks.survey import Survey
from practice_player.checks.verdict import Verdict
from practice_player.commands.saying import say_json, say_lines
from practice_player.errors import Problem
from practice_player.memory import Memory
from practice_player.paths import is_folder, spelt
from practice_player.script import found
from practice_player.settings import cache_dir, sessions_dirs
from practice_player.voice.voices import own_folder, voice_folders

if TYPE_CHECKING:
    from practice_player.recordings.ledger import Ledger


def check(paths: list[str], *, voice: str, every: bool, as_json: bool, traces: bool) -> int:
    """Prints what there is to tell; 1 when something wants mending, 0 when there is only advice.

    `every` looks for recordings that nothing uses in a shipped voice too.  Without `traces`, nothing that was
    found out is kept for the next time.
    """
    speaker = voice_folders(voice)
    memory = Memory.open(cache_dir() / "checked.json")
    survey = Survey(speaker, memory, now_s=time.time(), traces=traces, wait_for=_wait_for)
    verdicts = {path: survey.verdict(path) for path in _scripts(paths)}
    looked_in = speaker if every else () if paths else tuple({own_folder(voice)} & {*speaker})
    some = looked_in or any(map(survey.may_be_stale, verdicts.values()))
    used = _used(survey, verdicts) if some else set()
    problems = [problem for path in verdicts for problem in _of(path, verdicts[path], survey, used)]
    problems += survey.unused_problems(used, looked_in)
    if not paths:
        problems += [_same_name(path, winner) for path, winner in found.hidden(sessions_dirs())]
    problems += found.unsearched(_folders(paths))
    if traces:
        memory.save()
    if as_json:
        say_json([_as_json(one) for one in problems])
    else:
        say_lines("\n".join([*map(str, problems), _summary(len(verdicts), problems)]))
    return 1 if any(one.severity == "error" for one in problems) else 0


def _wait_for(ledger: "Ledger", path: Path) -> None:
    from practice_player.commands.reading import wait_for  # a shelf that has not changed reads nothing

    wait_for(ledger, path)


def _scripts(paths: list[str]) -> list[Path]:
    if not paths:
        return [one.path for one in found.by_name(sessions_dirs()).values()]
    scripts: list[Path] = []
    for path in paths:
        folders = _folders([path])
        scripts += found.files(folders[0]) if folders else [found.find(path, sessions_dirs()).path]
    return list(dict.fromkeys(scripts))


def _folders(paths: list[str]) -> Sequence[Path]:
    """Those of the paths that are folders; without paths, all that scripts are kept in."""
    return [path for path in map(spelt, map(Path, paths)) if is_folder(path)] if paths else sessions_dirs()


def _of(path: Path, verdict: Verdict, survey: Survey, used: set[str]) -> list[Problem]:
    problems = (*verdict.problems, *survey.unheard_problems(verdict, path, used))
    return sorted(problems, key=lambda one: (one.path != str(path), one.path, one.line, one.column))


def _used(survey: Survey, verdicts: dict[Path, Verdict]) -> set[str]:
    """The recordings that some known script needs, whether it is looked at today or not."""
    known = (one.path for one in found.by_name(sessions_dirs()).values())
    others = [survey.verdict(path) for path in known if path not in verdicts]
    return {clip for verdict in (*verdicts.values(), *others) for clip in verdict.clips}


def _same_name(path: Path, winner: Path) -> Problem:
    return Problem(
        path=str(path),
        line=1,
        column=1,
        problem=f"another script has the same name, and is meant by it: {winner}",
        fix="give one of them another file name; until then, play this one by its path",
        severity="advice",
        rule="same-name",
    )


def _summary(count: int, problems: list[Problem]) -> str:
    errors = sum(one.severity == "error" for one in problems)
    advice = len(problems) - errors
    said = f"{errors} to mend" if errors else "nothing to mend"
    also = f", {advice} piece{'s' * (advice != 1)} of advice" if advice else ""
    return f"{count} practice{'s' * (count != 1)}, {said}{also}."


def _as_json(one: Problem) -> dict[str, object]:
    return {
        "path": one.path,
        "line": one.line,
        "column": one.column,
        "severity": one.severity,
        "rule": one.rule,
        "problem": one.problem,
        "fix": one.fix,
    }
