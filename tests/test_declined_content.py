"""What one of two people declined is neither said nor shown: not in words, captions, prompts or outlines."""

import re
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Final

import pytest

from practice_player.script import model
from practice_player.script.choices import ADAPTATIONS, CONSENTS
from practice_player.script.kinds import StepKind
from practice_player.script.library import Library
from practice_player.script.practice_choices import Choices
from practice_player.settings import shipped_dir
from practice_player.timeline.compiler import compile_timeline
from practice_player.timeline.model import Timeline
from practice_player.timeline.outline import outline

WORDS: Final = {
    "touch": (
        *("touch(es|ed|ing)?", "hugs?", "hugging", "lean(s|ing)?", "strok(e|es|ing)", "massag(e|es|ing)"),
        *("embrac(e|es|ing)", "high five", "palm to palm", "back to back", "hand in hand", "arm in arm"),
        *("shoulder to shoulder", "(hold|take)(s|ing)? (hands|each other)", "hands back"),
        *("forearms?", "both of you hold one"),
    ),
    "gaze": (
        *("gaz(e|es|ing)", "eye contact", "eyes on each other", "look(s|ing)? at each other"),
        *("(face|facing|draw) each other", "(their|each other's) eyes", "being seen"),
    ),
    "closeness": (
        *("near(by|er)?", "clos(e|er|eness)", "side by side", "beside", "next to each other"),
        *("shoulder to shoulder", "within reach"),
    ),
    "sharing": (
        *("say(s|ing)?", "said", "tell(s|ing)?", "told", "talk(s|ing)?", "sp(eak|eaks|eaking|oke|oken)"),
        *("aloud", "out loud", "share", "sharing", "words", "speaker", "listener", "conversation"),
    ),
}
"""The words that mention each consent."""

EXCEPTIONS: Final = {
    ("arrive-together", "closeness"): {
        "Now listen for something near.": "a sound, not a person",
        "Something near.": "a sound, not a person",
    },
    ("back-to-back-hum", "closeness"): {
        "Close is fine.": "close to the other's note",
    },
    ("cool-off", "sharing"): {
        "This is a break in the talk, and not the end of it.": "the quarrel that is interrupted",
        "The talk may well go on in your head.": "the quarrel that is interrupted",
        "What was this about, for you, under the words?": "the words of the quarrel; this is thought alone",
    },
    ("needs-and-limits", "sharing"): {
        "A request is something that the other can freely say no to.": "to say no is to decline",
    },
    ("question-ladder", "closeness"): {
        "That is the top of the ladder, or near enough.": "almost, and no place",
    },
    ("soft-gaze", "sharing"): {
        "And one last time, for about a minute, without words.": "the voice's words: it is silent now",
        "this person does not always know what to say.": "a thought about the other, at any time",
    },
    ("something-new", "sharing"): {
        "Draw an animal that does not exist, and do not say which.": "the game is to say nothing",
    },
}
"""By practice and consent: texts with one of its words in another sense, each with the reason."""

PATTERNS: Final = {
    consent: re.compile(rf"\b(?:{'|'.join(words)})\b(?!['\u2019]s\b)", re.IGNORECASE)
    for consent, words in WORDS.items()
}
"""A possessive does not count: “your eyes on each other's hands” are not on each other's eyes."""

LIBRARY: Final = Library((shipped_dir("sessions"),))
NAMES: Final = [script.name for script in LIBRARY.scripts() if script.playable().practice == "partner"]
COMBINATIONS: Final = [
    frozenset(declined) for count in range(1, len(CONSENTS) + 1) for declined in combinations(CONSENTS, count)
]


def compile_variants(script: model.Script, declined: frozenset[str]) -> list[Timeline]:
    """Compiles the practice without these, with and without adaptations, and for both answers on the way."""
    adaptation_words = frozenset(ADAPTATIONS[name] for name in script.adaptations)
    return [
        timeline
        for without in {declined, declined | adaptation_words}
        for timeline in compile_staying_and_shifting(script, without)
    ]


