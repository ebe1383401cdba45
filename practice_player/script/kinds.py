"""The kinds of steps, by the key that begins each.  Light: the sound engine's process imports it too."""

from enum import StrEnum


class StepKind(StrEnum):
    """The kinds in the order in which they are offered to an author; `steps.py` describes each."""

    SAY = "say"
    REST = "rest"
    STAY = "stay"
    BREATHE = "breathe"
    COUNT = "count"
    BELL = "bell"
    SOUND = "sound"
    """A sound of the script's own, from a file."""
    TURN = "turn"
    WAIT = "wait"
    """A pause until the listener goes on, or until its end."""
    AGREE = "agree"
    """A question, then time to answer: stay, shift or stop."""
    REPEAT = "repeat"
    WHEN = "when"
    UNLESS = "unless"
    SPEAKS = "speaks"
    BACKGROUND = "background"
    """A change of the background; it takes no time, and only outlines show it."""
    HEADING = "heading"
    """The name of the part that begins here; it takes no time, and is shown and not said."""
    INCLUDE = "include"
