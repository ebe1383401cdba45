"""The seam between samples and where they go."""

from typing import Protocol

from practice_player.sound.block import Render


class Output(Protocol):
    """Somewhere blocks go: a sound card, a file, nowhere, or a test."""

    @property
    def underruns(self) -> int:
        """How often it ran dry since it was started: what was heard then was a gap."""
        ...

    def start(self, render: Render) -> None:
        """Begins pulling blocks through `render`.

        Raises:
            OutputError: the card is missing or busy, or the file cannot be written.
        """
        ...

    def stop(self) -> None:
        """Pulls no more; stopping twice is fine, and starting again is too."""
        ...
