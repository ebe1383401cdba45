"""A script file becomes everything that is worth telling its author."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Final

from practice_player.lib.errors import Diagnostic, Severity
from practice_player.lint.context import RuleContext
from practice_player.lint.report import Report
from practice_player.lint.rule import Finding
from practice_player.lint.rules.table import RULES
from practice_player.lint.script_clips import (
    Measuring,
    heard,
    own_recordings,
    recording_problems,
    unheard,
)
from practice_player.lint.voice_clips import VoiceClips
from practice_player.script import model
from practice_player.script.discovery import PIECES
from practice_player.script.parsing.reader import Draft, draft_of, draft_of_piece
from practice_player.script.tree import every

MOST_TOLD: Final = 100
"""Of one rule in one file; a reader is not flooded."""


def lint_draft(draft: Draft[model.Script]) -> tuple[Diagnostic, ...]:
    """What the script alone shows: what is wrong, and what could be better, in the order of the file."""
    if draft.script is None:
        return draft.problems
    context = RuleContext(draft.script, draft.unsure, {draft.source.path: draft.source.text})
    return _sorted([*draft.problems, *_found(context)])


def lint_file(path: Path, recordings: VoiceClips, measure: Measuring) -> Report:
    """What the script and its recordings show; `path` in problems is empty, for the script itself."""
    if PIECES in path.absolute().parent.parts:
        piece = draft_of_piece(path)
        steps = piece.script.steps if piece.script else ()
        return _nameless(Report(problems=piece.problems, pieces=_pieces(steps)), path)
    draft = draft_of(path)
    if draft.script is None:
        return _nameless(Report(problems=draft.problems), path)
    context = RuleContext(draft.script, draft.unsure, {str(path): draft.source.text})
    spoilt = islice(recording_problems(context, recordings, measure), MOST_TOLD)
    problems = [*draft.problems, *_found(context)]
    problems += [_told(context, rule, severity, finding) for rule, severity, finding in spoilt]
    report = Report(
        problems=_sorted(problems),
        unheard=tuple(islice(unheard(context, recordings), MOST_TOLD)),
        clips=tuple(heard(context, recordings).values()),
        pieces=_pieces(draft.script.steps),
        recordings=tuple(map(str, own_recordings(context))),
    )
    return _nameless(report, path)


def _pieces(steps: Sequence[model.Step]) -> tuple[str, ...]:
    """The pieces as they are named, links not followed: a link may lead elsewhere tomorrow."""
    named = (
        str(Path(step.place.path).absolute().parent / step.include)
        for step in every(steps)
        if isinstance(step, model.Include)
    )
    return tuple(dict.fromkeys(named))


def _found(context: RuleContext) -> Iterator[Diagnostic]:
    for rule in RULES:
        if rule.find and not rule.reads & context.unsure:
            for finding in islice(rule.find(context), MOST_TOLD):
                yield _told(context, rule.name, rule.severity, finding)


def _told(context: RuleContext, rule: str, severity: Severity, finding: Finding) -> Diagnostic:
    path, line, column = context.point(finding.place, finding.words)
    return Diagnostic(
        path=path,
        line=line,
        column=column,
        problem=finding.problem,
        fix=finding.fix,
        severity=severity,
        rule=rule,
    )


def _sorted(problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(problems, key=lambda one: (one.path, one.line, one.column)))


def _nameless(report: Report, path: Path) -> Report:
    """Without the script's own path, which may be named in another way next time."""
    own = str(path)
    return replace(
        report,
        problems=tuple(replace(one, path="" if one.path == own else one.path) for one in report.problems),
        unheard=tuple(replace(one, path="" if one.path == own else one.path) for one in report.unheard),
    )
