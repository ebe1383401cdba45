"""Splitting spoken text into phrases: where a sentence ends, and that no word is lost."""

import pytest

from practice_player.script.sentences import sentence_at, split_phrases, without_closing_marks


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("You could say “I am here.” Or nothing.", ("You could say “I am here.”", "Or nothing.")),
        ("Or nothing (really nothing.) That is fine.", ("Or nothing (really nothing.)", "That is fine.")),
        ('Say "Here." Then rest.', ('Say "Here."', "Then rest.")),
        ("Say ‘Here!’ 'Well?' Rest.", ("Say ‘Here!’", "'Well?'", "Rest.")),  # noqa: RUF001
        ("„Ich bin da.“ Ja. »Nein.« »Doch.«", ("„Ich bin da.“", "Ja.", "»Nein.«", "»Doch.«")),
        ("« Je suis là. » Puis rien.", ("« Je suis là. »", "Puis rien.")),
        ("「ここ。」 『次！』 【三？】 終。", ("「ここ。」", "『次！』", "【三？】", "終。")),  # noqa: RUF001
        ("[Go.] {Now.} (“Rest.”) Done.", ("[Go.]", "{Now.}", "(“Rest.”)", "Done.")),
        ("“Out…” And in.", ("“Out…”", "And in.")),
    ],
)
def test_a_sentence_keeps_its_closing_quotes_and_brackets(text: str, phrases: tuple[str, ...]) -> None:
    assert split_phrases(text) == phrases


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Lee comes at 7 a.m. on Monday.",
        "Mr. and Mrs. Lee, Ms. Ito, Prof. A. Smith and St. John.",
        "At 7 a.m. Monday, or 8:30 p.m. GMT.",
        "Music by J. S. Bach, John F. Kennedy and J.R.R. Tolkien.",
        "Hands, e.g. palms, i.e. the soft side, vs. fists, etc. and so on.",
        "No. 5, p. 7 and Jan. 3 last 4.5 s or 5 min. or so.",
        "“Are you there?” she asked, “really?” and waited (why not?) a little.",
        "The U.S. Army and Smith Ltd. in one.",
    ],
)
def test_an_abbreviation_makes_no_pause_in_a_sentence(text: str) -> None:
    assert split_phrases(text) == (text,)


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Rest at 7 a.m. Then rise.", ("Rest at 7 a.m.", "Then rise.")),
        ("(At 7 p.m.) Now rest.", ("(At 7 p.m.)", "Now rest.")),
        ("Hands, feet, etc. Then rest.", ("Hands, feet, etc.", "Then rest.")),
        ("No. That is fine.", ("No.", "That is fine.")),
        ("Walk down Main St. Then left.", ("Walk down Main St.", "Then left.")),
        ("Ask the Dr. When you like.", ("Ask the Dr.", "When you like.")),
        ("You and I. Vitamin C. Rest.", ("You and I.", "Vitamin C.", "Rest.")),
        ("3. 2. 1. It lasts 4.5. Rest.", ("3.", "2.", "1.", "It lasts 4.5.", "Rest.")),
        ("Home in the U.S. The end.", ("Home in the U.S.", "The end.")),
        ("And so... Oh! what? Yes…", ("And so...", "Oh!", "what?", "Yes…")),
        ("sit down. breathe.", ("sit down.", "breathe.")),
    ],
)
def test_a_sentence_that_plainly_ends_is_one(text: str, phrases: tuple[str, ...]) -> None:
    assert split_phrases(text) == phrases


@pytest.mark.parametrize("text", ["", "  ", ")", "?!", "…", "» «", "... ) .", "“”", "a\u00a0b. c"])
def test_nothing_but_white_space_is_ever_lost(text: str) -> None:
    assert " ".join(split_phrases(text)) == " ".join(text.split())


def test_a_long_text_is_split_in_a_moment() -> None:
    assert len(split_phrases("x" * 20_000)) == 1
    assert len(split_phrases("A. " * 6_000)) == 1
    assert len(split_phrases("(Go.) " * 4_000)) == 4_000


def test_the_sentence_that_a_word_stands_in_is_found() -> None:
    text = "If you like. Close your eyes with Dr. Lee. Rest."

    assert sentence_at(text, text.index("Close")) == "Close your eyes with Dr. Lee."
    assert without_closing_marks("(“out…”)") == "(“out…"
