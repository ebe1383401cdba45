"""The dialog before a practice: what two people are asked, in which order, and what results from it."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import pytest

from practice_player.prompts.before import (
    NotNow,
    Preparation,
    PreparationQuestions,
    RememberedFacts,
    ask_before,
)
from practice_player.prompts.consent import Answer
from practice_player.prompts.prompt import Dialog
from tests.prompts.dialog_runner import run_dialog

YES_OR_NO = (Answer.NO, Answer.YES)
QUESTIONS = PreparationQuestions(
    title="Hand in Hand",
    for_two=True,
    possible_answers={"touch": (Answer.NO, Answer.SOME, Answer.YES), "sharing": YES_OR_NO},
    check_in=("tension",),
    has_turns=True,
)
REMEMBERED = RememberedFacts(names=("Ana", "Ben"), gate_passed=True)


def draw_nothing_gentle(limit: int) -> int:
    """Draws the highest number, which is never a gentle evening."""
    return limit - 1


def titles(
    answers: Sequence[str],
    questions: PreparationQuestions = QUESTIONS,
    remembered: RememberedFacts = REMEMBERED,
) -> list[str]:
    return [
        prompt.title
        for prompt in run_dialog(ask_before(questions, remembered, draw_nothing_gentle), answers)[1]
    ]


def test_each_answers_alone_one_after_the_other() -> None:
    assert titles(["1", "2"]) == [
        "Who is here?",
        "Ana and who?",
        "Ben goes first",
        "What would be good tonight?",
        "Touch, tonight?",
        "Sharing, tonight?",
        "Ben at the keyboard",
        "Touch, tonight?",
        "Sharing, tonight?",
    ]


def test_the_lower_answers_make_the_practice() -> None:
    answers = ["1", "2", "", "n", "", "3", "3", "2", "", "8", "2", "3"]

    preparation, _ = run_dialog(ask_before(QUESTIONS, REMEMBERED, draw_nothing_gentle), answers)

    assert isinstance(preparation, Preparation)
    assert preparation.people == ("Ben", "Ana"), "the one who begins stands first"
    assert not preparation.without
    assert preparation.some == {"touch"}
    assert preparation.check_ins == ({"tension": 8}, {"tension": 3})


def test_nobody_can_tell_whose_no_it_was_from_what_is_asked() -> None:
    """The second person sees the same prompts, whatever the first one entered."""
    prompt_sequences = {
        tuple(
            run_dialog(
                ask_before(QUESTIONS, REMEMBERED, draw_nothing_gentle),
                ["1", "2", "", "n", "", *first_answers, "", "4", "3", "3"],
            )[1]
        )
        for first_answers in product(["", "7"], ["1", "2", "3", ""], ["1", "2", "3", ""])
    }

    assert len(prompt_sequences) == 1


def test_what_is_answered_and_what_is_drawn_come_to_the_same_practice() -> None:
    def draw_no_touch(limit: int) -> int:
        return 0 if limit == 6 else 3  # number 3 of the five: no touch, but sharing

    yes_to_both, no_to_touch = ["3", "3"], ["1", "3"]
    opening = ["1", "2", "", ""]

    refused_by_ana, _ = run_dialog(
        ask_before(QUESTIONS, REMEMBERED, draw_nothing_gentle), [*opening, *no_to_touch, "", *yes_to_both]
    )
    refused_by_ben, _ = run_dialog(
        ask_before(QUESTIONS, REMEMBERED, draw_nothing_gentle), [*opening, *yes_to_both, "", *no_to_touch]
    )
    ben_first = replace(REMEMBERED, first="Ben")
    drawn, _ = run_dialog(
        ask_before(QUESTIONS, ben_first, draw_no_touch), [*opening, *yes_to_both, "", *yes_to_both]
    )

    assert refused_by_ana == refused_by_ben
    assert isinstance(drawn, Preparation)
    assert isinstance(refused_by_ana, Preparation)
    assert drawn.without == refused_by_ana.without == {"touch"}
    assert not drawn.some | refused_by_ana.some


def test_the_draw_can_be_turned_off_for_the_evening() -> None:
    answers = ["1", "2", "", "d", "", "3", "3", "", "3", "3"]

    preparation, shown = run_dialog(ask_before(QUESTIONS, REMEMBERED, lambda _: 0), answers)

    assert isinstance(preparation, Preparation)
    assert not preparation.without | preparation.some
    assert "One evening in six" in shown[3].lines[1]
    assert "not gentler by itself" in shown[4].lines[1]


def test_no_answer_at_all_is_no_to_everything() -> None:
    dialog = Dialog(ask_before(QUESTIONS, REMEMBERED, draw_nothing_gentle))

    dialog.finish_unanswered()

    assert isinstance(dialog.result, Preparation)
    assert dialog.result.without == {"touch", "sharing"}
    assert dialog.result.people == ("", ""), "two of them, without names"


def test_the_gate_stands_first_and_not_now_leads_to_practices_for_one_without_a_word() -> None:
    preparation, shown = run_dialog(
        ask_before(QUESTIONS, replace(REMEMBERED, gate_passed=False), draw_nothing_gentle), ["n"]
    )

    assert preparation == NotNow(leads_to_solo=True)
    assert [prompt.title for prompt in shown] == ["Before you practise together"]


def test_a_tender_practice_says_so_first() -> None:
    questions = replace(QUESTIONS, care=("This one is tender.",))

    assert run_dialog(ask_before(questions, REMEMBERED, draw_nothing_gentle), ["n"])[0] == NotNow()
    assert titles(["", "1", "2"], questions)[:2] == ["Hand in Hand is a tender one", "Who is here?"]


@pytest.mark.parametrize(("last", "first"), [("Ana", "Ben"), ("Ben", "Ana")])
def test_who_did_not_begin_last_time_goes_first(last: str, first: str) -> None:
    remembered = replace(REMEMBERED, last_pair=("Ana", "Ben"), began_last=lambda _: last)

    preparation, shown = run_dialog(ask_before(QUESTIONS, remembered, draw_nothing_gentle))

    assert isinstance(preparation, Preparation)
    assert preparation.people[0] == first
    assert shown[1].title == f"{first} goes first"
    assert shown[1].lines == (f"{last} began last time.",)


def test_the_two_can_choose_who_begins_or_draw_lots() -> None:
    remembered = replace(REMEMBERED, first="ben")
    chosen, shown = run_dialog(ask_before(QUESTIONS, remembered, lambda _: 0), ["1", "2", "", ""])
    swapped, _ = run_dialog(ask_before(QUESTIONS, remembered, lambda _: 0), ["1", "2", "o", ""])
    drawn, _ = run_dialog(
        ask_before(QUESTIONS, replace(remembered, first="lot"), lambda _: 0), ["1", "2", ""]
    )

    first_people = [
        preparation.people[0]
        for preparation in (chosen, swapped, drawn)
        if isinstance(preparation, Preparation)
    ]
    assert first_people == ["Ben", "Ana", "Ana"]
    assert shown[2].lines == ("You chose so.",)


def test_two_on_a_call_go_without_touch_and_one_of_them_answers() -> None:
    preparation, shown = run_dialog(
        ask_before(QUESTIONS, REMEMBERED, draw_nothing_gentle), ["8", "1", "2", "", "", "3"]
    )

    assert isinstance(preparation, Preparation)
    assert preparation.without == {"touch"}
    assert "Touch, tonight?" not in [prompt.title for prompt in shown]


def test_one_person_with_a_practice_for_two_is_told_so_and_it_plays() -> None:
    preparation, shown = run_dialog(ask_before(QUESTIONS, REMEMBERED, draw_nothing_gentle), ["9"])

    assert isinstance(preparation, Preparation)
    assert preparation.without == {"touch", "sharing"}
    assert shown[-1].title == "Hand in Hand is made for two"


def test_what_each_leaves_out_on_any_day_is_asked_alone_and_remembered_for_them() -> None:
    questions = replace(
        QUESTIONS,
        possible_answers={},
        check_in=(),
        has_turns=False,
        adaptations={"breath": "paced breathing"},
    )
    remembered = replace(REMEMBERED, without={"Ben": frozenset({"breath", "hold"})})

    preparation, shown = run_dialog(
        ask_before(questions, remembered, draw_nothing_gentle), ["1", "2", "", "1", "", "", ""]
    )

    assert isinstance(preparation, Preparation)
    assert preparation.without == {"breath"}
    assert preparation.adaptations == {"Ana": {"breath"}, "Ben": {"breath", "hold"}}
    assert preparation.asked_about == {"breath"}
    assert "stays" in shown[3].options[0].label
    assert "left out" in shown[6].options[0].label


TWO_EARS = replace(
    QUESTIONS,
    title="Two Good Ears",
    possible_answers={"gaze": YES_OR_NO, "sharing": YES_OR_NO},
    check_in=("tension", "closeness", "heard"),
    adaptations={"breath": "paced breathing"},
)


def test_two_new_people_are_asked_a_dozen_things_at_most() -> None:
    new = RememberedFacts()

    assert titles(["", "Ana", "Ben"], TWO_EARS, new) == [
        "Before you practise together",
        "Who is here?",
        "Ana and who?",
        "Ben goes first",
        "What would be good tonight?",
        "Ana: anything to leave out for you?",
        "Eye contact, tonight?",
        "Sharing, tonight?",
        "Ben at the keyboard",
        "Ben: anything to leave out for you?",
        "Eye contact, tonight?",
        "Sharing, tonight?",
    ]


def test_the_same_two_as_last_time_are_asked_eight_things() -> None:
    everything = frozenset(TWO_EARS.adaptations)
    known = replace(REMEMBERED, last_pair=("Ana", "Ben"), asked={"Ana": everything, "Ben": everything})

    assert len(titles([], TWO_EARS, known)) == 8


def test_numbers_are_asked_of_both_or_of_nobody() -> None:
    wanted = titles(["1", "2", "", "n", ""])
    unwanted = titles(["1", "2", "", "n", ""], remembered=replace(REMEMBERED, asks_numbers=True))

    assert wanted.count("How tense are you?") == 2
    assert unwanted.count("How tense are you?") == 0


def test_what_to_leave_out_is_asked_again_only_on_request_and_holds_all_the_same() -> None:
    known = replace(
        REMEMBERED,
        without={"Ana": frozenset({"breath"})},
        asked={"Ana": frozenset({"breath"}), "Ben": frozenset({"breath"})},
    )
    opening = ["ana", "ben", ""]

    as_remembered, shown = run_dialog(ask_before(TWO_EARS, known, draw_nothing_gentle), opening)
    by_ana, _ = run_dialog(
        ask_before(TWO_EARS, known, draw_nothing_gentle), [*opening, "l", "1", "", "3", "3", "", "3", "3"]
    )
    by_ben, _ = run_dialog(
        ask_before(TWO_EARS, known, draw_nothing_gentle), [*opening, "", "3", "3", "l", "1", "", "3", "3"]
    )

    assert not any("leave out" in prompt.title for prompt in shown)
    assert isinstance(as_remembered, Preparation)
    assert isinstance(by_ana, Preparation)
    assert isinstance(by_ben, Preparation)
    assert "breath" in as_remembered.without
    assert "breath" not in by_ana.without
    assert (as_remembered.adaptations, by_ana.adaptations) == ({}, {"Ana": frozenset()})
    assert by_ben.adaptations == {"Ben": {"breath"}}


def test_where_there_is_nothing_to_agree_to_nothing_is_asked_of_each() -> None:
    questions = replace(QUESTIONS, title="Back to the Room", possible_answers={}, has_turns=False)

    assert titles(["1", "2"], questions) == ["Who is here?", "Ana and who?"]


def test_a_practice_for_one_asks_only_how_they_are_and_one_key_skips_it() -> None:
    questions = PreparationQuestions(title="Soft Sighs", for_two=False, check_in=("tension", "energy"))

    assert titles([""], questions, replace(REMEMBERED, asks_numbers=True)) == ["How tense are you?"]
    assert titles([], questions) == [], "and only when they wish it"


def test_a_practice_that_has_no_way_without_is_not_begun_and_nobody_is_named() -> None:
    questions = replace(QUESTIONS, possible_answers={"touch": (Answer.YES,)}, has_turns=False, check_in=())

    preparation, _ = run_dialog(
        ask_before(questions, REMEMBERED, draw_nothing_gentle), ["1", "2", "", "1", "", "3"]
    )

    assert preparation == NotNow(line="Hand in Hand does not fit tonight. Another one may.")
