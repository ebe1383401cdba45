"""The messages between the interface's process and the engine's process.

Each is pickled, and preceded by its length.  Both ends are this program: the pipe is private to them.
"""

import pickle
import struct
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import IO, Final, TypeAlias

from practice_player.timeline.model import Timeline

GREETING: Final = b"\x00practice-player reports\n"
"""Precedes the first report.  Where reports share standard output, Python may have printed before it, such as
lines of a `sitecustomize`.
"""

_LENGTH: Final = struct.Struct("<I")


class CardState(StrEnum):
    """The state of the sound card."""

    OPEN = "open"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Switch to this timeline; what is heard now fades out first."""

    timeline: Timeline
    frame: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    fade_frames: int | None = None
    """How long the sound takes to fade out; None is at once, without a click."""


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
class Heartbeat:
    """The program is running.  Sent several times a second; a suspended program sends nothing."""


Command: TypeAlias = Load | Play | Pause | Seek | Levels | Heartbeat


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineReport:
    """Where the sound is."""

    card: CardState
    executed: int
    """The number of the last command that was executed."""

    position_frame: int
    """The first frame of the block that was handed over last."""

    until_frame: int
    """The frame after that block."""

    at_s: float
    """When it was handed over, on the monotonic clock that both processes share."""

    settled: bool
    """False while a jump is pending."""

    underruns: int
    """How often the card ran out of samples since it was opened."""

    trouble: str = ""
    """What cannot be heard of this timeline, in a few words for the listener; empty when all can."""


Numbered: TypeAlias = tuple[int, Command]
"""A command and its number, from 1; a report names the last one that was executed."""


def send(pipe: IO[bytes], message: object) -> None:
    """Writes one message, to be read by `receive`."""
    body = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.write(_LENGTH.pack(len(body)) + body)
    pipe.flush()


def await_greeting(pipe: IO[bytes], log_line: Callable[[str], object]) -> None:
    """Reads up to the end of the greeting; `log_line` is called with each line printed before it."""
    while line := pipe.readline():
        before, greeting, _ = line.partition(GREETING)
        if text := before.decode(errors="replace").strip():
            log_line(text)
        if greeting:
            return


def receive(pipe: IO[bytes]) -> object | None:
    """Returns the next message; None at the end of the pipe."""
    header = pipe.read(_LENGTH.size)
    if len(header) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(header)
    body = pipe.read(length)
    return None if len(body) < length else pickle.loads(body)  # noqa: S301 - both ends are ours
