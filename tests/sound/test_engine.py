"""The engine as a process: what it says, and that it goes when its parent goes."""

import subprocess
import sys
import time
from pathlib import Path

from practice_player.sound.engine.client import EngineClient
from practice_player.sound.engine.messages import Load, Play, Report, Seek
from practice_player.timeline.build import build
from tests.fakes import SteppedSound, no_clips, session


def test_a_report_says_which_commands_it_knows_of() -> None:
    sound = SteppedSound()
    timeline = build(session("  - rest: 30s\n"), no_clips)

    sound.tell(Load(timeline=timeline))
    number = sound.tell(Play())
    sound.advance(1.0)
    report = sound.report()

    assert report
    assert report.obeyed == number
    assert report.until_frame == 48_000
    assert report.position_frame == 45_600


def test_a_seek_is_settled_once_its_first_frames_are_played() -> None:
    sound = SteppedSound()
    sound.tell(Load(timeline=build(session("  - rest: 30s\n"), no_clips)))
    sound.tell(Play())
    sound.advance(1.0)

    sound.tell(Seek(frame=480_000))
    before = sound.report()
    sound.advance(0.1)
    after = sound.report()

    assert before
    assert not before.settled
    assert after
    assert after.settled
    assert after.position_frame >= 480_000


def test_the_real_process_answers_and_goes_when_told(tmp_path: Path) -> None:
    engine = EngineClient(tmp_path / "log")
    engine.start()
    report = None
    until_s = time.monotonic() + 20
    while report is None and time.monotonic() < until_s:
        report = engine.report()

    engine.shut()

    assert isinstance(report, Report)
    assert not engine.alive()


def test_the_process_ends_when_its_input_does() -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "practice_player.sound.engine.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    assert child.stdin
    child.stdin.close()

    assert child.wait(20) == 0
