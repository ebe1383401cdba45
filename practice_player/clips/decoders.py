"""The decoders behind one interface: a file becomes chunks of samples, from the first to the last.

No decoder is trusted about the length: a recording ends where no more samples come, whatever its header says.
Runs in the decoding process only, which limits time and memory (`decoding_child.py`).
"""

from collections.abc import Generator
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from itertools import chain, pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np

from practice_player.clips.byte_range import ByteRange, data_end
from practice_player.clips.endings import asf_length_s, is_cut_off
from practice_player.clips.ffmpeg import ffmpeg_decoder
from practice_player.clips.flac import HEADER_BYTES as FLAC_HEADER_BYTES
from practice_player.clips.flac import StreamInfo, frames_at_end, stream_info
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
from practice_player.clips.stream import CHUNK_SAMPLES, Decoder, SampleStream
from practice_player.clips.unknown_files import no_recording
from practice_player.clips.wav import Wav, continues_past_header, read_wav, wav_parts
from practice_player.lib.errors import ClipError
from practice_player.lib.folders import library_path

_SEEKABLE_SUBTYPES: Final = frozenset(
    {"PCM_16", "PCM_24", "PCM_32", "PCM_S8", "PCM_U8", "FLOAT", "DOUBLE", "ALAW", "ULAW", "VORBIS", "OPUS"}
)
"""Encodings in which soundfile can seek to any frame."""

_RESYNCING_KINDS: Final = frozenset({FileKind.OGG, FileKind.MP3, FileKind.FLAC})
"""Kinds whose decoders search the file to its end for another page or frame."""

MAX_SEEK_TESTS: Final = 600
"""How many places of a recording are tried to see whether it can be sought in."""

MAX_CHANNELS: Final = 32
SAVE_AGAIN: Final = "save it with one or two channels, at 44100 or 48000 samples a second"

MAX_WALKED_BYTES: Final = 64_000_000
"""The frames of larger mp3 files are not counted: it would take longer than it is worth."""

LENGTH_TOLERANCE_S: Final = 0.02
"""An mp3 that decodes to so much less than its frames is damaged; another decoder may skip the damage."""

DEFAULT_BITS: Final = 16
_OVER_16_BIT_SUBTYPES: Final = frozenset({"PCM_24", "PCM_32", "FLOAT", "DOUBLE"})


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodePlan:
    """How to decode a file."""

    decoders: tuple[Decoder, ...]
    """In the order they are tried: the best for this kind of file first."""

    announced_s: float | None = None
    """The length its header announces; None when it does not say, or only the decoder can tell."""

    cut_off: bool = False
    """Whether its container shows that its end is missing."""


