"""The interface between the renderer and the places that samples go to."""

from typing import Protocol

from practice_player.sound.block import Render


class Output(Protocol):
    """A destination of blocks: a sound card, a file, nothing, or a test."""

    @property
    def underruns(self) -> int:
        """How often the card ran out of samples since the output was started; each time a gap was heard."""
        ...

    def start(self, render: Render) -> None:
        """Begins to pull blocks through `render`.

        Raises:
            OutputError: the card is missing or busy, or the file cannot be written.
        """
        ...

    def stop(self) -> None:
        """Stops pulling blocks; stopping twice is fine, and so is starting again."""
        ...
