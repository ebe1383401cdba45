"""Decodes a recording from its first sample to its last, measures it, and finds what is wrong with it.

A recording with any fault gets a clean copy, which is played in its place: bad samples are silence in it, its
DC offset is removed, it has one or two channels, and its header is true.  So the player never meets a damaged
file.  Runs in the decoding process only.
"""

from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np

from practice_player.clips.decoders import (
    DEFAULT_BITS,
    SAVE_AGAIN,
    can_seek_anywhere,
    expect_channels,
    plan_for,
)
from practice_player.clips.headers import HEAD_BYTES
from practice_player.clips.loudness import LoudnessMeter, Samples, can_be_measured_at
from practice_player.clips.measurement import RECORD_AGAIN, ClipAnalysis
from practice_player.clips.progress import ProgressCallback
from practice_player.clips.sample_checks import Repair, SampleChecks
from practice_player.clips.stream import Decoder, SampleStream
from practice_player.clips.unknown_files import no_recording, undecodable
from practice_player.lib.errors import ClipError
from practice_player.lib.folders import library_path, make_private
from practice_player.lib.units import RATE_HZ

MAX_COPY_CHANNELS: Final = 2
MIN_RATE_HZ: Final = 1_000
MAX_RATE_HZ: Final = 384_000
_MAX_EXACT_FLAC_RATE_HZ: Final = 65_535
"""FLAC frame headers hold higher rates only in multiples of 10 Hz."""

MAX_LENGTH_S: Final = 24 * 3600
MAX_FRAMES_PER_BYTE: Final = 6_000
"""A recording with more is endless: no format stores silence more densely, not even FLAC and Opus."""


