"""Practices written to files."""

from decimal import Decimal
from pathlib import Path

import pytest
import soundfile

from practice_player.errors import OutputError
from practice_player.script.library import Library
from practice_player.settings import sessions_dirs
from practice_player.sound.render import render
from practice_player.timeline.build import build
from practice_player.timeline.cue import Timeline
from practice_player.voice.voices import find_voice
from tests.fakes import no_clips, session


def short() -> Timeline:
    return build(session("  - {breathe: 2-0-3-0, cycles: 2}\n", more="bed: hush"), no_clips)


def test_soft_sighs_in_seven_minutes_is_seven_minutes_to_the_frame_and_the_same_twice(tmp_path: Path) -> None:
    script = Library(sessions_dirs()[1:]).find("soft-sighs").playable()
    timeline = build(script, find_voice("heart").find, length_s=Decimal(420))

    for name in ("x.wav", "y.wav"):
        render(timeline, tmp_path / name)

    assert soundfile.info(tmp_path / "x.wav").frames == 420 * 48_000
    assert (tmp_path / "x.wav").read_bytes() == (tmp_path / "y.wav").read_bytes()


@pytest.mark.parametrize("ending", ["wav", "flac", "ogg", "opus", "mp3"])
def test_each_format_holds_the_whole_practice(tmp_path: Path, ending: str) -> None:
    render(short(), tmp_path / f"x.{ending}")

    frames = soundfile.info(tmp_path / f"x.{ending}").frames
    assert abs(frames - short().length_frames) <= (0 if ending != "mp3" else 2500)


def test_a_format_that_is_not_known_and_a_folder_that_is_not_there_are_told(tmp_path: Path) -> None:
    for path, said in (
        (tmp_path / "x.m4a", "one of .wav"),
        (tmp_path / "none" / "x.wav", "folder you can write to"),
    ):
        with pytest.raises(OutputError, match=said):
            render(short(), path)

    assert not list(tmp_path.iterdir()), "nothing half-made is left"
