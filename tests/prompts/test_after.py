"""After a practice each says alone how it is; the numbers are shown only if both say so."""

import pytest

from practice_player.prompts.after import Aftermath, after
from practice_player.prompts.check_in import too_much
from practice_player.prompts.prompt import Prompt
from tests.prompts.answering import run

PAIR = ("Ana", "Ben")
BEFORE = ({"tension": 4}, {"tension": 5})


def closing(*answers: str) -> tuple[Aftermath, list[Prompt]]:
    return run(after(PAIR, ("tension",), BEFORE), answers)


def test_the_numbers_are_shown_when_both_say_so_and_else_never() -> None:
    both, shown = closing("", "2", "2", "", "3", "2", "")
    one, hidden = closing("", "2", "2", "", "3", "1")

    assert "Ana: tension 4, then 2." in shown[-1].lines
    assert both.check_ins == one.check_ins == ({"tension": 2}, {"tension": 3})
    assert not any("4" in line for prompt in hidden for line in prompt.lines)


@pytest.mark.parametrize("answers", [("", "7", "1", "", "3", "1"), ("", "3", "1", "", "9", "1")])
def test_a_way_back_is_offered_in_the_same_words_whoever_it_is_for(answers: tuple[str, ...]) -> None:
    aftermath, shown = closing(*answers, "g")

    assert aftermath.leads_to == "ground"
    words = " ".join([shown[-1].title, *shown[-1].lines])
    assert not any(name in words for name in PAIR)


def test_nobody_who_skipped_before_is_asked_after() -> None:
    assert run(after(PAIR, ("tension",), ({}, {})))[1] == []


@pytest.mark.parametrize(
    ("before", "now", "much"),
    [(None, 6, False), (None, 7, True), (4, 6, False), (3, 6, True), (9, 7, True), (5, None, False)],
)
def test_seven_or_three_more_is_a_bit_much(before: int | None, now: int | None, *, much: bool) -> None:
    def entered(number: int | None) -> dict[str, int]:
        return {} if number is None else {"tension": number}

    assert too_much(entered(before), entered(now)) is much
