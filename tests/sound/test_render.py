"""Practices written to sound files: length, tags, determinism and errors."""

from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
import soundfile

from practice_player.lib.errors import OutputError
from practice_player.lib.sound_quality import QUALITIES, Encoding, encoding_of
from practice_player.script.library import Library
from practice_player.settings import shipped_dir
from practice_player.sound.render import SILENCE_BETWEEN_FRAMES, Stretch, render, render_stretches
from practice_player.tagging.tags import Chapter, Tags
from practice_player.timeline.compiler import compile_timeline
from practice_player.timeline.model import Timeline
from practice_player.voice.lookup import find_voice
from tests.fakes import no_clips, script_of


def short_timeline() -> Timeline:
    return compile_timeline(script_of("  - {breathe: 2-0-3-0, cycles: 2}\n", more="bed: hush"), no_clips)


def test_soft_sighs_in_seven_minutes_is_seven_minutes_to_the_frame_and_the_same_twice(tmp_path: Path) -> None:
    script = Library((shipped_dir("sessions"),)).find("soft-sighs").playable()
    timeline = compile_timeline(script, find_voice("heart").find, length_s=Decimal(420))

    for name in ("x.wav", "y.wav"):
        render(timeline, tmp_path / name)

    assert soundfile.info(tmp_path / "x.wav").frames == 420 * 48_000
    assert (tmp_path / "x.wav").read_bytes() == (tmp_path / "y.wav").read_bytes()


@pytest.mark.parametrize("ending", ["wav", "flac", "ogg", "opus", "mp3"])
def test_each_format_holds_the_whole_practice(tmp_path: Path, ending: str) -> None:
    render(short_timeline(), tmp_path / f"x.{ending}")

    frames = soundfile.info(tmp_path / f"x.{ending}").frames
    assert abs(frames - short_timeline().length_frames) <= (0 if ending != "mp3" else 2500)


@pytest.mark.parametrize("ending", ["wav", "flac", "ogg", "opus", "mp3"])
def test_a_tagged_practice_is_the_same_sound_and_the_same_bytes_twice(tmp_path: Path, ending: str) -> None:
    expected = Tags(
        title="Two breaths",
        artist="A voice",
        chapters=(Chapter(start_frame=0, title="Breathing"),),
        length_frames=short_timeline().length_frames,
    )
    plain = tmp_path / f"plain.{ending}"
    render(short_timeline(), plain)

    first, second = tmp_path / f"one.{ending}", tmp_path / f"two.{ending}"
    for path in (first, second):
        render(short_timeline(), path, tags=expected)

    assert first.read_bytes() == second.read_bytes()
    assert np.array_equal(soundfile.read(first)[0], soundfile.read(plain)[0])
    with soundfile.SoundFile(first) as sound:
        assert (sound.title, sound.artist) == ("Two breaths", "A voice")
    assert sorted(tmp_path.iterdir()) == sorted([first, plain, second]), "no unfinished file is left"


def test_tags_that_no_file_holds_are_told_by_the_files_own_name_and_leave_none(tmp_path: Path) -> None:
    too_long = Tags(title="x" * 1_000_001, artist="", chapters=(), length_frames=1)

    with pytest.raises(OutputError) as caught:
        render(short_timeline(), tmp_path / "x.ogg", tags=too_long)

    assert caught.value.place == str(tmp_path / "x.ogg")
    assert not list(tmp_path.iterdir())


def test_a_format_that_is_not_known_and_a_folder_that_is_not_there_are_told(tmp_path: Path) -> None:
    for path, expected in (
        (tmp_path / "x.m4a", "one of .wav"),
        (tmp_path / "none" / "x.wav", "folder you can write to"),
    ):
        with pytest.raises(OutputError, match=expected):
            render(short_timeline(), path)

    assert not list(tmp_path.iterdir()), "no unfinished file is left"


@pytest.mark.parametrize("ending", ["ogg", "opus", "mp3"])
def test_each_quality_is_larger_than_the_one_before(tmp_path: Path, ending: str) -> None:
    sizes = []
    for quality in QUALITIES:
        path = tmp_path / f"{quality}.{ending}"
        render(short_timeline(), path, encoding=encoding_of(quality, path.suffix))
        sizes.append(path.stat().st_size)

    assert sizes == sorted(set(sizes))


def test_what_loses_nothing_has_one_quality(tmp_path: Path) -> None:
    assert {encoding_of(quality, ".WAV") for quality in QUALITIES} == {Encoding()}


def test_stretches_stand_in_a_row_with_silence_between(tmp_path: Path) -> None:
    timeline = short_timeline()
    start_frame = timeline.length_frames // 2
    stretches = [Stretch(timeline=timeline), Stretch(timeline=timeline, start_frame=start_frame)]

    render_stretches(stretches, tmp_path / "x.wav")

    samples, _ = soundfile.read(tmp_path / "x.wav")
    end = timeline.length_frames + SILENCE_BETWEEN_FRAMES
    assert len(samples) == end + timeline.length_frames - start_frame
    assert not samples[timeline.length_frames : end].any()
    render(timeline, tmp_path / "one.wav")
    whole, _ = soundfile.read(tmp_path / "one.wav")
    assert (samples[: timeline.length_frames] == whole).all()
    later = 48_000 // 2  # past the fade-in, and what the limiter still knows of before
    assert np.allclose(samples[end + later :], whole[start_frame + later :], atol=1e-3)
