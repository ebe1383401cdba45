"""What a practice needs of the sound; `EngineClient` is one, and tests have another."""

from typing import Protocol

from practice_player.sound.engine.protocol import Command, EngineReport


class EnginePort(Protocol):
    def start(self) -> None:
        """Starts it, or starts it anew."""
        ...

    def send(self, command: Command) -> int:
        """Passes a command on; returns its number."""
        ...

    def report(self) -> EngineReport | None: ...

    @property
    def underruns(self) -> int:
        """How often the card ran dry so far, however often it was opened."""
        ...

    def alive(self) -> bool: ...

    def close(self) -> None: ...
