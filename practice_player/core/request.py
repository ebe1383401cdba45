"""What somebody asks for, from the command line or the interface to the timeline."""

from collections.abc import Mapping
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

    first: str = ""
    """Who is to go first in the turns: a name, or `lot`; empty leaves it to the two."""

    some: frozenset[str] = frozenset()
    """Consents of which there is only some."""

    people: tuple[str, ...] = ()
    """Who practises, the one who goes first in front; a guest's name is empty."""

    check_ins: tuple[Mapping[str, int], ...] = ()
    """What each of them entered beforehand, in the order of `people`."""

    prepared: bool = False
    """True once it was asked what is asked beforehand."""
