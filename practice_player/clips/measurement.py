"""The analysis of a recording: how long it is, how loud, and what is wrong with it."""

from dataclasses import asdict, dataclass
from typing import Any, Final

TARGET_LUFS: Final = -18.0
"""The loudness every voice is brought to (content 3.3)."""

TOLERANCE_LU: Final = 0.25
"""Within this of the target no gain is applied; so two recordings in a row differ by 0.5 LU at most."""

MAX_GAIN_DB: Final = 12.0
"""A recording is raised by no more: beyond it, the noise of room and recorder is heard."""

MIN_GAIN_DB: Final = -24.0
"""A recording is lowered by no more."""

MIN_RAISED_LUFS: Final = -50.0
"""A fainter recording is not raised: there is nothing in it."""

RECORD_AGAIN: Final = "record it again, or save it as wav, flac, ogg, opus or mp3"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipAnalysis:
    """What is known of a recording after it was decoded from its first sample to its last."""

    length_frames: int
    """The length of what can be decoded, in frames at `RATE_HZ`, 1 or more."""

    loudness_lufs: float
    """Integrated loudness in stereo; minus infinity for silence."""

    peak_db: float
    """The highest sample, in dB relative to full scale."""

    clipped: bool
    """Whether its wave is cut off at full scale."""

    copied: bool = False
    """Whether a clean copy is played in its place."""

    announced_s: float | None = None
    """The length its header announces, where that differs; None when it does not say."""

    cut_off: bool = False
    """Whether its container shows that its end is missing."""

    bad_samples: int = 0
    """How many samples are not numbers, or damage; they are played as silence."""

    offset: float = 0.0
    """The DC offset, as a share of full scale; an audible one is removed in the copy."""

    channels: int = 1
    """How many channels the file has; more than two are mixed down."""

    @property
    def correction_db(self) -> float:
        """The gain that brings it to `TARGET_LUFS`, within limits."""
        gain_db = TARGET_LUFS - self.loudness_lufs
        if abs(gain_db) <= TOLERANCE_LU or self.loudness_lufs < MIN_RAISED_LUFS:
            return 0.0
        return max(MIN_GAIN_DB, min(gain_db, MAX_GAIN_DB))

    def as_row(self) -> dict[str, Any]:
        """Returns the fields for JSON."""
        return asdict(self)


def analysis_from(row: dict[str, Any]) -> ClipAnalysis:
    """Reads an analysis from JSON, which another program may have written.

    Raises:
        KeyError, TypeError, ValueError: it is not an analysis.
    """
    length_frames, clipped, announced_s = row["length_frames"], row["clipped"], row.get("announced_s")
    if not isinstance(length_frames, int) or length_frames < 1 or not isinstance(clipped, bool):
        raise ValueError("not an analysis")
    return ClipAnalysis(
        length_frames=length_frames,
        loudness_lufs=float(row["loudness_lufs"]),
        peak_db=float(row["peak_db"]),
        clipped=clipped,
        copied=bool(row.get("copied", False)),
        announced_s=None if announced_s is None else float(announced_s),
        cut_off=bool(row.get("cut_off", False)),
        bad_samples=int(row.get("bad_samples", 0)),
        offset=float(row.get("offset", 0.0)),
        channels=int(row.get("channels", 1)),
    )
