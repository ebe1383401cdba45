"""Decodes a recording from its first sample to its last, and says what is there and what is wrong with it.

A recording that is not sound in every way gets a clean copy, which is what is played: bad samples are silence
in it, it lies around the middle, has one or two channels, and its header is true.  So what plays never meets
a damaged file.  Runs in the decoding process only.
"""

from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np

from practice_player.clips.decoders import (
    SAVE_AGAIN,
    USUAL_BITS,
    can_be_entered,
    expect_channels,
    plan_for,
)
from practice_player.clips.headers import HEAD_BYTES
from practice_player.clips.loudness import LoudnessMeter, Samples, can_be_measured_at
from practice_player.clips.measurement import RECORD_AGAIN, ClipAnalysis
from practice_player.clips.progress import Told
from practice_player.clips.sample_checks import Repair, SampleChecks
from practice_player.clips.stream import Decoder, SampleStream
from practice_player.clips.unknown_files import no_recording, undecodable
from practice_player.lib.errors import ClipError
from practice_player.lib.folders import for_libraries, make_private
from practice_player.lib.units import RATE_HZ

HEARD_CHANNELS: Final = 2
LEAST_RATE_HZ: Final = 1_000
MOST_RATE_HZ: Final = 384_000
_FLAC_RATE_HZ: Final = 65_535
MOST_S: Final = 24 * 3600
MOST_FRAMES_PER_BYTE: Final = 6_000
"""The longest stretches of silence that FLAC and Opus can say in a byte are shorter."""


