"""The kinds of steps, by the key that begins each.  Light: the sound engine's process knows them too."""

from enum import StrEnum


class StepKind(StrEnum):
    """In the order in which they are offered to an author; what is known of each is in `steps.py`."""

    SAY = "say"
    REST = "rest"
    STAY = "stay"
    BREATHE = "breathe"
    COUNT = "count"
    BELL = "bell"
    TURN = "turn"
    WAIT = "wait"
    """Until the listener goes on, at most to its end."""
    AGREE = "agree"
    """Words, then time to answer: stay, shift or stop."""
    REPEAT = "repeat"
    WHEN = "when"
    BACKGROUND = "background"
    """A change of bed; in outlines only, it lasts no time."""
    INCLUDE = "include"
