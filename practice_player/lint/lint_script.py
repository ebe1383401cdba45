"""Applies every rule to a script, and to the recordings that it uses."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Final

from practice_player.lib.diagnostics import Diagnostic
from practice_player.lib.plain_files import ReadFile, read_bytes
from practice_player.lint.context import Check, RuleContext
from practice_player.lint.report import Report, Saying, UnrecordedPhrase
from practice_player.lint.rule import Rule
from practice_player.lint.rules import breath, brief, comments, consent, marks, pacing, silence, talk, wording
from practice_player.lint.rules.beginnings import late_start
from practice_player.lint.rules.clips import (
    Measure,
    own_files,
    recorded_clips,
    recording_problems,
    speaks_other_language,
)
from practice_player.lint.rules.table import RULES
from practice_player.lint.voice_clips import VoiceClips
from practice_player.script import model
from practice_player.script.choices import VoiceRole
from practice_player.script.discovery import PIECES_FOLDER
from practice_player.script.parsing.reader import Draft, draft_of, draft_of_piece
from practice_player.script.tree import walk_steps

CHECKS: Final[dict[Rule, Check]] = {
    **breath.CHECKS,
    **silence.CHECKS,
    **brief.CHECKS,
    **consent.CHECKS,
    **wording.CHECKS,
    **comments.CHECKS,
    **marks.CHECKS,
    **pacing.CHECKS,
    **talk.CHECKS,
}
"""The functions of the rules that need nothing but the script."""

MAX_PROBLEMS_PER_RULE: Final = 100
"""The limit for one file, so that nobody is flooded with problems."""


def lint_draft(draft: Draft[model.Script]) -> tuple[Diagnostic, ...]:
    """Returns the problems that the script alone shows, in the order of the file."""
    if draft.script is None:
        return draft.problems
    return _in_order([*draft.problems, *_rule_problems(_context(draft, draft.script, read_bytes))])


def lint_file(
    path: Path,
    voice: VoiceClips,
    measure: Measure,
    read_file: ReadFile = read_bytes,
    *,
    second_voice: VoiceClips | None = None,
) -> Report:
    """Returns the report on the script in a file and on its recordings.

    Without a second voice, the first is to say everything.
    """
    voices: dict[VoiceRole, VoiceClips] = {"first": voice, "second": second_voice or voice}
    if PIECES_FOLDER in path.absolute().parent.parts:
        piece = draft_of_piece(path, read_file)
        return Report(problems=piece.problems, pieces=_pieces(piece.script.steps if piece.script else ()))
    draft = draft_of(path, read_file)
    if draft.script is None:
        return Report(problems=draft.problems)
    context = _context(draft, draft.script, read_file)
    recording_diagnostics = islice(recording_problems(context, voices, measure), MAX_PROBLEMS_PER_RULE)
    timing_diagnostics = () if draft.problems else late_start(context, voices, measure)
    return Report(
        problems=_in_order(
            [*draft.problems, *_rule_problems(context), *recording_diagnostics, *timing_diagnostics]
        ),
        unrecorded=tuple(islice(_unrecorded(context, voices), MAX_PROBLEMS_PER_RULE)),
        clips=tuple(recorded_clips(chain(*context.phrases.values()), voice).values()),
        pieces=_pieces(draft.script.steps),
        recordings=tuple(map(str, own_files(context))),
        said=tuple(Saying(text=text.words, place=text.place) for text in context.texts if text.spoken),
    )


def _context(draft: Draft[model.Script], script: model.Script, read_file: ReadFile) -> RuleContext:
    intact_node = None if draft.problems else draft.source.node
    return RuleContext(script, draft.unsure_keys, draft.source.text, intact_node, read_file)


def _rule_problems(context: RuleContext) -> Iterator[Diagnostic]:
    for rule in RULES:
        if rule in CHECKS and not rule.reads & context.unsure_keys:
            yield from islice(CHECKS[rule](context), MAX_PROBLEMS_PER_RULE)


def _unrecorded(context: RuleContext, voices: Mapping[VoiceRole, VoiceClips]) -> Iterator[UnrecordedPhrase]:
    """Yields each phrase that its voice has no recording of, with the place where it is first said.

    There is none for a voice of another language, which cannot record them either.
    """
    for role, voice in voices.items():
        if context.phrases[role] and speaks_other_language(voice, context.script.lang):
            continue
        for text, phrase in context.phrases[role].items():
            clip = voice.clip_name(text)
            if clip not in voice.names:
                place = context.locate(phrase.written, phrase.place)
                by_second = voice is not voices["first"]
                yield UnrecordedPhrase(text=text, clip=clip, place=place, by_second=by_second)


def _pieces(steps: Sequence[model.Step]) -> tuple[str, ...]:
    """Returns the paths of the pieces, without following links: a link may lead elsewhere tomorrow."""
    paths = (
        str(Path(step.place.path).absolute().parent / step.include)
        for step in walk_steps(steps)
        if isinstance(step, model.Include)
    )
    return tuple(dict.fromkeys(paths))


def _in_order(problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.place))
