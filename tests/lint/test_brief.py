"""Whoever knows a practice leaves out its instructions, and nothing that keeps people safe."""

import pytest

from tests.lint.linting import codes_of, line_and_column, lint_steps

CODE = "safety-among-instructions"
BRIEF = "adaptations: [brief]"


def unless_brief(step: str) -> str:
    return f"  - unless: brief\n    then:\n      - {step}\n  - rest: 20/30/60s\n"


@pytest.mark.parametrize(
    ("step", "wording"),
    [
        ("say: You can stop at any time.", "can stop"),
        ("say: Begin. You can also stop early.", "can also stop"),
        ("say: Small, easy breaths are enough.", "Small, easy breaths"),
        ("say: 'Light-headed? Let the next breaths be ordinary.'", "Light-headed"),
        ("{rest: 60s, along: [{at: half, say: Your eyes are welcome to stay open.}]}", "eyes are welcome"),
        ("say: Only if both of you nod.", "Only if"),
    ],
)
def test_no_way_out_and_no_warning_is_for_newcomers_only(step: str, wording: str) -> None:
    (problem,) = lint_steps(unless_brief(step), more=BRIEF, code=CODE)

    assert (problem.severity, line_and_column(problem)[0]) == ("error", 11)
    assert wording in problem.problem


@pytest.mark.parametrize(
    "step",
    [
        "say: A breath in, then a small sip more, and a long, easy breath out.",
        "{rest: 20s, caption: You can stop at any time.}",  # not said, so nobody relies on hearing it
    ],
)
def test_instructions_are_for_newcomers_only(step: str) -> None:
    assert not lint_steps(unless_brief(step), more=BRIEF, code=CODE)


def test_a_question_of_consent_is_asked_of_everybody() -> None:
    steps = unless_brief("{agree: Still good?, for: 20s, shift: [rest: 20s]}")

    (problem,) = lint_steps(steps, practice="partner", more=BRIEF, code=CODE)

    assert "would not be asked" in problem.problem


def test_what_is_said_to_both_in_other_words_is_said_to_both() -> None:
    steps = (
        "  - when: brief\n    then: [say: 'As you know it. {}']\n"
        "    otherwise: [say: 'This one is about sounds. You can stop at any time.']\n  - rest: 20/30/60s\n"
    )

    assert not lint_steps(steps.format("You can stop whenever you like."), more=BRIEF, code=CODE)
    assert lint_steps(steps.format("Here it is."), more=BRIEF, code=CODE)


def test_the_other_rules_hold_for_whoever_knows_it_too() -> None:
    announced = unless_brief("say: Two minutes of quiet follow.").replace("20/30/60s", "120s")

    assert not lint_steps(announced.replace("brief", "no-hold"), more="adaptations: [no-hold]", code=CODE)
    assert "unannounced-silence" in codes_of(lint_steps(announced, more=BRIEF))
