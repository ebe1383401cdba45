"""What a practice needs of the sound; `EngineClient` is one, and tests have another."""

from typing import Protocol

from practice_player.sound.engine.messages import Command, Report


class Sound(Protocol):
    def start(self) -> None:
        """Starts it, or starts it anew."""
        ...

    def tell(self, command: Command) -> int:
        """Passes a command on; returns its number."""
        ...

    def report(self) -> Report | None: ...

    def alive(self) -> bool: ...

    def shut(self) -> None: ...
