"""What comes along a step of another kind: words over the breathing, and words or a bell over a silence."""

from typing import Literal, TypeAlias

from practice_player.script.choices import VoiceRole
from practice_player.script.node import Node
from practice_player.script.parsing.values import BreathPlace, Interval, SilencePlace, Words

Strokes: TypeAlias = Literal["1", "2"]


class Along(Node):
    """Words spoken over the breathing."""

    at: BreathPlace
    """The number of a breath, from 1, or `third`, `half`, `two-thirds`."""

    say: Words
    voice: VoiceRole | None = None


class AlongSilence(Node):
    """Words, a soft bell, or both, over a silence."""

    at: SilencePlace | None = None
    """Seconds from the start of the step, or `third`, `half`, `two-thirds` of it."""

    every: Interval | None = None
    """The time from one to the next, in seconds; either this or `at` is written."""

    say: Words | None = None
    voice: VoiceRole | None = None
    bell: Strokes | None = None
    """Before the words, if there are any."""
