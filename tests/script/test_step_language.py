"""The steps of the script language: what each means, and the problem if it is written wrongly."""

import pytest

from practice_player.lib.errors import ScriptError
from practice_player.script import model
from practice_player.script.expand import can_leave_out, every_possible_step, expand, gentler_without
from practice_player.script.parsing.reader import parse
from practice_player.script.practice_choices import Choices
from tests.fakes import HEAD, script_of


def problems(steps: str, *, practice: str = "solo", more: str = "bed: none") -> list[tuple[int, str, str]]:
    with pytest.raises(ScriptError) as caught:
        script_of(steps, practice=practice, more=more)
    return [(problem.place.line, problem.problem, problem.fix) for problem in caught.value.problems]


def flat(
    steps: str, *without: str, practice: str = "solo", more: str = "bed: none"
) -> tuple[model.SimpleStep, ...]:
    return expand(script_of(steps, practice=practice, more=more), Choices(without=frozenset(without)), {})


def spoken_texts(steps: tuple[model.SimpleStep, ...]) -> list[str]:
    return [step.say for step in steps if isinstance(step, model.Say)]


def test_each_item_is_said_in_its_turn_with_a_capital_where_a_sentence_begins() -> None:
    steps = flat("  - each: [hands, jaw]\n    repeat:\n      - say: '{item}. Let the {item} be.'\n")

    assert spoken_texts(steps) == ["Hands. Let the hands be.", "Jaw. Let the jaw be."]


def test_times_beside_each_go_round_the_items() -> None:
    steps = flat("  - each: [a, b, c]\n    times: 5\n    repeat:\n      - say: the {item}\n")

    assert spoken_texts(steps) == ["the a", "the b", "the c", "the a", "the b"]


def test_an_item_reaches_captions_prompts_questions_and_words_along_the_breath() -> None:
    steps = flat(
        """\
  - each: [hands]
    repeat:
      - stay: 3s
        caption: Feel the {item}.
      - breathe: 4-0-6-0
        cycles: 2
        along:
          - at: 1
            say: Soft {item}.
      - agree: More of the {item}?
        for: 5s
        shift:
          - rest: 5s
            caption: No {item}.
"""
    )

    stay, breathe, agree, shifted = steps
    assert isinstance(stay, model.Stay)
    assert stay.caption == "Feel the hands."
    assert isinstance(breathe, model.Breathe)
    assert breathe.along[0].say == "Soft hands."
    assert isinstance(agree, model.Agree)
    assert agree.agree == "More of the hands?"
    assert isinstance(shifted, model.Rest)
    assert shifted.caption == "No hands."


def test_the_inner_repeat_has_the_word() -> None:
    steps = flat(
        "  - each: [left, right]\n    repeat:\n      - say: To the {item}.\n"
        "      - each: [one, two]\n        repeat:\n          - say: Count {item}.\n"
    )

    assert spoken_texts(steps) == [
        "To the left.",
        "Count one.",
        "Count two.",
        "To the right.",
        "Count one.",
        "Count two.",
    ]


def test_speaker_and_listener_swap_with_each_pass() -> None:
    steps = flat(
        "  - times: 2\n    repeat:\n      - {turn: speaker, for: 30s}\n      - {turn: listener, for: 20s}\n",
        practice="partner",
    )

    assert [step.turn for step in steps if isinstance(step, model.Turn)] == [
        "first",
        "second",
        "second",
        "first",
    ]


WHEN = "  - when: {name}\n    then: [rest: 1s]\n    otherwise: [rest: 2s]\n  - rest: 3s\n"


@pytest.mark.parametrize(
    ("name", "left_out", "more", "practice"),
    [
        ("no-hold", "hold", "adaptations: [no-hold]", "solo"),
        ("no-breath", "breath", "adaptations: [no-breath]", "solo"),
        ("no-touch", "touch", "adaptations: [no-touch]", "solo"),
        ("eyes-open", "closed-eyes", "adaptations: [eyes-open]", "solo"),
        ("seated", "standing", "adaptations: [seated]", "partner"),
        ("brief", "instructions", "adaptations: [brief]", "solo"),
    ],
)
def test_an_adaptation_holds_when_its_opposite_is_left_out(
    name: str, left_out: str, more: str, practice: str
) -> None:
    script = WHEN.format(name=name)

    usual_steps = flat(script, more=more, practice=practice)
    adapted_steps = flat(script, left_out, more=more, practice=practice)

    assert [float(step.rest.least_s) for step in usual_steps if isinstance(step, model.Rest)] == [2, 3]
    assert [float(step.rest.least_s) for step in adapted_steps if isinstance(step, model.Rest)] == [1, 3]


@pytest.mark.parametrize("name", ["touch", "gaze", "closeness", "sharing"])
def test_a_consent_holds_until_it_is_left_out(name: str) -> None:
    script, more = WHEN.format(name=name), f"asks: {{{name}: optional}}"

    steps_with = flat(script, practice="partner", more=more)
    steps_without = flat(script, name, practice="partner", more=more)

    assert [float(step.rest.least_s) for step in steps_with if isinstance(step, model.Rest)] == [1, 3]
    assert [float(step.rest.least_s) for step in steps_without if isinstance(step, model.Rest)] == [2, 3]


