"""Marks of other script languages in words: each is told with what to write, and prose is left alone."""

import json
import time

import pytest

from practice_player.lib.diagnostics import Diagnostic
from practice_player.lint.rules.wordlists import DIRECTIONS
from tests.lint.linting import line_and_column, lint_steps


def marks_in(words: str, key: str = "say") -> list[Diagnostic]:
    first = "stay: 20s, " if key == "caption" else ""
    return lint_steps(f"  - {{{first}{key}: {json.dumps(words)}}}\n", code="foreign-marks")


@pytest.mark.parametrize(
    ("words", "mark", "fix"),
    [
        ("Notice [pause 4s] your hands.", "[pause 4s]", "write … 4s … in its place"),
        ("Notice (10 s) your hands.", "(10 s)", "write … 10s … in its place"),
        ("Notice (2,5 sec) your hands.", "(2,5 sec)", "write … 2.5s … in its place"),
        ("Notice (pause for ten seconds) your hands.", "(pause for ten seconds)", "… 10s …"),
        ("Notice (3-5 seconds pause) your hands.", "(3-5 seconds pause)", "… 5s …"),
        ("Notice (long pause) your hands.", "(long pause)", "… 3s …"),
        ("Notice (Pause.) your hands.", "(Pause.)", "… 3s …"),
        ('Notice <break time="500ms"/> your hands.', '<break time="500ms"/>', "… 0.5s …"),
        ("Notice <break/> your hands.", "<break/>", "… 3s …"),
        ("Notice [[slnc 400]] your hands.", "[[slnc 400]]", "… 3s …"),
        ("Notice // your hands.", "//", "… 3s …"),
        ("Notice ~ your hands.", "~", "… 3s …"),
        ("Notice | your hands.", "|", "… 3s …"),
        ("Notice … 3 seconds … your hands.", "… 3 seconds …", "… 3s …"),
        ("Notice … 3s your hands.", "… 3s", "… 3s …"),
        ("Notice 3s … your hands.", "3s …", "… 3s …"),
        ("Notice your hands. [pause 4s]", "[pause 4s]", "write `pause: 4s` below these words"),
        ("[4s] Notice your hands.", "[4s]", "write a step before this one: `- rest: 4s`"),
        ("Notice [2 minutes] your hands.", "[2 minutes]", "write a step after them: `- rest: 120s`"),
    ],
)
def test_a_pause_in_another_spelling_is_told_with_ours(words: str, mark: str, fix: str) -> None:
    (problem,) = marks_in(words)

    assert problem.severity == "advice"
    assert problem.problem == f"“{mark}” makes no pause here: it is read aloud"
    assert fix in problem.fix


@pytest.mark.parametrize(
    ("words", "mark", "fix"),
    [
        ("Now **softly** rest.", "**softly**", "write the words alone: softly"),
        ("Now *so* rest.", "*so*", "write the words alone: so"),
        ("Now _ever so_ softly.", "_ever so_", "write the words alone: ever so"),
        ("Now __softly__.", "__softly__", "write the words alone: softly"),
        ("Now ~~fast~~ slowly.", "~~fast~~", "write the words alone: fast"),
        ("Now `so` rest.", "`so`", "write the words alone: so"),
        ("Hello [name], rest.", "[name]", "`note:`"),
        ("Hello { your name }, rest.", "{ your name }", "words that fit anybody"),
        ("Hello %name%, rest.", "%name%", "words that fit anybody"),
        ("Hello <name>, rest.", "<name>", "leave the tag out"),
        ("<p>Rest.", "<p>", "leave the tag out"),
        ("[softly] Rest.", "[softly]", "`note:`"),
        ("(softly) Rest.", "(softly)", "`note:`"),
        ("Rest. (in a whisper) Here.", "(in a whisper)", "`note:`"),
        ("Rest. (Bell rings.)", "(Bell rings.)", "`note:`"),
        ("Narrator: rest.", "Narrator:", "who speaks"),
        (r"Rest.\nHere.", r"\n", "a space"),
        ("Rest&nbsp;here.", "&nbsp;", "a space"),
        ("* Rest.", "*", "leave it out"),
        ("Rest for ~10 breaths.", "~", "in words"),
        ("# Rest", "#", "leave it out"),
    ],
)
def test_other_marks_are_told_with_what_to_write(words: str, mark: str, fix: str) -> None:
    (problem,) = marks_in(words)

    assert problem.problem.startswith(f"“{mark}” is read aloud")
    assert fix in problem.fix


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_each_direction_of_the_list_is_found_between_two_sentences(direction: str) -> None:
    assert marks_in(f"Rest here. ({direction}) And again.")
    assert not marks_in(f"Rest here ({direction}) and again.")


@pytest.mark.parametrize(
    "words",
    [
        "Rest a hand (either one) on the table (or not).",
        "Somebody you trust (a friend, say). Or nobody.",
        "Rest here (for ten seconds or so) and look.",
        "Rest here (about two minutes) and look.",
        "(If that suits you.) Rest.",
        "Rest a while (a little silence is fine).",
        "In the silence (the quiet one) rest.",
        "3 … 2 … 1 … and rest.",
        "In … 2s … and out.",
        "It takes 5s or so.",
        "Rest -- or not -- here.",
        "Half of it, 50% or 1/2, at 7:30 & later.",
        "Room #1 is Ann's and Bob's 'other' one.",
        "See https://example.org for more.",
        "snake_case_words and so on",
        "Note: this is fine. Choose: rest, or not.",
        "A smile (gently, or not) is fine.",
    ],
)
def test_prose_is_left_alone(words: str) -> None:
    assert marks_in(words) == []


def test_marks_are_found_in_words_that_are_only_shown_and_along_breaths() -> None:
    (pause,) = marks_in("Quiet (10 s) here.", key="caption")
    (ours,) = marks_in("Quiet … 3s … here.", key="caption")
    along = "  - {breathe: 4-0-6-0, cycles: 6, along: [{at: half, say: Soft (2s) now.}]}\n"

    assert pause.problem == "“(10 s)” makes no pause here: it is shown as it stands"
    assert pause.fix == ours.fix == "leave it out: words that are only shown have no pauses"
    assert [line_and_column(problem) for problem in lint_steps(along, code="foreign-marks")] == [(9, 64)]


def test_each_mark_is_told_once_where_it_stands() -> None:
    problems = marks_in("Now **softly** [pause 3s] rest [pause 3s] again. (10 s)")

    assert [line_and_column(problem)[1] for problem in problems] == [16, 27, 61]


def test_the_item_of_a_repeat_is_no_foreign_mark() -> None:
    steps = '  - each: [hands, feet]\n    repeat:\n      - say: "Now the {item}. And the {item}."\n'

    assert lint_steps(steps, code="foreign-marks") == []


@pytest.mark.parametrize("sign", ["…", "...", "… 3s", "… 1 ", "[", "(a) ", "**a ", "<a ", "~ ", "{ a "])
def test_a_text_of_nothing_but_signs_is_read_in_bounded_time(sign: str) -> None:
    words = (sign * 20_000)[:20_000]
    began_s = time.process_time()  # of the processor: other work on the machine is no fault of the rules

    marks_in(words)

    assert time.process_time() - began_s < 3, "under a second, and room for a slow machine"


def test_a_number_alone_after_pause_counts_seconds() -> None:
    (problem,) = marks_in("Notice [pause 5] your hands.")

    assert "… 5s …" in problem.fix