def plan_for(path: Path, ffmpeg: Path | None) -> DecodePlan:
    """Plans how to decode a file, from its first bytes and, for joined files, from where the others begin.

    `ffmpeg` is the path of the program, None when it is not installed.

    Raises:
        ClipError: it is not a recording.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
        file.seek(0)
        kind = kind_of(head)
        wav = read_wav(file, path.stat().st_size) if kind is FileKind.WAV else None
    if not head:
        raise ClipError("this file is empty", fix="record or copy it again", place=str(path))
    if kind is FileKind.PLAYLIST and (refusal := no_recording(head)):
        raise ClipError(refusal[0], fix=refusal[1], place=str(path))
    if (channels := claimed_channels(head)) is not None:
        expect_channels(channels, path)
    sndfile, with_ffmpeg = partial(soundfile_stream, path, kind), ffmpeg_decoder(ffmpeg, path)
    if kind is FileKind.MP3:
        claimed_s = _mp3_claimed_s(path) if mp3_claims_a_length(head) else None
        mp3 = partial(mp3_stream, path, *_all_mp3_parts(path))
        return DecodePlan(decoders=(*_thorough(mp3), with_ffmpeg, sndfile), announced_s=claimed_s)
    if kind is FileKind.OGG:
        starts = ogg_links(path)
        first = partial(joined_stream, path, starts) if len(starts) > 1 else sndfile
        return DecodePlan(decoders=(first, with_ffmpeg, sndfile), cut_off=is_cut_off(path, head))
    if kind is FileKind.WAV and wav:
        return _wav_plan(path, wav, (sndfile, with_ffmpeg))
    if info := stream_info(head):
        return _flac_plan(path, info, (sndfile, with_ffmpeg))
    return DecodePlan(
        decoders=(sndfile, with_ffmpeg), announced_s=asf_length_s(head), cut_off=is_cut_off(path, head)
    )


def _wav_plan(path: Path, wav: Wav, defaults: tuple[Decoder, ...]) -> DecodePlan:
    if len(starts := wav_parts(path)) > 1:
        defaults = (partial(joined_stream, path, starts), *defaults)
    elif wav.subtype and (wav.unfinished or continues_past_header(path, wav)):
        defaults = (partial(unfinished_wav_stream, path, wav), *defaults[1:])
    return DecodePlan(decoders=defaults, announced_s=wav.claimed_s)


def _flac_plan(path: Path, info: StreamInfo, defaults: tuple[Decoder, ...]) -> DecodePlan:
    """Libsndfile stops where the header says; `flac_stream` reads to the last frame."""
    starts = flac_parts(path)
    with ByteRange(path, starts[-1], data_end(path)) as last:
        last_info = stream_info(last.read(FLAC_HEADER_BYTES) or b"")
        short = last_info is not None and 0 < last_info.frames < frames_at_end(last, last_info)
    thorough = _thorough(partial(flac_stream, path, starts, info))
    announced_s = info.frames / info.rate_hz if info.frames and info.rate_hz else None
    if short or len(starts) > 1:
        return DecodePlan(decoders=(*thorough, *reversed(defaults)), announced_s=announced_s)
    return DecodePlan(decoders=(*defaults[:1], *thorough, *defaults[1:]), announced_s=announced_s)


def _thorough(decoder: Decoder) -> tuple[Decoder, ...]:
    """Returns a decoder of miniaudio's where that is installed: it has no wheel for Linux on ARM."""
    return (decoder,) if find_spec("miniaudio") else ()


def expect_channels(channels: int, path: Path) -> None:
    """Raises `ClipError` when there are more than can be mixed down, or none."""
    if not 1 <= channels <= MAX_CHANNELS:
        problem = f"this recording has {channels:,} channels, and at most {MAX_CHANNELS} can be mixed down"
        raise ClipError(problem, fix=SAVE_AGAIN, place=str(path))


def soundfile_stream(path: Path, kind: FileKind) -> SampleStream:
    """Decodes with libsndfile."""
    import soundfile

    size, end = path.stat().st_size, data_end(path)
    whole = end == size or kind not in _RESYNCING_KINDS
    sound = soundfile.SoundFile(library_path(path) if whole else ByteRange(path, 0, end))
    channels = int(sound.channels)
    return SampleStream(
        rate_hz=int(sound.samplerate),
        channels=channels,
        chunks=_read(sound, channels),
        frames=None if kind is FileKind.MP3 else int(sound.frames),
        seekable=whole
        and kind is not FileKind.MP3
        and bool(sound.seekable())
        and str(sound.subtype) in _SEEKABLE_SUBTYPES,
        over_16_bits=str(sound.subtype) in _OVER_16_BIT_SUBTYPES,
    )


