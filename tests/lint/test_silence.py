"""The rules on silences, cautions, looking inward, and what a card says of things that were left out."""

import pytest

from tests.lint.linting import codes_of, line_and_column, lint_steps


def test_a_long_silence_that_nobody_announced_is_an_error() -> None:
    (problem,) = lint_steps("  - say: Find a chair.\n  - rest: 30/60/120s\n", code="unannounced-silence")

    assert line_and_column(problem) == (10, 5)
    assert "up to 120 s" in problem.problem


@pytest.mark.parametrize(
    "steps",
    [
        "  - say: Now two minutes of quiet.\n  - rest: 120s\n",
        "  - say: Now two minutes of quiet.\n  - bell: 1\n  - rest: 120s\n",
        "  - say: Find a chair.\n  - rest: 90s\n",
        "  - say: Find a chair.\n  - rest: 60s\n  - bell: 1\n  - rest: 60s\n",
        "  - say: Breathe along.\n  - {breathe: 4-0-6-0, cycles: 60}\n",
        "  - say: Twice a quiet while.\n  - rest: 5m\n  - say: And again.\n  - rest: 5m\n",
    ],
)
def test_an_announced_or_a_broken_silence_is_fine(steps: str) -> None:
    assert not lint_steps(steps, code="unannounced-silence")


@pytest.mark.parametrize(
    "steps",
    [
        "  - say: Find a chair.\n  - rest: 50s\n  - stay: 50s\n",
        "  - {say: Find a chair., pause: 100s}\n",
        "  - say: Some quiet now.\n  - rest: 60s\n  - say: And on.\n  - rest: 100s\n",
        "  - say: Breathe along.\n  - {breathe: 4-0-6-0, cycles: 10, cue: none}\n",
    ],
)
def test_silences_add_up_and_one_announcement_serves_one_silence(steps: str) -> None:
    assert len(lint_steps(steps, code="unannounced-silence")) == 1


def test_a_tender_practice_needs_a_caution() -> None:
    (problem,) = lint_steps("  - rest: 20s\n", level=3)

    assert (problem.code, line_and_column(problem)) == ("caution-missing", (5, 8))
    assert not lint_steps("  - rest: 20s\n", level=3, more="caution: Not in bed.")


@pytest.mark.parametrize(
    "words", ["Where in your body is it?", "Look inward, a little.", "Your feelings may come."]
)
def test_a_look_inward_without_a_care_note_is_an_error(words: str) -> None:
    (problem,) = lint_steps(f"  - say: {words}\n", code="inward-without-care")

    assert problem.severity == "error"
    assert not lint_steps(f"  - say: {words}\n", more="care: [inward]", code="inward-without-care")


def test_the_exact_words_are_pointed_at_in_a_folded_block() -> None:
    steps = "  - say: >\n      Sit down.\n      And now look\n      inward, if you like.\n"

    (problem,) = lint_steps(steps, code="inward-without-care")

    assert line_and_column(problem) == (11, 15)


def test_a_mistake_elsewhere_hides_no_safety_error_and_makes_up_none() -> None:
    with_unsafe_breath = lint_steps(
        "  - {breathe: 1-0-1-0, cycles: 3 0, cue: hm}\n  - rest: 20\n", more="cair: [inward]"
    )
    with_unsure_care = lint_steps("  - {breathe: 4-4-4-4, cycles: 3}\n", more="care: [breath-hld]")

    assert codes_of(with_unsafe_breath) == {"format", "fast-breathing"}
    assert codes_of(with_unsure_care) == {"format", "no-way-without-hold", "no-way-without-breath"}, (
        "what `care` was to say is not known"
    )


def test_a_silence_on_any_road_is_found_once() -> None:
    steps = (
        "  - say: Find a chair.\n"
        "  - when: eyes-open\n    then: [rest: 100s]\n    otherwise: [rest: 10s]\n"
        "  - {times: 1/2/3, repeat: [rest: 40s]}\n"
    )

    problems = lint_steps(steps, more="adaptations: [eyes-open]", code="unannounced-silence")

    assert [(problem.place.line, problem.problem.split(" s ")[0]) for problem in problems] == [
        (11, "up to 220"),
        (12, "up to 130"),
    ]


def test_what_the_listener_ends_is_no_silence() -> None:
    assert not lint_steps("  - say: Find a chair.\n  - wait: 5m\n  - rest: 60s\n", code="unannounced-silence")


CARD = "left-out-on-card"
TOUCHING = (
    "  - when: touch\n    then: [say: 'A hug, if you like.']\n    otherwise: [say: 'A wave, if you like.']\n"
)
BREATHING = "  - when: no-breath\n    then: [rest: 60s]\n    otherwise: [{breathe: 4-0-6-0, cycles: 6}]\n"


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("caution: Slowly. A hug is asked about again.", 20),
        ("needs: [a chair, something to hug]", 31),
        ("caution: [{unless: touch, say: No kiss.}, {unless: touch, say: Hold hands.}]", 64),
    ],
)
def test_a_card_speaks_of_nothing_that_was_declined(text: str, column: int) -> None:
    more = f"asks: {{touch: optional}}\n{text}"

    (problem,) = lint_steps(TOUCHING, practice="partner", more=more, code=CARD)

    assert (problem.severity, line_and_column(problem)) == ("advice", (8, column))
    assert "{when: touch, say: …}" in problem.fix


def test_a_card_warns_of_no_breath_that_was_left_out() -> None:
    more = "adaptations: [no-breath]\ncaution: {0}"

    (problem,) = lint_steps(BREATHING, more=more.format("Light-headed? Stop."), code=CARD)

    assert "{unless: no-breath, say: …}" in problem.fix
    assert not lint_steps(
        BREATHING, more=more.format("[{unless: no-breath, say: Light-headed? Stop.}]"), code=CARD
    )
    assert not lint_steps(
        "  - {breathe: 4-0-6-0, cycles: 6}\n", more="caution: Light-headed? Stop.", code=CARD
    )


@pytest.mark.parametrize(
    "steps",
    [
        "  - say: Find a chair.\n  - rest: 170s\n    along: [{at: half, say: Still here.}]\n",
        "  - say: Find a chair.\n  - rest: 10m\n    along: [{every: 80s, bell: 1}]\n",
        "  - say: Twenty minutes of quiet.\n  - rest: 20m\n    along: [{at: third, say: And back.}]\n",
    ],
)
def test_words_and_bells_along_a_silence_divide_it_and_one_announcement_serves_all_of_it(steps: str) -> None:
    assert not lint_steps(steps, code="unannounced-silence")


@pytest.mark.parametrize(
    "steps",
    [
        "  - say: Find a chair.\n  - rest: 170s\n    along: [{at: third, say: Still here.}]\n",
        "  - say: Find a chair.\n  - rest: 10m\n    along: [{every: 100s, bell: 1}]\n",
        "  - say: Find a chair.\n  - rest: 60s\n    along: [{at: third, bell: 1}]\n  - rest: 60s\n",
    ],
)
def test_the_gaps_between_them_count(steps: str) -> None:
    assert len(lint_steps(steps, code="unannounced-silence")) == 1
