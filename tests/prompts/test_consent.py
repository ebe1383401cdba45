"""The lower answer holds, and nobody can tell whose it was, nor whether it was anybody's."""

from collections import Counter
from itertools import product

import pytest

from practice_player.prompts import consent
from practice_player.prompts.consent import Answer, Answers, Ways
from practice_player.prompts.prompt import RandomBelow

THREE = (Answer.NO, Answer.SOME, Answer.YES)
TWO = (Answer.NO, Answer.YES)
WAYS: Ways = {"touch": THREE, "gaze": TWO, "sharing": THREE}


def every_answer(ways: Ways) -> list[Answers]:
    return [dict(zip(ways, answers, strict=True)) for answers in product(THREE, repeat=len(ways))]


def draws(evening: int, number: int) -> RandomBelow:
    """Draws this of the six evenings, and then this combination."""
    return lambda limit: evening if limit == 6 else number


def test_the_lower_answer_holds_whoever_gave_it() -> None:
    for ana, ben in product(every_answer(WAYS), repeat=2):
        settled = consent.settle(WAYS, ana, ben)

        assert settled == consent.settle(WAYS, ben, ana)
        for name in WAYS:
            lowest = min(ana[name], ben[name])
            assert (name in settled.without) == (lowest is Answer.NO)
            assert (name in settled.some) == (lowest is Answer.SOME and Answer.SOME in WAYS[name])


def test_an_answer_that_was_not_given_is_no() -> None:
    assert consent.settle(WAYS, consent.all_yes(WAYS), {}).without == set(WAYS)
    assert consent.answered("") is Answer.NO
    assert consent.answered("anything else") is Answer.NO


def test_whatever_two_people_answer_can_also_be_drawn() -> None:
    """So a gentle evening says nothing about either of the two."""
    combinations = 3 * 2 * 3 - 1
    drawn = [consent.settle(WAYS, consent.drawn(WAYS, draws(0, number))) for number in range(combinations)]

    answered = {consent.settle(WAYS, ana, ben) for ana, ben in product(every_answer(WAYS), repeat=2)}

    assert len(set(drawn)) == combinations, "each is as likely as any other"
    assert set(drawn) == answered - {consent.settle(WAYS, consent.all_yes(WAYS))}


def test_one_evening_in_six_is_gentler_by_itself() -> None:
    evenings = Counter(
        consent.drawn(WAYS, draws(evening, 0)) == consent.all_yes(WAYS) for evening in range(6)
    )

    assert evenings == {True: 5, False: 1}


@pytest.mark.parametrize("evening", range(6))
def test_a_gentle_evening_takes_as_many_draws_as_any_other(evening: int) -> None:
    asked: list[int] = []

    def below(limit: int) -> int:
        asked.append(limit)
        return evening if limit == 6 else 0

    consent.drawn(WAYS, below)

    assert asked == [6, 17]


def test_what_has_no_way_without_is_never_drawn_and_a_no_to_it_ends_the_matter() -> None:
    ways: Ways = {"touch": (Answer.YES,), "gaze": TWO}

    drawn = consent.drawn(ways, lambda _: 0)

    assert drawn == {"touch": Answer.YES, "gaze": Answer.NO}
    assert consent.impossible(ways, consent.settle(ways, {"touch": Answer.NO, "gaze": Answer.YES}))
    assert not consent.impossible(ways, consent.settle(ways, drawn))


def test_each_answer_is_one_key_from_the_same_row_and_none_is_preset() -> None:
    for name in ("touch", "gaze", "closeness", "sharing"):
        prompt = consent.prompt("Ana", name)

        assert [option.key for option in prompt.options] == ["1", "2", "3", "enter"]
        assert prompt.private
        assert consent.answered(prompt.default) is Answer.NO
