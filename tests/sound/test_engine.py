"""The engine's commands and reports, failures in it, and the end of its process."""

import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile

from practice_player.clips.reader import ClipReader
from practice_player.sound.block import Block
from practice_player.sound.engine.client import EngineClient
from practice_player.sound.engine.engine import FAILED_BLOCK, FAILED_COMMAND, UNREADABLE_RECORDING
from practice_player.sound.engine.process import start_child
from practice_player.sound.engine.protocol import CardState, EngineReport, Heartbeat, Load, Play, Seek
from practice_player.sound.player import Player
from practice_player.timeline.compiler import compile_timeline
from practice_player.timeline.model import Clip
from tests.fakes import SteppedSound, clips_in, no_clips, script_of


def test_a_report_says_which_commands_it_knows_of() -> None:
    sound = SteppedSound()
    timeline = compile_timeline(script_of("  - rest: 30s\n"), no_clips)

    sound.send(Load(timeline=timeline))
    number = sound.send(Play())
    sound.advance(1.0)
    report = sound.report()

    assert report
    assert report.executed == number
    assert report.until_frame == 48_000
    assert report.position_frame == 45_600


def test_a_seek_is_settled_once_its_first_frames_are_played() -> None:
    sound = SteppedSound()
    sound.send(Load(timeline=compile_timeline(script_of("  - rest: 30s\n"), no_clips)))
    sound.send(Play())
    sound.advance(1.0)

    sound.send(Seek(frame=480_000))
    report_before = sound.report()
    sound.advance(0.1)
    report_after = sound.report()

    assert report_before
    assert not report_before.settled
    assert report_after
    assert report_after.settled
    assert report_after.position_frame >= 480_000


def test_the_real_process_answers_and_goes_when_told() -> None:
    engine = EngineClient()
    engine.start()
    report = None
    until_s = time.monotonic() + 20
    while report is None and time.monotonic() < until_s:
        report = engine.report()

    engine.close()

    assert isinstance(report, EngineReport)
    assert not engine.alive()


def test_the_process_ends_when_its_input_does() -> None:
    child = start_child("silence")
    child.commands.close()

    assert child.process.wait(20) == 0


HUNG = """
import sys, threading
from practice_player.sound.engine.serve import serve

class Hung:
    underruns = 0
    def start(self, render): threading.Event().wait()
    def stop(self): threading.Event().wait()

serve(sys.stdin.buffer, sys.stdout.buffer, Hung())
"""


def test_the_process_ends_though_the_sound_server_hangs() -> None:
    child = subprocess.Popen([sys.executable, "-c", HUNG], stdin=subprocess.PIPE)
    assert child.stdin
    child.stdin.close()

    assert child.wait(20) == 0


