"""The player: play, pause, seek, levels and backgrounds all change in ramps, without clicks."""

from pathlib import Path

import numpy as np
import soundfile

from practice_player.clips.reader import ClipReader
from practice_player.sound.bed_cache import BedCache
from practice_player.sound.block import Block
from practice_player.sound.limiter import DELAY_FRAMES
from practice_player.sound.outputs.manual import ManualOutput
from practice_player.sound.player import FADE_FRAMES, Player
from practice_player.sound.render import render
from practice_player.timeline.compiler import compile_timeline
from practice_player.timeline.model import Clip, Timeline
from tests.fakes import clips_in, no_clips, script_of

CLICK = 0.02
"""A step between two frames that would be heard as a click in the sounds used here."""


def breathing() -> Timeline:
    return compile_timeline(script_of("  - {breathe: 4-0-6-0, cycles: 4}\n", more="bed: hush"), no_clips)


BED_CACHE = BedCache()
"""Shared, so that each background is made once."""


def load(timeline: Timeline) -> tuple[Player, ManualOutput]:
    player, output = Player(BED_CACHE.bed, ClipReader()), ManualOutput()
    player.load(timeline)
    output.start(player.render)
    return player, output


def start_playing(timeline: Timeline) -> tuple[Player, ManualOutput]:
    """Starts playing and discards the limiter's delay: the next frame is the first of the timeline."""
    player, output = load(timeline)
    player.playing = True
    output.pull(DELAY_FRAMES)
    return player, output


def jump(block: Block) -> float:
    return float(np.abs(np.diff(block, axis=0)).max())


def test_what_is_played_is_what_is_written_sample_for_sample(tmp_path: Path) -> None:
    steps = "  - say: One. Two.\n  - {breathe: 1-0-2-0, cycles: 3}\n  - bell: 2\n"
    timeline = compile_timeline(script_of(steps, more="bed: hush"), clips_in(tmp_path, one=0.7, two=1.3))
    render(timeline, tmp_path / "x.wav")
    _, output = start_playing(timeline)

    blocks, remaining_frames = [], timeline.length_frames
    for size in [2400, 1, 480, 4799] * 1000:
        if remaining_frames <= 0:
            break
        blocks.append(output.pull(min(size, remaining_frames)))
        remaining_frames -= size
    soundfile.write(tmp_path / "y.wav", np.concatenate(blocks), 48_000, subtype="PCM_16")

    assert (tmp_path / "x.wav").read_bytes() == (tmp_path / "y.wav").read_bytes()


def test_a_pause_fades_to_silence_within_80_ms_and_comes_back_where_it_was() -> None:
    player, output = start_playing(breathing())
    before_pause = output.pull(96_000)

    player.playing = False
    fading = output.pull(3840)
    paused_frame = player.position_frame
    silence = output.pull(48_000)
    player.playing = True
    after_pause = output.pull(9600)

    assert jump(np.concatenate([before_pause, fading, silence, after_pause])) < CLICK
    assert not fading[1500:].any(), "silent well before"
    assert not silence.any()
    assert player.position_frame == paused_frame + 9600, "a pause of any length costs no frame"


def test_a_seek_fades_out_and_in_and_lands_on_its_frame() -> None:
    player, output = start_playing(breathing())
    before_seek = output.pull(96_000)

    player.seek(20 * 48_000)
    settled_at_once = player.settled
    during_seek = output.pull(9600)

    assert jump(np.concatenate([before_seek, during_seek])) < CLICK
    assert player.position_frame == 20 * 48_000 + 9600 - FADE_FRAMES
    assert (settled_at_once, player.settled) == (False, True)


def test_a_seek_in_a_pause_lands_at_once_and_stays_silent() -> None:
    player, output = start_playing(breathing())
    output.pull(96_000)
    player.playing = False
    output.pull(9600)

    player.seek(20 * 48_000)
    settled_at_once = player.settled
    block = output.pull(480)

    assert (settled_at_once, player.settled) == (False, True)
    assert player.position_frame == 20 * 48_000
    assert not block.any()


def test_a_seek_before_the_start_begins_there_without_a_click() -> None:
    player, output = load(breathing())
    player.seek(3 * 48_000)
    player.playing = True

    block = output.pull(4800)

    assert np.abs(block[0]).max() < CLICK
    assert jump(block) < CLICK


def test_levels_change_in_ramps_and_the_bed_goes_away_whole() -> None:
    player, output = start_playing(compile_timeline(script_of("  - rest: 30s\n", more="bed: hush"), no_clips))
    loud = output.pull(480_000)

    player.bed_on = False
    fading = output.pull(24_000)

    assert loud[-4800:].any()
    assert jump(np.concatenate([loud[-100:], fading])) < CLICK
    assert not fading[12_000 + DELAY_FRAMES :].any()


def test_the_voice_key_makes_the_voice_quieter_by_its_decibels(tmp_path: Path) -> None:
    timeline = compile_timeline(script_of("  - say: One.\n"), clips_in(tmp_path, one=4.0))
    (_, plain), (player, softer) = start_playing(timeline), start_playing(timeline)
    player.voice_db = -6.0

    loud, soft = plain.pull(96_000), softer.pull(96_000)

    assert np.allclose(soft[48_000:], loud[48_000:] * 10 ** (-6 / 20), atol=1e-5)


