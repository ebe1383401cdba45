"""Whatever two people answer to what a practice asks, it is whole: every no, some and yes together."""

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
from practice_player.script.choices import Choices
from practice_player.script.library import Library
from practice_player.settings import shipped_dir
from practice_player.sound.mixer import Mixer
from practice_player.timeline.compiler import compile_timeline, length_reach
from practice_player.timeline.model import Timeline
from practice_player.voice.lookup import find_voice
from tests.test_declined import EXCEPTIONS, PATTERNS, cut, texts

LIBRARY: Final = Library((shipped_dir("sessions"),))
FIND: Final = find_voice().find
CLIPS: Final = ClipReader()
SECOND: Final = 48_000
STAYS: Final = (frozenset[int](), frozenset(range(9)))
"""Two who shift at each question on the way, and two who stay."""


def answers(script: model.Script) -> Iterator[Choices]:
    """What can come of two people's answers, each combination once."""
    ways = possible_consent_answers(script)
    for combination in product(*ways.values()):
        answered = dict(zip(ways, combination, strict=True))
        yield Choices(
            without=frozenset(consent for consent, answer in answered.items() if answer is Answer.NO),
            some=frozenset(consent for consent, answer in answered.items() if answer is Answer.SOME),
        )


def shown(choices: Choices) -> str:
    no, some = (",".join(sorted(consents)) for consents in (choices.without, choices.some))
    return f"no:{no or '-'} some:{some or '-'}"


SCRIPTS: Final = {
    loaded.name: loaded.playable()
    for loaded in LIBRARY.scripts()
    if loaded.script and loaded.script.practice == "partner"
}
EVERY: Final = [
    pytest.param(name, choices, id=f"{name} {shown(choices)}")
    for name, script in SCRIPTS.items()
    for choices in answers(script)
]


def timeline_of(script: model.Script, choices: Choices, length_frames: int) -> Timeline:
    timeline = compile_timeline(script, FIND, length_s=Decimal(length_frames) / SECOND, choices=choices)
    assert timeline.length_frames == length_frames
    return timeline


@pytest.mark.parametrize(("name", "choices"), EVERY)
def test_every_combination_is_whole_and_lasts_as_long_as_was_asked(name: str, choices: Choices) -> None:
    script = SCRIPTS[name]
    for stays in STAYS:
        answered = Choices(without=choices.without, some=choices.some, stays=stays)
        reach = length_reach(script, FIND, choices=answered)
        whole_s = range(reach.least_frames // SECOND + 1, reach.most_frames // SECOND, 97)
        lengths = (reach.least_frames, reach.usual_frames, *(SECOND * second for second in whole_s))
        for length_frames in (*lengths, reach.most_frames):
            timeline = timeline_of(script, answered, length_frames)

            assert timeline.phrases
            assert all(phrase.clip for phrase in timeline.phrases), "each sentence has a recording"
            assert not mentioned(name, timeline, choices.without)


def mentioned(name: str, timeline: Timeline, declined: frozenset[str]) -> set[str]:
    """The texts of a practice that speak of what was declined."""
    exceptions = [text for consent in declined for text in EXCEPTIONS.get((name, consent), ())]
    return {
        text
        for text in texts(timeline)
        for consent in declined
        if PATTERNS[consent].search(cut(text, exceptions))
    }


@pytest.mark.parametrize(("name", "choices"), EVERY)
def test_every_combination_is_heard_at_its_shortest(name: str, choices: Choices) -> None:
    script = SCRIPTS[name]
    least = length_reach(script, FIND, choices=choices).least_frames
    timeline = timeline_of(script, choices, least)
    mixer, block = Mixer(timeline, CLIPS), np.empty((SECOND, 2), np.float32)
    loudest = []
    for start in range(0, least, SECOND):
        part = block[: min(SECOND, least - start)]
        mixer.mix(start, part)
        loudest.append(float(np.abs(part).max()))

    assert np.isfinite(loudest).all()
    assert not mixer.unreadable
    for phrase in timeline.phrases:
        assert max(loudest[phrase.start_frame // SECOND : -(-phrase.end_frame // SECOND)]) > 0.05, phrase.text
