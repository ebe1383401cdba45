"""The rule on words that too many practices of the shelf say alike."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Final, TypeAlias

from practice_player.lib.diagnostics import Diagnostic
from practice_player.lint.report import Report, Saying
from practice_player.lint.rules import table
from practice_player.lint.rules.table import MIN_REFRAIN_WORDS
from practice_player.script.sentences import split_phrases

_WORD: Final = re.compile(r"\w+(?:['\u2019]\w+)*")

_WordRun: TypeAlias = tuple[str, ...]
"""Words in a row, in small letters."""


def refrains(shelf: Sequence[Report], checked: Collection[Report]) -> Iterator[Diagnostic]:
    """Yields a problem where a practice says what more than a third of the shelf says, once for each.

    `checked` are the practices of the shelf that are asked about.
    """
    counts = _common_runs(
        [[words for saying in report.said for words in _sentences(saying)] for report in shelf]
    )
    for report in checked:
        told: list[_WordRun] = []
        for run in sorted(counts, key=len, reverse=True):
            saying = next((saying for saying in report.said if _says(saying, run)), None)
            if saying and not any(run in _runs([longer], len(run)) for longer in told):
                told.append(run)
                yield table.REFRAIN.diagnostic(
                    saying.place,
                    problem=f"“{' '.join(run)}” is said in {counts[run]} of {len(shelf)} practices",
                    fix="say it in other words here, or leave it out where the screen shows it",
                )


def _common_runs(sentences_by_script: Sequence[Sequence[_WordRun]]) -> dict[_WordRun, int]:
    """Returns the runs that more than a third of the scripts have, each with how many have it."""
    common: dict[_WordRun, int] = {}
    length = MIN_REFRAIN_WORDS
    candidates = [_runs(script, length) for script in sentences_by_script]
    while any(candidates):
        counts = Counter(run for runs in candidates for run in runs)
        found = {run: count for run, count in counts.items() if count > max(1, len(candidates) / 3)}
        common |= found
        length += 1
        candidates = [
            {run for run in _runs(script, length) if run[:-1] in found and run[1:] in found}
            for script in sentences_by_script
        ]
    return common


def _runs(sentences: Sequence[_WordRun], length: int) -> set[_WordRun]:
    """Returns all runs of so many words."""
    return {words[start : start + length] for words in sentences for start in range(len(words) - length + 1)}


def _says(saying: Saying, run: _WordRun) -> bool:
    return run in _runs(_sentences(saying), len(run))


def _sentences(saying: Saying) -> list[_WordRun]:
    return [
        tuple(word.lower().replace("\u2019", "'") for word in _WORD.findall(sentence))
        for sentence in split_phrases(saying.text)
    ]
