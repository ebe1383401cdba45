"""The engine as a process: what it says, and that it goes when its parent goes."""

import subprocess
import sys
import time

from practice_player.sound.engine.client import EngineClient
from practice_player.sound.engine.messages import Load, Play, Report, Seek
from practice_player.sound.engine.process import start_child
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


def test_the_real_process_answers_and_goes_when_told() -> None:
    engine = EngineClient()
    engine.start()
    report = None
    until_s = time.monotonic() + 20
    while report is None and time.monotonic() < until_s:
        report = engine.report()

    engine.shut()

    assert isinstance(report, Report)
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
