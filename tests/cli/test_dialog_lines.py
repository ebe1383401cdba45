"""Dialogs in plain mode: prompts are printed, answers are typed."""

import pytest

from practice_player.cli.dialog_lines import UNANSWERED, DialogLines
from practice_player.cli.printing import PracticeLines
from practice_player.cli.signals import StopSignals
from practice_player.prompts import check_in, consent
from practice_player.prompts.ground import ask_onward
from practice_player.prompts.people import Pair, ask_who_is_here
from practice_player.prompts.prompt import ENTER, Dialog, Option, Prompt, Result, Steps
from tests.cli.typist import Typist


def ask(steps: Steps[Result], *answers: str) -> tuple[Result | None, bool, Typist]:
    typist, dialog = Typist(answers), Dialog(steps)
    all_answered = DialogLines(PracticeLines(), typist, StopSignals()).ask(dialog)
    return dialog.result, all_answered, typist


def touch() -> Steps[str]:
    return (yield consent.consent_prompt("Ana", "touch"))


def test_a_prompt_is_printed_with_what_to_type(capsys: pytest.CaptureFixture[str]) -> None:
    result, all_answered, _ = ask(ask_onward(for_two=False, space=False), "shift")

    assert (result.choice if result else "", all_answered) == ("shift", True)
    assert capsys.readouterr().out.splitlines() == [
        "",
        "And now?",
        "Any of these is a good end to it.",
        "  1 or stay  go back to the practice, where it was",
        "  2 or shift  go back, to something gentler",
        "  3 or stop  enough for today",
        "  Enter  enough for today",
    ]


def test_names_can_be_typed_or_chosen_by_their_key() -> None:
    assert ask(ask_who_is_here(["Ana", "Ben"], ()), "2", "Cleo")[0] == Pair(names=("Ben", "Cleo"))


def test_what_is_no_answer_is_said_once_and_asked_again(capsys: pytest.CaptureFixture[str]) -> None:
    result, _, _ = ask(touch(), "maybe", "perhaps", "2")

    assert result == "some"
    out = capsys.readouterr().out
    assert out.count("One of these, please: 1, 2, 3 or Enter alone.") == 1
    assert "maybe" not in out


def test_where_only_enter_answers_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    def alone() -> Steps[str]:
        return (
            yield Prompt(title="Ana at the keyboard", options=(Option(key=ENTER, word="", label="go on"),))
        )

    ask(alone(), "3", "")

    assert capsys.readouterr().out.endswith("  Enter  go on\nEnter alone goes on.\n")


@pytest.mark.parametrize("answer", ["1", "2", "3", "", "no", "some", "yes"])
def test_nothing_that_is_printed_tells_what_was_answered_in_private(
    answer: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ask(touch(), "3")
    output_of_yes = capsys.readouterr().out

    _, _, typist = ask(touch(), answer)

    assert capsys.readouterr().out == output_of_yes
    assert typist.private_count == 1


def test_where_the_input_ends_no_answer_is_no(capsys: pytest.CaptureFixture[str]) -> None:
    result, all_answered, _ = ask(touch())

    assert (consent.read_answer(result or ""), all_answered) == (consent.Answer.NO, False)
    assert capsys.readouterr().out.endswith(f"{UNANSWERED}\n")


def test_numbers_that_were_entered_before_the_input_ends_stay_with_the_dialog() -> None:
    assert ask(check_in.ask_numbers(("tension", "energy"), "Ana"), "4")[:2] == ({"tension": 4}, False)


def test_a_terminal_does_not_keep_the_lines_of_a_private_prompt(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("LINES", "24")

    ask(touch(), "1")

    printed, _, escape_sequence = capsys.readouterr().out.partition("\x1b[")
    rows = sum(max(1, -(-len(line) // 40)) for line in printed.splitlines())
    assert escape_sequence == f"{rows}F\x1b[J", "the cursor goes up by every row, wrapped ones too"
