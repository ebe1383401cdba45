"""`check`: every problem of every script, with a fix."""

import json
from pathlib import Path

from practice_player.errors import ClipError, Problem
from practice_player.script.library import Library, Script
from practice_player.settings import sessions_dirs
from practice_player.timeline.build import spoken
from practice_player.voice.voice import Voice
from practice_player.voice.voices import find_voice


def check(paths: list[str], *, voice: str, as_json: bool) -> int:
    """Prints the problems; 1 when there are any."""
    speaker = find_voice(voice)
    scripts = _scripts(paths)
    problems = [problem for script in scripts for problem in (*script.problems, *_unheard(script, speaker))]
    if as_json:
        rows = [
            {"path": one.path, "line": one.line, "column": one.column, "problem": one.problem, "fix": one.fix}
            for one in problems
        ]
        print(json.dumps(rows, indent=2, ensure_ascii=False))
    elif problems:
        print("\n".join(str(problem) for problem in problems))
    else:
        print(f"{len(scripts)} practice{'s' * (len(scripts) != 1)}, nothing to mend.")
    return 1 if problems else 0


def _scripts(paths: list[str]) -> list[Script]:
    if not paths:
        return Library(sessions_dirs()).scripts()
    found: list[Script] = []
    for path in paths:
        if Path(path).is_dir():
            found += Library([Path(path)]).scripts()
        else:
            found.append(Library(sessions_dirs()).find(path))
    return found


def _unheard(script: Script, voice: Voice) -> list[Problem]:
    """Phrases without a recording that can be played, each at the top of its script."""
    if script.session is None:
        return []
    found = []
    for text in dict.fromkeys(spoken(script.session)):
        try:
            clip = voice.find(text)
        except ClipError as exc:
            found.append((exc.problem + f" ({exc.place})", exc.fix))
            continue
        if clip is None:
            fix = f"`practice-player voice narrate {script.path}`; until then it is shown, not heard"
            found.append((f"no recording says: {text}", fix))
    return [
        Problem(path=str(script.path), line=1, column=1, problem=problem, fix=fix) for problem, fix in found
    ]
