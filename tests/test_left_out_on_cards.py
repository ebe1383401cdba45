"""A card never mentions what is left out: not in its summary, care lines, needs or cautions."""

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Final

import pytest

from practice_player.core.card_building import care_lines, cautions, needs, summary
from practice_player.script import model
from practice_player.script.expand import can_leave_out
from practice_player.script.library import Library
from practice_player.script.practice_choices import Choices
from practice_player.settings import shipped_dir
from tests.fakes import script_of
from tests.test_declined_content import PATTERNS

WORDS: Final = {
    "touch": r"let go|hold hands|\bhands?,? (at rest|and shoulders)|shoulders",
    "gaze": r"\bface\b",
    "closeness": r"\bback to back\b",
    "sharing": r"saying it back|passing|passed|by phone|ask aloud|\bhum\b|stop ends",
    "breath": r"\bbreath\w*|light-headed|\bpaced?\b|ten seconds|holds?\b(?! you)|\bwaits?\b",
    "hold": r"\bholds?\b(?! (still|you|hands))|\bwaits?\b",
    "closed-eyes": r"\bclosed?\b",
    "standing": r"\bstand(s|ing)?\b|balanc\w+|\bcarry\b",
}
"""Words on a card that mention each thing left out, in any case; for consents, in addition to `PATTERNS`."""

EXCEPTIONS: Final = {
    ("ask-first", "sharing"): ("say no",),
    ("needs-and-limits", "sharing"): ("say no",),
    ("our-week", "breath"): ("waits for another practice",),
}
"""By practice and thing left out: texts with one of its words in another sense, such as to say no."""

SCRIPTS = {
    loaded.name: loaded.playable()
    for loaded in Library((shipped_dir("sessions"),)).scripts()
    if loaded.script
}


def sets_left_out(script: model.Script) -> Iterator[frozenset[str]]:
    names = sorted(can_leave_out(script) & WORDS.keys())  # no word on a card speaks of instructions
    for count in range(1, len(names) + 1):
        yield from map(frozenset, combinations(names, count))


def card_text(script: model.Script, without: frozenset[str]) -> str:
    """Returns the text of a practice's card, without its name and similar practices."""
    choices = Choices(without=without)
    lines = (needs(script, choices), *care_lines(script, choices))
    return " ".join((summary(script, choices), *lines, cautions(script, choices)))


def find_mentions(script: model.Script, without: frozenset[str], name: str = "") -> list[str]:
    """Returns what is left out and mentioned nevertheless, each with the words that mention it."""
    mentions = []
    for word in sorted(without):
        text = card_text(script, without)
        for exception in EXCEPTIONS.get((name, word), ()):
            text = text.replace(exception, "")
        patterns = [re.compile(WORDS[word], re.IGNORECASE), *filter(None, [PATTERNS.get(word)])]
        mentions += [f"{word}: {match[0]}" for pattern in patterns if (match := pattern.search(text))]
    return mentions


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_card_mentions_what_was_left_out(name: str) -> None:
    for without in sets_left_out(SCRIPTS[name]):
        assert find_mentions(SCRIPTS[name], without, name) == [], f"without {', '.join(sorted(without))}"


@pytest.mark.parametrize(("name", "word"), EXCEPTIONS)
def test_each_exception_is_on_a_card_without_it_and_has_one_of_the_words(name: str, word: str) -> None:
    texts = [card_text(SCRIPTS[name], without) for without in sets_left_out(SCRIPTS[name]) if word in without]
    patterns = [re.compile(WORDS[word], re.IGNORECASE), *filter(None, [PATTERNS.get(word)])]

    for exception in EXCEPTIONS[name, word]:
        assert any(exception in text for text in texts)
        assert any(pattern.search(exception) for pattern in patterns)


STEPS: Final = "  - when: touch\n    then: [rest: 2s]\n    otherwise: [rest: 1s]\n"


@pytest.mark.parametrize(
    "more",
    [
        "caution: Either of you can let go.",
        "needs: [a chair, a scarf for whoever would rather not hold hands]",
        "needs: [{unless: touch, say: something to hold hands with}]",
        "caution: [Slowly., {unless: touch, say: A hug is asked about again.}]",
    ],
)
def test_a_head_that_mentions_what_was_left_out_is_found_out(more: str) -> None:
    script = script_of(STEPS, practice="partner", more=f"asks: {{touch: optional}}\n{more}")

    assert [mention.split(":")[0] for mention in set(find_mentions(script, frozenset({"touch"})))][:1] == [
        "touch"
    ]


def test_a_part_of_a_text_stands_for_the_choices_it_is_for() -> None:
    head = (
        "asks: {touch: optional}\n"
        "caution: [{when: touch, say: Let go.}, Always., {unless: touch, say: Sit apart.}]\n"
        "needs: [a chair., {when: touch, say: a scarf}]"
    )
    script = script_of(STEPS, practice="partner", more=head)
    apart = Choices(without=frozenset({"touch"}))

    assert cautions(script, Choices()) == "Let go. Always."
    assert cautions(script, apart) == "Always. Sit apart."
    assert needs(script, Choices()) == "To have at hand: a chair, a scarf."
    assert needs(script, apart) == "To have at hand: a chair."


def test_a_part_can_stand_for_some_of_what_was_asked() -> None:
    steps = "  - when: touch\n    then: [{when: some-touch, then: [rest: 2s]}]\n  - rest: 1s\n"
    head = (
        "asks: {touch: optional}\n"
        "caution: [{when: some-touch, say: Fingertips.}, {unless: some-touch, say: Hands.}]"
    )
    script = script_of(steps, practice="partner", more=head)

    assert cautions(script, Choices(some=frozenset({"touch"}))) == "Fingertips."
    assert cautions(script, Choices()) == "Hands."


def test_what_hangs_on_something_left_out_is_left_out_with_it() -> None:
    steps = (
        "  - when: closeness\n    then:\n"
        "      - when: touch\n        then: [rest: 2s]\n        otherwise: [rest: 1s]\n"
        "    otherwise: [rest: 3s]\n"
    )
    head = (
        "asks: {touch: optional, closeness: optional}\ncare: [touch]\n"
        "caution: [{when: touch, say: Let go.}, Always.]"
    )
    script = script_of(steps, practice="partner", more=head)
    apart = Choices(without=frozenset({"closeness"}))

    assert care_lines(script, Choices()) != ()
    assert (care_lines(script, apart), cautions(script, apart)) == ((), "Always.")
