"""Tells a question that somebody is left alone with from one that only sounds like it.

Written so that an author can foresee it; what it gets wrong, `pause` and a mark inside the words put right.
"""

import re
from collections.abc import Sequence
from typing import Final

from practice_player.script.sentences import Utterance

_ASKS: Final = re.compile(r"[?？؟፧⁇⁈⁉]$|[\u0370-\u03ff\u1f00-\u1fff][;\u037e]$")  # noqa: RUF001
"""A question mark that nothing follows: a quoted question, “Shall we?”, is somebody else's."""

_EXAMPLES: Final = 3
"""So many questions in a row are examples to choose from, and none of them waits for an answer."""


def real_questions(utterances: Sequence[Utterance]) -> frozenset[int]:
    """Returns the numbers, from 0, of the phrases of a step that ask and then wait.

    Of two questions in a row only the second does; a colon before the question makes it an example; and where
    the author has marked a pause, that one holds.
    """
    asks = [bool(_ASKS.search(utterance.text)) for utterance in utterances]
    real: set[int] = set()
    run = 0
    for number, utterance in enumerate(utterances):
        run = run + 1 if asks[number] else 0
        goes_on = number + 1 < len(utterances) and asks[number + 1]
        if 0 < run < _EXAMPLES and not goes_on and ":" not in utterance.text and utterance.pause_s is None:
            real.add(number)
    return frozenset(real)
