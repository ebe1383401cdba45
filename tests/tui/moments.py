"""Moments of a practice as the player shows them, for pictures and tests."""

from dataclasses import replace
from typing import Final

from practice_player.playback.snapshot import Answers, BreathSnapshot, OwnTime, PlaybackState, Question
from tests.tui.fakes import BREATHING, SPEAKING, WAITING

PARTS: Final = (0.0, 65.0, 355.0, 385.0)
"""Where the parts of Soft Sighs begin, in seconds."""

TURN: Final = replace(
    SPEAKING,
    caption="Something small from today.",
    caption_heard=False,
    speaking=False,
    place="Ana talks, Ben listens",
    listening="Listening is all there is to do: no reply, no advice.",
    elapsed_s=140.0,
    place_left_s=95.0,
    own_time=OwnTime(label="Ana talks", left_s=95.0, length_s=180.0),
    part_starts_s=PARTS,
)
NEAR_END: Final = replace(
    TURN, own_time=OwnTime(label="Ana talks", left_s=15.0, length_s=180.0), asks=Question.FINISH
)
STAY: Final = replace(
    TURN,
    caption="Let your hands be heavy.",
    place="Staying",
    listening="",
    own_time=OwnTime(label="Staying", left_s=50.0, length_s=200.0),
)
ASKED: Final = replace(
    SPEAKING,
    caption="A hug, if you both like? Hands are just as good.",
    place="A question",
    asks=Question.AGREE,
    answers=Answers(staying="a hug, both of you", shifting="just as you are", left_s=7.2, length_s=10.0),
    part_starts_s=PARTS,
)
WAITS: Final = replace(WAITING, part_starts_s=PARTS)
REST: Final = replace(SPEAKING, caption="Only sounds, near and far.", place="A rest", caption_dimming=1.0)
WITHOUT_SOUND: Final = replace(BREATHING, silent=True, sound_missing=True)
LAST_OUT: Final = replace(
    BREATHING,
    breath=BreathSnapshot(word="out", left_s=3.2, fullness=0.4, cycle=5, cycles=25, length_s=6.0),
    part_starts_s=PARTS,
    caption="",
)
HELD: Final = replace(TURN, state=PlaybackState.PAUSED)
