"""A voice recorded from a real sound server: what was said is what is kept, and what is heard of it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
import soundfile

from practice_player.lib.units import frames
from practice_player.settings import shipped_dir
from practice_player.sound.block import Mono
from practice_player.sound.inputs.client import find_input_devices
from practice_player.voice.names import clip_name
from tests.recording.sounds import joined, silence
from tests.sound_server import MISSING, SoundServerRig, sound_server

pytestmark = pytest.mark.skipif(
    MISSING is not None, reason=f"{MISSING} is not installed: nothing can be recorded"
)

FIRST, SECOND = (
    "Sit, stand or lean, whatever your body would thank you for.",
    "Your eyes are welcome to stay open.",
)
SCRIPT = f"""\
format: 1
title: A Minute
practice: solo
goal: settle
level: 1
summary: For the ear.
bed: none
steps:
  - say: {FIRST} {SECOND}
"""


def spoken(text: str) -> Mono:
    """Returns a sentence as a shipped voice says it, softer than a clip is."""
    samples, _ = soundfile.read(shipped_dir("audio") / "heart" / clip_name(text), dtype="float32")
    return np.asarray(samples * 0.4, np.float32)


class Recording:
    """The real program in plain lines, and what it prints."""

    def __init__(self, process: "subprocess.Popen[str]", rig: SoundServerRig) -> None:
        self.process = process
        self._rig = rig

    def type(self, line: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def wait_for(self, words: str) -> str:
        assert self.process.stdout
        for line in self.process.stdout:
            if words in line:
                return line
        raise AssertionError(f"never said: {words}")

    def take(self, sound: Mono) -> None:
        """Records a take of a sound, and leaves it running once all was said."""
        self.type("record")
        self.wait_for("Recording. Enter ends it.")
        self._rig.say(joined(silence(0.3), sound, silence(0.5)))
        until(lambda: not self._rig.is_speaking)


def until(condition: Callable[[], bool]) -> None:
    start_s = time.monotonic()
    while not condition():
        assert time.monotonic() - start_s < 20
        os.sched_yield()


@contextmanager
def recording(tmp_path: Path, rig: SoundServerRig) -> Iterator[Recording]:
    script = tmp_path / "minute.yaml"
    script.write_text(SCRIPT)
    process = subprocess.Popen(
        [
            sys.executable,
            "-u",
            "-m",
            "practice_player",
            "voice",
            "record",
            str(script),
            "--as",
            "anna",
            "--plain",
        ],
        env=rig.env | {"PRACTICE_PLAYER_HOME": str(tmp_path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield Recording(process, rig)
    finally:
        process.kill()
        process.wait(10)


def correlation(recorded: Mono, said: Mono) -> float:
    """Returns how alike two sounds are at the lag where they are most alike: 1.0 is the same."""
    size = 1 << (len(recorded) + len(said)).bit_length()
    spectrum = np.fft.rfft(recorded, size) * np.conj(np.fft.rfft(said, size))
    lag = int(np.fft.irfft(spectrum, size).argmax())
    lag = lag - size if lag > size // 2 else lag
    recorded, said = recorded[max(0, lag) :], said[max(0, -lag) :]
    count = min(len(recorded), len(said))
    return float(np.corrcoef(recorded[:count], said[:count])[0, 1])


def test_what_was_said_is_what_is_kept_and_what_is_heard_of_it(tmp_path: Path) -> None:
    said = spoken(FIRST)
    with sound_server() as rig, recording(tmp_path, rig) as program:
        program.wait_for("Quiet enough.")
        program.wait_for(FIRST)
        program.take(said)
        program.type("")
        program.wait_for("Good. Enter keeps it")
        program.type("listen")
        until(lambda: bool(rig.recorded().any()))
        from_frame = rig.frames
        until(lambda: rig.frames > from_frame + len(said) + frames(0.5))
        heard = np.ascontiguousarray(rig.recorded()[:, 0])
        program.type("next")
        program.wait_for(SECOND)
        program.type("stop")
        program.wait_for("1 of 2 sentences are recorded.")
        assert program.process.wait(10) == 0

    clip, rate_hz = soundfile.read(tmp_path / "audio" / "anna" / clip_name(FIRST), dtype="float32")
    assert rate_hz == 48_000
    assert correlation(clip, said) >= 0.99
    assert correlation(heard, said) >= 0.99
    assert np.abs(clip[: frames(0.01)]).max() < 0.003
    assert np.abs(clip[-frames(0.01) :]).max() < 0.003
    assert sorted(path.name for path in (tmp_path / "audio").rglob("*.*")) == [clip_name(FIRST), "voice.yaml"]


def test_a_program_that_is_killed_in_mid_take_loses_that_take_and_nothing_else(tmp_path: Path) -> None:
    with sound_server() as rig, recording(tmp_path, rig) as program:
        program.wait_for(FIRST)
        program.take(spoken(FIRST))
        program.type("")
        program.wait_for("Good. Enter keeps it")
        program.type("next")
        program.wait_for(SECOND)
        folder = tmp_path / "audio" / "anna"
        kept = {path: path.read_bytes() for path in folder.iterdir()}
        program.take(spoken(SECOND))
        children = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(program.process.pid)],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        assert children, "the microphone has a process of its own"

        program.process.send_signal(signal.SIGKILL)
        program.process.wait(10)

        assert {path: path.read_bytes() for path in folder.iterdir()} == kept
        assert len(kept) == 2, "the first clip, and voice.yaml"
        until(lambda: not any(Path(f"/proc/{pid}/exe").exists() for pid in children))

    with sound_server() as rig, recording(tmp_path, rig) as program:
        program.wait_for("1 of 2 sentences are left")
        program.wait_for(SECOND)


def test_microphones_are_named_and_what_the_machine_plays_comes_last(monkeypatch: pytest.MonkeyPatch) -> None:
    with sound_server() as rig:
        rig.offer(monkeypatch)
        microphone, monitor = find_input_devices()

    assert (microphone.is_default, microphone.is_monitor) == (True, False)
    assert "mouth" in microphone.name
    assert monitor.is_monitor
