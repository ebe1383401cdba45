"""Midway, two people are asked again about the touch, gaze and tender things that both agreed to."""

from typing import Final

import pytest

from practice_player.script.choices import CONSENTS
from practice_player.script.kinds import StepKind
from practice_player.script.library import Library
from practice_player.script.practice_choices import Choices
from practice_player.settings import shipped_dir
from practice_player.timeline.compiler import compile_timeline
from practice_player.timeline.model import Timeline
from practice_player.voice.lookup import find_voice

LIBRARY: Final = Library((shipped_dir("sessions"),))
PARTNER: Final = {
    script.name: script.playable() for script in LIBRARY.scripts() if script.playable().practice == "partner"
}
EXEMPT: Final = {"good-news"}
"""Here touch is a high five, too short to ask about."""

ASKING_AGAIN: Final = [
    name
    for name, script in PARTNER.items()
    if script.level == "3" or {script.asks.touch, script.asks.gaze} != {"none"}
    if name not in EXEMPT
]
TOUCH_LAST: Final = {"going-and-coming"}
"""Here a hug is the last thing before two people part, and is asked about just before it."""

OTHER_QUESTIONS: Final = {
    "back-after-it": "has it cooled enough to go on?",
    "beside-a-feeling": "swap, and visit a feeling again?",
}
"""By practice: a question about something tender that is there whatever was declined."""

MAX_DIFFERENCE_SHARE: Final = 0.05
"""The largest difference between the two ways on from a question, as a share of the usual length."""


def usual_timeline(name: str, choices: Choices) -> Timeline:
    return compile_timeline(PARTNER[name], find_voice().find, choices=choices)


def questions(timeline: Timeline) -> list[str]:
    return [step.text for step in timeline.steps if step.kind is StepKind.AGREE]


@pytest.mark.parametrize("name", sorted(set(ASKING_AGAIN) - TOUCH_LAST))
def test_both_are_asked_again_in_the_middle(name: str) -> None:
    timeline = usual_timeline(name, Choices())
    question = next(step for step in timeline.steps if step.kind is StepKind.AGREE)

    assert "both" in question.text.lower()
    assert 0.1 < question.start_frame / timeline.length_frames < 0.75


@pytest.mark.parametrize("name", sorted(TOUCH_LAST))
def test_a_last_touch_is_asked_about_just_before_it(name: str) -> None:
    steps = usual_timeline(name, Choices(stays=frozenset({0}))).steps
    place = next(place for place, step in enumerate(steps) if step.kind is StepKind.AGREE)

    assert "both" in steps[place].text.lower()
    assert steps[place + 1].kind is StepKind.STAY


@pytest.mark.parametrize("name", PARTNER)
def test_nobody_is_asked_again_about_what_was_declined(name: str) -> None:
    asked = questions(usual_timeline(name, Choices(without=frozenset(CONSENTS))))

    assert len(asked) == (name in OTHER_QUESTIONS)
    assert all(OTHER_QUESTIONS[name] in text for text in asked)


@pytest.mark.parametrize("name", ASKING_AGAIN)
def test_the_gentler_way_is_about_as_long(name: str) -> None:
    shifted = usual_timeline(name, Choices())
    stayed = usual_timeline(name, Choices(stays=frozenset(range(len(questions(shifted))))))

    difference = abs(stayed.length_frames - shifted.length_frames)
    assert difference <= MAX_DIFFERENCE_SHARE * stayed.length_frames
