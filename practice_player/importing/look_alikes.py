"""Which neighbours of a plan could have been read in each other's place without its being noticed.  Pure.

By length alone, two sentences that take nearly the same time cannot be told apart: a person has to listen.
"""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from practice_player.importing.alignment import LENGTH_SPREAD, length_cost
from practice_player.importing.matching import expected_s
from practice_player.importing.plan import ImportPlan

MARGIN: Final = 4.0
"""Two are told apart by length if the other way costs so much more: it is a fiftieth as likely."""


def exchangeable(plan: ImportPlan) -> list[int]:
    """Returns the index of each sentence that could as well have changed places with the next.

    There are none where words were recognised.
    """
    if not plan.by_length_only or not plan.placed:
        return []
    lengths_s = {index: piece.length_s for index, piece in plan.placed.items()}
    usual_s = [expected_s(sentence) for sentence in plan.sentences]
    pace = median(length_s / usual_s[index] for index, length_s in lengths_s.items())

    def cost(piece_of: int, sentence: int) -> float:
        return length_cost(lengths_s[piece_of], usual_s[sentence] * pace, LENGTH_SPREAD)

    return [
        first
        for first, second in pairwise(lengths_s)
        if second == first + 1
        and cost(first, second) + cost(second, first) < cost(first, first) + cost(second, second) + MARGIN
    ]


def advice(plan: ImportPlan) -> str:
    """Returns which sentences to listen to, as a line for a person; empty where words were recognised."""
    if not plan.by_length_only or not plan.placed:
        return ""
    runs = _runs(exchangeable(plan))
    if not runs:
        return "No two neighbours are so alike in length that they could have changed places unnoticed."
    named = [f"{first + 1} {'and' if last == first + 1 else 'to'} {last + 1}" for first, last in runs]
    return (
        "By length these could have changed places with a neighbour unnoticed: "
        f"sentences {'; '.join(named)}. Listen to their pieces."
    )


def _runs(indexes: Sequence[int]) -> list[tuple[int, int]]:
    """Returns the first and the last sentence of neighbours that go on into each other."""
    runs: list[tuple[int, int]] = []
    for index in indexes:
        if runs and runs[-1][1] == index:
            runs[-1] = (runs[-1][0], index + 1)
        else:
            runs.append((index, index + 1))
    return runs
