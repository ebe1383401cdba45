"""Cutting text never splits a letter that consists of several characters."""

import pytest

from practice_player.lib.letters import cut, shorten

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
FLAG = "\U0001f1eb\U0001f1f7"
LETTERS = {
    "a joined emoji": FAMILY,
    "a flag": FLAG,
    "a skin tone": "\U0001f44b\U0001f3fd",
    "a variation selector": "\u2764\ufe0f",
    "a heart on fire": "\u2764\ufe0f\u200d\U0001f525",
    "a keycap": "1\ufe0f\u20e3",
    "a flag of a region": "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "an accent by itself": "e\u0301",
    "two accents": "u\u0308\u0304",
    "Hangul in parts": "\u1112\u1161\u11ab",
    "Devanagari": "\u0915\u094d\u0937\u093f",
    "Thai": "\u0e01\u0e33",
    "the end of a line": "\r\n",
}


@pytest.mark.parametrize("letter", LETTERS.values(), ids=LETTERS)
def test_a_letter_of_several_characters_is_shown_whole_or_not_at_all(letter: str) -> None:
    text = f"ab{letter}{letter}cd"

    beginnings = {cut(text, max_characters) for max_characters in range(1, len(text) + 1)}

    assert beginnings == {"a", "ab", f"ab{letter}", f"ab{letter}{letter}", f"ab{letter}{letter}c", text}


def test_flags_in_a_row_are_counted_in_pairs() -> None:
    assert [len(cut(FLAG * 3, max_characters)) for max_characters in (2, 3, 4, 5, 6)] == [2, 2, 4, 4, 6]


def test_plain_text_is_cut_where_it_was_asked() -> None:
    assert cut("settle", 3) == "set"
    assert cut("settle", 60) == "settle"
    assert shorten("settle", 6) == "settle"
    assert shorten("settled", 6) == "settl…"
    assert shorten(f"ab{FAMILY}", 6) == "ab…"


def test_a_letter_without_end_is_cut_all_the_same() -> None:
    assert len(cut("a" + "\u0301" * 20_000, 60)) == 60
    assert len(cut(FLAG * 20_000, 10_001)) == 10_000
