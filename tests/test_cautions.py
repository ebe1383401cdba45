"""A card never warns of what was left out: in no caution and no care line, whatever is left out together."""

import re
from collections.abc import Iterator
from itertools import combinations

import pytest

from practice_player.core.cards import care_lines, cautions
from practice_player.script import model
from practice_player.script.choices import Choices
from practice_player.script.expand import can_leave_out
from practice_player.script.library import Library
from practice_player.settings import shipped_dir
from tests.fakes import script_of

WORDS = {
    "touch": r"touch|let go|hug|\bhand in hand|forearm|shoulder",
    "gaze": r"eye contact|\bface\b|look at each other",
    "closeness": r"\bnear(er)?\b|within reach",
    "sharing": r"said aloud|saying it back|passing",
    "breath": r"light-headed|small breaths|paced|each breath|ten seconds|holds?\b|waits in the breath",
    "hold": r"\bholds?\b(?! still)|waits in the breath",
    "standing": r"standing up|balancing",
}
"""What a card says of each, in any case of letters."""

SCRIPTS = {
    loaded.name: loaded.playable()
    for loaded in Library((shipped_dir("sessions"),)).scripts()
    if loaded.script
}


def ways(script: model.Script) -> Iterator[frozenset[str]]:
    words = sorted(can_leave_out(script))
    for count in range(1, len(words) + 1):
        yield from map(frozenset, combinations(words, count))


def mentioned(script: model.Script, without: frozenset[str]) -> list[str]:
    """What is left out and mentioned all the same."""
    read = " ".join((*care_lines(script, without), cautions(script, Choices(without=without))))
    return [word for word in sorted(without & WORDS.keys()) if re.search(WORDS[word], read, re.IGNORECASE)]


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_card_mentions_what_was_left_out(name: str) -> None:
    for without in ways(SCRIPTS[name]):
        assert mentioned(SCRIPTS[name], without) == [], f"without {', '.join(sorted(without))}"


def test_a_caution_that_stays_would_be_found() -> None:
    steps = "  - when: touch\n    then: [rest: 2s]\n    otherwise: [rest: 1s]\n"
    script = script_of(
        steps, practice="partner", more="asks: {touch: optional}\ncaution: Either of you can let go."
    )

    assert mentioned(script, frozenset({"touch"})) == ["touch"]


def test_a_caution_stands_for_the_choices_it_is_for() -> None:
    steps = "  - when: touch\n    then: [rest: 2s]\n    otherwise: [rest: 1s]\n"
    head = (
        "asks: {touch: optional}\ncaution: Always.\n"
        "cautions: [{when: touch, say: Let go.}, {unless: touch, say: Sit apart.}]"
    )
    script = script_of(steps, practice="partner", more=head)

    assert cautions(script, Choices()) == "Let go. Always."
    assert cautions(script, Choices(without=frozenset({"touch"}))) == "Sit apart. Always."
