"""Decodes with ffmpeg what the other decoders cannot read: phone memos, videos, damaged files.

ffmpeg opens what a file refers to: a playlist named `memo.m4a` could read any file of the machine, or use the
network.  So it may use only the file protocol, and only formats that contain their own sound.
"""

import math
import re
import subprocess
import threading
from collections.abc import Generator
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, Final, cast

import numpy as np

from practice_player.clips.byte_range import data_end
from practice_player.clips.loudness import Samples
from practice_player.clips.stream import CHUNK_SAMPLES, Decoder, SampleStream
from practice_player.lib.errors import ClipError

FORMATS: Final = (
    "aac,ac3,aiff,amr,ape,asf,au,avi,caf,dsf,dts,eac3,flac,flv,gsm,matroska,mov,mp3,mpc,mpc8,mpeg,mpegts,"
    "nistsphere,nut,oma,ogg,qcp,rm,tak,truehd,tta,voc,w64,wav,webm,wv"
)
"""Formats whose files contain their sound: no playlists or lists of parts, no pictures or texts."""

_AU_HEADER_BYTES: Final = 24
"""The header of the samples that ffmpeg returns: six 4-byte fields."""

_MAX_LOG_BYTES: Final = 65_536
_DURATION: Final = re.compile(rb"Duration: (\d+):(\d\d):(\d\d\.\d+)(?:, start: (-?\d+\.\d+))?")
_AVI: Final = b"Input #0, avi"
"""ffmpeg does not report when the sound of an AVI begins."""

_START_TOLERANCE_S: Final = 0.25
_VIDEO: Final = re.compile(rb"Stream #0[^\n]*: Video:(?![^\n]*attached pic)")
_OUTPUT_BEGINS: Final = b"Output #0"
_LOG_TIMEOUT_S: Final = 1.0
_NO_SOUND: Final = b"matches no streams"
_ESTIMATED_LENGTH: Final = b"Estimating duration"


def ffmpeg_decoder(program: Path | None, path: Path) -> Decoder:
    """Returns a decoder for a file; it raises `ClipError` when it is begun without an ffmpeg."""

    def begin() -> SampleStream:
        if program is None:
            raise ClipError(
                "this format is read with the help of `ffmpeg`, which is not installed",
                fix="install ffmpeg, or save the recording as wav, flac, ogg, opus or mp3",
                place=str(path),
            )
        return _stream(program, path)

    return begin


def _stream(program: Path, path: Path) -> SampleStream:
    url, end = f"file:{path.absolute()}", data_end(path)
    whole = end == path.stat().st_size
    process = subprocess.Popen(
        [
            str(program), "-nostdin", "-hide_banner", "-v", "info", "-nostats", "-threads", "1",
            "-protocol_whitelist", "file" if whole else "file,subfile", "-format_whitelist", FORMATS,
            "-i", url if whole else f"subfile,,start,0,end,{end},,:{url}",
            "-map", "0:a:0", "-vn", "-sn", "-dn",
            "-threads", "1", "-c:a", "pcm_f32be", "-protocol_whitelist", "pipe", "-f", "au", "pipe:1",
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )  # fmt: skip
    out = cast("BinaryIO", process.stdout)
    log = _FfmpegLog(cast("BufferedReader", process.stderr))
    header = out.read(_AU_HEADER_BYTES)
    if len(header) < _AU_HEADER_BYTES or header[:4] != b".snd":
        text = log.all()
        _end(process)
        if _NO_SOUND in text:
            fix = "export it with its sound, or name the recording in its place"
            raise ClipError("there is no sound in this file", fix=fix, place=str(path))
        raise OSError("ffmpeg gives no samples")
    start, _, _, rate_hz, channels = (
        int.from_bytes(header[at : at + 4], "big") for at in range(4, _AU_HEADER_BYTES, 4)
    )
    out.read(start - _AU_HEADER_BYTES)
    length_s, late_s = log.duration_s()
    return SampleStream(
        rate_hz=rate_hz,
        channels=channels,
        chunks=_chunks(process, out, channels),
        frames=None if length_s is None else round(length_s * rate_hz),
        late_s=late_s,
    )


def _chunks(
    process: "subprocess.Popen[bytes]", out: BinaryIO, channels: int
) -> Generator[Samples, None, None]:
    frame_bytes = 4 * channels
    try:
        while raw := out.read(CHUNK_SAMPLES // channels * frame_bytes):
            whole_bytes = len(raw) - len(raw) % frame_bytes
            yield np.frombuffer(raw[:whole_bytes], ">f4").astype(np.float32).reshape(-1, channels)
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdout, process.stderr):
        if pipe is not None:
            pipe.close()


class _FfmpegLog:
    """Reads ffmpeg's log continuously, so that it never blocks, and keeps the beginning."""

    def __init__(self, pipe: BufferedReader) -> None:
        self._pipe = pipe
        self._text = b""
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def duration_s(self) -> tuple[float | None, float]:
        """Returns the announced length, None when unknown, and how much of it may precede the sound.

        ffmpeg logs both before the first sample.
        """
        self._ready.wait(_LOG_TIMEOUT_S)
        text = self._text
        match = _DURATION.search(text)
        if not match or _ESTIMATED_LENGTH in text or _VIDEO.search(text):
            return None, 0.0  # an estimate, or the length of the picture
        hours, minutes, seconds, start = (float(part or 0.0) for part in match.groups())
        late_s = math.inf if _AVI in text else max(0.0, start) + _START_TOLERANCE_S
        return hours * 3600 + minutes * 60 + seconds or None, late_s

    def all(self) -> bytes:
        """Returns the log up to its end, as far as it is kept."""
        self._thread.join(_LOG_TIMEOUT_S)
        return self._text

    def _read(self) -> None:
        try:
            while chunk := self._pipe.read1(4096):
                if len(self._text) < _MAX_LOG_BYTES:
                    self._text += chunk
                if _OUTPUT_BEGINS in self._text:
                    self._ready.set()
        except ValueError:  # the pipe was closed meanwhile
            return
        finally:
            self._ready.set()
