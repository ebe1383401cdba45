"""Recordings that are read for the first time: several at once, and said when one has to wait."""

from collections.abc import Sequence
from typing import Final

from practice_player.commands.saying import warn
from practice_player.practice.house import House
from practice_player.script.library import Script

SOON_S: Final = 1.0
"""Nothing is said of a shorter wait."""


def read_recordings(house: House, scripts: Sequence[Script], *, wait_s: float | None = None) -> None:
    """Reads the recordings that scripts bring along, each in bounded time, and all of them in `wait_s`."""
    if not house.read_ahead(scripts, wait_s=SOON_S):
        warn("Reading recordings for the first time.")
        house.read_ahead(scripts, wait_s=None if wait_s is None else wait_s - SOON_S)
