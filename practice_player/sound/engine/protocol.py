"""What the interface's process and the engine's process say to each other, and nothing else.

Pickled, each after its length.  Both ends are this program: the pipe is private to them.
"""

import pickle
import struct
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import IO, Final, TypeAlias

from practice_player.timeline.model import Timeline

UNDERRUN = "underrun"
"""In the log, each time the card ran dry."""

GREETING: Final = b"\x00practice-player reports\n"
"""Stands before the first report.  Where reports share standard output with what Python prints as it
starts, such as the lines of a `sitecustomize`, they begin here.
"""


class CardState(StrEnum):
    """How the sound card is."""

    OPEN = "open"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Go on with this timeline; what is heard now fades out first."""

    timeline: Timeline
    frame: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Seek:
    frame: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    voice_db: float = 0.0
    bed_db: float = 0.0
    bed_on: bool = True
    bed: str | None = None
    """The listener's choice of background; None is the timeline's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """The program is there.  Said several times a second; one that is stopped says nothing."""


Command: TypeAlias = Load | Play | Pause | Seek | Levels | Here


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineReport:
    """Where the sound is."""

    card: CardState
    obeyed: int
    """The number of the last command that was obeyed."""

    position_frame: int
    """The first frame of the block that was handed over last."""

    until_frame: int
    """The frame after that block."""

    at_s: float
    """When it was handed over, on the monotonic clock that both processes share."""

    settled: bool
    """False while a jump is still to come."""

    underruns: int
    """How often the card ran dry since it was opened."""

    trouble: str = ""
    """What cannot be heard of this timeline, in a few words for the listener; empty when all can."""


Numbered: TypeAlias = tuple[int, Command]
"""Commands are counted, so that a report says which ones it knows of."""


def send(pipe: IO[bytes], message: Numbered | EngineReport) -> None:
    body = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.write(struct.pack("<I", len(body)) + body)
    pipe.flush()


def await_greeting(pipe: IO[bytes], note: Callable[[str], object]) -> None:
    """Reads to the end of the greeting; `note` is told what was printed before it."""
    while line := pipe.readline():
        before, found, _ = line.partition(GREETING)
        if text := before.decode(errors="replace").strip():
            note(text)
        if found:
            return


def receive(pipe: IO[bytes]) -> object | None:
    """The next message; None at the end of the pipe."""
    head = pipe.read(4)
    if len(head) < 4:  # noqa: PLR2004
        return None
    (length,) = struct.unpack("<I", head)
    body = pipe.read(length)
    return None if len(body) < length else pickle.loads(body)  # noqa: S301 - both ends are ours
