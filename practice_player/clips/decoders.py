"""The decoders behind one shape: a file becomes pieces of samples, in order, from its first to its last.

None of them is asked where a recording ends: it ends where no more samples come, whatever its header says.
Run in the decoding process only, which has limits of its own (`child.py`).
"""

from collections.abc import Generator
from dataclasses import dataclass
from functools import partial
from itertools import chain, pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np

from practice_player.clips.byte_range import ByteRange, data_end
from practice_player.clips.endings import asf_length_s, breaks_off
from practice_player.clips.ffmpeg import ffmpeg_decoder
from practice_player.clips.flac import HEAD_BYTES as FLAC_HEAD_BYTES
from practice_player.clips.flac import Info, frames_at_end, info_of
from practice_player.clips.headers import (
    HEAD_BYTES,
    FileKind,
    claimed_channels,
    flac_parts,
    kind_of,
    mp3_claims_a_length,
    mp3_parts,
    ogg_links,
)
from practice_player.clips.loudness import Samples
from practice_player.clips.mpeg import walk
from practice_player.clips.stream import PIECE_SAMPLES, Decoder, SampleStream
from practice_player.clips.unknown_files import no_recording
from practice_player.clips.wav import Wav, goes_on, read_wav, wav_parts
from practice_player.lib.errors import ClipError
from practice_player.lib.folders import for_libraries

_SEEKABLE: Final = frozenset(
    {"PCM_16", "PCM_24", "PCM_32", "PCM_S8", "PCM_U8", "FLOAT", "DOUBLE", "ALAW", "ULAW", "VORBIS", "OPUS"}
)
"""Encodings in which soundfile finds any place again."""

_SEARCHED: Final = frozenset({FileKind.OGG, FileKind.MP3, FileKind.FLAC})
"""Kinds that are searched to the end of the file for another page or frame."""

MOST_PLACES: Final = 600
"""Where a recording is entered to see whether it can be."""

MOST_CHANNELS: Final = 32
SAVE_AGAIN: Final = "save it with one or two channels, at 44100 or 48000 samples a second"

MOST_WALKED_BYTES: Final = 64_000_000

NEAR_ENOUGH_S: Final = 0.02
"""An mp3 that lasts so much less than its frames is damaged, and another decoder may pass over it."""

USUAL_BITS: Final = 16
_FINE: Final = frozenset({"PCM_24", "PCM_32", "FLOAT", "DOUBLE"})


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodePlan:
    """How to decode a file."""

    decoders: tuple[Decoder, ...]
    """The best for its kind first."""

    announced_s: float | None = None
    """How long its header says that it is; None when it does not say, or only its decoder knows."""

    cut_off: bool = False
    """Whether its end is missing, as its container says."""


