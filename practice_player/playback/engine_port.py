"""The sound as a practice uses it: implemented by `EngineClient`, and by fakes in tests."""

from typing import Protocol

from practice_player.sound.engine.protocol import Command, EngineReport


class EnginePort(Protocol):
    def start(self) -> None:
        """Starts the engine, or restarts it."""
        ...

    def send(self, command: Command) -> int:
        """Sends a command; returns its number."""
        ...

    def report(self) -> EngineReport | None: ...

    @property
    def underruns(self) -> int:
        """How often the card ran out of samples so far, over all times it was opened."""
        ...

    def alive(self) -> bool: ...

    def close(self) -> None: ...
