"""Neighbours that changed places by length alone: each is noticed, or named as one to listen to."""

from collections.abc import Sequence

import pytest

from practice_player.importing.alignment import Sound, align
from practice_player.importing.look_alikes import advice, exchangeable
from practice_player.importing.matching import expected_s
from practice_player.importing.plan import ImportPlan, Piece
from practice_player.lib.units import RATE_HZ, frames
from tests.importing.readings import clip_sound, sentences

TEXTS = tuple(sentences())
SAY_S = tuple(len(clip_sound(text)) / RATE_HZ for text in TEXTS)
SENTENCES = (
    "The kettle is still warm, and so is the room.",
    "Perhaps the rain is soft, or it is far off.",
    "Yes.",
)


def plan_read_in(order: Sequence[int]) -> ImportPlan:
    """Returns the plan of a reading in which the sentences were said in an order."""
    sounds, at_s = list[Sound](), 1.0
    for index in order:
        sounds.append(Sound(start_s=at_s, end_s=at_s + SAY_S[index]))
        at_s += SAY_S[index] + 1.5
    pieces = tuple(
        Piece(
            file=0,
            start_frame=frames(sounds[group.first].start_s),
            end_frame=frames(sounds[group.end - 1].end_s),
            sentence=group.sentence,
        )
        for group in align(sounds, [expected_s(text) for text in TEXTS]).groups
    )
    return ImportPlan(sentences=TEXTS, pieces=pieces)


def plan_of(*lengths_s: float, by_length_only: bool = True) -> ImportPlan:
    pieces, at_s = list[Piece](), 1.0
    for index, length_s in enumerate(lengths_s):
        start, end = frames(at_s), frames(at_s + length_s)
        pieces.append(Piece(file=0, start_frame=start, end_frame=end, sentence=index))
        at_s += length_s + 1.0
    return ImportPlan(sentences=SENTENCES, pieces=tuple(pieces), by_length_only=by_length_only)


@pytest.mark.parametrize("first", range(len(TEXTS) - 1))
def test_two_that_changed_places_are_noticed_or_named(first: int) -> None:
    order = list(range(len(TEXTS)))
    order[first], order[first + 1] = first + 1, first

    plan = plan_read_in(order)

    placed = plan.placed
    was_noticed = (
        first not in placed
        or first + 1 not in placed
        or placed[first].start_frame > placed[first + 1].start_frame
    )
    assert was_noticed or first in exchangeable(plan)


def test_not_everything_is_named() -> None:
    assert 0 < len(exchangeable(plan_read_in(range(len(TEXTS))))) < len(TEXTS) - 1


def test_those_to_listen_to_are_named_by_their_numbers() -> None:
    assert exchangeable(plan_of(3.0, 3.1, 0.7)) == [0]
    assert "sentences 1 and 2." in advice(plan_of(3.0, 3.1, 0.7))


def test_where_words_were_recognised_none_is_named() -> None:
    assert advice(plan_of(3.0, 3.1, 0.7, by_length_only=False)) == ""


def test_once_a_piece_is_left_out_its_neighbour_has_nobody_to_change_places_with() -> None:
    assert "No two neighbours" in advice(plan_of(3.0, 3.1, 0.7).drop(2))
