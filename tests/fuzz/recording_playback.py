"""Plays a recording in a practice, in each way there is, through the player and its limiter."""

import json
import random
from pathlib import Path
from typing import Final

import numpy as np

from practice_player.clips.analysis_cache import ClipAnalysisCache
from practice_player.clips.reader import ClipReader
from practice_player.lib.errors import ClipError
from practice_player.lib.units import RATE_HZ
from practice_player.script.parsing.reader import parse
from practice_player.sound.limiter import CLAMP
from practice_player.sound.outputs.manual import ManualOutput
from practice_player.sound.player import Player
from practice_player.timeline.compiler import compile_timeline
from practice_player.timeline.model import Timeline
from practice_player.voice.manifest import read_manifest
from practice_player.voice.names import clip_name
from practice_player.voice.script_recordings import ScriptRecordings
from practice_player.voice.voice import Voice

EXCERPT_FRAMES: Final = 6 * RATE_HZ
"""How much of each phrase is played, from its beginning and before its end."""

VOICE_PHRASE: Final = "These words are said by the voice."
SCRIPT: Final = """\
format: 1
title: Four ways to be heard
practice: solo
goal: settle
level: 1
summary: One recording, as words, a voice, a sound and a background.
bed: {own_file}
steps:
  - say: These words bring their own recording.
    audio: {own_file}
  - sound: {own_file}
  - rest: 1s
  - say: {voice_phrase}
"""
FALSE_LEVELS: Final = (float("nan"), float("inf"), float("-inf"), 1e300, -40.0, 0.0)


def play_recording(path: Path, analysis_cache: ClipAnalysisCache, rng: random.Random) -> None:
    """Plays a recording in every way.  Fails when a sample is not finite or too loud, or it is unreadable."""
    folder = path.parent
    voice = _voice(folder / "voice", path.read_bytes(), analysis_cache, rng)
    text = SCRIPT.format(own_file=path.name, voice_phrase=VOICE_PHRASE)
    script = parse(text, path=str(folder / "x.yaml"))
    timeline = compile_timeline(script, voice.find, find_file=ScriptRecordings(analysis_cache).find)
    player, output = Player(lambda _: None, ClipReader()), ManualOutput()
    output.start(player.render)
    player.playing = True
    player.voice_db = 6.0
    for start in _excerpt_starts(timeline):
        player.load(timeline, frame=start)
        block = output.pull(min(EXCERPT_FRAMES, timeline.length_frames - start))
        assert np.isfinite(block).all(), path
        assert float(np.abs(block).max(initial=0.0)) <= CLAMP, path
    assert not player.unreadable, path


def _voice(folder: Path, raw: bytes, analysis_cache: ClipAnalysisCache, rng: random.Random) -> Voice:
    """Makes a voice from elsewhere, whose `levels.json` is false."""
    folder.mkdir(exist_ok=True)
    name = clip_name(VOICE_PHRASE)
    (folder / name).write_bytes(raw)
    (folder / "voice.yaml").write_text("name: mutant\n")
    false_row = {
        "bytes": len(raw),
        "length_frames": rng.choice((1, RATE_HZ, 10**9, 10**15)),
        "loudness_lufs": rng.choice(FALSE_LEVELS),
        "peak_db": rng.choice(FALSE_LEVELS),
        "clipped": False,
    }
    (folder / "levels.json").write_text(json.dumps({name: false_row}))
    try:
        analysis_cache.of(folder / name)
    except ClipError:  # its name ends in `.ogg`, and ffmpeg relies on that for some damaged files
        (folder / name).unlink()
    return Voice(folders=(folder,), manifest=read_manifest(folder), analysis_cache=analysis_cache)


def _excerpt_starts(timeline: Timeline) -> list[int]:
    phrase_end_starts = [phrase.end_frame - EXCERPT_FRAMES for phrase in timeline.phrases]
    phrase_starts = [phrase.start_frame for phrase in timeline.phrases]
    excerpt_starts: list[int] = []
    for start in sorted(max(0, frame) for frame in (*phrase_starts, *phrase_end_starts)):
        if not excerpt_starts or start >= excerpt_starts[-1] + EXCERPT_FRAMES or start in phrase_starts[1:]:
            excerpt_starts.append(start)
    return excerpt_starts