class _CannotBeginError(Exception):
    """A decoder cannot open a recording; another may."""

    def __init__(self, reason: ClipError | None) -> None:
        super().__init__()
        self.reason = reason
        """None when the decoder does not tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodingPass:
    """The result of decoding a recording once, from its beginning to where no more samples came."""

    decoder: Decoder
    stream: SampleStream
    checks: SampleChecks
    written: bool
    """Whether the clean copy was written in this pass."""

    @property
    def whole(self) -> bool:
        """Whether everything that the header announces was decoded without a fault."""
        checks = self.checks
        min_frames = max(1, self.stream.min_frames)
        return (
            checks.frames >= min_frames and not checks.broken and self.stream.frames in (None, checks.frames)
        )

    @property
    def playable(self) -> bool:
        """Whether the recording itself can be played, from any frame on."""
        stream, checks = self.stream, self.checks
        return (
            stream.seekable
            and stream.channels <= MAX_COPY_CHANNELS
            and self.whole
            and not checks.bad
            and not checks.repair()
        )


def examine(
    path: Path, copy: Path, progress: ProgressCallback, *, ffmpeg: Path | None = None
) -> ClipAnalysis:
    """Analyses the recording at `path`; writes its clean copy to `copy` when it cannot be played as it is.

    Raises:
        ClipError: it holds no sound that can be decoded.
        OSError: the file or its copy cannot be read or written.
    """
    plan = plan_for(path, ffmpeg)
    report = partial(_report_progress, progress, plan.announced_s)
    best, last = _best_pass(plan.decoders, path, copy, report)
    final = best
    copied = not (best.playable and can_seek_anywhere(path, best.checks.frames))
    if copied and (best is not last or not best.written or best.checks.repair() or best.checks.peak > 1.0):
        repair = best.checks.repair() or Repair(factor=1.0 / max(best.checks.peak, 1.0))
        final = _decode(best.decoder, path, copy, repair, report, always_copy=True)
    stream, checks = best.stream, best.checks
    rate_hz = _copy_rate_hz(stream.rate_hz) if copied else stream.rate_hz
    length_frames = round(final.checks.frames * RATE_HZ / rate_hz)
    if length_frames < 1:
        raise _no_sound(path)
    announced_s = plan.announced_s
    if announced_s is None and stream.frames is not None:
        announced_s = stream.frames / stream.rate_hz
    if announced_s is not None and announced_s - stream.late_s <= length_frames / RATE_HZ <= announced_s:
        announced_s = None  # nothing is missing: the sound only begins late in its container
    return ClipAnalysis(
        length_frames=length_frames,
        loudness_lufs=round(final.checks.loudness.integrated_lufs(), 2),
        peak_db=round(20.0 * float(np.log10(max(checks.peak, 1e-6))), 2),
        clipped=checks.clipped,
        copied=copied,
        announced_s=None if announced_s is None else round(announced_s, 2),
        bad_samples=final.checks.bad,
        offset=round(max(map(abs, checks.offsets)), 4),
        channels=stream.channels,
        cut_off=plan.cut_off,
    )


def _report_progress(
    progress: ProgressCallback, announced_s: float | None, decoded_s: float, total_s: float | None
) -> None:
    progress(decoded_s, announced_s or total_s)


def _best_pass(
    decoders: tuple[Decoder, ...], path: Path, copy: Path, progress: ProgressCallback
) -> tuple[DecodingPass, DecodingPass]:
    """Returns the first pass that reads everything, or the one that reads most; and the last pass."""
    best: DecodingPass | None = None
    last: DecodingPass | None = None
    reason: ClipError | None = None  # of the first decoder that tells one
    for decoder in decoders:
        try:
            last = _decode(decoder, path, copy, Repair(), progress)
        except _CannotBeginError as exc:
            reason = reason or exc.reason
            continue
        if best is None or last.checks.frames > best.checks.frames:
            best = last
        if best.whole:
            break
    if best is None or last is None:
        raise _unreadable(path, reason)
    if not best.checks.frames:
        raise _no_sound(path)
    return best, last


def _decode(
    decoder: Decoder,
    path: Path,
    copy: Path,
    repair: Repair,
    progress: ProgressCallback,
    *,
    always_copy: bool = False,
) -> DecodingPass:
    """Decodes and checks all samples once.

    The copy is written in the same pass when it is certain to be needed, or with `always_copy`.
    """
    stream = _begin(decoder, path)
    written = always_copy or not stream.seekable or stream.channels > MAX_COPY_CHANNELS
    max_frames = min(MAX_LENGTH_S * stream.rate_hz, path.stat().st_size * MAX_FRAMES_PER_BYTE)
    meter_rate_hz = stream.rate_hz if can_be_measured_at(stream.rate_hz) else RATE_HZ
    checks = SampleChecks(loudness=LoudnessMeter(meter_rate_hz))
    resample = _resampler(stream.rate_hz, meter_rate_hz, min(stream.channels, MAX_COPY_CHANNELS))
    total_s = max(stream.frames or 0, stream.min_frames) / stream.rate_hz or None
    out = _CopyWriter(copy, stream) if written else None
    try:
        for chunk in _until_broken(stream, checks):
            clean = checks.check(chunk, repair)
            if out:
                out.write(clean)
            checks.loudness.feed(resample(clean))
            progress(checks.frames / stream.rate_hz, total_s)
            if checks.frames > max_frames:
                raise ClipError("this recording never ends", fix=RECORD_AGAIN, place=str(path))
    finally:
        if out:
            out.close()
    return DecodingPass(decoder=decoder, stream=stream, checks=checks, written=written)


def _begin(decoder: Decoder, path: Path) -> SampleStream:
    try:
        stream = decoder()
    except ClipError as exc:
        raise _CannotBeginError(exc) from exc
    except Exception as exc:
        # The libraries raise exceptions of any kind over hostile files; none of them is a fault here.
        raise _CannotBeginError(None) from exc
    if not MIN_RATE_HZ <= stream.rate_hz <= MAX_RATE_HZ:
        problem = f"this recording says that it has {stream.rate_hz:,} samples a second"
        raise ClipError(problem, fix=SAVE_AGAIN, place=str(path))
    expect_channels(stream.channels, path)
    return stream


def _until_broken(stream: SampleStream, checks: SampleChecks) -> Generator[Samples, None, None]:
    """Yields the chunks that can be decoded, up to a fault or the end."""
    with closing(stream.chunks):
        while True:
            try:
                chunk = next(stream.chunks, None)
            except Exception:  # noqa: BLE001 - as above: it only ends this recording
                checks.broken = True
                return
            if chunk is None:
                return
            yield chunk


class CopyError(OSError):
    """The clean copy cannot be written: the disk is full, or its folder cannot be written to."""


class _CopyWriter:
    """Writes the clean copy: FLAC at the recording's own rate, with 16 bits, or 24 where it has more."""

    def __init__(self, path: Path, stream: SampleStream) -> None:
        import soundfile

        make_private(path.parent)
        self._bits, subtype = (24, "PCM_24") if stream.over_16_bits else (DEFAULT_BITS, "PCM_16")
        channels = min(stream.channels, MAX_COPY_CHANNELS)
        with _as_copy_error():
            self._file: Any = soundfile.SoundFile(
                library_path(path), "w", _copy_rate_hz(stream.rate_hz), channels, subtype, format="FLAC"
            )

    def write(self, samples: Samples) -> None:
        # Converted here: libsndfile scales by 32767 and would change every sample of a 16-bit file.
        full_scale = np.float32(2.0 ** (self._bits - 1))
        integers = np.clip(np.rint(samples * full_scale), -full_scale, full_scale - 1)
        over_16_bits = self._bits > DEFAULT_BITS
        with _as_copy_error():
            self._file.write(integers.astype(np.int32) << 8 if over_16_bits else integers.astype(np.int16))

    def close(self) -> None:
        with _as_copy_error():
            self._file.close()


def _copy_rate_hz(rate_hz: int) -> int:
    """Returns the nearest sample rate that FLAC can hold."""
    return rate_hz if rate_hz <= _MAX_EXACT_FLAC_RATE_HZ else round(rate_hz, -1)


@contextmanager
def _as_copy_error() -> Generator[None, None, None]:
    try:
        yield
    except (OSError, RuntimeError) as exc:  # soundfile's errors do not carry the system's error
        raise CopyError("a clean copy cannot be written") from exc


def _resampler(rate_hz: int, target_hz: int, channels: int) -> Callable[[Samples], Samples]:
    if rate_hz == target_hz:
        return lambda chunk: chunk
    import soxr

    stream = soxr.ResampleStream(rate_hz, target_hz, channels, dtype="float32", quality="HQ")
    return lambda chunk: np.asarray(stream.resample_chunk(np.ascontiguousarray(chunk)), np.float32)


def _unreadable(path: Path, reason: ClipError | None) -> ClipError:
    """Returns the error to raise when no decoder can open the file; `reason` is a decoder's own, if any."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    problem, fix = no_recording(head) or ((reason.problem, reason.fix) if reason else undecodable(head))
    return ClipError(problem, fix=fix, place=str(path))


def _no_sound(path: Path) -> ClipError:
    return ClipError("this recording holds no sound", fix=RECORD_AGAIN, place=str(path))
