"""Which seconds of recordings are in memory."""

from pathlib import Path

import numpy as np
import pytest

from practice_player.clips.reader import PAGE_FRAMES, ClipReader
from practice_player.sound.engine.engine import READ_AHEAD_S
from practice_player.sound.engine.protocol import Load, Play
from practice_player.timeline.compiler import compile_timeline
from practice_player.timeline.model import Clip
from tests.fakes import SteppedSound, clips_in, script_of


def long_recording(folder: Path) -> Clip:
    clip = clips_in(folder, long=30.0)("long")
    assert clip
    return clip


def test_what_was_not_asked_for_meanwhile_is_dropped(tmp_path: Path) -> None:
    clip, reader = long_recording(tmp_path), ClipReader()
    reader.read_ahead(clip, 0, 4 * PAGE_FRAMES)
    reader.drop_unused()
    assert len(reader) == 4

    reader.page(clip, 2)
    reader.read_ahead(clip, 3 * PAGE_FRAMES, 6 * PAGE_FRAMES)
    reader.drop_unused()

    assert len(reader) == 4, "the third to the sixth"


def test_what_was_dropped_is_read_again(tmp_path: Path) -> None:
    clip, reader = long_recording(tmp_path), ClipReader()
    page = reader.page(clip, 1).copy()
    reader.drop_unused()
    reader.drop_unused()
    assert len(reader) == 0

    assert np.array_equal(reader.page(clip, 1), page)


def test_an_engine_keeps_what_is_to_come_and_not_what_was_played(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readers: list[ClipReader] = []

    def noted() -> ClipReader:
        readers.append(ClipReader())
        return readers[-1]

    monkeypatch.setattr("practice_player.sound.engine.engine.ClipReader", noted)
    sound = SteppedSound()
    timeline = compile_timeline(
        script_of("  - say: Long words.\n  - rest: 20s\n"), clips_in(tmp_path, long=30.0)
    )
    sound.send(Load(timeline=timeline))
    sound.send(Play())

    counts = []
    for _ in range(20):
        sound.advance(1.0)
        counts.append(len(readers[0]))

    assert max(counts) <= READ_AHEAD_S + 3
    assert min(counts[2:]) >= READ_AHEAD_S
