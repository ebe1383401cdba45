"""The messages from the microphone's process, each sent by `sound/engine/protocol.py`."""

from dataclasses import dataclass
from typing import TypeAlias

from practice_player.sound.inputs.base import InputDevice


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The microphone is open; samples follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Captured:
    samples: bytes
    """float32, one channel at `RATE_HZ`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Nothing more comes."""

    problem: str
    fix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    devices: tuple[InputDevice, ...]


InputMessage: TypeAlias = Opened | Captured | Refused | Listed
