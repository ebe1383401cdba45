"""The samples of a timeline: narration, breath tones, bells and the background, without limiter."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from practice_player.clips.reader import ClipReader
from practice_player.script.library import Library
from practice_player.settings import shipped_dir
from practice_player.sound.bed_cache import BedCache
from practice_player.sound.bed_track import BedTrack
from practice_player.sound.block import Block
from practice_player.sound.mixer import Mixer
from practice_player.timeline.compiler import compile_timeline
from practice_player.timeline.model import Clip, Timeline
from practice_player.voice.lookup import find_voice
from tests.fakes import clips_in, no_clips, script_of

BED_CACHE = BedCache()
SHIPPED = [script.name for script in Library((shipped_dir("sessions"),)).scripts()]


def voices_of(timeline: Timeline, *, block: int = 4800) -> Block:
    mixer = Mixer(timeline, ClipReader())
    samples = np.full((timeline.length_frames, 2), np.nan, np.float32)
    for start in range(0, timeline.length_frames, block):
        mixer.mix(start, samples[start : start + block])
    return samples


def bed_of(timeline: Timeline, *, block: int = 4800) -> Block:
    bed_track = BedTrack(timeline, BED_CACHE.bed)
    samples = np.full((timeline.length_frames, 2), np.nan, np.float32)
    for start in range(0, timeline.length_frames, block):
        bed_track.read(start, samples[start : start + block])
    return samples


@pytest.mark.parametrize("name", SHIPPED)
def test_every_recording_starts_at_its_scheduled_frame(name: str) -> None:
    script = Library((shipped_dir("sessions"),)).find(name).playable()
    timeline = compile_timeline(script, find_voice("heart").find)
    mixer = Mixer(timeline, ClipReader())
    margin = 200

    for phrase in timeline.phrases:
        assert phrase.clip, f"no recording says: {phrase.text}"
        clip = soundfile.read(phrase.clip.path, dtype="float32", always_2d=True)[0][:48_000, 0]
        mixed = np.zeros((len(clip) + 2 * margin, 2), np.float32)
        mixer.mix(phrase.start_frame - margin, mixed)
        fit = np.correlate(mixed[:, 0], clip, "valid")
        assert int(fit.argmax()) == margin, phrase.text


def test_block_size_never_changes_a_sample(tmp_path: Path) -> None:
    steps = "  - say: One. Two.\n  - {breathe: 1-0-2-0, cycles: 3}\n  - bell: 2\n"
    timeline = compile_timeline(script_of(steps, more="bed: hush"), clips_in(tmp_path, one=0.7, two=1.3))

    for render in (voices_of, bed_of):
        in_one_block = render(timeline, block=timeline.length_frames)
        for block in (1, 37, 480, 4801) if render is bed_of else (997, 4801):
            if block == 1:
                continue
            assert np.array_equal(in_one_block, render(timeline, block=block)), (
                f"{render.__name__} in blocks of {block}"
            )


def test_a_rest_without_a_bed_is_silent() -> None:
    timeline = compile_timeline(script_of("  - rest: 5s\n"), no_clips)

    assert not voices_of(timeline).any()
    assert not bed_of(timeline).any()


def test_the_bed_makes_way_before_the_words_and_comes_back_slowly(tmp_path: Path) -> None:
    steps = "  - rest: 10s\n  - {say: One., pause: 8s}\n  - rest: 10s\n"
    timeline = compile_timeline(script_of(steps, more="bed: hush"), clips_in(tmp_path, one=4.0))
    bed = bed_of(timeline)

    def level_db(at_s: float) -> float:
        part = bed[round((at_s - 0.1) * 48_000) : round((at_s + 0.1) * 48_000)]
        return 20 * float(np.log10(np.sqrt(np.mean(np.square(part)))))

    start = timeline.phrases[0].start_frame / 48_000
    under, free = (
        np.mean([level_db(start + offset_s) for offset_s in (1, 2, 3)]),
        np.mean([level_db(offset_s) for offset_s in (6, 7, 8)]),
    )
    assert -14 < under - free < -7, "ducked by 8-12 dB, give or take the noise itself"
    assert level_db(start + 4 + 3) > under + 5, "is back three seconds after the words"


def test_the_bed_and_the_tones_start_and_end_without_a_click() -> None:
    steps = "  - {breathe: 2-1-3-1, cycles: 3}\n  - bell: 1\n  - rest: 8s\n"
    timeline = compile_timeline(script_of(steps, more="bed: hush"), no_clips)

    mix = voices_of(timeline) + bed_of(timeline)

    assert np.abs(np.diff(mix, axis=0)).max() < 0.045, "the steepest slope of the bell itself"
    assert np.abs(mix[0]).max() < 1e-4
    assert np.abs(mix[-1]).max() < 1e-3


def test_in_and_out_differ_in_loudness_shape_and_register() -> None:
    timeline = compile_timeline(script_of("  - {breathe: 4-2-6-0, cycles: 1}\n"), no_clips)
    mix = voices_of(timeline)[24_000:, 0]
    breath_in, wait, breath_out = mix[: 4 * 48_000], mix[4 * 48_000 : 6 * 48_000], mix[6 * 48_000 :]

    def rms(part: "np.ndarray[tuple[int], np.dtype[np.float32]]") -> float:
        return float(np.sqrt(np.mean(np.square(part))))

    def pitch_hz(part: "np.ndarray[tuple[int], np.dtype[np.float32]]") -> float:
        return float(np.abs(np.fft.rfft(part)).argmax() * 48_000 / len(part))

    assert rms(breath_in[96_000:]) > 1.5 * rms(breath_in[:96_000]), "in swells"
    assert rms(breath_out[:144_000]) > 1.5 * rms(breath_out[144_000:]), "out dies away"
    assert not wait.any(), "a wait is silent"
    assert pitch_hz(breath_in) > 1.4 * pitch_hz(breath_out)


def test_a_recording_that_vanished_passes_in_silence_and_is_named(tmp_path: Path) -> None:
    vanished_clip = Clip(path=str(tmp_path / "gone.ogg"), length_frames=48_000)
    timeline = compile_timeline(script_of("  - say: One.\n"), lambda _: vanished_clip)
    mixer = Mixer(timeline, ClipReader())
    block = np.full((96_000, 2), np.nan, np.float32)

    mixer.mix(0, block)

    assert not block.any()
    assert mixer.unreadable == {"One."}


def test_a_recording_at_another_rate_keeps_its_place(tmp_path: Path) -> None:
    path = tmp_path / "slow.wav"
    soundfile.write(path, np.sin(np.arange(24_000) * 0.2) * 0.5, 24_000)
    timeline = compile_timeline(
        script_of("  - say: One.\n"),
        lambda _: Clip(path=str(path), length_frames=48_000),
    )

    audible_frames = np.flatnonzero(np.abs(voices_of(timeline)[:, 0]) > 0.1)

    assert audible_frames[0] == pytest.approx(24_000, abs=60)
    assert audible_frames[-1] == pytest.approx(72_000, abs=60)


def test_a_script_changes_the_background_slowly_and_both_are_heard_meanwhile() -> None:
    steps = "  - rest: 20s\n  - background: sea\n  - rest: 20s\n  - background: none\n  - rest: 20s\n"
    timeline = compile_timeline(script_of(steps, more="bed: hush"), no_clips)
    changed = bed_of(timeline)
    hush, sea = (
        bed_of(compile_timeline(script_of("  - rest: 60s\n", more=f"bed: {name}"), no_clips))
        for name in ("hush", "sea")
    )
    first, second = (frame for frame, _ in timeline.bed_changes)

    assert np.array_equal(changed[480_000:first], hush[480_000:first])
    assert np.array_equal(changed[first + 144_000 : second], sea[first + 144_000 : second])
    assert not changed[second + 144_000 :].any()
    middle = changed[first + 72_000 :][:100]
    assert np.allclose(middle, (hush + sea)[first + 72_000 :][:100] / 2, atol=1e-4)
    assert np.abs(np.diff(changed, axis=0)).max() < 0.03
    assert np.array_equal(changed, bed_of(timeline, block=1237))
