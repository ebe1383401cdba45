"""An input that tests feed by hand."""

from practice_player.lib.errors import InputError
from practice_player.sound.block import Mono
from practice_player.sound.inputs.base import Take


class ManualInput:
    """Hands over what it is given, once it was started."""

    def __init__(self, *, refusal: InputError | None = None) -> None:
        """With a `refusal`, it cannot be started."""
        self.problem = ""
        self._refusal = refusal
        self._take: Take | None = None

    @property
    def is_open(self) -> bool:
        return self._take is not None

    def start(self, take: Take) -> None:
        if self._refusal:
            raise self._refusal
        self._take = take

    def stop(self) -> None:
        self._take = None

    def feed(self, sound: Mono, block_frames: int = 2400) -> None:
        """Hands over a sound in blocks."""
        for start in range(0, len(sound), block_frames):
            if self._take:
                self._take(sound[start : start + block_frames])
