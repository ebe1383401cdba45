"""Counts how much of a practice was heard, and how much was skipped."""

from typing import Final

from practice_player.lib.units import seconds

MAX_SKIPPED_SHARE: Final = 0.1
"""With more of it skipped, a practice that comes to its end counts as stopped, not as finished."""


class HeardFrames:
    """Frames that were played; repeated ones count again, skipped ones do not."""

    def __init__(self, *, heard_frames: int = 0, skipped_frames: int = 0) -> None:
        """The frames are those of earlier, when the practice goes on after it broke off."""
        self._heard_frames = heard_frames
        self._skipped_frames = skipped_frames

    @property
    def heard_s(self) -> float:
        return seconds(self._heard_frames)

    @property
    def skipped_s(self) -> float:
        return seconds(self._skipped_frames)

    def play(self, start_frame: int, end_frame: int) -> None:
        """Counts what was played; nothing if the position went back."""
        self._heard_frames += max(0, end_frame - start_frame)

    def skip(self, start_frame: int, end_frame: int) -> None:
        """Counts what was skipped; a step back makes up for it."""
        self._skipped_frames = max(0, self._skipped_frames + end_frame - start_frame)

    def is_whole(self, length_frames: int) -> bool:
        """Whether a practice of this length that came to its end was heard, and not skipped to it."""
        return self._skipped_frames <= MAX_SKIPPED_SHARE * length_frames
