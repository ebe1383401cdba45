"""Reads the text of a file as a script, or reports every problem in it as a diagnostic."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import ValidationError

from practice_player.lib.diagnostics import Diagnostic, Place
from practice_player.lib.errors import ScriptError
from practice_player.lib.plain_files import ReadFile, UnusableFileError, as_text, read_bytes
from practice_player.script import model, validation
from practice_player.script.node import Node
from practice_player.script.parsing.lookalikes import equal_but_for_spaces, straighten
from practice_player.script.parsing.messages import diagnostic_of
from practice_player.script.parsing.recovery import recover
from practice_player.script.parsing.source import Source
from practice_player.script.parsing.yaml_tree import MAX_PROBLEMS, YamlProblemError, compose, to_plain_values
from practice_player.script.pieces import PieceReader
from practice_player.script.tree import note_places

File = TypeVar("File", bound=Node)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(Generic[File]):
    """The result of reading a script that may have problems."""

    source: Source
    script: File | None
    """The script without its wrong parts; None if nothing remains."""

    problems: tuple[Diagnostic, ...]
    """The problems in the order of the file, those of its pieces last; empty if the script can be played."""

    unsure_keys: frozenset[str]
    """Keys of the head, and `steps`, from whose values something wrong was removed."""


def read(path: Path) -> model.Script:
    """Reads the script in a file.

    Raises:
        ScriptError: with every problem of the file, in its order.
    """
    return require_playable(draft_of(path))


def parse(text: str, *, path: str) -> model.Script:
    """Reads the script in `text`; problems name `path`, whose folder holds the pieces and recordings.

    Raises:
        ScriptError: with every problem of the text and of the pieces that it includes, in their order.
    """
    return require_playable(draft(text, path=path))


def draft_of(path: Path, read_file: ReadFile = read_bytes) -> Draft[model.Script]:
    """Returns the draft of a file and its pieces."""
    return _with_pieces(draft_of_file(path, model.Script, read_file), read_file)


def draft(text: str, *, path: str) -> Draft[model.Script]:
    """Returns the draft of `text` and of the pieces in the folder of `path`."""
    return _with_pieces(_draft(text, path, model.Script), read_bytes)


def draft_of_piece(path: Path, read_file: ReadFile = read_bytes) -> Draft[model.Piece]:
    """Returns the draft of a piece by itself, and of the pieces that it includes."""
    piece_draft = draft_of_file(path, model.Piece, read_file)
    if piece_draft.script is None:
        return piece_draft
    piece_reader = PieceReader(
        path, lambda inner_path: require_playable(draft_of_file(inner_path, model.Piece, read_file))
    )
    piece_reader.fill(piece_draft.script.steps, path.parent)
    return replace(piece_draft, problems=(*piece_draft.problems, *piece_reader.problems))


def _with_pieces(script_draft: Draft[model.Script], read_file: ReadFile) -> Draft[model.Script]:
    script = script_draft.script
    if script is None:
        return script_draft
    path = Path(script_draft.source.path)
    piece_reader = PieceReader(
        path, lambda piece: require_playable(draft_of_file(piece, model.Piece, read_file))
    )
    piece_reader.fill_sound_file(script, path.parent)
    piece_reader.fill(script.steps, path.parent)
    script.note_pieces(piece_reader.files)
    if oversize_problem := validation.oversize_problem(script):
        return replace(script_draft, script=None, problems=(*script_draft.problems, oversize_problem))
    unsure_keys = script_draft.unsure_keys | ({"steps"} if piece_reader.problems else frozenset())
    problems = [*script_draft.problems, *piece_reader.problems, *_contradictions(script, unsure_keys)]
    own_problems = [problem for problem in problems if problem.place.path == script_draft.source.path]
    piece_problems = [problem for problem in problems if problem.place.path != script_draft.source.path]
    return replace(
        script_draft,
        problems=(*_in_order(own_problems), *dict.fromkeys(piece_problems)),
        unsure_keys=unsure_keys,
    )


def _contradictions(script: model.Script, unsure_keys: frozenset[str]) -> Iterator[Diagnostic]:
    """Yields the problems that no single line shows, except those caused by what recovery has removed."""
    if unsure_keys & {"practice", "asks", "adaptations"}:
        return
    emptied = {script.place_of(key) for key in ("adaptations", "steps") if "steps" in unsure_keys}
    emptied |= {script.place_of(key) for key in unsure_keys.intersection(model.HEAD_TEXTS)}
    for problem in validation.find_problems(script)[:MAX_PROBLEMS]:
        if problem.place not in emptied:
            yield problem


def draft_of_file(path: Path, file_class: type[File], read_file: ReadFile = read_bytes) -> Draft[File]:
    """Returns the draft of a file alone, of whatever class it is; other files that it names are not read."""
    try:
        text = as_text(read_file(path))
    except UnusableFileError as exc:
        place = Place(str(path), exc.line, exc.column)
        problem = Diagnostic(place=place, problem=exc.problem, fix=exc.fix)
        return _unreadable(Source(str(path), "", None), [problem])
    return _draft(text, str(path), file_class)


def _draft(text: str, path: str, file_class: type[File]) -> Draft[File]:
    written_draft: Draft[File] = _parse_draft(text, text, path, file_class)
    lookalikes: list[Diagnostic]
    # Even without a problem, a key may have been read as words of the line before.
    straight_text, lookalikes = straighten(text, path, keys_only=not written_draft.problems)
    if not lookalikes:
        return written_draft
    straight_draft: Draft[File] = _parse_draft(straight_text, text, path, file_class)
    if straight_draft.problems == written_draft.problems and (
        written_draft.problems or _have_equal_content(straight_draft, written_draft)
    ):
        return written_draft  # the lookalikes are in words, and any problem has another cause
    lookalikes = [_at_nearest_place(written_draft.source, problem) for problem in lookalikes]
    return replace(straight_draft, problems=_in_order([*straight_draft.problems, *lookalikes]))


def _have_equal_content(first: Draft[File], second: Draft[File]) -> bool:
    texts = [
        draft.script.model_dump_json(warnings=False) if draft.script else "" for draft in (first, second)
    ]
    return equal_but_for_spaces(*texts)


def _parse_draft(text: str, author_text: str, path: str, file_class: type[File]) -> Draft[File]:
    """Returns the draft of `text`, with places in `author_text`, the text as the author sees it."""
    try:
        node, yaml_problems = compose(text, path)
    except YamlProblemError as exc:
        source = Source(path, author_text, None)
        return _unreadable(source, [_at_nearest_place(source, problem) for problem in exc.problems])
    source = Source(path, author_text, node)
    problems = [_at_nearest_place(source, problem) for problem in yaml_problems]
    unsure_keys: frozenset[str] = frozenset()
    script: File | None
    try:
        script = file_class.model_validate(to_plain_values(node))
    except ValidationError as exc:
        errors = exc.errors(include_url=False)
        problems += [diagnostic_of(error, source, file_class) for error in errors[:MAX_PROBLEMS]]
        if (unnamed_count := len(errors) - MAX_PROBLEMS) > 0:
            problem, fix = (
                f"{unnamed_count} more things are wrong in this file",
                "mend the ones that are told first",
            )
            problems.append(Diagnostic(place=source.place(()), problem=problem, fix=fix))
        script, unsure_keys = recover(node, errors, file_class)
    if script is not None:
        note_places(script, node, path)
    return Draft(source=source, script=script, problems=_in_order(problems), unsure_keys=unsure_keys)


def _in_order(problems: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Returns the problems of a file, each once, in the order of their places."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.place))


def _at_nearest_place(source: Source, problem: Diagnostic) -> Diagnostic:
    """Returns a problem whose place is moved to the nearest one inside the file."""
    return replace(problem, place=source.nearest_place(problem.place))


def require_playable(script_draft: Draft[File]) -> File:
    """Returns what was read.

    Raises:
        ScriptError: with every problem of the draft.
    """
    if script_draft.problems or script_draft.script is None:
        raise ScriptError(script_draft.problems)
    return script_draft.script


def _unreadable(source: Source, problems: list[Diagnostic]) -> Draft[File]:
    return Draft(source=source, script=None, problems=tuple(problems), unsure_keys=frozenset())
