"""The questions after a week: how it felt, in private, and the plan of the next."""

from dataclasses import replace
from datetime import date

import pytest

from practice_player.prompts.after import AfterAnswers, ask_after, ask_after_with_plan
from practice_player.prompts.before import PreparationQuestions, RememberedFacts, ask_before
from practice_player.prompts.prompt import Entry, Prompt
from practice_player.prompts.week import PlannedTime, WeekPlan, ask_week, plan_lines
from tests.prompts.dialog_runner import run_dialog

PAIR = ("Ana", "Ben")
FRIDAY = date(2026, 11, 27)
KEEP, SHOW = "1", "2"
NOTHING_FELT = ("", "", "", KEEP) * 2
WALK = PlannedTime(kind="together", what="a walk by the river", day=date(2026, 11, 29), part="evening")


def answer_week(*answers: str, people: tuple[str, ...] = PAIR) -> tuple[WeekPlan, list[Prompt]]:
    return run_dialog(ask_week(people, people, FRIDAY), answers)


def shown_words(prompts: list[Prompt]) -> str:
    return " ".join(" ".join([prompt.title, *prompt.lines]) for prompt in prompts)


@pytest.mark.parametrize("first", [KEEP, SHOW])
@pytest.mark.parametrize("second", [KEEP, SHOW])
def test_how_the_week_felt_is_shown_only_if_both_say_so(first: str, second: str) -> None:
    answers = ["", "1", "3", first, "", "2", "1", second]
    answers += [""] if (first, second) == (SHOW, SHOW) else []

    _, prompts = answer_week(*answers)

    words = shown_words(prompts)
    assert ("Ana: together too little, alone too much." in words) == (first == second == SHOW)
    assert ("Ben: together about right, alone too little." in words) == (first == second == SHOW)
    assert words.count("Ana:") == (3 if first == second == SHOW else 2)


def test_what_is_felt_is_private_and_asks_the_same_of_each() -> None:
    _, prompts = answer_week("", "1", "3", KEEP, "", "", "", KEEP)

    private_prompts = [prompt for prompt in prompts if prompt.private]
    assert len(private_prompts) == 6
    ana, ben = private_prompts[:3], private_prompts[3:]
    assert [prompt.title for prompt in ana] == [prompt.title for prompt in ben]
    assert [prompt.options for prompt in ana] == [prompt.options for prompt in ben]


def test_one_person_is_asked_without_a_handover_and_shows_nothing() -> None:
    _, prompts = answer_week("1", "", people=("Ana",))

    assert not any("keyboard" in prompt.title or "Show" in prompt.title for prompt in prompts)


def test_everything_can_be_skipped() -> None:
    plan, prompts = answer_week()

    assert not plan
    assert all(prompt.default == "" for prompt in prompts)
    assert len(prompts) == 9


def test_a_plan_has_what_which_kind_when_and_what_gives_first() -> None:
    plan, _ = answer_week(
        *NOTHING_FELT, "1", " a walk  by the river ", "2", "3", "2", "", "", "", "", "2 loads of washing"
    )

    assert plan == WeekPlan(
        made_on=FRIDAY,
        times=(WALK, PlannedTime(kind="alone", who="Ana")),
        gives_first="2 loads of washing",
    )
    assert plan_lines(plan) == (
        "Sunday evening, together: a walk by the river",
        "Some day, alone (Ana)",
        "If the week got full, this was to give first: 2 loads of washing",
    )


def test_the_days_are_the_seven_after_today() -> None:
    _, prompts = answer_week(*NOTHING_FELT, "1")

    (days,) = [prompt for prompt in prompts if "day" in prompt.title]
    assert [option.label for option in days.options] == [
        *("Saturday", "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
        "some day",
    ]
    assert answer_week(*NOTHING_FELT, "1", "", "7")[0].times[0].day == date(2026, 12, 4)


def test_without_names_time_alone_is_nobodys_by_name() -> None:
    plan, _ = run_dialog(ask_week(("One of you", "The other of you"), ("", ""), FRIDAY), [*NOTHING_FELT, "2"])

    assert plan.times == (PlannedTime(kind="alone"),)


def test_a_few_words_are_a_line_of_sixty_letters() -> None:
    prompt = Prompt(title="What is it?", entry=Entry.TEXT)

    assert prompt.read("  1  walk ") == "1 walk"
    assert prompt.read("") == ""
    assert prompt.read("x" * 61) is None
    assert prompt.read("a\x07b") is None


def test_the_week_is_not_asked_about_if_something_was_too_much() -> None:
    before = ({"tension": 4}, {"tension": 4})
    steps = ask_after_with_plan(ask_after(PAIR, ("tension",), before), PAIR, PAIR, FRIDAY)

    result, _ = run_dialog(steps, ["", "9", KEEP, "", "2", KEEP, "g"])

    assert result == AfterAnswers(check_ins=({"tension": 9}, {"tension": 2}), leads_to="ground")


def test_a_week_follows_the_numbers() -> None:
    steps = ask_after_with_plan(ask_after(PAIR, (), ({}, {})), PAIR, PAIR, FRIDAY)

    result, _ = run_dialog(steps, [*NOTHING_FELT, "1", "", "", "", "", ""])

    assert result.plan is not None
    assert result.plan.times == (PlannedTime(kind="together"),)


def test_the_last_plan_is_shown_first() -> None:
    plan = WeekPlan(made_on=date(2026, 11, 20), times=(WALK,))
    questions = PreparationQuestions(title="Our Week", for_two=True, plan=plan)
    known = RememberedFacts(gate_passed=True)

    _, prompts = run_dialog(ask_before(questions, known, lambda limit: limit - 1))
    assert prompts[0].lines[0] == "Sunday evening, together: a walk by the river"

    _, prompts = run_dialog(ask_before(replace(questions, plan=None), known, lambda limit: limit - 1))
    assert "planned" not in shown_words(prompts)
