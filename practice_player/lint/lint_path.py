"""Checks a path: its format, and that the practices which it names are there."""

import difflib
from collections.abc import Collection, Iterator
from functools import partial
from pathlib import Path

from practice_player.lib.diagnostics import Diagnostic
from practice_player.lib.paths import to_nfc
from practice_player.lib.plain_files import ReadFile, read_bytes
from practice_player.lib.quoting import MAX_QUOTED_CHARACTERS, quoted
from practice_player.lint.rules import table
from practice_player.lint.rules.wording import problems_in_words
from practice_player.paths.model import PathStep, PracticePath
from practice_player.paths.reading import draft_of_path
from practice_player.script.parsing.source import find_words


def path_problems(
    file: Path, practices: Collection[str], read_file: ReadFile = read_bytes
) -> tuple[Diagnostic, ...]:
    """Returns every problem of a path in the order of the file; `practices` are the names there are."""
    draft = draft_of_path(file, read_file)
    if draft.script is None:
        return draft.problems
    unknown = [problem for step in draft.script.steps for problem in _unknown_practices(step, practices)]
    wording = _wording_problems(draft.script, draft.source.text)
    return tuple(sorted((*draft.problems, *unknown, *wording), key=lambda problem: problem.place))


def _wording_problems(path: PracticePath, source_text: str) -> Iterator[Diagnostic]:
    """Yields what the rules on words that press or promise say of what is shown of a path."""
    written = [(path, key) for key in ("title", "summary", "lasts", "plenty", "caution")]
    for node, key in (*written, *((step, key) for step in path.steps for key in ("words", "plenty"))):
        if words := getattr(node, key):
            locate = partial(find_words, source_text, place=node.place_of(key))
            rules = (table.AVOIDED_WORDS, table.CLAIMS)
            yield from problems_in_words(words, locate, is_solo=False, rules=rules)


def _unknown_practices(step: PathStep, practices: Collection[str]) -> Iterator[Diagnostic]:
    for name in step.practice:
        if to_nfc(name) in practices:
            continue
        near = difflib.get_close_matches(to_nfc(name)[:MAX_QUOTED_CHARACTERS], practices, n=1)
        suggestion = f"write `{near[0]}`" if near else "write a name from `practice-player list`"
        yield table.UNKNOWN_PRACTICE.diagnostic(
            step.place_of("practice"),
            problem=f"no practice is called `{quoted(name)}`",
            fix=f"{suggestion}; until then the step is passed over",
        )