def test_nothing_louder_than_minus_one_decibel_leaves(tmp_path: Path) -> None:
    path = tmp_path / "loud.wav"
    soundfile.write(path, np.ones(48_000) * 4.0, 48_000, subtype="FLOAT")
    clip = Clip(path=str(path), length_frames=48_000)
    timeline = compile_timeline(script_of("  - say: Loud.\n"), lambda _: clip)
    _, output = start_playing(timeline)

    assert 0.5 < np.abs(output.pull(72_000)).max() <= 0.892


def test_after_the_end_there_is_silence_and_the_position_stays() -> None:
    timeline = compile_timeline(script_of("  - rest: 1s\n"), no_clips)
    player, output = start_playing(timeline)

    output.pull(200_000)

    assert player.position_frame == timeline.length_frames
    assert not output.pull(4800).any()


def test_another_background_comes_after_the_old_one_has_gone_and_nothing_clicks() -> None:
    player, output = start_playing(compile_timeline(script_of("  - rest: 60s\n", more="bed: hush"), no_clips))
    old_bed = output.pull(480_000)

    player.bed_name = "sea"
    new_bed = output.pull(96_000)
    player.bed_name = "none"
    no_bed = output.pull(96_000)

    assert jump(np.concatenate([old_bed[-100:], new_bed, no_bed])) < CLICK
    assert new_bed[-24_000:].any()
    assert not no_bed[48_000:].any()
    assert np.abs(new_bed[2000:2400]).max() < np.abs(old_bed[-400:]).max() * 1.2, "it begins to go at once"


def test_the_background_has_a_volume_of_its_own(tmp_path: Path) -> None:
    timeline = compile_timeline(script_of("  - rest: 60s\n", more="bed: hush"), no_clips)
    (_, plain), (player, softer) = start_playing(timeline), start_playing(timeline)
    plain.pull(480_000)
    softer.pull(480_000)
    player.bed_db = -12.0

    loud, soft = plain.pull(48_000), softer.pull(48_000)

    assert np.allclose(soft[24_000:], loud[24_000:] * 10 ** (-12 / 20), atol=1e-5)
    assert jump(soft) < CLICK


def test_a_background_that_is_not_made_yet_comes_in_gently() -> None:
    ready_beds: list[str] = []
    player, output = (
        Player(lambda name: BED_CACHE.bed(name) if ready_beds else None, ClipReader()),
        ManualOutput(),
    )
    player.load(compile_timeline(script_of("  - rest: 60s\n", more="bed: hush"), no_clips), frame=480_000)
    player.playing = True
    output.start(player.render)

    assert not output.pull(48_000).any()
    ready_beds.append("hush")
    fading_in = output.pull(96_000)

    assert fading_in[-4800:].any()
    assert jump(fading_in) < CLICK
    assert np.abs(fading_in[:1000]).max() < 0.2 * np.abs(fading_in).max()


def test_another_timeline_takes_over_in_mid_sound_without_a_click(tmp_path: Path) -> None:
    player, output = start_playing(breathing())
    before_change = output.pull(96_000)

    player.load(
        compile_timeline(script_of("  - {breathe: 3-0-5-0, cycles: 9}\n", more="bed: sea"), no_clips),
        frame=100_000,
    )
    during_change = output.pull(9600)

    assert jump(np.concatenate([before_change, during_change])) < CLICK
    assert player.position_frame == 100_000 + 9600 - FADE_FRAMES
    assert during_change[-1000:].any()


def test_every_key_is_heard_within_a_hundred_milliseconds() -> None:
    """At most a period until it is read, the limiter's delay, and the fade; the card adds its own."""
    for change in ("playing", "bed_on"):
        (still, plain), (player, changed) = start_playing(breathing()), start_playing(breathing())
        assert still.playing
        plain.pull(96_000)
        changed.pull(96_000)

        setattr(player, change, False)

        assert not np.array_equal(plain.pull(1440), changed.pull(1440)), change


def test_a_key_is_heard_from_the_same_frame_on_however_far_ahead_the_sound_was_made(tmp_path: Path) -> None:
    timeline = compile_timeline(
        script_of("  - say: One.\n  - {breathe: 2-0-3-0, cycles: 9}\n", more="bed: hush"),
        clips_in(tmp_path, one=2.0),
    )
    sounds = []
    for sizes in ([100_000], [960] * 104 + [160], [2112] * 47 + [736]):
        player, output = start_playing(timeline)
        player.voice_db = 3.0
        assert sum(sizes) == 100_000
        for size in sizes:
            output.pull(size)
        player.bed_on = False
        sounds.append(output.pull(48_000))
        player.voice_db = 6.0
        sounds[-1] = np.concatenate([sounds[-1], output.pull(48_000)])

    assert all(np.array_equal(sounds[0], sound) for sound in sounds[1:])
    assert sounds[0][:24_000].any()


def test_a_loud_sound_is_limited_the_same_when_a_key_takes_back_what_was_made(tmp_path: Path) -> None:
    path = tmp_path / "loud.wav"
    timeline = compile_timeline(script_of("  - say: Loud.\n  - rest: 2s\n"), clips_in(tmp_path, loud=3.0))
    noise = np.random.default_rng(1).uniform(-2, 2, 3 * 48_000)
    soundfile.write(path, noise, 48_000, subtype="FLOAT")
    sounds = []
    for size in (48_000, 480, 1999):
        player, output = start_playing(timeline)
        for start in range(0, 48_000, size):
            output.pull(min(size, 48_000 - start))
        player.voice_db = -3.0
        sounds.append(output.pull(24_000))

    assert all(np.array_equal(sounds[0], sound) for sound in sounds[1:])
