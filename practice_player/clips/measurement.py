"""What is to be known of a recording before it plays: how long, how loud, and what is wrong with it."""

from dataclasses import asdict, dataclass
from typing import Any, Final

TARGET_LUFS: Final = -18.0
"""Where every voice lies (content 3.3)."""

NEAR_ENOUGH_LU: Final = 1.0
"""Within this of the target nothing is changed: the whole mix is -18 LUFS, give or take 1."""

MOST_UP_DB: Final = 12.0
"""A recording is raised by no more: beyond it, one hears the room and the machine."""

MOST_DOWN_DB: Final = -24.0
FAINT_LUFS: Final = -50.0
"""Below this there is nothing to raise."""

RECORD_AGAIN: Final = "record it again, or save it as wav, flac, ogg, opus or mp3"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipAnalysis:
    """A recording, decoded once from its first sample to its last."""

    length_frames: int
    """Of what decodes, at `RATE_HZ`, 1 or more."""

    loudness_lufs: float
    """Integrated, as heard on both sides; minus infinity for silence."""

    peak_db: float
    """The highest sample, under full scale."""

    clipped: bool

    copied: bool = False
    """Whether a clean copy is played in its place."""

    announced_s: float | None = None
    """How long its header says that it is; None when it does not say."""

    cut_off: bool = False
    """Whether its end is missing, though no length says so."""

    bad_samples: int = 0
    """Samples that are no numbers, or damage; they are silence when it is played."""

    offset: float = 0.0
    """How far its wave lies off the middle, of full scale; one that thumps is played centred."""

    channels: int = 1
    """More than two are mixed down."""

    @property
    def correction_db(self) -> float:
        """What brings it to where every voice lies."""
        off = TARGET_LUFS - self.loudness_lufs
        if abs(off) <= NEAR_ENOUGH_LU or self.loudness_lufs < FAINT_LUFS:
            return 0.0
        return max(MOST_DOWN_DB, min(off, MOST_UP_DB))

    def as_row(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def analysis_from(row: dict[str, Any]) -> ClipAnalysis:
    """A measure from JSON, which another program may have written too.

    Raises:
        KeyError, TypeError, ValueError: it is none.
    """
    length_frames, clipped, announced_s = row["length_frames"], row["clipped"], row.get("announced_s")
    if not isinstance(length_frames, int) or length_frames < 1 or not isinstance(clipped, bool):
        raise ValueError("not a measure")
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