class FailingRender:
    """Replaces a player's `render`, and fails for the first `blocks` blocks."""

    def __init__(self, player: Player, *, blocks: int) -> None:
        self._render = player.render
        self._remaining_failures = blocks

    def __call__(self, block: Block) -> None:
        if self._remaining_failures:
            self._remaining_failures -= 1
            block[: len(block) // 2] = np.nan
            raise IndexError("out of bounds")
        self._render(block)


def test_a_moment_that_cannot_be_made_is_silent_takes_its_time_and_is_told_as_what_it_is(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    sound = SteppedSound()
    sound.send(Load(timeline=compile_timeline(script_of("  - rest: 30s\n", more="bed: hush"), no_clips)))
    sound.send(Play())
    sound.advance(5.0)
    engine = sound._engine
    assert engine
    monkeypatch.setattr(engine._player, "render", FailingRender(engine._player, blocks=20))

    sound.heard.clear()
    sound.advance(1.0)
    during = sound.report()
    sound.advance(1.0)
    afterwards = sound.report()

    assert during
    assert afterwards
    assert (during.card, during.trouble) == (CardState.OPEN, FAILED_BLOCK)
    assert (during.until_frame, afterwards.until_frame) == (6 * 48_000, 7 * 48_000)
    played = np.concatenate(sound.heard)
    assert not played[:48_000].any()
    assert np.abs(played[60_000:]).max() > 0.001, "the sound is back"
    assert np.abs(np.diff(played[48_000:, 0])).max() < 0.05, "without a click"
    assert "out of bounds" in caplog.text


def test_a_jump_that_waits_while_nothing_can_be_made_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    sound = SteppedSound()
    sound.send(Load(timeline=compile_timeline(script_of("  - rest: 30s\n"), no_clips)))
    sound.send(Play())
    sound.advance(1.0)
    engine = sound._engine
    assert engine
    monkeypatch.setattr(engine._player, "render", FailingRender(engine._player, blocks=4))

    sound.send(Seek(frame=480_000))
    sound.advance(0.2)
    report = sound.report()

    assert report
    assert report.settled
    assert report.until_frame == 480_000 + 3 * 2400


def test_one_bad_sample_is_silence_and_the_final_bell_is_heard(tmp_path: Path) -> None:
    samples = np.full(48_000, 0.1, np.float32)
    samples[24_000:24_003] = (np.nan, np.inf, 3e38)
    soundfile.write(tmp_path / "one.wav", samples, 48_000, subtype="FLOAT")
    clip = Clip(path=str(tmp_path / "one.wav"), length_frames=48_000)
    sound = SteppedSound()
    timeline = compile_timeline(script_of("  - say: One.\n  - rest: 3s\n  - bell: 1\n"), lambda _: clip)

    sound.send(Load(timeline=timeline))
    sound.send(Play())
    sound.advance(timeline.length_s)
    report = sound.report()

    assert report
    assert (report.card, report.trouble) == (CardState.OPEN, "")
    assert report.until_frame == timeline.length_frames
    played = np.concatenate(sound.heard)
    bell = timeline.bells[-1].start_frame
    assert np.isfinite(played).all()
    assert np.abs(played[bell : bell + 48_000]).max() > 0.01


def test_a_recording_whose_decoder_fails_oddly_is_silent_and_all_else_is_heard(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sound = SteppedSound()
    timeline = compile_timeline(script_of("  - say: One.\n  - bell: 1\n"), clips_in(tmp_path, one=1.0))

    def broken(*_: object) -> None:
        raise ZeroDivisionError("in a decoder")

    monkeypatch.setattr(ClipReader, "page", broken)
    sound.send(Load(timeline=timeline))
    sound.send(Play())
    sound.advance(timeline.length_s)
    report = sound.report()

    assert report
    assert report.trouble == UNREADABLE_RECORDING
    assert report.until_frame == timeline.length_frames
    played = np.concatenate(sound.heard)
    assert np.abs(played[timeline.bells[-1].start_frame :]).max() > 0.01


def test_a_practice_whose_sound_cannot_be_prepared_is_never_taken_for_one_that_plays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sound = SteppedSound()

    def broken(*_: object, **__: object) -> None:
        raise MemoryError

    assert sound._engine
    monkeypatch.setattr(sound._engine._player, "load", broken)
    number = sound.send(Load(timeline=compile_timeline(script_of("  - rest: 30s\n"), no_clips)))
    report = sound.report()

    assert report
    assert report.executed < number
    assert report.trouble == FAILED_COMMAND


def test_a_card_whose_library_fails_oddly_is_no_card_and_is_looked_for_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sound = SteppedSound()
    sound.card.present = False

    def broken(_: object) -> None:
        raise AttributeError("of another version")

    with monkeypatch.context() as patch:
        patch.setattr(sound.card, "start", broken)
        report_before = sound.report()
    sound.card.present = True
    sound.advance(3.0)
    report_after = sound.report()

    assert report_before
    assert report_after
    assert (report_before.card, report_after.card) == (CardState.ABSENT, CardState.OPEN)


def test_the_sound_waits_for_a_program_that_is_stopped() -> None:
    sound = SteppedSound()
    sound.send(Load(timeline=compile_timeline(script_of("  - rest: 60s\n", more="bed: hush"), no_clips)))
    sound.send(Play())
    for _ in range(40):
        sound.advance(0.25)
        sound.send(Heartbeat())

    sound.advance(10.0)
    waiting, silent = sound.report(), sound.heard[-1]
    sound.send(Heartbeat())
    sound.advance(1.0)
    report = sound.report()

    assert waiting
    assert waiting.until_frame == pytest.approx(480_000 + 96_000, abs=4_800), "two seconds later"
    assert not silent.any()
    assert report
    assert report.until_frame == waiting.until_frame + 48_000, "from there on: nothing is heard twice"
    assert sound.heard[-1].any()


def test_a_sound_that_was_paused_stays_so_when_the_program_is_back() -> None:
    sound = SteppedSound()
    sound.send(Load(timeline=compile_timeline(script_of("  - rest: 60s\n", more="bed: hush"), no_clips)))
    sound.send(Heartbeat())
    sound.advance(5.0)

    sound.send(Heartbeat())
    sound.advance(1.0)

    report = sound.report()
    assert report
    assert report.until_frame == 0