def plan_for(path: Path, ffmpeg: Path | None) -> DecodePlan:
    """How to decode a file, by its first bytes and, for joined files, by where the others begin.

    `ffmpeg` is the program, None when there is none.

    Raises:
        ClipError: it is no recording.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
        file.seek(0)
        kind = kind_of(head)
        wav = read_wav(file, path.stat().st_size) if kind is FileKind.WAV else None
    if not head:
        raise ClipError("this file is empty", fix="record or copy it again", place=str(path))
    if kind is FileKind.PLAYLIST and (told := no_recording(head)):
        raise ClipError(told[0], fix=told[1], place=str(path))
    if (channels := claimed_channels(head)) is not None:
        expect_channels(channels, path)
    plain, other = partial(soundfile_stream, path, kind), ffmpeg_decoder(ffmpeg, path)
    if kind is FileKind.MP3:
        claimed_s = _mp3_claimed_s(path) if mp3_claims_a_length(head) else None
        mp3 = partial(mp3_stream, path, *_all_mp3_parts(path))
        return DecodePlan(decoders=(mp3, other, plain), announced_s=claimed_s)
    if kind is FileKind.OGG:
        starts = ogg_links(path)
        first = partial(joined_stream, path, starts) if len(starts) > 1 else plain
        return DecodePlan(decoders=(first, other, plain), cut_off=breaks_off(path, head))
    if kind is FileKind.WAV and wav:
        return _wav_plan(path, wav, (plain, other))
    if info := info_of(head):
        return _flac_plan(path, info, (plain, other))
    return DecodePlan(decoders=(plain, other), announced_s=asf_length_s(head), cut_off=breaks_off(path, head))


def _wav_plan(path: Path, wav: Wav, usual: tuple[Decoder, ...]) -> DecodePlan:
    if len(starts := wav_parts(path)) > 1:
        usual = (partial(joined_stream, path, starts), *usual)
    elif wav.subtype and (wav.unfinished or goes_on(path, wav)):
        usual = (partial(unfinished_wav_stream, path, wav), *usual[1:])
    return DecodePlan(decoders=usual, announced_s=wav.claimed_s)


def _flac_plan(path: Path, info: Info, usual: tuple[Decoder, ...]) -> DecodePlan:
    """Libsndfile ends where the head says; the other decoder where there is no more."""
    starts = flac_parts(path)
    with ByteRange(path, starts[-1], data_end(path)) as last:
        about = info_of(last.read(FLAC_HEAD_BYTES) or b"")
        short = about is not None and 0 < about.frames < frames_at_end(last, about)
    thorough = partial(flac_stream, path, starts, info)
    announced_s = info.frames / info.rate_hz if info.frames and info.rate_hz else None
    if short or len(starts) > 1:
        return DecodePlan(decoders=(thorough, *reversed(usual)), announced_s=announced_s)
    return DecodePlan(decoders=(*usual[:1], thorough, *usual[1:]), announced_s=announced_s)


def expect_channels(channels: int, path: Path) -> None:
    """Raises `ClipError` when there are more than can be mixed down, or none."""
    if not 1 <= channels <= MOST_CHANNELS:
        said = f"this recording has {channels:,} channels, and at most {MOST_CHANNELS} can be mixed down"
        raise ClipError(said, fix=SAVE_AGAIN, place=str(path))


def soundfile_stream(path: Path, kind: FileKind) -> SampleStream:
    """What libsndfile reads, in order."""
    import soundfile

    size, end = path.stat().st_size, data_end(path)
    whole = end == size or kind not in _SEARCHED
    sound = soundfile.SoundFile(for_libraries(path) if whole else ByteRange(path, 0, end))
    channels = int(sound.channels)
    return SampleStream(
        rate_hz=int(sound.samplerate),
        channels=channels,
        pieces=_read(sound, channels),
        frames=None if kind is FileKind.MP3 else int(sound.frames),
        in_place=whole
        and kind is not FileKind.MP3
        and bool(sound.seekable())
        and str(sound.subtype) in _SEEKABLE,
        fine=str(sound.subtype) in _FINE,
    )


def can_be_entered(path: Path, frames: int) -> bool:
    """Whether any second of a recording can be found again: some damaged files only play straight through."""
    import soundfile

    with soundfile.SoundFile(for_libraries(path)) as sound:
        step = max(int(sound.samplerate), frames // MOST_PLACES)
        try:
            for start in range(0, frames, step):
                sound.seek(start)
                if not len(sound.read(1)):
                    return False
        except Exception:  # noqa: BLE001 - each library raises what it likes
            return False
    return True


def unfinished_wav_stream(path: Path, wav: Wav) -> SampleStream:
    """All the sound that a recorder wrote before it lost its power."""
    import soundfile

    frames = -(-(data_end(path) - wav.data_start) // wav.frame_bytes)
    part = ByteRange(path, wav.data_start, min(wav.data_start + frames * wav.frame_bytes, wav.file_bytes))
    sound = soundfile.SoundFile(
        part, "r", wav.rate_hz, wav.channels, wav.subtype, endian="LITTLE", format="RAW"
    )
    pieces = _read(sound, wav.channels)
    return SampleStream(rate_hz=wav.rate_hz, channels=wav.channels, pieces=pieces, fine=wav.subtype in _FINE)


def joined_stream(path: Path, starts: list[int]) -> SampleStream:
    """Ogg or wav files that were joined, one after the other, as the first of them is."""
    import soundfile

    ends = [*starts[1:], data_end(path)]
    parts = [ByteRange(path, start, end) for start, end in zip(starts, ends, strict=True)]
    first = soundfile.SoundFile(parts[0])
    rate_hz, channels = int(first.samplerate), int(first.channels)

    def pieces() -> Generator[Samples, None, None]:
        yield from _read(first, channels)
        for part in parts[1:]:
            sound = soundfile.SoundFile(part)
            own = _read(sound, int(sound.channels))
            yield from _alike(own, int(sound.samplerate), rate_hz, channels)

    return SampleStream(rate_hz=rate_hz, channels=channels, pieces=pieces())


def mp3_stream(path: Path, starts: list[int], least_s: float) -> SampleStream:
    """One mp3 file, or several that were joined, each without the silence its encoder put around it."""
    import miniaudio

    with ByteRange(path, 0, data_end(path)) as whole:
        about = miniaudio.mp3_get_info(whole.read(HEAD_BYTES * 64))
    rate_hz, channels = int(about.sample_rate), int(about.nchannels)
    pieces = _miniaudio(path, starts, rate_hz, channels, miniaudio.FileFormat.MP3)
    least_frames = round((least_s - NEAR_ENOUGH_S) * rate_hz)
    return SampleStream(rate_hz=rate_hz, channels=channels, pieces=pieces, least_frames=least_frames)


def flac_stream(path: Path, starts: list[int], info: Info) -> SampleStream:
    """One FLAC file, or several that were joined, to the end; passes over what is damaged."""
    import miniaudio

    expect_channels(info.channels, path)
    pieces = _miniaudio(path, starts, info.rate_hz, info.channels, miniaudio.FileFormat.FLAC)
    return SampleStream(
        rate_hz=info.rate_hz,
        channels=info.channels,
        pieces=pieces,
        least_frames=info.frames,
        fine=info.bits > USUAL_BITS,
    )


def _miniaudio(
    path: Path, starts: list[int], rate_hz: int, channels: int, kind: Any
) -> Generator[Samples, None, None]:
    import miniaudio

    class Source(miniaudio.StreamableSource):  # type: ignore[misc]
        def __init__(self, part: ByteRange) -> None:
            self._part = part

        def read(self, num_bytes: int) -> bytes:
            return bytes(self._part.read(num_bytes) or b"")

        def seek(self, offset: int, origin: Any) -> bool:
            self._part.seek(offset, int(origin.value))
            return True

    for start, end in zip(starts, [*starts[1:], data_end(path)], strict=True):
        try:
            stream = miniaudio.stream_any(
                Source(ByteRange(path, start, end)),
                source_format=kind,
                output_format=miniaudio.SampleFormat.FLOAT32,
                nchannels=channels,
                sample_rate=rate_hz,
                frames_to_read=PIECE_SAMPLES // channels,
            )
        except miniaudio.DecodeError:
            continue  # what looked like the beginning of another file is none
        for piece in stream:
            yield np.array(piece, np.float32).reshape(-1, channels)


def _all_mp3_parts(path: Path) -> tuple[list[int], float]:
    """Where joined mp3 files begin, with those that say nothing of themselves; and how long all of it is."""
    starts = mp3_parts(path)
    size = data_end(path)
    if size > MOST_WALKED_BYTES:
        return starts, 0.0  # hours long: walking over them would take longer than it is worth
    with path.open("rb") as file:
        walks = [walk(file, *ends) for ends in pairwise((*starts, size))]
    return list(chain.from_iterable(one.starts for one in walks)), sum(one.length_s for one in walks)


def _mp3_claimed_s(path: Path) -> float | None:
    import soundfile

    try:
        with soundfile.SoundFile(ByteRange(path, 0, data_end(path))) as sound:
            return float(sound.frames / sound.samplerate)
    except (OSError, RuntimeError):
        return None


def _read(sound: Any, channels: int) -> Generator[Samples, None, None]:
    """Pieces until none comes; never asks for the number of frames, which a damaged header makes up."""
    with sound:
        while len(piece := sound.read(PIECE_SAMPLES // channels, dtype="float32", always_2d=True)):
            yield piece


def _alike(
    pieces: Generator[Samples, None, None], own_hz: int, rate_hz: int, channels: int
) -> Generator[Samples, None, None]:
    """Pieces of another rate, or with other channels, as the recording began."""
    change = None
    for piece in pieces:
        same = piece if piece.shape[1] == channels else np.repeat(piece.mean(1, keepdims=True), channels, 1)
        if own_hz == rate_hz:
            yield same
            continue
        import soxr

        change = change or soxr.ResampleStream(own_hz, rate_hz, channels, dtype="float32", quality="HQ")
        yield change.resample_chunk(np.ascontiguousarray(same))
    if change is not None:
        yield change.resample_chunk(np.zeros((0, channels), np.float32), last=True)
