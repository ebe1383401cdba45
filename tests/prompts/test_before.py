"""What two people are asked before a practice, in which order, and what comes of it."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import pytest

from practice_player.prompts.before import Known, Needs, NotNow, Preparation, before
from practice_player.prompts.consent import Answer
from practice_player.prompts.prompt import Dialog
from tests.prompts.answering import run

YES_OR_NO = (Answer.NO, Answer.YES)
NEEDS = Needs(
    title="Hand in Hand",
    for_two=True,
    ways={"touch": (Answer.NO, Answer.SOME, Answer.YES), "sharing": YES_OR_NO},
    check_in=("tension",),
    has_turns=True,
)
KNOWN = Known(names=("Ana", "Ben"), gate_passed=True)


def never(limit: int) -> int:
    """Draws nothing gentle: the last number there is."""
    return limit - 1


def titles(answers: Sequence[str], needs: Needs = NEEDS, known: Known = KNOWN) -> list[str]:
    return [prompt.title for prompt in run(before(needs, known, never), answers)[1]]


def test_each_answers_alone_one_after_the_other() -> None:
    assert titles(["1", "1"]) == [
        "Who is here?",
        "Ana and who?",
        "Ben goes first",
        "What would be good tonight?",
        "Ana at the keyboard",
        "How tense are you?",
        "Touch, tonight?",
        "Sharing, tonight?",
        "Ben at the keyboard",
        "How tense are you?",
        "Touch, tonight?",
        "Sharing, tonight?",
    ]


def test_the_lower_answers_make_the_practice() -> None:
    answers = ["1", "1", "", "", "", "3", "3", "2", "", "8", "2", "3"]

    prepared, _ = run(before(NEEDS, KNOWN, never), answers)

    assert isinstance(prepared, Preparation)
    assert prepared.people == ("Ben", "Ana"), "the one who begins stands first"
    assert not prepared.without
    assert prepared.some == {"touch"}
    assert prepared.check_ins == ({"tension": 8}, {"tension": 3})


def test_nobody_can_tell_whose_no_it_was_from_what_is_asked() -> None:
    """The second person sees the same prompts, whatever the first one entered."""
    shown = {
        tuple(run(before(NEEDS, KNOWN, never), ["1", "1", "", "", "", *first, "", "4", "3", "3"])[1])
        for first in product(["", "7"], ["1", "2", "3", ""], ["1", "2", "3", ""])
    }

    assert len(shown) == 1


def test_what_is_answered_and_what_is_drawn_come_to_the_same_practice() -> None:
    def no_touch(limit: int) -> int:
        return 0 if limit == 6 else 3  # number 3 of the five: no touch, but sharing

    yes, no = ["", "3", "3"], ["", "1", "3"]
    begin = ["1", "1", "", "", ""]

    by_ana, _ = run(before(NEEDS, KNOWN, never), [*begin, *no, "", *yes])
    by_ben, _ = run(before(NEEDS, KNOWN, never), [*begin, *yes, "", *no])
    first_person = replace(KNOWN, first="Ben")
    by_itself, _ = run(before(NEEDS, first_person, no_touch), [*begin, *yes, "", *yes])

    assert by_ana == by_ben
    assert isinstance(by_itself, Preparation)
    assert isinstance(by_ana, Preparation)
    assert by_itself.without == by_ana.without == {"touch"}
    assert not by_itself.some | by_ana.some


def test_the_draw_can_be_turned_off_for_the_evening() -> None:
    answers = ["1", "1", "", "d", "", "", "", "3", "3", "", "", "3", "3"]

    prepared, shown = run(before(NEEDS, KNOWN, lambda _: 0), answers)

    assert isinstance(prepared, Preparation)
    assert not prepared.without | prepared.some
    assert "One evening in six" in shown[3].lines[1]
    assert "chooses nothing by itself" in shown[4].lines[1]


def test_no_answer_at_all_is_no_to_everything() -> None:
    dialog = Dialog(before(NEEDS, KNOWN, never))

    dialog.finish_unanswered()

    assert isinstance(dialog.result, Preparation)
    assert dialog.result.without == {"touch", "sharing"}
    assert dialog.result.people == ("", ""), "two of them, without names"


def test_the_gate_stands_first_and_not_now_leads_to_practices_for_one_without_a_word() -> None:
    prepared, shown = run(before(NEEDS, replace(KNOWN, gate_passed=False), never), ["n"])

    assert prepared == NotNow(leads_to_solo=True)
    assert [prompt.title for prompt in shown] == ["Before you practise together"]


def test_a_tender_practice_says_so_first() -> None:
    needs = replace(NEEDS, care=("This one is tender.",))

    assert run(before(needs, KNOWN, never), ["n"])[0] == NotNow()
    assert titles(["", "1", "1"], needs)[:2] == ["Hand in Hand is a tender one", "Who is here?"]


@pytest.mark.parametrize(("last", "first"), [("Ana", "Ben"), ("Ben", "Ana")])
def test_who_did_not_begin_last_time_goes_first(last: str, first: str) -> None:
    known = replace(KNOWN, last_pair=("Ana", "Ben"), began_last=lambda _: last)

    prepared, shown = run(before(NEEDS, known, never))

    assert isinstance(prepared, Preparation)
    assert prepared.people[0] == first
    assert shown[1].title == f"{first} goes first"
    assert shown[1].lines == (f"{last} began last time.",)


def test_the_two_can_choose_who_begins_or_draw_lots() -> None:
    known = replace(KNOWN, first="ben")
    chosen, shown = run(before(NEEDS, known, lambda _: 0), ["1", "1", "", ""])
    swapped, _ = run(before(NEEDS, known, lambda _: 0), ["1", "1", "o", ""])
    lots, _ = run(before(NEEDS, replace(known, first="lot"), lambda _: 0), ["1", "1", ""])

    people = [each.people[0] for each in (chosen, swapped, lots) if isinstance(each, Preparation)]
    assert people == ["Ben", "Ana", "Ana"]
    assert shown[2].lines == ("You chose so.",)


def test_two_on_a_call_go_without_touch_and_one_of_them_answers() -> None:
    prepared, shown = run(before(NEEDS, KNOWN, never), ["8", "1", "1", "", "", "", "", "3"])

    assert isinstance(prepared, Preparation)
    assert prepared.without == {"touch"}
    assert "Touch, tonight?" not in [prompt.title for prompt in shown]


def test_one_person_with_a_practice_for_two_is_told_so_and_it_plays() -> None:
    prepared, shown = run(before(NEEDS, KNOWN, never), ["9"])

    assert isinstance(prepared, Preparation)
    assert prepared.without == {"touch", "sharing"}
    assert shown[-1].title == "Hand in Hand is made for two"


def test_what_each_leaves_out_on_any_day_is_asked_alone_and_remembered_for_them() -> None:
    needs = replace(NEEDS, ways={}, check_in=(), has_turns=False, adaptations={"breath": "paced breathing"})
    known = replace(KNOWN, without={"Ben": frozenset({"breath", "hold"})})

    prepared, shown = run(before(needs, known, never), ["1", "1", "", "1", "", "", ""])

    assert isinstance(prepared, Preparation)
    assert prepared.without == {"breath"}
    assert prepared.adaptations == {"Ana": {"breath"}, "Ben": {"breath"}}
    assert "stays" in shown[3].options[0].label
    assert "left out" in shown[6].options[0].label


def test_a_practice_for_one_asks_only_how_they_are_and_one_key_skips_it() -> None:
    needs = Needs(title="Soft Sighs", for_two=False, check_in=("tension", "energy"))

    assert titles([""], needs, replace(KNOWN, asks_alone=True)) == ["How tense are you?"]
    assert titles([], needs) == [], "and only when they wish it"


def test_a_practice_that_has_no_way_without_is_not_begun_and_nobody_is_named() -> None:
    needs = replace(NEEDS, ways={"touch": (Answer.YES,)}, has_turns=False, check_in=())

    prepared, _ = run(before(needs, KNOWN, never), ["1", "1", "", "", "1", "", "3"])

    assert prepared == NotNow(line="Hand in Hand does not fit tonight. Another one may.")