def can_seek_anywhere(path: Path, frames: int) -> bool:
    """Returns whether every second can be sought: some damaged files only play straight through."""
    import soundfile

    with soundfile.SoundFile(library_path(path)) as sound:
        step = max(int(sound.samplerate), frames // MAX_SEEK_TESTS)
        try:
            for start in range(0, frames, step):
                sound.seek(start)
                if not len(sound.read(1)):
                    return False
        except Exception:  # noqa: BLE001 - libraries raise exceptions of any kind
            return False
    return True


def unfinished_wav_stream(path: Path, wav: Wav) -> SampleStream:
    """Decodes all the sound in a wav file whose header does not have its length."""
    import soundfile

    frames = -(-(data_end(path) - wav.data_start) // wav.frame_bytes)
    part = ByteRange(path, wav.data_start, min(wav.data_start + frames * wav.frame_bytes, wav.file_bytes))
    sound = soundfile.SoundFile(
        part, "r", wav.rate_hz, wav.channels, wav.subtype, endian="LITTLE", format="RAW"
    )
    chunks = _read(sound, wav.channels)
    return SampleStream(
        rate_hz=wav.rate_hz,
        channels=wav.channels,
        chunks=chunks,
        over_16_bits=wav.subtype in _OVER_16_BIT_SUBTYPES,
    )


def joined_stream(path: Path, starts: list[int]) -> SampleStream:
    """Decodes Ogg or wav files that were joined, converted to the rate and channels of the first."""
    import soundfile

    ends = [*starts[1:], data_end(path)]
    parts = [ByteRange(path, start, end) for start, end in zip(starts, ends, strict=True)]
    first = soundfile.SoundFile(parts[0])
    rate_hz, channels = int(first.samplerate), int(first.channels)

    def chunks() -> Generator[Samples, None, None]:
        yield from _read(first, channels)
        for part in parts[1:]:
            sound = soundfile.SoundFile(part)
            part_chunks = _read(sound, int(sound.channels))
            yield from _converted(part_chunks, int(sound.samplerate), rate_hz, channels)

    return SampleStream(rate_hz=rate_hz, channels=channels, chunks=chunks())


def mp3_stream(path: Path, starts: list[int], min_s: float) -> SampleStream:
    """Decodes one mp3 file, or several that were joined, each without its encoder's padding."""
    import miniaudio

    with ByteRange(path, 0, data_end(path)) as whole:
        info = miniaudio.mp3_get_info(whole.read(HEAD_BYTES * 64))
    rate_hz, channels = int(info.sample_rate), int(info.nchannels)
    chunks = _miniaudio(path, starts, rate_hz, channels, miniaudio.FileFormat.MP3)
    min_frames = round((min_s - LENGTH_TOLERANCE_S) * rate_hz)
    return SampleStream(rate_hz=rate_hz, channels=channels, chunks=chunks, min_frames=min_frames)


def flac_stream(path: Path, starts: list[int], info: StreamInfo) -> SampleStream:
    """Decodes one FLAC file, or several that were joined, to the last frame; skips damage."""
    import miniaudio

    expect_channels(info.channels, path)
    chunks = _miniaudio(path, starts, info.rate_hz, info.channels, miniaudio.FileFormat.FLAC)
    return SampleStream(
        rate_hz=info.rate_hz,
        channels=info.channels,
        chunks=chunks,
        min_frames=info.frames,
        over_16_bits=info.bits > DEFAULT_BITS,
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
                frames_to_read=CHUNK_SAMPLES // channels,
            )
        except miniaudio.DecodeError:
            continue  # what looked like the beginning of another file is not one
        for chunk in stream:
            yield np.array(chunk, np.float32).reshape(-1, channels)


def _all_mp3_parts(path: Path) -> tuple[list[int], float]:
    """Returns where joined mp3 files begin, even without a length tag, and their length in seconds."""
    starts = mp3_parts(path)
    size = data_end(path)
    if size > MAX_WALKED_BYTES:
        return starts, 0.0  # hours long
    with path.open("rb") as file:
        walks = [walk(file, *bounds) for bounds in pairwise((*starts, size))]
    return list(chain.from_iterable(part.starts for part in walks)), sum(part.length_s for part in walks)


def _mp3_claimed_s(path: Path) -> float | None:
    import soundfile

    try:
        with soundfile.SoundFile(ByteRange(path, 0, data_end(path))) as sound:
            return float(sound.frames / sound.samplerate)
    except (OSError, RuntimeError):
        return None


def _read(sound: Any, channels: int) -> Generator[Samples, None, None]:
    """Yields chunks until none comes; the number of frames in a damaged header may be wrong."""
    with sound:
        while len(chunk := sound.read(CHUNK_SAMPLES // channels, dtype="float32", always_2d=True)):
            yield chunk


def _converted(
    chunks: Generator[Samples, None, None], source_hz: int, rate_hz: int, channels: int
) -> Generator[Samples, None, None]:
    """Yields chunks converted to the rate and number of channels that the recording began with."""
    resampler = None
    for chunk in chunks:
        matched = (
            chunk if chunk.shape[1] == channels else np.repeat(chunk.mean(1, keepdims=True), channels, 1)
        )
        if source_hz == rate_hz:
            yield matched
            continue
        import soxr

        resampler = resampler or soxr.ResampleStream(
            source_hz, rate_hz, channels, dtype="float32", quality="HQ"
        )
        yield resampler.resample_chunk(np.ascontiguousarray(matched))
    if resampler is not None:
        yield resampler.resample_chunk(np.zeros((0, channels), np.float32), last=True)
