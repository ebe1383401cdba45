"""Consents: the lower answer holds, and nobody can tell whose it was or whether it was drawn."""

from collections import Counter
from itertools import product

import pytest

from practice_player.prompts import consent
from practice_player.prompts.consent import Answer, Answers, PossibleAnswers
from practice_player.prompts.prompt import RandomBelow

NO_SOME_YES = (Answer.NO, Answer.SOME, Answer.YES)
NO_YES = (Answer.NO, Answer.YES)
POSSIBLE_ANSWERS: PossibleAnswers = {"touch": NO_SOME_YES, "gaze": NO_YES, "sharing": NO_SOME_YES}


def all_answers(possible_answers: PossibleAnswers) -> list[Answers]:
    return [
        dict(zip(possible_answers, answers, strict=True))
        for answers in product(NO_SOME_YES, repeat=len(possible_answers))
    ]


def drawing(evening: int, number: int) -> RandomBelow:
    """Returns a source that draws this evening of six, and then this combination of answers."""
    return lambda limit: evening if limit == 6 else number


def test_the_lower_answer_holds_whoever_gave_it() -> None:
    for ana, ben in product(all_answers(POSSIBLE_ANSWERS), repeat=2):
        settled = consent.settle(POSSIBLE_ANSWERS, ana, ben)

        assert settled == consent.settle(POSSIBLE_ANSWERS, ben, ana)
        for name in POSSIBLE_ANSWERS:
            lowest = min(ana[name], ben[name])
            assert (name in settled.without) == (lowest is Answer.NO)
            assert (name in settled.some) == (lowest is Answer.SOME and Answer.SOME in POSSIBLE_ANSWERS[name])


def test_an_answer_that_was_not_given_is_no() -> None:
    assert consent.settle(POSSIBLE_ANSWERS, consent.all_yes(POSSIBLE_ANSWERS), {}).without == set(
        POSSIBLE_ANSWERS
    )
    assert consent.read_answer("") is Answer.NO
    assert consent.read_answer("anything else") is Answer.NO


def test_whatever_two_people_answer_can_also_be_drawn() -> None:
    """So a gentle evening says nothing about either of the two."""
    combinations = 3 * 2 * 3 - 1
    drawn_consents = [
        consent.settle(POSSIBLE_ANSWERS, consent.draw_answers(POSSIBLE_ANSWERS, drawing(0, number)))
        for number in range(combinations)
    ]

    answered_consents = {
        consent.settle(POSSIBLE_ANSWERS, ana, ben)
        for ana, ben in product(all_answers(POSSIBLE_ANSWERS), repeat=2)
    }

    assert len(set(drawn_consents)) == combinations, "each is as likely as any other"
    assert set(drawn_consents) == answered_consents - {
        consent.settle(POSSIBLE_ANSWERS, consent.all_yes(POSSIBLE_ANSWERS))
    }


def test_one_evening_in_six_is_gentler_by_itself() -> None:
    evenings = Counter(
        consent.draw_answers(POSSIBLE_ANSWERS, drawing(evening, 0)) == consent.all_yes(POSSIBLE_ANSWERS)
        for evening in range(6)
    )

    assert evenings == {True: 5, False: 1}


@pytest.mark.parametrize("evening", range(6))
def test_a_gentle_evening_takes_as_many_draws_as_any_other(evening: int) -> None:
    limits: list[int] = []

    def random_below(limit: int) -> int:
        limits.append(limit)
        return evening if limit == 6 else 0

    consent.draw_answers(POSSIBLE_ANSWERS, random_below)

    assert limits == [6, 17]


def test_what_has_no_way_without_is_never_drawn_and_a_no_to_it_ends_the_matter() -> None:
    possible_answers: PossibleAnswers = {"touch": (Answer.YES,), "gaze": NO_YES}

    drawn_answers = consent.draw_answers(possible_answers, lambda _: 0)

    assert drawn_answers == {"touch": Answer.YES, "gaze": Answer.NO}
    assert consent.is_impossible(
        possible_answers, consent.settle(possible_answers, {"touch": Answer.NO, "gaze": Answer.YES})
    )
    assert not consent.is_impossible(possible_answers, consent.settle(possible_answers, drawn_answers))


def test_each_answer_is_one_key_from_the_same_row_and_none_is_preset() -> None:
    for name in ("touch", "gaze", "closeness", "sharing"):
        prompt = consent.consent_prompt("Ana", name)

        assert [option.key for option in prompt.options] == ["1", "2", "3", "enter"]
        assert prompt.private
        assert consent.read_answer(prompt.default) is Answer.NO
