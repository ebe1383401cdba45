"""Loudness of practices, backgrounds, tones and bells, measured by an independent meter."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pyloudnorm
import pytest

from practice_player.clips.reader import ClipReader
from practice_player.script.library import Library
from practice_player.settings import shipped_dir
from practice_player.sound.bed_cache import BedCache
from practice_player.sound.bed_track import BedTrack
from practice_player.sound.block import Block
from practice_player.sound.limiter import DELAY_FRAMES
from practice_player.sound.mixer import Mixer
from practice_player.sound.outputs.manual import ManualOutput
from practice_player.sound.player import Player
from practice_player.sound.synth.beds import BEDS as NAMES
from practice_player.timeline.arrangement import BEDTIME_DB
from practice_player.timeline.compiler import compile_timeline, length_reach
from practice_player.timeline.model import Timeline
from practice_player.voice.lookup import find_voice
from tests.fakes import no_clips, script_of

BED_CACHE = BedCache()
SHIPPED = [script.name for script in Library((shipped_dir("sessions"),)).scripts()][::4]
"""A quarter of them: an independent meter takes its time."""


def lufs(block: Block) -> float:
    return float(pyloudnorm.Meter(48_000).integrated_loudness(block.astype(np.float64)))


def mix_of(timeline: Timeline) -> Block:
    player, output = Player(BED_CACHE.bed, ClipReader()), ManualOutput()
    player.load(timeline)
    player.playing = True
    output.start(player.render)
    output.pull(DELAY_FRAMES)
    return output.pull(timeline.length_frames)


def speech_of(block: Block, timeline: Timeline) -> Block:
    """Returns the parts of a block during which there is speech, joined."""
    return np.concatenate([block[phrase.start_frame : phrase.end_frame] for phrase in timeline.phrases])


def shortest(name: str, *, bed: str | None = None) -> Timeline:
    script = Library((shipped_dir("sessions"),)).find(name).playable()
    least_frames = length_reach(script, find_voice().find).least_frames
    return compile_timeline(script, find_voice().find, length_s=Decimal(least_frames) / 48_000, bed=bed)


@pytest.mark.parametrize(("name", "bedtime"), [*((name, False) for name in SHIPPED), ("soft-sighs", True)])
def test_the_whole_mix_is_at_its_level_where_there_is_speech(name: str, bedtime: bool) -> None:
    timeline = shortest(name)
    if bedtime:
        timeline = replace(timeline, level_db=BEDTIME_DB)
    expected = -22.0 if timeline.level_db else -18.0

    assert lufs(speech_of(mix_of(timeline), timeline)) == pytest.approx(expected, abs=1.0)


def test_practices_for_bedtime_are_softer() -> None:
    steps = "  - rest: 10s\n"
    assert (
        compile_timeline(script_of(steps, more="care: [bedtime]\nbed: none"), no_clips).level_db == BEDTIME_DB
    )
    assert compile_timeline(script_of(steps, more="care: [inward]\nbed: none"), no_clips).level_db == 0.0


@pytest.mark.parametrize("bed", NAMES)
def test_the_background_is_twenty_decibels_under_the_words(bed: str) -> None:
    timeline = shortest("soft-sighs", bed=bed)
    behind = np.zeros((timeline.length_frames, 2), np.float32)
    BedTrack(timeline, BED_CACHE.bed).read(0, behind)
    words = np.zeros_like(behind)
    Mixer(replace(timeline, breaths=(), bells=()), ClipReader()).mix(0, words)

    assert lufs(speech_of(words, timeline)) - lufs(speech_of(behind, timeline)) >= 20.0


def test_breath_tones_lie_between_minus_26_and_minus_30() -> None:
    timeline = compile_timeline(script_of("  - {breathe: 4-0-6-0, cycles: 6}\n"), no_clips)
    tones = np.zeros((timeline.length_frames, 2), np.float32)
    Mixer(timeline, ClipReader()).mix(0, tones)

    assert -30.0 <= lufs(tones) <= -26.0


@pytest.mark.parametrize("strokes", [1, 2])
def test_a_bell_stays_under_the_voice_comes_in_softly_and_rings_for_seconds(strokes: int) -> None:
    timeline = compile_timeline(script_of(f"  - bell: {strokes}\n"), no_clips)
    ring = np.zeros((timeline.length_frames, 2), np.float32)
    Mixer(timeline, ClipReader()).mix(0, ring)
    ring = ring[24_000:]
    envelope = np.abs(ring[: len(ring) // 480 * 480, 0]).reshape(-1, 480).max(axis=1)  # every 10 ms

    voice_peak_db = -4.8  # the median of the shipped recordings
    assert voice_peak_db - 6.0 <= 20 * np.log10(envelope.max()) <= voice_peak_db - 3.0
    assert envelope[0] < 0.2 * envelope.max(), "no blow"
    assert envelope[300] > 0.01 * envelope.max(), "three seconds later it still rings"
    assert envelope[-1] < 0.002


def test_a_tick_is_soft_and_short_and_tells_that_a_turn_ends() -> None:
    timeline = compile_timeline(script_of("  - {turn: first, for: 60s}\n", practice="partner"), no_clips)
    taps = np.zeros((timeline.length_frames, 2), np.float32)
    Mixer(timeline, ClipReader()).mix(0, taps)
    audible_s = np.flatnonzero(np.abs(taps[:, 0]) > 0.005) / 48_000

    assert timeline.length_s - 20.01 < audible_s[0] < timeline.length_s - 19.9
    assert audible_s[-1] - audible_s[0] < 0.7
    assert np.abs(taps).max() == pytest.approx(0.1, abs=0.02)


@pytest.mark.parametrize(("for_s", "ticks"), [(59, 0), (60, 1), (179, 1), (180, 2)])
def test_long_turns_have_a_second_tick_half_way_and_short_ones_none(for_s: int, ticks: int) -> None:
    timeline = compile_timeline(
        script_of(f"  - {{turn: first, for: {for_s}s}}\n", practice="partner"), no_clips
    )

    assert len(timeline.ticks) == ticks


def test_there_is_no_bell_where_the_script_has_none() -> None:
    timeline = compile_timeline(script_of("  - rest: 10s\n"), no_clips)

    assert not timeline.bells
    assert not timeline.ticks
