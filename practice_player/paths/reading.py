"""Reads a file as a path, or reports every problem in it as a diagnostic; opens no practice."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from practice_player.lib.diagnostics import Diagnostic
from practice_player.lib.plain_files import ReadFile, read_bytes
from practice_player.paths.model import PracticePath
from practice_player.script.node import Node
from practice_player.script.parsing.reader import Draft, draft_of_file, require_playable

MAX_STEPS: Final = 60
"""The limit for a path: more is no path that anybody oversees."""

MAX_CHOICES: Final = 20
"""The limit for the practices of one step."""


def read_path(file: Path) -> PracticePath:
    """Reads the path in a file.

    Raises:
        ScriptError: with every problem of the file, in its order.
    """
    return require_playable(draft_of_path(file))


def draft_of_path(file: Path, read_file: ReadFile = read_bytes) -> Draft[PracticePath]:
    """Returns the draft of a path: what can be read of it, and every problem."""
    draft = draft_of_file(file, PracticePath, read_file)
    if draft.script is None or "steps" in draft.unsure_keys:
        return draft
    problems = sorted((*draft.problems, *_faults(draft.script)), key=lambda problem: problem.place)
    return replace(draft, problems=tuple(problems))


def _faults(path: PracticePath) -> Iterator[Diagnostic]:
    """Yields the problems that no single value shows."""
    if not path.steps:
        yield _fault(path, "steps", "the path has no steps", "add a step such as `- practice: here-and-now`")
    if len(path.steps) > MAX_STEPS:
        yield _fault(
            path, "steps", f"the path has more than {MAX_STEPS} steps", "make two paths of it, or use `times`"
        )
    for step in path.steps[:MAX_STEPS]:
        if not step.practice:
            yield _fault(step, "practice", "no practice is named here", "write one, such as here-and-now")
        if len(step.practice) > MAX_CHOICES:
            yield _fault(
                step, "practice", f"more than {MAX_CHOICES} practices to choose from", "leave some out"
            )


def _fault(node: Node, key: str, problem: str, fix: str) -> Diagnostic:
    return Diagnostic(place=node.place_of(key), problem=problem, fix=fix)