UNLESS = "  - unless: {name}\n    then: [rest: 1s]\n  - rest: 3s\n"


@pytest.mark.parametrize(
    ("name", "more", "usual", "without"),
    [
        ("brief", "adaptations: [brief]", [1, 3], {"instructions": [3], "hold": [1, 3]}),
        ("touch", "asks: {touch: optional}", [3], {"touch": [1, 3], "gaze": [3]}),
    ],
)
def test_unless_is_for_whoever_a_condition_does_not_hold_for(
    name: str, more: str, usual: list[float], without: dict[str, list[float]]
) -> None:
    script = UNLESS.format(name=name)
    rests_s = {
        word: [
            float(step.rest.least_s)
            for step in flat(script, *([word] if word else []), more=more, practice="partner")
            if isinstance(step, model.Rest)
        ]
        for word in ("", *without)
    }

    assert rests_s == {"": usual} | without


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ("  - unless: brief\n    then: [rest: 1s]\n", "`brief` is not declared"),
        ("  - unless: brief\n", "`then` is missing"),
        ("  - unless: short\n    then: [rest: 1s]\n", "`short` does not fit here"),
        (
            "  - unless: brief\n    then: [rest: 1s]\n    otherwise: [rest: 2s]\n",
            "`otherwise` is not a word scripts know here",
        ),
    ],
)
def test_what_is_wrong_under_unless_is_told(steps: str, message: str) -> None:
    assert message in [problem for _, problem, _ in problems(steps + "  - rest: 3s\n")]


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ("  - unless: brief\n    then: [rest: 1s]\n", "there are choices that leave no step at all"),
        ("  - unless: brief\n    then: []\n  - rest: 3s\n", "nothing depends on this"),
    ],
)
def test_something_is_left_out_under_unless_and_something_stays(steps: str, message: str) -> None:
    assert [problem for _, problem, _ in problems(steps, more="adaptations: [brief]")] == [message]


def test_what_stands_under_unless_can_be_left_out_and_instructions_are_nothing_gentler() -> None:
    both = UNLESS.format(name="brief") + UNLESS.format(name="no-hold")
    script = script_of(both, more="adaptations: [brief, no-hold]")

    assert can_leave_out(script) == {"instructions", "hold"}
    assert gentler_without(script) == {"hold"}


def test_every_way_meets_every_branch_and_item() -> None:
    script = script_of(
        """\
  - when: no-hold
    then: [say: one]
    otherwise: [say: two]
  - agree: three
    for: 5s
    then: [say: four]
    shift: [say: five]
  - times: 0/0/3
    each: [six, seven]
    repeat:
      - say: "{item}"
""",
        more="adaptations: [no-hold]",
    )

    texts = [step.say if isinstance(step, model.Say) else step.agree for step in every_possible_step(script)]  # type: ignore[union-attr]
    assert texts == ["one", "two", "three", "four", "five", "Six", "Seven"]


def test_a_step_keeps_its_place_wherever_it_is_repeated() -> None:
    steps = flat("  - rest: 1s\n  - each: [a, b]\n    repeat:\n      - say: the {item}\n")

    assert [step.place.line for step in steps] == [9, 12, 12]
    assert [step.place_of("say").column for step in steps[1:]] == [14, 14]


@pytest.mark.parametrize(
    ("steps", "line", "message"),
    [
        ("  - say: the {item}\n", 9, "no item here"),
        ("  - each: [a]\n    repeat:\n      - say: the {itme}\n", 11, "`{itme}` stands for nothing"),
        ("  - each: [a]\n    repeat:\n      - say: x\n        rest: 2s\n", 12, "`rest` begins a step"),
        ("  - repeat: [rest: 2s]\n", 9, "how often"),
        ("  - times: 2\n    repeat: []\n", 10, "nothing is repeated"),
        ("  - {times: 0, repeat: [rest: 2s]}\n", 9, "`0` is never"),
        ("  - {times: 9/5/7, repeat: [rest: 2s]}\n", 9, "out of order"),
        ("  - {times: 0/1/2, repeat: [rest: 2s]}\n", 9, "leave no step at all"),
        ("  - when: no-hold\n    then: [rest: 2s]\n  - rest: 2s\n", 9, "`no-hold` is not declared"),
        ("  - when: touch\n    then: [rest: 2s]\n  - rest: 2s\n", 9, "nothing this practice asks"),
        ("  - when: hold\n    then: [rest: 2s]\n", 9, "`hold` does not fit here"),
        ("  - {agree: Well?, for: 9s}\n", 9, "`shift` is missing"),
        ("  - {agree: Well?, for: 9s, shift: []}\n", 9, "nothing to shift to"),
        ("  - {background: thunder}\n  - rest: 2s\n", 9, "`thunder` does not fit"),
        ("  - {background: rain}\n", 9, "leave no step at all"),
        ("  - {turn: speaker, for: 9s}\n", 9, "no turns"),
        ("  - say: {item}\n", 9, "a text is meant here"),
        ("  - each: [a, '{item}']\n    repeat:\n      - say: the {item}\n", 9, "no item here"),
        ("  - each: [a, b]\n    repeat:\n      - {say: 'the {item}', audio: x.ogg}\n", 11, "every item"),
    ],
)  # fmt: skip
def test_what_is_written_wrongly_is_told_where_it_stands(steps: str, line: int, message: str) -> None:
    rows = problems(steps)

    assert (rows[0][0], message in rows[0][1]) == (line, True), rows


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ("  - {turn: speaker, for: 9s}\n", "only known inside a repeat"),
        ("  - {times: 3, repeat: [{turn: speaker, for: 9s}]}\n", "same number of turns"),
        ("  - {times: 2/2/4, repeat: [{turn: listener, for: 9s}]}\n", "same number of turns"),
    ],
)
def test_turns_that_would_not_be_fair_are_told(steps: str, message: str) -> None:
    assert message in problems(steps, practice="partner")[0][1]


