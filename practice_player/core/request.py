"""What somebody asks for, from the command line or the interface to the timeline."""

from dataclasses import dataclass

from practice_player.script.choices import DEFAULT_VOICE, OUTPUTS


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeRequest:
    """A practice, and how it is to be."""

    name: str
    """Of the practice, or the path of a script."""

    length_frames: int | None = None
    """None is its usual length."""

    bed: str | None = None
    """None is its own background."""

    without: frozenset[str] = frozenset()
    """What is left out besides what is remembered; with `none` in it, only these."""

    voice: str = DEFAULT_VOICE

    output: str = OUTPUTS[0]
    """One of `OUTPUTS`."""

    log: bool = True
    """False leaves no trace of it."""
