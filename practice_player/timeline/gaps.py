"""How long it is quiet after a phrase, where the script does not say.

The slowness of a practice lies here, and not in the voice.  The same pause again and again sounds like a
machine, so it varies with the length of the phrase and its place: always in the same way, as the lengths of
practices follow from it.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from practice_player.script.durations import ElasticLength
from practice_player.script.questions import real_questions
from practice_player.script.sentences import Utterance, without_closing_marks
from practice_player.timeline.reading_time import reading_s

GAP_S: Final = Decimal("2.1")
"""The pause after a phrase of usual length (content 3.1)."""

MIN_GAP_S: Final = Decimal("1.6")
MAX_GAP_S: Final = Decimal("2.8")

ELLIPSIS_SHARE: Final = Decimal(5) / 7
"""After an ellipsis something is still to come, so the pause is shorter by this factor."""

QUESTION_GAP_S: Final = Decimal(8)
"""The pause after a real question that is followed by more words of the same step."""

QUESTION_PAUSE: Final = ElasticLength(least_s=Decimal(8), usual_s=Decimal(10), most_s=Decimal(25))
"""The pause after a real question that ends a step; like a rest, it takes its share of a longer practice."""

_SHORTEST_S: Final = Decimal("1.7")
_PER_READING_S: Final = Decimal("0.12")
_LONGEST_READING_S: Final = Decimal("6.5")
_BY_PLACE_S: Final = (Decimal(0), Decimal("0.3"), Decimal("-0.1"))
"""What is added at the first, second and third place of a step, and so on round."""


def gaps_s(
    utterances: Sequence[Utterance], *, lang: str | None = None, asks: bool = False
) -> tuple[Decimal, ...]:
    """Returns the pause after each phrase that is followed by another one of the same step.

    `asks` is whether real questions among them wait for an answer.
    """
    questions = real_questions(utterances) if asks else frozenset[int]()
    return tuple(
        QUESTION_GAP_S if place in questions else gap_s(utterance, place, lang)
        for place, utterance in enumerate(utterances)
    )


def gap_s(utterance: Utterance, place: int, lang: str | None = None) -> Decimal:
    """Returns the pause after a phrase at a place in its step, counted from 0."""
    if utterance.pause_s is not None:
        return utterance.pause_s
    words = without_closing_marks(utterance.text)
    is_open = words.endswith(("…", "..."))
    reading = min(reading_s(words.rstrip(".…") if is_open else words, lang), _LONGEST_READING_S)
    varied = _SHORTEST_S + _PER_READING_S * reading + _BY_PLACE_S[place % len(_BY_PLACE_S)]
    gap = max(MIN_GAP_S, min(varied, MAX_GAP_S))
    return gap * ELLIPSIS_SHARE if is_open else gap


def closing_pause(
    utterances: Sequence[Utterance], *, lang: str | None = None, is_answered_next: bool
) -> ElasticLength:
    """Returns the pause after the last phrase of a step whose script does not say how long it is.

    `is_answered_next` is whether the step after it gives time for an answer anyway, as a rest or a turn does.
    """
    last = len(utterances) - 1
    if not is_answered_next and last in real_questions(utterances):
        return QUESTION_PAUSE
    length_s = gap_s(utterances[last], last, lang)
    return ElasticLength(least_s=length_s, usual_s=length_s, most_s=length_s)
