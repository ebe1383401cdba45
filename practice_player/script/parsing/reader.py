"""A script file becomes a session, or every problem in it, each with its place and a fix."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import ValidationError

from practice_player.lib.errors import Diagnostic, ScriptError
from practice_player.lib.plain_files import UnusableFileError, read_text
from practice_player.script import model, validation
from practice_player.script.parsing.lookalikes import same_but_for_spaces, straightened
from practice_player.script.parsing.messages import explain
from practice_player.script.parsing.recovery import recovered
from practice_player.script.parsing.source import Source
from practice_player.script.parsing.yaml_tree import MOST_SLIPS, YamlProblemError, YamlSlip, compose, values
from practice_player.script.pieces import Pieces
from practice_player.script.tree import note_places

File = TypeVar("File", model.Script, model.Piece)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(Generic[File]):
    """A script as far as it can be understood."""

    source: Source
    script: File | None
    """The script without what is wrong in it; None when nothing is left."""

    problems: tuple[Diagnostic, ...]
    """In the order of the file, those of its pieces last; empty when the script can be played."""

    unsure: frozenset[str]
    """Keys of the head, and `steps`, that hold less than their author wrote."""


def read(path: Path) -> model.Script:
    """The session in a file.

    Raises:
        ScriptError: every problem of the file, in its order.
    """
    return _playable(draft_of(path))


def parse(text: str, *, path: str) -> model.Script:
    """The session in `text`; `path` is named in problems, and its folder holds pieces and recordings.

    Raises:
        ScriptError: every problem of the text and of the pieces it includes, in their order.
    """
    return _playable(draft(text, path=path))


def draft_of(path: Path) -> Draft[model.Script]:
    """What can be understood of a file and its pieces."""
    return _with_pieces(_draft_of(path, model.Script))


def draft(text: str, *, path: str) -> Draft[model.Script]:
    """What can be understood of `text`, and of the pieces in its folder."""
    return _with_pieces(_draft(text, path, model.Script))


def draft_of_piece(path: Path) -> Draft[model.Piece]:
    """What can be understood of a piece by itself, and of those that it includes."""
    piece_draft = _draft_of(path, model.Piece)
    if piece_draft.script is None:
        return piece_draft
    pieces = Pieces(path, lambda piece: _playable(_draft_of(piece, model.Piece)))
    pieces.fill(piece_draft.script.steps, path.parent)
    return replace(piece_draft, problems=(*piece_draft.problems, *pieces.problems))


def _with_pieces(draft: Draft[model.Script]) -> Draft[model.Script]:
    script = draft.script
    if script is None:
        return draft
    path = Path(draft.source.path)
    pieces = Pieces(path, lambda piece: _playable(_draft_of(piece, model.Piece)))
    pieces.fill(script.steps, path.parent)
    script.read_with(pieces.files)
    if size := validation.oversize(script):
        return replace(draft, script=None, problems=(*draft.problems, size))
    unsure = draft.unsure | ({"steps"} if pieces.problems else frozenset())
    problems = [*draft.problems, *pieces.problems, *_nonsense(script, unsure)]
    own = [problem for problem in problems if problem.path == draft.source.path]
    others = [problem for problem in problems if problem.path != draft.source.path]
    in_order = tuple(dict.fromkeys((*sorted(own, key=_order), *others)))
    return replace(draft, problems=in_order, unsure=unsure)


def _nonsense(script: model.Script, unsure: frozenset[str]) -> Iterator[Diagnostic]:
    """What makes no sense, unless only because something was set aside."""
    if unsure & {"practice", "asks", "adaptations"}:
        return
    places = [script.place.at(key) for key in ("adaptations", "steps") if "steps" in unsure]
    emptied = {(place.line, place.column) for place in places}
    for problem in validation.problems(script)[:MOST_SLIPS]:
        if (problem.line, problem.column) not in emptied:
            yield problem


def _draft_of(path: Path, file: type[File]) -> Draft[File]:
    try:
        text = read_text(path)
    except UnusableFileError as exc:
        source = Source(str(path), "", None)
        return _nothing(source, [_problem(source, (exc.line, exc.column), exc.problem, exc.fix)])
    return _draft(text, str(path), file)


def _draft(text: str, path: str, file: type[File]) -> Draft[File]:
    draft: Draft[File] = _as_written(text, text, path, file)
    slips: list[YamlSlip]
    # Where all seems well, a key may still have been taken for words of the line before.
    straight, slips = straightened(text, keys_only=not draft.problems)
    if not slips:
        return draft
    again: Draft[File] = _as_written(straight, text, path, file)
    if again.problems == draft.problems and (draft.problems or _says_the_same(again, draft)):
        return draft  # they stand in words, and something else is wrong
    problems = [*again.problems, *(_slipped(draft.source, slip) for slip in slips)]
    return replace(again, problems=tuple(sorted(dict.fromkeys(problems), key=_order)))


def _says_the_same(one: Draft[File], other: Draft[File]) -> bool:
    texts = [draft.script.model_dump_json() if draft.script else "" for draft in (one, other)]
    return same_but_for_spaces(*texts)


def _as_written(text: str, shown: str, path: str, file: type[File]) -> Draft[File]:
    """What can be understood of `text`; places are those of `shown`, which the author has before them."""
    try:
        node, slips = compose(text)
    except YamlProblemError as exc:
        source = Source(path, shown, None)
        return _nothing(source, [_slipped(source, slip) for slip in exc.slips])
    source = Source(path, shown, node)
    problems = [_slipped(source, slip) for slip in slips]
    unsure: frozenset[str] = frozenset()
    script: File | None
    try:
        script = file.model_validate(values(node))
    except ValidationError as exc:
        errors = exc.errors(include_url=False)
        problems += [_problem(source, *explain(error, source, file)) for error in errors[:MOST_SLIPS]]
        if (left := len(errors) - MOST_SLIPS) > 0:
            message = f"{left} more things are wrong in this file", "mend the ones that are told first"
            problems.append(_problem(source, source.place(()), *message))
        script, unsure = recovered(node, errors, file)
    if script is not None:
        note_places(script, node, path)
    in_order = tuple(sorted(dict.fromkeys(problems), key=_order))
    return Draft(source=source, script=script, problems=in_order, unsure=unsure)


def _order(problem: Diagnostic) -> tuple[int, int]:
    return problem.line, problem.column


def _playable(draft: Draft[File]) -> File:
    if draft.problems or draft.script is None:
        raise ScriptError(draft.problems)
    return draft.script


def _nothing(source: Source, problems: list[Diagnostic]) -> Draft[File]:
    return Draft(source=source, script=None, problems=tuple(problems), unsure=frozenset())


def _slipped(source: Source, slip: YamlSlip) -> Diagnostic:
    return _problem(source, source.inside(slip.line, slip.column), slip.problem, slip.fix)


def _problem(source: Source, at: tuple[int, int], problem: str, fix: str) -> Diagnostic:
    return Diagnostic(path=source.path, line=at[0], column=at[1], problem=problem, fix=fix)
