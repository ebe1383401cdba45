"""The contract of outputs, tested on each of them; and files, underruns and callbacks."""

import importlib.util
import os
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import soundfile

from practice_player.lib.errors import OutputError
from practice_player.script.choices import OUTPUTS
from practice_player.sound.block import Block
from practice_player.sound.outputs import registry
from practice_player.sound.outputs.base import Output
from practice_player.sound.outputs.file import FORMATS, FileOutput
from practice_player.sound.outputs.manual import ManualOutput
from practice_player.sound.outputs.miniaudio import MiniaudioOutput, _disable_fixed_callback_size
from practice_player.sound.outputs.null import NullOutput
from practice_player.sound.outputs.registry import library_of, output_named
from practice_player.sound.outputs.soundcard import SoundcardOutput, _has_server
from practice_player.sound.outputs.underruns import UnderrunCounter
from tests.sound_server import MISSING, sound_server

ENOUGH = 24_000
"""Frames after which an output has shown that it pulls."""


class Source:
    """Counts what is pulled, and says when it was enough; makes a rising line."""

    def __init__(self) -> None:
        self.frames = 0
        self.unexpected_shapes: list[str] = []
        self._enough = threading.Event()

    def render(self, block: Block) -> None:
        if block.dtype != np.float32 or block.ndim != 2 or block.shape[1] != 2:
            self.unexpected_shapes.append(f"{block.dtype} {block.shape}")
        block[:] = ((self.frames + np.arange(len(block))) / 1e6)[:, None]
        self.frames += len(block)
        if self.frames >= ENOUGH:
            self._enough.set()

    def wait(self) -> None:
        assert self._enough.wait(20), "nothing was pulled"


@dataclass
class Case:
    output: Output
    go_on: Callable[[Source], None]
    """Lets it pull `ENOUGH` frames."""


def _manual(_: Path) -> Case:
    output = ManualOutput()
    return Case(output, lambda _: output.pull(ENOUGH).sum() and None)


def _file(folder: Path) -> Case:
    output = FileOutput(folder / "x.wav")
    return Case(output, lambda _: output.write(ENOUGH))


def _silence(_: Path) -> Case:
    return Case(NullOutput(wait=lambda stopping, _: stopping.is_set()), Source.wait)


def _card(_: Path) -> Case:
    return Case(MiniaudioOutput(backends=frozenset({"NULL"})), Source.wait)


def _simpleaudio(_: Path) -> Case:
    if sys.version_info >= (3, 12) or not importlib.util.find_spec("simpleaudio"):
        pytest.skip("simpleaudio is not installed, or would end the program on this Python")
    if MISSING:
        pytest.skip(f"{MISSING} is not installed: there is no card to play to")
    return Case(output_named("simpleaudio"), Source.wait)


def _soundcard(_: Path) -> Case:
    if sys.platform != "linux" or not importlib.util.find_spec("soundcard"):
        pytest.skip("SoundCard is not installed, or plays to no sound server here")
    if MISSING:
        pytest.skip(f"{MISSING} is not installed: there is no card to play to")
    return Case(output_named("soundcard"), Source.wait)


@pytest.fixture(
    params=[_manual, _file, _silence, _card, _simpleaudio, _soundcard], ids=lambda make: make.__name__[1:]
)
def case(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Case]:
    case: Case = request.param(tmp_path)
    if request.param not in (_simpleaudio, _soundcard):
        yield case
        case.output.stop()
        return
    with sound_server() as rig:
        rig.offer(monkeypatch)
        yield case
        case.output.stop()


def test_it_pulls_stereo_floats_until_it_is_stopped_and_can_start_again(case: Case) -> None:
    for _ in range(2):
        source = Source()
        case.output.start(source.render)
        case.go_on(source)
        case.output.stop()
        pulled = source.frames

        assert pulled >= ENOUGH
        assert not source.unexpected_shapes
        assert case.output.underruns == 0 or not isinstance(case.output, ManualOutput | FileOutput)

        case.output.stop()
        assert source.frames == pulled, "nothing is pulled any more"


