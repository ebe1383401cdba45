"""What the command line or the interface asks the core to play, show or render."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeRequest:
    """A practice with its length, voice, and everything else that was chosen for it."""

    name: str
    """The practice's name, or the path of a script."""

    length_frames: int | None = None
    """None for its usual length."""

    bed: str | None = None
    """None for the background of the settings, or its own."""

    without: frozenset[str] = frozenset()
    """What is left out in addition to what is remembered; with `none` in it, only these."""

    voice: str | None = None
    """None for the voice of the settings."""

    output: str | None = None
    """One of `OUTPUTS`; None for the output of the settings."""

    log: bool = True
    """False for a practice that leaves no trace."""

    first: str = ""
    """Who goes first in the turns: a name, or `lot`; empty if the two decide."""

    some: frozenset[str] = frozenset()
    """Consents that were answered with *some*."""

    people: tuple[str, ...] = ()
    """The names of those who practise, first whoever goes first; a guest's name is empty."""

    check_ins: tuple[Mapping[str, int], ...] = ()
    """The numbers that each entered beforehand, in the order of `people`."""

    resume: str = ""
    """The key of the journal entry that it goes on with; empty for a new practice."""

    begins_at: datetime | None = None
    """The moment at which it begins, in UTC; None for at once."""

    in_step_with: int | None = None
    """The mark of the timeline that somebody elsewhere hears from that moment on; None without anybody."""

    prepared: bool = False
    """True once the dialog before the practice has been answered."""

    def anew(self, *, for_two: bool) -> "PracticeRequest":
        """Returns the same practice, to begin at once and at its beginning; two are asked everything anew."""
        request = replace(self, prepared=False, check_ins=(), resume="", begins_at=None, in_step_with=None)
        return replace(request, without=frozenset(), some=frozenset(), people=()) if for_two else request


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingRequest:
    """What is to be recorded, and with what."""

    names: tuple[str, ...]
    """The names of practices, or the paths of scripts; one at the least."""

    voice: str
    """The name of the voice, which may be new."""

    made_for: str = ""
    """The person whom a new voice is made for; empty for everybody."""

    device: str = ""
    """The name of the microphone; empty for the system's own choice."""