@pytest.mark.parametrize(
    ("more", "practice", "message"),
    [
        ("adaptations: [seated]", "solo", "no step answers `seated`"),
        ("adaptations: [brief]", "solo", "no step answers `brief`"),
        ("asks: {touch: yes}", "solo", "asks nothing of a partner"),
        ("adaptations: [no-touch]", "partner", "touch is a consent"),
        ("adaptations: [sit]", "solo", "`sit` does not fit here"),
        ("caution: [{when: touch, say: Let go.}]", "partner", "`touch` is nothing this practice asks"),
        ("needs: [a pen, {unless: no-hold, say: a clock}]", "solo", "`no-hold` is not declared"),
        ("caution: [{say: Slowly.}]", "solo", "not said for which choices"),
        ("caution: [{when: touch, unless: gaze, say: Slowly.}]", "partner", "not said for which choices"),
        ("needs: []", "solo", "there are no words here"),
        ("caution: {when: touch, say: Let go.}", "partner", "a text is meant here"),
        ("caution: [[Slowly.]]", "solo", "this is a list"),
        ("caution: [Slowly., {when: touch}]", "partner", "`say` is missing"),
        ("caution: [{wen: touch, say: Let go.}]", "partner", "`wen` is not a word scripts know here"),
        ("caution: [{when: hold, say: Let go.}]", "solo", "`hold` does not fit here"),
    ],
)
def test_a_head_that_promises_what_no_step_keeps_is_told(more: str, practice: str, message: str) -> None:
    rows = problems("  - rest: 2s\n", practice=practice, more=more)

    assert rows[0][0] == 7
    assert message in rows[0][1]


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ("  - times: 200\n    repeat:\n      - times: 200\n        repeat: [rest: 1s]\n", "2000 steps"),
        ("  - times: 6\n    repeat:\n      - {breathe: 4-0-6-0, cycles: 2000}\n", "10000 breaths"),
        (
            "  - times: 200\n    each: [" + "long " * 1000 + "]\n    repeat:\n      - say: the {item}\n",
            "letters",
        ),
        ("  - times: 9\n    repeat: [rest: 2h]\n", "twelve hours"),
    ],
)
def test_a_repeat_cannot_blow_a_practice_up(steps: str, message: str) -> None:
    (row,) = problems(steps)

    assert row[0] == 9
    assert message in row[1]


@pytest.mark.parametrize("written", ['"\\u200b\\u200b"', '"\\u2060"', '""'])
def test_a_title_that_nobody_can_see_is_told(written: str) -> None:
    text = HEAD.format(practice="solo", more="").replace("A Test", written)

    with pytest.raises(ScriptError) as caught:
        parse(text + "  - rest: 2s\n", path="test.yaml")

    assert caught.value.problems[0].place.line == 2


def test_a_list_where_a_text_is_meant_is_told_as_one() -> None:
    ((_, problem, fix),) = problems("  - {rest: 2s, caption: [x]}\n")

    assert "this is a list" in problem
    assert "without brackets" in fix


def with_summary(summary: str) -> str:
    head = HEAD.format(practice="partner", more="asks: {touch: optional, gaze: optional}")
    steps = "  - {when: touch, then: [rest: 1s]}\n  - {when: gaze, then: [rest: 1s]}\n  - rest: 1s\n"
    return head.replace("summary: For tests.", f"summary: {summary}") + steps


@pytest.mark.parametrize(
    "summary",
    [
        "[{when: touch, say: Hold hands.}]",
        "[{when: touch, say: Hold hands.}, {unless: gaze, say: Look away.}]",
    ],
)
def test_a_summary_that_some_choice_leaves_empty_is_told(summary: str) -> None:
    with pytest.raises(ScriptError, match="no summary at all") as caught:
        parse(with_summary(summary), path="test.yaml")

    assert caught.value.problems[0].place.line == 6


@pytest.mark.parametrize(
    "summary",
    [
        "[{when: touch, say: Hold hands.}, Rest.]",
        "[{when: touch, say: Hold hands.}, {unless: touch, say: Rest.}]",
    ],
)
def test_a_summary_with_words_for_every_choice_is_none_the_worse(summary: str) -> None:
    assert len(parse(with_summary(summary), path="test.yaml").summary) == 2
