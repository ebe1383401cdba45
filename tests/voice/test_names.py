"""The file names of recordings: words, hash, length, and what makes no difference."""

import re

import pytest

from practice_player.voice.names import clip_name


def test_a_name_begins_with_the_first_five_words() -> None:
    name = clip_name("In through the nose, slowly and softly.")

    assert re.fullmatch(r"in-through-the-nose-slowly-[0-9a-f]{10}\.ogg", name)


def test_a_short_phrase_keeps_all_its_words() -> None:
    assert re.fullmatch(r"and-out-[0-9a-f]{10}\.ogg", clip_name("And out."))


def test_a_name_never_changes_between_versions() -> None:
    assert clip_name("In.") == "in-745fda1e98.ogg"


def test_white_space_makes_no_difference() -> None:
    assert clip_name("Small  and\n easy. ") == clip_name("Small and easy.")


def test_the_way_an_accent_is_encoded_makes_no_difference() -> None:
    composed, decomposed = "A caf\u00e9.", "A cafe\u0301."

    assert clip_name(composed) == clip_name(decomposed)
    assert clip_name(composed).startswith("a-cafe-")


def test_punctuation_is_heard_and_so_makes_another_clip() -> None:
    assert clip_name("And out…") != clip_name("And out.")


def test_an_apostrophe_does_not_split_a_word() -> None:
    assert clip_name("It's you\N{RIGHT SINGLE QUOTATION MARK}re turn.").startswith("its-youre-turn-")


def test_a_phrase_without_latin_letters_still_has_a_name() -> None:
    assert re.fullmatch(r"[0-9a-f]{10}\.ogg", clip_name("…"))


@pytest.mark.parametrize("word", ["a" * 247, "a" * 300, "\u00e9" * 20_000, "ab " * 400])
def test_a_word_of_hundreds_of_letters_has_a_name_that_a_file_may_have(word: str) -> None:
    name = clip_name(f"{word}.")

    assert len(name) <= 143, "what an encrypted folder takes"
    assert name != clip_name(f"{word}b.")


def test_a_long_word_of_everyday_keeps_all_its_letters() -> None:
    assert clip_name("Donaudampfschifffahrt " * 5).startswith("-".join(["donaudampfschifffahrt"] * 5))