def test_it_can_be_stopped_before_it_was_started(case: Case) -> None:
    case.output.stop()


def test_the_names_that_are_offered_are_outputs() -> None:
    assert OUTPUTS == ("card", "silence", "simpleaudio", "soundcard")
    assert isinstance(output_named("card"), MiniaudioOutput)
    assert isinstance(output_named("silence"), NullOutput)


@pytest.mark.skipif(sys.version_info < (3, 12), reason="there it works")
def test_simpleaudio_is_refused_where_it_would_end_the_program() -> None:
    with pytest.raises(OutputError, match="on this Python"):
        output_named("simpleaudio").start(lambda _: None)


def test_a_card_without_a_backend_says_so() -> None:
    with pytest.raises(OutputError, match="no sound card answers"):
        MiniaudioOutput(backends=frozenset()).start(lambda _: None)


def test_settings_of_another_shape_are_left_as_they_are() -> None:
    _disable_fixed_callback_size(None)
    _disable_fixed_callback_size(object())


def test_silence_keeps_time_by_its_clock() -> None:
    now_s, waited, source = 100.0, [], Source()

    def wait(_: threading.Event, for_s: float) -> bool:
        nonlocal now_s
        waited.append(for_s)
        now_s += for_s
        return len(waited) == 25

    output = NullOutput(clock=lambda: now_s, wait=wait)
    output.start(source.render)
    while len(waited) < 25:
        pass
    output.stop()

    assert source.frames == 48_000
    assert now_s == pytest.approx(101.0)


@pytest.mark.parametrize("rate_hz", [1, 1000, 44_100, 48_000, 96_000])
def test_manual_gives_what_is_heard_at_each_time_at_any_rate(rate_hz: int) -> None:
    output, source = ManualOutput(rate_hz=rate_hz), Source()
    output.start(source.render)

    block = np.concatenate([output.pull(count) for count in (1, 1, 3, 0, 10)])

    times_s = np.arange(15) / rate_hz
    assert block[:, 0] * 1e6 == pytest.approx(np.floor(times_s * 48_000 + 1e-9), rel=1e-5)


@pytest.mark.parametrize("ending", FORMATS)
def test_a_file_holds_what_was_pulled(tmp_path: Path, ending: str) -> None:
    output, source = FileOutput(tmp_path / f"x{ending}"), Source()
    output.start(source.render)
    output.skip(1000)
    output.write(40_000)
    assert not list(tmp_path.glob(f"x{ending}")), "it has its name only when it is whole"
    output.finish()

    samples, rate_hz = soundfile.read(tmp_path / f"x{ending}")
    assert rate_hz == 48_000
    assert source.frames == 41_000
    if ending in (".wav", ".flac"):
        assert samples[:, 0] == pytest.approx((1000 + np.arange(40_000)) / 1e6, abs=1 / 32_768)


def test_a_file_that_was_stopped_leaves_nothing(tmp_path: Path) -> None:
    output, source = FileOutput(tmp_path / "x.wav"), Source()
    output.start(source.render)
    output.write(1000)
    output.stop()

    assert not list(tmp_path.iterdir())


def test_a_supply_counts_how_often_it_ran_dry() -> None:
    underrun_counter = UnderrunCounter()
    for now_s in (10.0, 10.0, 10.0, 10.04, 10.08):  # three periods at once, then one by one
        underrun_counter.hand_over(1920, now_s)
    assert underrun_counter.underruns == 0

    underrun_counter.hand_over(1920, 10.5)

    assert underrun_counter.underruns == 1
    underrun_counter.hand_over(1920, 10.53)
    assert underrun_counter.underruns == 1


