"""Characters that only look right on the screen: each is named, with what to type instead."""

import pytest

from practice_player.lib.diagnostics import Diagnostic
from practice_player.script.parsing.lookalikes import straighten
from practice_player.script.parsing.reader import draft
from tests.fakes import HEAD

SOLO = HEAD.format(practice="solo", more="bed: none")


def rows(text: str) -> list[tuple[int, int, str, str]]:
    return [
        (problem.place.line, problem.place.column, problem.problem, problem.fix) for problem in problems(text)
    ]


def problems(text: str) -> tuple[Diagnostic, ...]:
    return draft(text, path="evening.yaml").problems


@pytest.mark.parametrize(
    ("space", "name"),
    [
        ("\u00a0", "a no-break space (U+00A0)"),
        ("\u202f", "a narrow no-break space (U+202F)"),
        ("\u2007", "a figure space (U+2007)"),
        ("\u2003", "an em space (U+2003)"),
        ("\u3000", "an ideographic space (U+3000)"),
    ],
)
@pytest.mark.parametrize(
    ("steps", "line", "column"),
    [
        ("  - rest:_20s\n", 9, 10),
        ("_ _ - rest: 20s\n", 9, 1),
        ("_ - rest: 20s\n", 9, 1),
        ("  -_rest: 20s\n", 9, 4),
        ("  - _rest: 20s\n", 9, 5),
        ("  - rest_: 20s\n", 9, 9),
        ("  - say: Hello.\n    pause:_3s\n", 10, 11),
        ("  - say: Hello.\n  _ pause: 3s\n", 10, 3),
        ("  - {rest:_20s}\n", 9, 11),
        ("  - {_rest: 20s}\n", 9, 6),
        ("  - rest: 20s\n  - each: [hands, jaw]\n    repeat:_\n      - rest: 5s\n", 11, 12),
    ],
)
def test_a_space_that_is_none_to_a_script_is_reported_by_name(
    space: str, name: str, steps: str, line: int, column: int
) -> None:
    reported_rows = rows(SOLO + steps.replace("_", space))

    assert reported_rows == [(line, column, f"there is {name} here", "type an ordinary space")]


@pytest.mark.parametrize(
    ("steps", "column", "sign", "fix"),
    [
        ("  - rest\uff1a20s\n", 9, "a fullwidth colon (U+FF1A)", "an ordinary colon, and a space"),
        ("  - rest\uff1a 20s\n", 9, "a fullwidth colon (U+FF1A)", "an ordinary colon, and a space"),
        ("  \u2013 rest: 20s\n", 3, "an en dash (U+2013)", "an ordinary hyphen"),
        ("  \u2014 rest: 20s\n", 3, "an em dash (U+2014)", "an ordinary hyphen"),
        ("  \u2022 rest: 20s\n", 3, "a bullet (U+2022)", "an ordinary hyphen"),
        ("  * rest: 20s\n", 3, "an asterisk (U+002A)", "an ordinary hyphen"),
        ("  - re\u200bst: 20s\n", 7, "a zero width space (U+200B)", "delete it"),
        ("  - rest:\ufeff 20s\n", 10, "a zero width no-break space (U+FEFF)", "delete it"),
        ("\u200b  - rest: 20s\n", 1, "a zero width space (U+200B)", "delete it"),
        (
            "  - {breathe: 4\u20130\u20136\u20130, cycles: 3}\n",
            15,
            "an en dash (U+2013)",
            "an ordinary hyphen",
        ),
        ("  - rest: 20\u221530\u221545s\n", 11, "a division slash (U+2215)", "an ordinary `/`"),
        ("  - rest: 20\u200bs\n", 11, "a zero width space (U+200B)", "delete it"),
        ("  - bell: 1\u00a0\n", 11, "a no-break space (U+00A0)", "an ordinary space"),
        ("  - background: \u200brain\n", 17, "a zero width space (U+200B)", "delete it"),
    ],
)
def test_a_sign_that_only_looks_like_one_of_a_script_is_reported_by_name(
    steps: str, column: int, sign: str, fix: str
) -> None:
    (row,) = rows(SOLO + steps)

    assert row[:3] == (9, column, f"there is {sign} here")
    assert fix in row[3]


