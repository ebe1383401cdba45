"""The problems of paths, from a cache for those that have not changed: the model of scripts is not loaded."""

import hashlib
from collections.abc import Collection
from pathlib import Path

from practice_player.lib.diagnostics import Diagnostic
from practice_player.lib.fact_cache import FactCache
from practice_player.lib.plain_files import UnusableFileError, read_bytes
from practice_player.lint.report import Report, as_json, from_json


def path_problems(file: Path, practices: Collection[str], lint_cache: FactCache) -> tuple[Diagnostic, ...]:
    """Returns every problem of a path in the order of the file; `practices` are the names there are."""
    try:
        raw = read_bytes(file)
    except (UnusableFileError, OSError):
        return _new_problems(file, practices, None)
    key = f"path|{file}|{file.absolute()}"
    names = "\n".join(sorted(practices)).encode(errors="surrogateescape")
    fingerprint = hashlib.sha256(raw).hexdigest() + hashlib.sha256(names).hexdigest()
    known_fingerprint, value = lint_cache.recall(key) or ("", None)
    known = from_json(value) if known_fingerprint == fingerprint else None
    if known:
        return known.problems
    problems = _new_problems(file, practices, raw)
    lint_cache.keep(key, fingerprint, as_json(Report(problems=problems)))
    return problems


def _new_problems(file: Path, practices: Collection[str], raw: bytes | None) -> tuple[Diagnostic, ...]:
    from practice_player.lint import lint_path

    return lint_path.path_problems(file, practices, read_bytes if raw is None else lambda _: raw)
