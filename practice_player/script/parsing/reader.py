"""The text of a file becomes a script, or a diagnostic of every problem in it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import ValidationError

from practice_player.lib.errors import Diagnostic, Place, ScriptError
from practice_player.lib.plain_files import ReadFile, UnusableFileError, as_text, read_bytes
from practice_player.script import model, validation
from practice_player.script.parsing.lookalikes import same_but_for_spaces, straightened
from practice_player.script.parsing.messages import diagnostic_of
from practice_player.script.parsing.recovery import recovered
from practice_player.script.parsing.source import Source
from practice_player.script.parsing.yaml_tree import MOST_PROBLEMS, YamlProblemError, compose, values
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
    """Keys of the head, and `steps`, from which something wrong was taken out."""


def read(path: Path) -> model.Script:
    """The script in a file.

    Raises:
        ScriptError: every problem of the file, in its order.
    """
    return _playable(draft_of(path))


def parse(text: str, *, path: str) -> model.Script:
    """The script in `text`; `path` is named in problems, and its folder holds pieces and recordings.

    Raises:
        ScriptError: every problem of the text and of the pieces it includes, in their order.
    """
    return _playable(draft(text, path=path))


def draft_of(path: Path, read_file: ReadFile = read_bytes) -> Draft[model.Script]:
    """What can be understood of a file and its pieces."""
    return _with_pieces(_draft_of(path, model.Script, read_file), read_file)


def draft(text: str, *, path: str) -> Draft[model.Script]:
    """What can be understood of `text`, and of the pieces in its folder."""
    return _with_pieces(_draft(text, path, model.Script), read_bytes)


def draft_of_piece(path: Path, read_file: ReadFile = read_bytes) -> Draft[model.Piece]:
    """What can be understood of a piece by itself, and of those that it includes."""
    piece = _draft_of(path, model.Piece, read_file)
    if piece.script is None:
        return piece
    pieces = Pieces(path, lambda inner: _playable(_draft_of(inner, model.Piece, read_file)))
    pieces.fill(piece.script.steps, path.parent)
    return replace(piece, problems=(*piece.problems, *pieces.problems))


def _with_pieces(own: Draft[model.Script], read_file: ReadFile) -> Draft[model.Script]:
    script = own.script
    if script is None:
        return own
    path = Path(own.source.path)
    pieces = Pieces(path, lambda piece: _playable(_draft_of(piece, model.Piece, read_file)))
    pieces.fill(script.steps, path.parent)
    script.read_with(pieces.files)
    if too_large := validation.oversize(script):
        return replace(own, script=None, problems=(*own.problems, too_large))
    unsure = own.unsure | ({"steps"} if pieces.problems else frozenset())
    problems = [*own.problems, *pieces.problems, *_contradictions(script, unsure)]
    here = [problem for problem in problems if problem.place.path == own.source.path]
    elsewhere = [problem for problem in problems if problem.place.path != own.source.path]
    return replace(own, problems=(*_in_order(here), *dict.fromkeys(elsewhere)), unsure=unsure)


def _contradictions(script: model.Script, unsure: frozenset[str]) -> Iterator[Diagnostic]:
    """The problems that no single line shows, without those that taking something out has brought about."""
    if unsure & {"practice", "asks", "adaptations"}:
        return
    emptied = {script.place_of(key) for key in ("adaptations", "steps") if "steps" in unsure}
    emptied |= {script.place_of(key) for key in unsure.intersection(model.HEAD_TEXTS)}
    for problem in validation.problems(script)[:MOST_PROBLEMS]:
        if problem.place not in emptied:
            yield problem


def _draft_of(path: Path, file: type[File], read_file: ReadFile) -> Draft[File]:
    try:
        text = as_text(read_file(path))
    except UnusableFileError as exc:
        place = Place(str(path), exc.line, exc.column)
        problem = Diagnostic(place=place, problem=exc.problem, fix=exc.fix)
        return _unreadable(Source(str(path), "", None), [problem])
    return _draft(text, str(path), file)


def _draft(text: str, path: str, file: type[File]) -> Draft[File]:
    written: Draft[File] = _understood(text, text, path, file)
    lookalikes: list[Diagnostic]
    # Where all seems well, a key may still have been taken for words of the line before.
    straight, lookalikes = straightened(text, path, keys_only=not written.problems)
    if not lookalikes:
        return written
    again: Draft[File] = _understood(straight, text, path, file)
    if again.problems == written.problems and (written.problems or _says_the_same(again, written)):
        return written  # the lookalikes stand in words, and something else is wrong
    lookalikes = [_inside(written.source, problem) for problem in lookalikes]
    return replace(again, problems=_in_order([*again.problems, *lookalikes]))


def _says_the_same(one: Draft[File], other: Draft[File]) -> bool:
    texts = [draft.script.model_dump_json(warnings=False) if draft.script else "" for draft in (one, other)]
    return same_but_for_spaces(*texts)


def _understood(text: str, shown: str, path: str, file: type[File]) -> Draft[File]:
    """What can be understood of `text`; places are those of `shown`, which the author has before them."""
    try:
        node, yaml_problems = compose(text, path)
    except YamlProblemError as exc:
        source = Source(path, shown, None)
        return _unreadable(source, [_inside(source, problem) for problem in exc.problems])
    source = Source(path, shown, node)
    problems = [_inside(source, problem) for problem in yaml_problems]
    unsure: frozenset[str] = frozenset()
    script: File | None
    try:
        script = file.model_validate(values(node))
    except ValidationError as exc:
        errors = exc.errors(include_url=False)
        problems += [diagnostic_of(error, source, file) for error in errors[:MOST_PROBLEMS]]
        if (left := len(errors) - MOST_PROBLEMS) > 0:
            problem, fix = f"{left} more things are wrong in this file", "mend the ones that are told first"
            problems.append(Diagnostic(place=source.place(()), problem=problem, fix=fix))
        script, unsure = recovered(node, errors, file)
    if script is not None:
        note_places(script, node, path)
    return Draft(source=source, script=script, problems=_in_order(problems), unsure=unsure)


def _in_order(problems: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Problems of one file in its order, each once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.place))


def _inside(source: Source, problem: Diagnostic) -> Diagnostic:
    """A problem at the nearest place that the file has."""
    return replace(problem, place=source.inside(problem.place))


def _playable(understood: Draft[File]) -> File:
    if understood.problems or understood.script is None:
        raise ScriptError(understood.problems)
    return understood.script


def _unreadable(source: Source, problems: list[Diagnostic]) -> Draft[File]:
    return Draft(source=source, script=None, problems=tuple(problems), unsure=frozenset())
