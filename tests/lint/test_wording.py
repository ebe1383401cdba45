"""The rules on wording: words that press or promise are reported, with others to use instead."""

from pathlib import Path

import pytest

from practice_player.lint.lint_script import lint_draft
from practice_player.lint.rules.patterns import compile_wordings, unnegated_matches
from practice_player.lint.rules.wordlists import CLAIMS, PRESSING
from practice_player.script.discovery import script_files
from practice_player.script.parsing.reader import draft_of
from practice_player.settings import shipped_dir
from tests.lint.linting import line_and_column, lint_steps


@pytest.mark.parametrize("wording", [problem for each in (*PRESSING, *CLAIMS) for problem in each.wordings])
def test_each_wording_of_the_lists_is_found_as_it_is_written(wording: str) -> None:
    words = wording.replace("*", "").replace(" … ", " all of ")

    problems = lint_steps(f"  - say: 'Now {words.replace(chr(39), chr(39) * 2)} x.'\n")

    assert {problem.code for problem in problems} & {"avoided-words", "claims"}
    assert all(
        problem.severity == "advice" for problem in problems if problem.code in {"avoided-words", "claims"}
    )


@pytest.mark.parametrize(
    "words",
    [
        "Close your eyes if you like.",
        "You may close your eyes, or leave them open.",
        "No need to improve it, and nobody needs to know.",
        "The bus to Perpignan, wherever it went.",
        "The shoulder you lean on.",
    ],
)
def test_an_offer_and_parts_of_other_words_are_left_alone(words: str) -> None:
    assert not lint_steps(f"  - say: {words}\n", code="avoided-words")


def test_two_may_say_we_and_a_voice_alone_may_not() -> None:
    steps = "  - say: What helped us, and what shall we do?\n"

    assert lint_steps(steps, code="avoided-words")
    assert not lint_steps(steps, practice="partner", code="avoided-words")


def test_words_are_found_in_everything_that_is_shown() -> None:
    steps = "  - {stay: 20s, caption: Just relax.}\n"

    problems = lint_steps(steps, more="caution: Let go of it.", code="avoided-words")

    assert [line_and_column(problem) for problem in problems] == [(7, 10), (9, 26)]


def test_evidence_may_name_what_was_measured() -> None:
    more = "evidence: [{claim: Cortisol was lower., source: Somebody 2020, strength: B}]"

    assert not lint_steps("  - rest: 20s\n", more=more)


def test_a_long_sentence_is_advice() -> None:
    long = "and " * 25 + "on."

    (problem,) = lint_steps(f"  - say: Short. {long}\n", code="long-sentences")

    assert problem.severity == "advice"
    assert "26 words" in problem.problem
    assert line_and_column(problem) == (9, 17)
    assert not lint_steps(f"  - say: {'and ' * 24}on.\n", code="long-sentences")


def test_an_apostrophe_is_an_apostrophe_however_it_is_typed() -> None:
    pattern = compile_wordings("don't think")

    assert pattern.search("Don\u2019t think.")
    assert pattern.search("don't  think")


def test_a_no_just_before_is_heard() -> None:
    pattern = compile_wordings("hug*")

    assert list(unnegated_matches(pattern, "A hug, or not.")) == ["hug"]
    assert not list(unnegated_matches(pattern, "There is no need to hug."))
    assert list(unnegated_matches(pattern, "No words; a hug.")) == ["hug"]


QUESTION = "ends-on-question"


@pytest.mark.parametrize(
    "steps",
    [
        "  - say: Rest. Is anything different?\n  - bell: 1\n",
        "  - say: Is anything “different?”\n    pause: 20s\n",
        "  - say: 今はどうですか？\n",  # noqa: RUF001
        "  - {rest: 60s, along: [{at: half, say: Is it still good?}]}\n",
        "  - {agree: Still good?, for: 9s, shift: [rest: 9s]}\n",
    ],
)
def test_a_question_is_not_the_last_thing_said(steps: str) -> None:
    (problem,) = lint_steps(steps + "  - rest: 20s\n", code=QUESTION)

    assert problem.severity == "advice"
    assert not lint_steps(steps + "  - rest: 20s\n  - say: That is all.\n", code=QUESTION)


def test_a_question_that_only_some_choices_end_with_is_told_once() -> None:
    steps = (
        "  - say: What is different?\n  - rest: 9s\n"
        "  - {unless: no-hold, then: [{say: 'Both are fine.'}]}\n"
        "  - {unless: brief, then: [{say: 'That is all.'}]}\n"
    )

    (problem,) = lint_steps(steps, more="adaptations: [brief, no-hold]", code=QUESTION)

    assert problem.place.line == 9


@pytest.mark.parametrize("path", list(script_files(shipped_dir("sessions"))), ids=lambda path: path.stem)
def test_nothing_is_to_be_said_of_a_shipped_script(path: Path) -> None:
    assert lint_draft(draft_of(path)) == ()


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        ("This is for your trauma.", "something hard"),
        ("It will release your tension.", "set down what you can"),
        ("Your nervous system settles.", "your body"),
        ("Co-regulate a little.", "keep each other company"),
        ("Less cortisol for you.", "strain"),
        ("A little oxytocin.", "warmth"),
        ("Reset yourself.", "take a pause"),
        ("Rewire yourself.", "practise"),
        ("A shutdown comes.", "foggy"),
        ("Fight or flight comes.", "wound up"),
        ("Spread your fingers.", "as far apart as you like"),
        ("Let it all out.", "as much or as little"),
        ("Watch it dissolve.", "fainter"),
    ],
)
def test_what_is_offered_instead_fits_the_words(words: str, instead: str) -> None:
    (problem,) = [
        problem
        for problem in lint_steps(f"  - say: {words}\n")
        if problem.code in ("avoided-words", "claims")
    ]

    assert instead in problem.fix


def test_a_respelt_word_that_is_never_said_is_told() -> None:
    steps = "  - say: Yoga Nidra, and a nidrasana.\n"

    problems = lint_steps(
        steps, more="say_as: {nidra: needra, asana: aasana, yoga nidra: x}", code="say-as-not-said"
    )

    assert [problem.problem for problem in problems] == [
        "`asana` is in no spoken phrase here, so it changes nothing"
    ]
    assert [line_and_column(problem) for problem in problems] == [(7, 9)]