def compile_staying_and_shifting(script: model.Script, without: frozenset[str]) -> list[Timeline]:
    shifted = compile_timeline(script, no_clips, choices=Choices(without=without))
    questions = sum(step.kind is StepKind.AGREE for step in shifted.steps)
    stays = frozenset(range(questions))
    stayed = compile_timeline(script, no_clips, choices=Choices(without=without, stays=stays))
    return [stayed, shifted] if questions else [stayed]


def no_clips(_: str) -> None:
    """Finds no recording: the words are only shown, and must not mention it either."""


def all_texts(timeline: Timeline) -> set[str]:
    return {
        *(phrase.text for phrase in timeline.phrases),
        *(step.text for step in timeline.steps),
        *(cue.words for cue in outline(timeline)),
    }


def find_mentions(script: model.Script, declined: frozenset[str], exceptions: Iterable[str]) -> set[str]:
    """Returns the texts of a practice that mention what is left out, after the exceptions are removed."""
    return {
        text
        for timeline in compile_variants(script, declined)
        for text in all_texts(timeline)
        for consent in declined
        if PATTERNS[consent].search(remove_all(text, exceptions))
    }


def remove_all(text: str, exceptions: Iterable[str]) -> str:
    for exception in exceptions:
        text = text.replace(exception, "")
    return text


@pytest.mark.parametrize("declined", COMBINATIONS, ids=lambda declined: "-".join(sorted(declined)))
@pytest.mark.parametrize("name", NAMES)
def test_nobody_hears_of_what_was_declined(name: str, declined: frozenset[str]) -> None:
    exceptions = [text for consent in declined for text in EXCEPTIONS.get((name, consent), ())]

    assert not find_mentions(LIBRARY.find(name).playable(), declined, exceptions)


@pytest.mark.parametrize("name", NAMES)
def test_nobody_has_a_turn_to_speak_who_declined_to_share(name: str) -> None:
    for timeline in compile_variants(LIBRARY.find(name).playable(), frozenset({"sharing"})):
        assert StepKind.TURN not in {step.kind for step in timeline.steps}


@pytest.mark.parametrize(("name", "consent"), EXCEPTIONS)
def test_each_exception_is_said_and_has_one_of_the_words(name: str, consent: str) -> None:
    script = LIBRARY.find(name).playable()
    texts = {
        text
        for declined in COMBINATIONS
        if consent in declined
        for timeline in compile_variants(script, declined)
        for text in all_texts(timeline)
    }

    for exception in EXCEPTIONS[name, consent]:
        assert any(exception in text for text in texts)
        assert PATTERNS[consent].search(exception)


WRONG: Final = """\
format: 1
title: Wrong
practice: partner
goal: connect
level: 1
summary: A practice that forgets what was declined.
asks: {touch: optional, gaze: optional, closeness: optional, sharing: optional}
steps:
  - when: touch
    then:
      - agree: Is this still good?
        for: 10s
        shift:
          - rest: 10s
    otherwise:
      - {step}
"""


@pytest.mark.parametrize(
    ("consent", "step"),
    [
        ("touch", "say: Hold hands, or not."),
        ("touch", "{rest: 30s, caption: A hug.}"),
        ("gaze", "say: Look at each other now and then."),
        ("closeness", "{stay: 30s, caption: Side by side.}"),
        ("sharing", "{turn: both, for: 30s, prompt: Tell the other one thing.}"),
        ("sharing", "{wait: 30s, caption: Enter when you have said it.}"),
    ],
)
def test_a_script_that_mentions_what_was_declined_is_found_out(
    tmp_path: Path, consent: str, step: str
) -> None:
    (tmp_path / "wrong.yaml").write_text(WRONG.replace("{step}", step), encoding="utf-8")
    script = Library([tmp_path]).find("wrong").playable()

    assert find_mentions(script, frozenset({"touch", consent}), ())
    assert not find_mentions(script, frozenset(CONSENTS) - {"touch"}, ())
