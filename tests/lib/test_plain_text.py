"""Text from outside is made harmless, measured in cells and cut without splitting letters."""

import json
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice_player.lib.diagnostics import Diagnostic, Place
from practice_player.lib.errors import PracticeError
from practice_player.lib.letters import shorten, split_letters
from practice_player.lib.plain_text import (
    count_cells,
    escape_json,
    fit_to_width,
    multi_line,
    one_line,
    pad_to_width,
    wrap,
)

FAMILY = "👨‍👩‍👧"
RAINBOW = "🏳️‍🌈"
WAVE = "👋🏽"
BRITAIN = "🇬🇧"
ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
ACCENTED = "e\u0301"
HANGUL = "\u1112\u1161\u11ab"
JOINED_LETTERS = (FAMILY, RAINBOW, WAVE, BRITAIN, ENGLAND, ACCENTED, HANGUL, "1️⃣", "\u0628\u200c")

any_text = st.text(st.characters() | st.sampled_from("\x1b\x9b\x07\n\r\t\u202e\u2028\ud800\u200d\ufe0f🏽🇬é"))


@pytest.mark.parametrize(
    "text",
    [
        "[bold]Soft[/bold] [/x] [@click=app.screenshot('x')]here[/]",
        "“Dr.” & <b> --> {item} 100 % \\x1b",
        "息を整える  —  שלום وقت",
        "two  spaces\N{NO-BREAK SPACE}kept ",
        "".join(JOINED_LETTERS),
    ],
)
def test_what_is_printable_stays_as_it_was_written(text: str) -> None:
    assert one_line(text) == text
    assert multi_line(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("\x1b]0;title\x07", "␛]0;title␇"),
        ("a\x00b\x08c\x7fd", "a␀b␈c␡d"),
        ("\x9b31m \x90q\x9c", "�31m �q�"),
        ("caf\udce9", "caf�"),
        ("abc\u202edef\u202c \u2066x\u2069\u200f\u061c", "abcdef x"),
        ("a\nb\r\nc\rd\x85e\u2028f\tg\vh", "a b c d e f g h"),
        ("so\xadft\ufeff", "soft"),
    ],
)
def test_what_a_terminal_would_obey_is_shown_or_left_out(text: str, shown: str) -> None:
    assert one_line(text) == shown


def test_lines_that_the_program_laid_out_stay_lines() -> None:
    assert multi_line("a\x1b\r\nb\u2029c\td") == "a␛\nb\nc d"


@given(any_text)
def test_nothing_that_a_terminal_obeys_is_ever_left(text: str) -> None:
    shown = one_line(text)

    assert not any(unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") for letter in shown)
    assert not any(unicodedata.bidirectional(letter) in _DIRECTION_MARKS for letter in shown)
    assert one_line(shown) == shown, "once is enough"
    assert multi_line(text).replace("\n", " ") == shown


_DIRECTION_MARKS = {"LRE", "LRO", "RLE", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@pytest.mark.parametrize("letter", JOINED_LETTERS)
def test_a_letter_joined_from_several_is_not_split(letter: str) -> None:
    assert split_letters(f"{letter}{letter}a") == [letter, letter, "a"]
    whole_letters = {letter * count for count in range(4)}
    assert all(
        shorten(letter * 3, max_characters).removesuffix("…") in whole_letters
        for max_characters in range(1, 20)
    )


@given(any_text, st.integers(1, 40))
def test_a_text_that_is_cut_ends_in_an_ellipsis_and_is_no_longer_than_asked(
    text: str, max_characters: int
) -> None:
    shown = shorten(text, max_characters)

    assert len(shown) <= max_characters
    assert shown == text or shown.endswith("…")
    assert "".join(split_letters(text)) == text


@pytest.mark.parametrize(
    ("text", "width_cells"), [("abc", 3), ("息", 2), (FAMILY, 2), (BRITAIN, 2), ("é", 1), ("", 0)]
)
def test_a_column_is_counted_in_cells(text: str, width_cells: int) -> None:
    assert count_cells(text) == width_cells
    assert pad_to_width(text, 5) == text + " " * (5 - width_cells)
    assert count_cells(fit_to_width(text * 9, 7)) == 7


@pytest.mark.parametrize("letter", ["x", "\x1b", "\u0301", "\u200d", FAMILY, "[/x]", "\u202e"])
def test_a_hundred_kilobytes_are_dealt_with_at_once(letter: str) -> None:
    start_s = time.perf_counter()
    shown = one_line(letter * (100_000 // len(letter)), 300)

    assert time.perf_counter() - start_s < 1
    assert len(shown) <= 300


def test_json_says_the_same_and_commands_no_terminal() -> None:
    value = {"title": "é \x1b[31m \x9b1m \u202e \ud800 息 " + FAMILY, "lines": ["a\nb"]}

    text = escape_json(json.dumps(value, indent=2, ensure_ascii=False))

    assert json.loads(text) == value
    assert "é" in text
    assert all(letter == "\n" or unicodedata.category(letter) not in ("Cc", "Cs") for letter in text)
    assert "\u202e" not in text


def test_a_path_or_a_word_cannot_add_a_line_to_an_error() -> None:
    control_text = "a\nb\x1b[2J"

    error = str(PracticeError(control_text, fix=control_text, place=control_text))
    problem = str(Diagnostic(place=Place(control_text, 1, 2), problem=control_text, fix=control_text))

    assert error == "a b␛[2J: a b␛[2J\n  Try: a b␛[2J"
    assert problem == "a b␛[2J:1:2: a b␛[2J\n  Try: a b␛[2J"
    assert PracticeError(control_text, fix=control_text).problem == control_text, (
        "the fields are as they were given"
    )


@given(st.text("ab 、好`\u0301", max_size=80), st.integers(1, 30))
def test_wrapping_loses_no_word_and_splits_none(text: str, width_cells: int) -> None:
    lines = wrap(text, width_cells)

    assert " ".join(lines).split() == text.split()


@given(st.lists(st.text("abc", min_size=1, max_size=9), min_size=1), st.integers(20, 40))
def test_no_wrapped_line_is_wider_than_wished(words: list[str], width_cells: int) -> None:
    assert all(count_cells(line) <= width_cells for line in wrap(" ".join(words), width_cells, hang=" " * 10))


@pytest.mark.parametrize(
    ("text", "hang", "expected"),
    [
        ("  Try: something else", None, ["  Try: something", "  else"]),
        ("  0:14  Here is the shape", None, ["  0:14  Here is", "        the shape"]),
        ("name  much to say of it", "      ", ["name  much to say", "      of it"]),
        ("name  much to say of it", " " * 12, ["name  much to say", "  of it"]),
        ("/a/path/that/is/too/long here", None, ["/a/path/that/is/too/long", "here"]),
        ("See (`practice-player list --json`) too", None, ["See", "(`practice-player list --json`)", "too"]),
        ("Try: practice-player play one two", None, ["Try:", "practice-player play one two"]),
    ],
)
def test_a_long_line_continues_below_its_words_and_what_is_copied_stays_whole(
    text: str, hang: str | None, expected: list[str]
) -> None:
    assert wrap(text, 17, hang) == expected
