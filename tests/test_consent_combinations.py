"""Whatever two people answer before a practice, it is complete: every combination is compiled and mixed.

Where they know the practice, this is tried with every yes and with every no.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from typing import Final

import numpy as np
import pytest

from practice_player.clips.reader import ClipReader
from practice_player.core.preparing import possible_consent_answers
from practice_player.prompts.consent import Answer
from practice_player.script import model
from practice_player.script.choices import INSTRUCTIONS
from practice_player.script.expand import can_leave_out
from practice_player.script.library import Library
from practice_player.script.practice_choices import Choices
from practice_player.settings import shipped_dir
from practice_player.sound.mixer import Mixer
from practice_player.timeline.compiler import compile_timeline, length_reach
from practice_player.timeline.model import Timeline
from practice_player.voice.lookup import find_voice
from tests.test_declined_content import EXCEPTIONS, PATTERNS, all_texts, remove_all

LIBRARY: Final = Library((shipped_dir("sessions"),))
FIND_CLIP: Final = find_voice().find
CLIPS: Final = ClipReader()
SECOND_FRAMES: Final = 48_000
STAYS: Final = (frozenset[int](), frozenset(range(9)))
"""The answers to questions during the practice: two people who always shift, and two who always stay."""


def answers(script: model.Script) -> Iterator[Choices]:
    """Yields each combination of choices that two people's answers can result in."""
    possible_consent_answers_of_script = possible_consent_answers(script)
    for combination in product(*possible_consent_answers_of_script.values()):
        answer_by_consent = dict(zip(possible_consent_answers_of_script, combination, strict=True))
        yield Choices(
            without=frozenset(
                consent for consent, answer in answer_by_consent.items() if answer is Answer.NO
            ),
            some=frozenset(consent for consent, answer in answer_by_consent.items() if answer is Answer.SOME),
        )


def brief_answers(script: model.Script) -> Iterator[Choices]:
    """Yields the choices of two who know the practice, and who say yes to everything or no to everything."""
    words = can_leave_out(script)
    if INSTRUCTIONS in words:
        declined = words.intersection(possible_consent_answers(script))
        yield from (Choices(without=no | {INSTRUCTIONS}) for no in {frozenset[str](), declined})


def describe(choices: Choices) -> str:
    no, partly = (",".join(sorted(consents)) for consents in (choices.without, choices.some))
    return f"no:{no or '-'} some:{partly or '-'}"


SCRIPTS: Final = {
    loaded.name: loaded.playable()
    for loaded in LIBRARY.scripts()
    if loaded.script and loaded.script.practice == "partner"
}
ALL_COMBINATIONS: Final = [
    pytest.param(name, choices, id=f"{name} {describe(choices)}")
    for name, script in SCRIPTS.items()
    for choices in (*answers(script), *brief_answers(script))
]


def timeline_of(script: model.Script, choices: Choices, length_frames: int) -> Timeline:
    timeline = compile_timeline(
        script, FIND_CLIP, length_s=Decimal(length_frames) / SECOND_FRAMES, choices=choices
    )
    assert timeline.length_frames == length_frames
    return timeline


@pytest.mark.parametrize(("name", "choices"), ALL_COMBINATIONS)
def test_every_combination_is_whole_and_lasts_as_long_as_was_asked(name: str, choices: Choices) -> None:
    script = SCRIPTS[name]
    for stays in STAYS:
        choices_on_the_way = Choices(without=choices.without, some=choices.some, stays=stays)
        reach = length_reach(script, FIND_CLIP, choices=choices_on_the_way)
        whole_s = range(reach.least_frames // SECOND_FRAMES + 1, reach.most_frames // SECOND_FRAMES, 97)
        lengths = (reach.least_frames, reach.usual_frames, *(SECOND_FRAMES * second for second in whole_s))
        for length_frames in (*lengths, reach.most_frames):
            timeline = timeline_of(script, choices_on_the_way, length_frames)

            assert timeline.phrases
            assert all(phrase.clip for phrase in timeline.phrases), "each sentence has a recording"
            assert not find_mentions(name, timeline, choices.without)


def find_mentions(name: str, timeline: Timeline, declined: frozenset[str]) -> set[str]:
    """Returns the texts of a practice that mention something that was declined."""
    exceptions = [text for consent in declined for text in EXCEPTIONS.get((name, consent), ())]
    return {
        text
        for text in all_texts(timeline)
        for consent in declined & PATTERNS.keys()
        if PATTERNS[consent].search(remove_all(text, exceptions))
    }


@pytest.mark.parametrize(("name", "choices"), ALL_COMBINATIONS)
def test_every_combination_is_heard_at_its_shortest(name: str, choices: Choices) -> None:
    script = SCRIPTS[name]
    shortest = length_reach(script, FIND_CLIP, choices=choices).least_frames
    timeline = timeline_of(script, choices, shortest)
    mixer, block = Mixer(timeline, CLIPS), np.empty((SECOND_FRAMES, 2), np.float32)
    loudest = []
    for start in range(0, shortest, SECOND_FRAMES):
        part = block[: min(SECOND_FRAMES, shortest - start)]
        mixer.mix(start, part)
        loudest.append(float(np.abs(part).max()))

    assert np.isfinite(loudest).all()
    assert not mixer.unreadable
    for phrase in timeline.phrases:
        assert (
            max(loudest[phrase.start_frame // SECOND_FRAMES : -(-phrase.end_frame // SECOND_FRAMES)]) > 0.05
        ), phrase.text