def test_what_else_is_wrong_is_reported_in_the_same_go() -> None:
    text = SOLO.replace("level: 1", "level\u00a0: 1").replace("goal: ", "goal:\u00a0") + (
        "  -\u00a0rest: 20\n  - turn: first\n    for: 20s\n"
    )

    assert [(line, problem) for line, _, problem, _ in rows(text)] == [
        (4, "there is a no-break space (U+00A0) here"),
        (5, "there is a no-break space (U+00A0) here"),
        (9, "there is a no-break space (U+00A0) here"),
        (9, "`20` is not a length"),
        (10, "a solo practice has no turns"),
    ]


@pytest.mark.parametrize(
    ("steps", "line", "column"),
    [
        ("  - say: Hello.\n    caption:\u00a0Hello!\n", 10, 13),
        ("  - say: Hello.\n      caption:\u00a0Hello!\n", 10, 15),
        ("  - say: Hello,\n      and welcome.\n    caption\uff1aHello!\n", 11, 12),
    ],
)
def test_a_key_that_was_taken_for_words_of_the_line_before_is_reported(
    steps: str, line: int, column: int
) -> None:
    assert any(row[:2] == (line, column) and "(U+" in row[2] for row in rows(SOLO + steps))


@pytest.mark.parametrize(
    "steps",
    [
        '  - say: "Hello,\n      rest:\u00a0calme."\n',
        "  - say: Hello,\n      \u00a0calme.\n",
        "  - say: Une\u00a0pause \u2013 calme\u202f! 4\u200b5\u00a0\n",
        "  - say: >\n      \u00a0Note\u00a0: calme.\n      \u2013 rest: 20s\n      \u2022 say\uff1ahello\n",
        '  - say: "\u00a0Hello:\u00a0you."\n',
        "  - each: [mains\u00a0, pieds]\n    repeat:\n      - say: Vos\u00a0{item}.\n",
        "  # \u2013 rest\uff1a20s\n  - rest: 20s\n",
        "  - rest: 20\u00a0s\n  - rest: 1\u202fm 30 s\n",
    ],
)
def test_in_words_they_are_welcome(steps: str) -> None:
    with_mistake = problems(SOLO + steps + "  - rest: 20\n")

    assert problems(SOLO + steps) == ()
    assert [problem.problem for problem in with_mistake] == ["`20` is not a length"]


@pytest.mark.parametrize(
    ("step", "fix"),
    [
        ("{breathe: '4,5-0-5,5-0', cycles: 6}", "write a point: 4.5-0-5.5-0"),
        ("rest: 4,5s", "write a point: 4.5s"),
        ("rest: 1,5/2,5/3m", "write a point: 1.5/2.5/3m"),
        ("{breathe: 4-0-6-0, cycles: '4,5'}", "write a whole number such as 12, or 13/25/38, and a number"),
        ("{breathe: 4,5-0-5,5-0, cycles: 6}", "write a point in a number, such as 4.5"),
        ("{times: '1,5', repeat: [{rest: 2s}]}", "with a point: 4.5"),
    ],
)
def test_a_decimal_comma_is_answered_with_a_point(step: str, fix: str) -> None:
    assert any(fix in problem.fix for problem in problems(f"{SOLO}  - {step}\n"))


def test_a_text_is_straightened_only_where_its_structure_is() -> None:
    text = "\u00a0a:\u00a0b\u00a0c\n\u2013 say\uff1a\u2013\n"

    straight, problems = straighten(text, "evening.yaml")

    assert straight == " a: b\u00a0c\n- say: \u2013\n"
    assert [(problem.place.line, problem.place.column) for problem in problems] == [(1, 1), (2, 1), (2, 6)]
