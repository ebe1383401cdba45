"""A background from a recording: no seam, the level of the others, the same samples in any blocks."""

from pathlib import Path

import numpy as np
import pyloudnorm
import pytest
import soundfile

from practice_player.clips.reader import ClipReader
from practice_player.lib.units import RATE_HZ, frames
from practice_player.script.parsing.reader import read
from practice_player.sound.bed_track import BedTrack
from practice_player.sound.block import Block
from practice_player.sound.outputs.manual import ManualOutput
from practice_player.sound.player import Player
from practice_player.sound.recorded_bed import SEAM_FRAMES, RecordedBed
from practice_player.sound.synth.beds import LEVEL_LUFS
from practice_player.timeline.compiler import compile_timeline
from practice_player.timeline.model import Clip, Timeline
from practice_player.voice.script_recordings import ScriptRecordings
from tests.fakes import HEAD, no_clips


def recording(folder: Path, length_s: float, *, level: float = 0.1, channels: int = 1) -> Clip:
    """Writes noise, and returns it measured."""
    path = folder / f"noise-{length_s}-{level}-{channels}.wav"
    noise = np.random.default_rng(5).uniform(-level, level, (round(length_s * RATE_HZ), channels))
    soundfile.write(path, noise, RATE_HZ, subtype="FLOAT")
    clip = ScriptRecordings().find(path)
    assert clip
    return clip


def samples_of(clip: Clip, start_frame: int, count: int, *, block: int | None = None) -> Block:
    bed, block = RecordedBed(clip, ClipReader()), block or count
    samples = np.full((count, 2), np.nan, np.float32)
    for first in range(0, count, block):
        bed.read(start_frame + first, samples[first : first + block])
    return samples


@pytest.mark.parametrize("level", [0.02, 0.1, 0.9])
@pytest.mark.parametrize("channels", [1, 2])
def test_it_is_as_loud_as_all_backgrounds_all_the_time(tmp_path: Path, level: float, channels: int) -> None:
    clip = recording(tmp_path, 10, level=level, channels=channels)
    samples = samples_of(clip, 0, 30 * RATE_HZ)

    loudness = pyloudnorm.Meter(RATE_HZ).integrated_loudness(samples.astype(np.float64))
    assert loudness == pytest.approx(LEVEL_LUFS, abs=0.5)
    seconds_rms = np.sqrt(np.mean(samples.reshape(30, -1) ** 2, axis=1))
    assert seconds_rms.max() / seconds_rms.min() < 1.1, "at the seams as well"


def test_there_is_no_step_where_it_begins_anew(tmp_path: Path) -> None:
    path = tmp_path / "ramp.wav"
    wave = np.linspace(-0.1, 0.1, 10 * RATE_HZ)  # its end and its beginning are as far apart as they can be
    soundfile.write(path, wave, RATE_HZ, subtype="FLOAT")
    samples = samples_of(Clip(path=str(path), length_frames=len(wave)), 0, 25 * RATE_HZ)

    assert np.abs(np.diff(samples[:, 0])).max() < 1e-5


@pytest.mark.parametrize("block", [1_000, 4_800, 77_777])
@pytest.mark.parametrize("start_frame", [0, 333_333, 7 * RATE_HZ - SEAM_FRAMES // 2])
def test_blocks_of_any_size_have_the_same_samples_wherever_one_begins(
    tmp_path: Path, start_frame: int, block: int
) -> None:
    clip = recording(tmp_path, 10)
    whole = samples_of(clip, 0, start_frame + 3 * RATE_HZ)[start_frame:]

    assert np.array_equal(samples_of(clip, start_frame, 3 * RATE_HZ, block=block), whole)


def test_what_is_read_ahead_is_all_that_is_heard(tmp_path: Path) -> None:
    clip, reader = recording(tmp_path, 10), ClipReader()
    bed = RecordedBed(clip, reader)
    bed.read_ahead(frames(6), frames(8))
    pages = len(reader)

    bed.read(frames(6), np.zeros((frames(2), 2), np.float32))

    assert len(reader) == pages == 3


def test_a_moment_of_sound_is_no_background(tmp_path: Path) -> None:
    assert not samples_of(recording(tmp_path, 0.5), 0, RATE_HZ).any()


def test_a_recording_that_is_gone_is_silent_and_told(tmp_path: Path) -> None:
    player, output = Player(lambda _: None, ClipReader()), ManualOutput()
    timeline = timeline_with_bed(tmp_path)
    (tmp_path / "rain.wav").unlink()
    player.load(timeline)
    player.playing = True
    output.start(player.render)

    assert not output.pull(RATE_HZ).any()
    assert player.unreadable == {"rain.wav"}


def timeline_with_bed(folder: Path, steps: str = "  - rest: 60s\n", *, bed: str | None = None) -> Timeline:
    Path(recording(folder, 10).path).rename(folder / "rain.wav")
    (folder / "quiet.yaml").write_text(HEAD.format(practice="solo", more="bed: rain.wav") + steps)
    script = read(folder / "quiet.yaml")
    return compile_timeline(script, no_clips, bed=bed, find_file=ScriptRecordings().find)


def test_the_player_decodes_it_ahead_so_that_the_card_never_waits(tmp_path: Path) -> None:
    reader = ClipReader()
    player = Player(lambda _: None, reader)
    player.load(timeline_with_bed(tmp_path))

    player.read_ahead(frames(3))

    assert len(reader) == 3
    assert player.beds_wanted(frames(3)) == set(), "there is nothing to synthesise"


def test_it_is_faded_in_like_all_backgrounds_and_needs_no_making(tmp_path: Path) -> None:
    timeline = timeline_with_bed(tmp_path)
    track = BedTrack(timeline, lambda _: None)
    start, middle = (np.zeros((RATE_HZ, 2), np.float32) for _ in range(2))
    track.read(0, start)
    track.read(30 * RATE_HZ, middle)

    assert track.ready(0, RATE_HZ)
    assert track.synthesized_names(0, RATE_HZ) == set()
    assert 0 < np.abs(start).max() < 0.3 * np.abs(middle).max()


def test_another_background_can_be_chosen_in_its_place_and_it_in_anothers(tmp_path: Path) -> None:
    steps = "  - rest: 10s\n  - background: sea\n  - rest: 10s\n"
    timeline = timeline_with_bed(tmp_path, steps)
    track = BedTrack(timeline, lambda _: None)
    track.chosen = "rain.wav"
    samples = np.zeros((RATE_HZ, 2), np.float32)
    track.read(15 * RATE_HZ, samples)

    assert timeline.beds == ("rain.wav", "sea")
    assert samples.any()
    assert timeline_with_bed(tmp_path, steps, bed="night").beds == ("night",)