def test_a_render_that_fails_is_silence_and_the_next_block_is_asked_for(case: Case) -> None:
    if isinstance(case.output, ManualOutput | FileOutput):
        pytest.skip("a test and a file are told at once")
    source, failed = Source(), threading.Event()

    def render(block: Block) -> None:
        if not failed.is_set():
            failed.set()
            raise ValueError("one block cannot be made")
        source.render(block)

    case.output.start(render)
    case.go_on(source)
    case.output.stop()

    assert failed.is_set()
    assert source.frames >= ENOUGH


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
@pytest.mark.parametrize("umask", [0o022, 0o077, 0o002])
def test_a_file_has_the_mode_that_the_umask_gives(tmp_path: Path, umask: int) -> None:
    output = FileOutput(tmp_path / "x.wav")
    old_umask = os.umask(umask)
    try:
        output.start(Source().render)
        output.write(1000)
        output.finish()
    finally:
        os.umask(old_umask)

    assert (tmp_path / "x.wav").stat().st_mode & 0o777 == 0o666 & ~umask


def test_a_file_may_have_as_long_a_name_as_any(tmp_path: Path) -> None:
    output = FileOutput(tmp_path / f"{'x' * 251}.wav")
    output.start(Source().render)
    output.write(1000)
    output.finish()

    assert [len(path.name) for path in tmp_path.iterdir()] == [255]


@pytest.mark.skipif(sys.platform == "win32", reason="limits are POSIX's")
def test_what_the_system_says_of_a_disk_that_takes_no_more_is_told(tmp_path: Path) -> None:
    import resource

    output = FileOutput(tmp_path / "x.wav")
    output.start(Source().render)
    old_limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, old_limits[1]))
    try:
        with pytest.raises(OutputError, match="File too large"):
            output.write(200_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old_limits)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="pipes with names are POSIX's")
def test_no_pipe_folder_or_device_gives_way_to_a_file(tmp_path: Path) -> None:
    (tmp_path / "folder.wav").mkdir()
    os.mkfifo(tmp_path / "pipe.wav")
    (tmp_path / "device.wav").symlink_to("/dev/null")

    for name, problem in (
        ("folder", "a folder"),
        ("pipe", "a pipe or a device"),
        ("device", "a pipe or a device"),
    ):
        with pytest.raises(OutputError, match=problem):
            FileOutput(tmp_path / f"{name}.wav").start(Source().render)


@pytest.mark.parametrize(
    ("variables", "there"),
    [
        ({"PULSE_SERVER": "unix:{folder}/native"}, True),
        ({"PULSE_SERVER": "unix:{folder}/other"}, False),
        ({"PULSE_SERVER": "tcp:living-room"}, True),
        ({"PULSE_RUNTIME_PATH": "{folder}"}, True),
        ({"XDG_RUNTIME_DIR": "{folder}/none"}, False),
    ],
)
@pytest.mark.skipif(Path("/run/pulse/native").exists(), reason="there is a server for everybody")
def test_soundcard_asks_only_a_server_that_may_be_there(
    variables: dict[str, str], there: bool, tmp_path: Path
) -> None:
    (tmp_path / "native").touch()

    assert _has_server({key: value.format(folder=tmp_path) for key, value in variables.items()}) is there


def test_without_a_server_soundcard_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/native")

    with pytest.raises(OutputError, match="no sound server answers"):
        SoundcardOutput().start(lambda _: None)


def test_a_server_that_takes_everything_is_taken_for_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone:
        frames = 0

        def play(self, block: Block) -> None:
            self.frames += len(block)

        def __exit__(self, *_: object) -> None:
            raise RuntimeError("the connection is gone")

    player, output, source = Gone(), SoundcardOutput(), Source()
    monkeypatch.setattr("practice_player.sound.outputs.soundcard._open_player", lambda: player)
    output.start(source.render)
    assert output._thread is not None
    output._thread.join(20)
    assert not output._thread.is_alive()
    assert player.frames < 48_000 * 20
    output.stop()


@pytest.mark.parametrize(("installed", "library"), [(True, "miniaudio"), (False, "soundcard")])
def test_the_card_is_played_to_through_what_is_installed(
    installed: bool, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "is_installed", lambda name: installed or name != "miniaudio")

    assert library_of("card") == library
    assert isinstance(output_named("card"), MiniaudioOutput if installed else SoundcardOutput)
    assert library_of("silence") == ""
