"""Counts how often a card ran dry: its library does not say, but the times of its calls do."""

from practice_player.lib.units import seconds


class UnderrunCounter:
    """Compares how much sound was handed over with the time that has passed."""

    def __init__(self) -> None:
        self._lasts_until_s: float | None = None
        self.underruns = 0

    def restart(self) -> None:
        self._lasts_until_s = None
        self.underruns = 0

    def hand_over(self, frame_count: int, now_s: float) -> None:
        """Counts an underrun if the frames handed over before have run out by now."""
        until_s = now_s if self._lasts_until_s is None else self._lasts_until_s
        if now_s > until_s:
            self.underruns += 1
            until_s = now_s
        self._lasts_until_s = until_s + seconds(frame_count)
