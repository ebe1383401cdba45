"""Microphones: a process of its own, devices by name, and no traceback without one."""

import io
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from practice_player.lib.errors import InputError
from practice_player.sound.block import Mono
from practice_player.sound.engine.protocol import receive
from practice_player.sound.inputs.base import Input, Take, microphone_remedy, no_microphone
from practice_player.sound.inputs.client import MicrophoneInput, find_input_devices
from practice_player.sound.inputs.manual import ManualInput
from practice_player.sound.inputs.miniaudio import MiniaudioInput
from practice_player.sound.inputs.protocol import Captured, Opened, Refused
from practice_player.sound.inputs.serve import record

ENOUGH = 24_000
"""Frames after which an input has shown that it hands them over."""


class Sink:
    """Counts what is handed over, and says when it was enough."""

    def __init__(self) -> None:
        self.frames = 0
        self.unexpected: list[str] = []
        self._enough = threading.Event()

    def take(self, block: Mono) -> None:
        if block.dtype != np.float32 or block.ndim != 1:
            self.unexpected.append(f"{block.dtype} {block.shape}")
        self.frames += len(block)
        if self.frames >= ENOUGH:
            self._enough.set()

    def wait(self) -> None:
        assert self._enough.wait(20), "nothing was handed over"


def _manual() -> tuple[Input, Callable[[Sink], None]]:
    source = ManualInput()
    return source, lambda _: source.feed(np.zeros(ENOUGH, np.float32))


def _microphone() -> tuple[Input, Callable[[Sink], None]]:
    return MiniaudioInput(backends=frozenset({"NULL"})), Sink.wait


@pytest.mark.parametrize("make", [_manual, _microphone], ids=["manual", "miniaudio"])
def test_it_hands_over_mono_floats_until_it_is_stopped_and_can_start_again(
    make: Callable[[], tuple[Input, Callable[[Sink], None]]],
) -> None:
    source, go_on = make()
    source.stop()
    for _ in range(2):
        sink = Sink()
        source.start(sink.take)
        go_on(sink)
        source.stop()
        source.stop()

        assert sink.frames >= ENOUGH
        assert not sink.unexpected
        assert source.problem == ""


@pytest.fixture
def no_sound_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "asound.conf").write_text("")
    for name, value in {
        "PULSE_SERVER": f"unix:{tmp_path}/nothing",
        "XDG_RUNTIME_DIR": str(tmp_path),
        "ALSA_CONFIG_PATH": str(tmp_path / "asound.conf"),
        "JACK_NO_START_SERVER": "1",
    }.items():
        monkeypatch.setenv(name, value)


@pytest.mark.skipif(sys.platform != "linux", reason="there, microphones cannot be hidden from the program")
@pytest.mark.usefixtures("no_sound_system")
def test_without_a_microphone_the_real_process_says_what_to_do() -> None:
    with pytest.raises(InputError, match="no microphone") as caught:
        MicrophoneInput().start(lambda _: None)
    assert "--list-devices" in caught.value.fix
    with pytest.raises(InputError):
        find_input_devices()


@pytest.mark.parametrize(
    ("platform", "words"),
    [("linux", "sound settings"), ("darwin", "System Settings"), ("win32", "desktop apps")],
)
def test_the_remedy_is_that_of_the_system(platform: str, words: str) -> None:
    assert words in microphone_remedy(platform)


def messages(pipe: io.BytesIO) -> list[Any]:
    pipe.seek(0)
    return list(iter(lambda: receive(pipe), None))


class ThreeBlocks:
    """An input that is unplugged after three blocks."""

    problem = ""
    stopped = False

    def start(self, take: Take) -> None:
        for number in range(3):
            take(np.full(4, number, np.float32))

    def stop(self) -> None:
        self.stopped = True


def test_a_microphone_that_is_unplugged_is_told_after_what_it_heard() -> None:
    source, pipe = ThreeBlocks(), io.BytesIO()

    record(source, pipe, stalled_s=0.01)

    first, *blocks, last = messages(pipe)
    assert isinstance(first, Opened)
    assert [np.frombuffer(block.samples, np.float32)[0] for block in blocks] == [0.0, 1.0, 2.0]
    assert isinstance(last, Refused)
    assert last.problem == "nothing more comes from the microphone"
    assert source.stopped


def test_a_microphone_that_cannot_be_opened_is_told_with_its_remedy() -> None:
    pipe = io.BytesIO()

    record(ManualInput(refusal=no_microphone()), pipe)

    (refused,) = messages(pipe)
    assert (refused.problem, refused.fix) == (no_microphone().problem, no_microphone().fix)


def test_a_program_that_is_gone_ends_the_recording() -> None:
    class Closed(io.BytesIO):
        def write(self, _: Any) -> int:
            raise BrokenPipeError

    source = ThreeBlocks()
    record(source, Closed(), stalled_s=0.01)

    assert source.stopped


def test_the_messages_hold_the_samples_bit_by_bit() -> None:
    sound = np.random.default_rng(1).standard_normal(100).astype(np.float32)

    assert np.array_equal(np.frombuffer(Captured(samples=sound.tobytes()).samples, np.float32), sound)
