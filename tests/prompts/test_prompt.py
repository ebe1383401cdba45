"""Prompts and dialogs: how an answer is read from a key or a typed word."""

import pytest

from practice_player.prompts.prompt import Dialog, Entry, Option, Prompt, Steps

STAY = Option(key="enter", word="stay", label="go on")
SHIFT = Option(key="s", word="shift", label="something gentler")


def test_a_key_and_its_word_are_the_same_answer() -> None:
    prompt = Prompt(title="Still good?", options=(STAY, SHIFT))

    assert prompt.read("s") == prompt.read("Shift ") == "shift"
    assert prompt.read("") == "stay", "Enter alone is the option with that key"
    assert prompt.read("perhaps") is None


def test_a_choice_without_a_default_is_asked_until_it_is_made() -> None:
    prompt = Prompt(title="Which?", options=(SHIFT,))

    assert prompt.read("") is None


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("0", "0"),
        ("10", "10"),
        (" 7 ", "7"),
        ("007", "7"),
        ("", ""),
        ("11", None),
        ("0011", None),
        ("-1", None),
        ("½", None),
    ],
)
def test_a_number_is_whole_and_from_0_to_10(typed: str, expected: str | None) -> None:
    assert Prompt(title="How tense?", entry=Entry.NUMBER).read(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("Ana", "Ana"), ("  Mary   Ann ", "Mary Ann"), ("1", "Ben"), ("2", None), ("x" * 31, None)],
)
def test_a_name_is_chosen_by_its_key_or_typed(typed: str, expected: str | None) -> None:
    prompt = Prompt(title="Who?", entry=Entry.NAME, options=(Option(key="1", word="Ben", label="Ben"),))

    assert prompt.read(typed) == expected


def test_a_name_with_what_a_terminal_obeys_is_refused() -> None:
    assert Prompt(title="Who?", entry=Entry.NAME).read("A\x1b[2J") is None


def test_the_end_of_the_input_answers_all_that_is_left_with_the_defaults() -> None:
    def steps() -> Steps[list[str]]:
        first = yield Prompt(title="Still good?", options=(STAY, SHIFT))
        second = yield Prompt(title="How tense?", entry=Entry.NUMBER)
        return [first, second]

    dialog = Dialog(steps())
    dialog.finish_unanswered()

    assert dialog.prompt is None
    assert dialog.result == ["stay", ""]
