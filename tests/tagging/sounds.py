"""Writes short sounds in every format, and reads their tags with other programs."""

import json
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from practice_player.sound.block import Block
from practice_player.tagging.tags import Chapter, Tags

ENDINGS = ("wav", "flac", "ogg", "opus", "mp3")
LENGTH_FRAMES = 3 * 48_000

_FORMATS = {
    "wav": ("WAV", "PCM_16"),
    "flac": ("FLAC", "PCM_16"),
    "ogg": ("OGG", "VORBIS"),
    "opus": ("OGG", "OPUS"),
    "mp3": ("MP3", "MPEG_LAYER_III"),
}


def record(path: Path, **texts: str) -> Path:
    """Writes three seconds of noise, with these texts as libsndfile writes them."""
    noise = np.random.default_rng(5).uniform(-0.3, 0.3, (LENGTH_FRAMES, 2)).astype(np.float32)
    format_name, subtype = _FORMATS[path.suffix.removeprefix(".")]
    with soundfile.SoundFile(path, "w", 48_000, 2, format=format_name, subtype=subtype) as out:
        for name, text in texts.items():
            setattr(out, name, text)
        for start in range(0, LENGTH_FRAMES, 24_000):
            out.write(noise[start : start + 24_000])
    return path


def tags(title: str = "", artist: str = "", *chapters: str) -> Tags:
    """Tags with these chapters, all of equal length."""
    chapter_frames = LENGTH_FRAMES // max(1, len(chapters))
    placed = tuple(
        Chapter(start_frame=number * chapter_frames, title=text) for number, text in enumerate(chapters)
    )
    return Tags(title=title, artist=artist, chapters=placed, length_frames=LENGTH_FRAMES)


def samples(path: Path) -> Block:
    sound: Block = soundfile.read(path, dtype="float32")[0]
    return sound


def texts(path: Path) -> tuple[str, str]:
    """Title and artist, as libsndfile reads them."""
    with soundfile.SoundFile(path) as sound:
        return sound.title, sound.artist


def probed(path: Path) -> tuple[dict[str, str], list[tuple[float, float, str]]]:
    """The texts and the chapters, each with its start and end in seconds, as FFmpeg reads them."""
    command = ["ffprobe", "-v", "error", "-show_chapters", "-show_format", "-show_streams", "-of", "json"]
    finished = subprocess.run([*command, path], capture_output=True, check=True)
    assert finished.stderr == b""
    probe: dict[str, Any] = json.loads(finished.stdout)
    fields = probe["format"].get("tags", {}) | probe["streams"][0].get("tags", {})
    chapters = [
        (float(chapter["start_time"]), float(chapter["end_time"]), chapter.get("tags", {}).get("title", ""))
        for chapter in probe["chapters"]
    ]
    return {name.lower(): text for name, text in fields.items()}, chapters


def shown_by_mpv(path: Path) -> tuple[str, list[dict[str, Any]]]:
    """The title and the chapters, as mpv shows them."""
    command = ["mpv", "--no-config", "--ao=null", "--vo=null", "--length=0.05"]
    shown = "--term-playing-msg=<<${media-title}||${=chapter-list}>>"
    finished = subprocess.run([*command, shown, path], capture_output=True, check=True, encoding="utf-8")
    title, _, chapters = finished.stdout.partition("<<")[2].partition(">>")[0].partition("||")
    return title, json.loads(chapters)
