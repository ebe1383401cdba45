"""Decodes with ffmpeg whatever nothing else reads: phone memos, videos, damaged files.

ffmpeg follows what a file tells it to open: a playlist named `memo.m4a` would read any file of the machine,
or ask the network.  So it is told the one file, may use nothing but files, and knows only formats that hold
their own sound.
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
from practice_player.clips.stream import PIECE_SAMPLES, Decoder, SampleStream
from practice_player.lib.errors import ClipError

FORMATS: Final = (
    "aac,ac3,aiff,amr,ape,asf,au,avi,caf,dsf,dts,eac3,flac,flv,gsm,matroska,mov,mp3,mpc,mpc8,mpeg,mpegts,"
    "nistsphere,nut,oma,ogg,qcp,rm,tak,truehd,tta,voc,w64,wav,webm,wv"
)
"""Formats whose files hold their sound themselves: no playlist, no list of parts, no picture or text."""

_AU_BYTES: Final = 24
"""The head of the samples that come back: six numbers."""

_SAID_BYTES: Final = 65_536
_DURATION: Final = re.compile(rb"Duration: (\d+):(\d\d):(\d\d\.\d+)(?:, start: (-?\d+\.\d+))?")
_AVI: Final = b"Input #0, avi"
"""It does not say when its sound begins."""

_SLACK_S: Final = 0.25
_VIDEO: Final = re.compile(rb"Stream #0[^\n]*: Video:(?![^\n]*attached pic)")
_BEGINS: Final = b"Output #0"
_SAYING_S: Final = 1.0
_NO_SOUND: Final = b"matches no streams"
_GUESSED: Final = b"Estimating duration"


def ffmpeg_decoder(program: Path | None, path: Path) -> Decoder:
    """A decoder for a file; raises `ClipError` when it is begun and there is no ffmpeg."""

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
    name, end = f"file:{path.absolute()}", data_end(path)
    whole = end == path.stat().st_size
    process = subprocess.Popen(
        [
            str(program), "-nostdin", "-hide_banner", "-v", "info", "-nostats", "-threads", "1",
            "-protocol_whitelist", "file" if whole else "file,subfile", "-format_whitelist", FORMATS,
            "-i", name if whole else f"subfile,,start,0,end,{end},,:{name}",
            "-map", "0:a:0", "-vn", "-sn", "-dn",
            "-threads", "1", "-c:a", "pcm_f32be", "-protocol_whitelist", "pipe", "-f", "au", "pipe:1",
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )  # fmt: skip
    out = cast("BinaryIO", process.stdout)
    words = _Words(cast("BufferedReader", process.stderr))
    head = out.read(_AU_BYTES)
    if len(head) < _AU_BYTES or head[:4] != b".snd":
        said = words.all()
        _end(process)
        if _NO_SOUND in said:
            fix = "export it with its sound, or name the recording in its place"
            raise ClipError("there is no sound in this file", fix=fix, place=str(path))
        raise OSError("ffmpeg gives no samples")
    start, _, _, rate_hz, channels = (
        int.from_bytes(head[at : at + 4], "big") for at in range(4, _AU_BYTES, 4)
    )
    out.read(start - _AU_BYTES)
    seconds, late_s = words.duration_s()
    return SampleStream(
        rate_hz=rate_hz,
        channels=channels,
        pieces=_pieces(process, out, channels),
        frames=None if seconds is None else round(seconds * rate_hz),
        late_s=late_s,
    )


def _pieces(
    process: "subprocess.Popen[bytes]", out: BinaryIO, channels: int
) -> Generator[Samples, None, None]:
    frame_bytes = 4 * channels
    try:
        while raw := out.read(PIECE_SAMPLES // channels * frame_bytes):
            whole = len(raw) - len(raw) % frame_bytes
            yield np.frombuffer(raw[:whole], ">f4").astype(np.float32).reshape(-1, channels)
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdout, process.stderr):
        if pipe is not None:
            pipe.close()


class _Words:
    """What ffmpeg says, read as it comes so that it never waits; the first of it is kept."""

    def __init__(self, pipe: BufferedReader) -> None:
        self._pipe = pipe
        self._said = b""
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def duration_s(self) -> tuple[float | None, float]:
        """How long the header says that it lasts, and how much of that may come before the sound.

        Said before the first sample, through another pipe.
        """
        self._ready.wait(_SAYING_S)
        said = self._said
        found = _DURATION.search(said)
        if not found or _GUESSED in said or _VIDEO.search(said):
            return None, 0.0  # a guess, or the length of the picture
        hours, minutes, seconds, start = (float(part or 0.0) for part in found.groups())
        late_s = math.inf if _AVI in said else max(0.0, start) + _SLACK_S
        return hours * 3600 + minutes * 60 + seconds or None, late_s

    def all(self) -> bytes:
        """All that was said up to the end, as far as it is kept."""
        self._thread.join(_SAYING_S)
        return self._said

    def _read(self) -> None:
        try:
            while piece := self._pipe.read1(4096):
                if len(self._said) < _SAID_BYTES:
                    self._said += piece
                if _BEGINS in self._said:
                    self._ready.set()
        except ValueError:  # closed while it was read
            return
        finally:
            self._ready.set()