class _UnreadableError(Exception):
    """One decoder cannot begin; another may."""

    def __init__(self, reason: ClipError | None) -> None:
        super().__init__()
        self.reason = reason
        """None when it does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodedClip:
    """One way through a recording, from its beginning to where no more came."""

    decoder: Decoder
    stream: SampleStream
    tally: SampleChecks
    written: bool
    """Whether the clean copy was written on the way."""

    @property
    def whole(self) -> bool:
        """Whether all that was announced is there, and nothing went wrong."""
        tally = self.tally
        least = max(1, self.stream.least_frames)
        return tally.frames >= least and not tally.broken and self.stream.frames in (None, tally.frames)

    @property
    def playable(self) -> bool:
        """Whether the recording itself can be played, from any place on."""
        stream, tally = self.stream, self.tally
        return (
            stream.in_place
            and stream.channels <= HEARD_CHANNELS
            and self.whole
            and not tally.bad
            and not tally.repair()
        )


def examine(path: Path, copy: Path, progress: Told, *, ffmpeg: Path | None = None) -> ClipAnalysis:
    """Measures the recording in `path`; writes `copy` when the recording itself cannot be played as it is.

    Raises:
        ClipError: there is nothing in it that can be heard.
        OSError: the file or its copy cannot be read or written.
    """
    plan = plan_for(path, ffmpeg)
    told = partial(_told, progress, plan.announced_s)
    found, last = _best(plan.decoders, path, copy, told)
    kept = found
    copied = not (found.playable and can_be_entered(path, found.tally.frames))
    if copied and (found is not last or not found.written or found.tally.repair() or found.tally.peak > 1.0):
        repair = found.tally.repair() or Repair(factor=1.0 / max(found.tally.peak, 1.0))
        kept = _listen(found.decoder, path, copy, repair, told, always=True)
    stream, tally = found.stream, found.tally
    rate_hz = _copy_rate_hz(stream.rate_hz) if copied else stream.rate_hz
    length_frames = round(kept.tally.frames * RATE_HZ / rate_hz)
    if length_frames < 1:
        raise _no_sound(path)
    announced_s = plan.announced_s
    if announced_s is None and stream.frames is not None:
        announced_s = stream.frames / stream.rate_hz
    if announced_s is not None and announced_s - stream.late_s <= length_frames / RATE_HZ <= announced_s:
        announced_s = None  # nothing is missing: it begins late in its container, beside a picture or not
    return ClipAnalysis(
        length_frames=length_frames,
        loudness_lufs=round(kept.tally.loudness.integrated_lufs(), 2),
        peak_db=round(20.0 * float(np.log10(max(tally.peak, 1e-6))), 2),
        clipped=tally.clipped,
        copied=copied,
        announced_s=None if announced_s is None else round(announced_s, 2),
        bad_samples=kept.tally.bad,
        offset=round(max(map(abs, tally.offsets)), 4),
        channels=stream.channels,
        cut_off=plan.cut_off,
    )


def _told(progress: Told, announced_s: float | None, decoded_s: float, of_s: float | None) -> None:
    progress(decoded_s, announced_s or of_s)


def _best(
    decoders: tuple[Decoder, ...], path: Path, copy: Path, progress: Told
) -> tuple[DecodedClip, DecodedClip]:
    """By the first decoder that reads all there is, or the one that reads most; and by the last one tried."""
    found: DecodedClip | None = None
    last: DecodedClip | None = None
    refused: ClipError | None = None  # by a decoder that knows what is wrong
    for decoder in decoders:
        try:
            last = _listen(decoder, path, copy, Repair(), progress)
        except _UnreadableError as exc:
            refused = refused or exc.reason
            continue
        if found is None or last.tally.frames > found.tally.frames:
            found = last
        if found.whole:
            break
    if found is None or last is None:
        raise _unreadable(path, refused)
    if not found.tally.frames:
        raise _no_sound(path)
    return found, last


def _listen(
    decoder: Decoder, path: Path, copy: Path, repair: Repair, progress: Told, *, always: bool = False
) -> DecodedClip:
    """Goes through all samples once.

    The copy is written on the way when it is sure to be needed, or `always`.
    """
    stream = _begun(decoder, path)
    written = always or not stream.in_place or stream.channels > HEARD_CHANNELS
    most_frames = min(MOST_S * stream.rate_hz, path.stat().st_size * MOST_FRAMES_PER_BYTE)
    metered_hz = stream.rate_hz if can_be_measured_at(stream.rate_hz) else RATE_HZ
    tally = SampleChecks(loudness=LoudnessMeter(metered_hz))
    resample = _resampler(stream.rate_hz, metered_hz, min(stream.channels, HEARD_CHANNELS))
    of_s = max(stream.frames or 0, stream.least_frames) / stream.rate_hz or None
    out = _Copy(copy, stream) if written else None
    try:
        for piece in _until_broken(stream, tally):
            clean = tally.take(piece, repair)
            if out:
                out.write(clean)
            tally.loudness.feed(resample(clean))
            progress(tally.frames / stream.rate_hz, of_s)
            if tally.frames > most_frames:
                raise ClipError("this recording never ends", fix=RECORD_AGAIN, place=str(path))
    finally:
        if out:
            out.close()
    return DecodedClip(decoder=decoder, stream=stream, tally=tally, written=written)


def _begun(decoder: Decoder, path: Path) -> SampleStream:
    try:
        stream = decoder()
    except ClipError as exc:
        raise _UnreadableError(exc) from exc
    except Exception as exc:
        # Each library raises what it likes, over files made to upset it: no kind of them is a fault of ours.
        raise _UnreadableError(None) from exc
    if not LEAST_RATE_HZ <= stream.rate_hz <= MOST_RATE_HZ:
        said = f"this recording says that it has {stream.rate_hz:,} samples a second"
        raise ClipError(said, fix=SAVE_AGAIN, place=str(path))
    expect_channels(stream.channels, path)
    return stream


def _until_broken(stream: SampleStream, tally: SampleChecks) -> Generator[Samples, None, None]:
    """The pieces that can be decoded; what comes before a fault is kept."""
    with closing(stream.pieces):
        while True:
            try:
                piece = next(stream.pieces, None)
            except Exception:  # noqa: BLE001 - as above: whatever it is, it ends this recording and nothing else
                tally.broken = True
                return
            if piece is None:
                return
            yield piece


class CopyError(OSError):
    """The clean copy cannot be written: the disk is full, or its folder cannot be written to."""


class _Copy:
    """The clean copy: FLAC, at the recording's own rate, 16 bits or 24 where it has more."""

    def __init__(self, path: Path, stream: SampleStream) -> None:
        import soundfile

        make_private(path.parent)
        self._bits, kind = (24, "PCM_24") if stream.fine else (USUAL_BITS, "PCM_16")
        channels = min(stream.channels, HEARD_CHANNELS)
        with _as_copy_error():
            self._file: Any = soundfile.SoundFile(
                for_libraries(path), "w", _copy_rate_hz(stream.rate_hz), channels, kind, format="FLAC"
            )

    def write(self, piece: Samples) -> None:
        # By hand, for libsndfile takes full scale for 32767 and would change every sample of a 16-bit file.
        top = np.float32(2.0 ** (self._bits - 1))
        whole = np.clip(np.rint(piece * top), -top, top - 1)
        fine = self._bits > USUAL_BITS
        with _as_copy_error():
            self._file.write(whole.astype(np.int32) << 8 if fine else whole.astype(np.int16))

    def close(self) -> None:
        with _as_copy_error():
            self._file.close()


def _copy_rate_hz(rate_hz: int) -> int:
    """The nearest rate that FLAC can say: above 16 bits only in tens."""
    return rate_hz if rate_hz <= _FLAC_RATE_HZ else round(rate_hz, -1)


@contextmanager
def _as_copy_error() -> Generator[None, None, None]:
    try:
        yield
    except (OSError, RuntimeError) as exc:  # soundfile's own errors do not say what the system said
        raise CopyError("a clean copy cannot be written") from exc


def _resampler(rate_hz: int, wanted_hz: int, channels: int) -> Callable[[Samples], Samples]:
    if rate_hz == wanted_hz:
        return lambda piece: piece
    import soxr

    stream = soxr.ResampleStream(rate_hz, wanted_hz, channels, dtype="float32", quality="HQ")
    return lambda piece: np.asarray(stream.resample_chunk(np.ascontiguousarray(piece)), np.float32)


def _unreadable(path: Path, refused: ClipError | None) -> ClipError:
    """Why no decoder could begin; `refused` is by one that knows what is wrong, or is not there."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    problem, fix = no_recording(head) or ((refused.problem, refused.fix) if refused else undecodable(head))
    return ClipError(problem, fix=fix, place=str(path))


def _no_sound(path: Path) -> ClipError:
    return ClipError("this recording holds no sound", fix=RECORD_AGAIN, place=str(path))
