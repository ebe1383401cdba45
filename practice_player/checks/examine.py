"""A script file becomes everything that is worth telling its author."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Final

from practice_player.checks.finding import Finding
from practice_player.checks.recorded import (
    Measuring,
    heard,
    own_recordings,
    recording_problems,
    unheard,
)
from practice_player.checks.recordings import Recordings
from practice_player.checks.rules import RULES
from practice_player.checks.verdict import Verdict
from practice_player.checks.view import View
from practice_player.errors import Problem, Severity
from practice_player.script import model
from practice_player.script.found import PIECES
from practice_player.script.reader import Draft, draft_of, draft_of_piece
from practice_player.script.tree import every

MOST_TOLD: Final = 100
"""Of one rule in one file; a reader is not flooded."""


def examine(draft: Draft[model.Session]) -> tuple[Problem, ...]:
    """What the script alone shows: what is wrong, and what could be better, in the order of the file."""
    if draft.session is None:
        return draft.problems
    view = View(draft.session, draft.unsure, {draft.source.path: draft.source.text})
    return _sorted([*draft.problems, *_found(view)])


def examined(path: Path, recordings: Recordings, measure: Measuring) -> Verdict:
    """What the script and its recordings show; `path` in problems is empty, for the script itself."""
    if PIECES in path.absolute().parent.parts:
        piece = draft_of_piece(path)
        steps = piece.session.steps if piece.session else ()
        return _nameless(Verdict(problems=piece.problems, pieces=_pieces(steps)), path)
    draft = draft_of(path)
    if draft.session is None:
        return _nameless(Verdict(problems=draft.problems), path)
    view = View(draft.session, draft.unsure, {str(path): draft.source.text})
    spoilt = islice(recording_problems(view, recordings, measure), MOST_TOLD)
    problems = [*draft.problems, *_found(view)]
    problems += [_told(view, rule, severity, finding) for rule, severity, finding in spoilt]
    verdict = Verdict(
        problems=_sorted(problems),
        unheard=tuple(islice(unheard(view, recordings), MOST_TOLD)),
        clips=tuple(heard(view, recordings).values()),
        pieces=_pieces(draft.session.steps),
        recordings=tuple(map(str, own_recordings(view))),
    )
    return _nameless(verdict, path)


def _pieces(steps: Sequence[model.Step]) -> tuple[str, ...]:
    """The pieces as they are named, links not followed: a link may lead elsewhere tomorrow."""
    named = (
        str(Path(step.place.path).absolute().parent / step.include)
        for step in every(steps)
        if isinstance(step, model.Include)
    )
    return tuple(dict.fromkeys(named))


def _found(view: View) -> Iterator[Problem]:
    for rule in RULES:
        if rule.find and not rule.reads & view.unsure:
            for finding in islice(rule.find(view), MOST_TOLD):
                yield _told(view, rule.name, rule.severity, finding)


def _told(view: View, rule: str, severity: Severity, finding: Finding) -> Problem:
    path, line, column = view.point(finding.place, finding.words)
    return Problem(
        path=path,
        line=line,
        column=column,
        problem=finding.problem,
        fix=finding.fix,
        severity=severity,
        rule=rule,
    )


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda one: (one.path, one.line, one.column)))


def _nameless(verdict: Verdict, path: Path) -> Verdict:
    """Without the script's own path, which may be named in another way next time."""
    own = str(path)
    return replace(
        verdict,
        problems=tuple(replace(one, path="" if one.path == own else one.path) for one in verdict.problems),
        unheard=tuple(replace(one, path="" if one.path == own else one.path) for one in verdict.unheard),
    )
