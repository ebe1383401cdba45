"""The interface between whoever records and the places that samples come from."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol, TypeAlias

from practice_player.lib.errors import InputError
from practice_player.sound.block import Mono

Take: TypeAlias = Callable[[Mono], None]
"""Receives the next frames, at `RATE_HZ`.  Runs on the input's thread: must never wait or raise."""

_LIST_DEVICES: Final = "`practice-player voice record --list-devices` names what there is"

_REMEDIES: Final = {
    "darwin": "plug one in; let your terminal use it in System Settings, Privacy & Security, Microphone",
    "win32": "plug one in; let desktop apps use it in Settings, Privacy & security, Microphone",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class InputDevice:
    """Something that can be recorded from."""

    name: str
    is_default: bool = False
    """Whether it is recorded from when none is chosen."""

    is_monitor: bool = False
    """Whether it is no microphone, but what the machine itself plays."""


class Input(Protocol):
    """A source of one channel of samples."""

    @property
    def problem(self) -> str:
        """Why nothing more comes, in words for the person; empty while all is well."""
        ...

    def start(self, take: Take) -> None:
        """Begins to hand over frames.

        Raises:
            InputError: there is no microphone, or it cannot be opened.
        """
        ...

    def stop(self) -> None:
        """Hands over no more; stopping twice is fine, and so is starting again."""
        ...


def microphone_remedy(platform: str = sys.platform) -> str:
    """Returns what helps on this system when no microphone can be used."""
    return _REMEDIES.get(
        platform, f"plug one in, or choose one in the sound settings of your system; {_LIST_DEVICES}"
    )


def no_microphone() -> InputError:
    return InputError("there is no microphone that can be used", fix=microphone_remedy())


def no_such_device(name: str, devices: tuple[InputDevice, ...]) -> InputError:
    names = " or ".join(f"`{device.name}`" for device in devices)
    return InputError(f"there is no microphone called {name!r}", fix=names or microphone_remedy())
