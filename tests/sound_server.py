"""A private PulseAudio server for tests.

Its only sink writes its samples to a pipe; its only microphone hears what a test says, and faint noise.
"""

import os
import select
import shutil
import subprocess
import tempfile
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np
import pytest

from practice_player.sound.block import Block, Mono

MISSING = next((name for name in ("pulseaudio", "pactl") if shutil.which(name) is None), None)


_MONO = "format=float32le rate=48000 channels=1"
_MOUTH_FRAMES = 480
_NOISE = np.float32(10.0 ** (-70.0 / 20.0))
"""What the microphone hears while nothing is said: a quiet room."""


class SoundServerRig:
    """A sound server that can be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        alsa = folder / "asound.conf"
        alsa.write_text("pcm.default { type pulse }\nctl.default { type pulse }\n")
        self.env = os.environ | {
            "XDG_RUNTIME_DIR": str(folder),
            "PULSE_RUNTIME_PATH": str(folder),
            "PULSE_STATE_PATH": str(folder),
            "PULSE_COOKIE": f"{folder}/cookie",
            "PULSE_SERVER": f"unix:{folder}/native",
            "ALSA_CONFIG_PATH": str(alsa),
        }
        self._raw = bytearray()
        self._to_say: deque[bytes] = deque()
        self._server: subprocess.Popen[bytes] | None = None
        self._stopping = threading.Event()
        self._threads: list[threading.Thread] = []

    def offer(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Makes this the sound server of the current process."""
        for name, value in self.env.items():
            monkeypatch.setenv(name, value)

    def start(self) -> None:
        folder = self._folder
        sink = f"module-pipe-sink sink_name=heard file={folder}/heard format=float32le rate=48000 channels=2"
        self._server = subprocess.Popen(
            [
                *("pulseaudio", "-n", "--daemonize=no", "--disallow-exit", "--exit-idle-time=-1"),
                *("--use-pid-file=no", "--disable-shm=yes", "--realtime=no", "--high-priority=no"),
                *("-L", f"module-native-protocol-unix socket={folder}/native auth-anonymous=1"),
                *("-L", f"{sink} use_system_clock_for_timing=yes"),
                *("-L", f"module-pipe-source source_name=mouth file={folder}/mouth {_MONO}"),
            ],
            env=self.env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # Linux schedules processor time by session: in this one, the server would have to wait for
            # whatever a test keeps busy.
            start_new_session=True,
        )
        until_s = time.monotonic() + 20
        while subprocess.run(["pactl", "info"], env=self.env, capture_output=True, check=False).returncode:
            if time.monotonic() > until_s:
                raise RuntimeError("the sound server did not start")
        pipe = os.open(folder / "heard", os.O_RDONLY | os.O_NONBLOCK)
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(target=self._drain, args=(pipe, self._stopping), daemon=True),
            threading.Thread(target=self._speak, args=(self._stopping,), daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def kill(self) -> None:
        """Kills the server, as a crash would."""
        self._stopping.set()
        for thread in self._threads:
            thread.join()
        if self._server:
            self._server.kill()
            self._server.wait(10)
        for name in ("native", "heard", "mouth"):
            (self._folder / name).unlink(missing_ok=True)

    @property
    def frames(self) -> int:
        """How many frames have been recorded so far."""
        return len(self._raw) // 8

    def recorded(self, from_frame: int = 0) -> Block:
        """Returns everything recorded from a frame on, silence included."""
        raw = bytes(self._raw[from_frame * 8 :])
        return np.frombuffer(raw[: len(raw) // 8 * 8], np.float32).reshape(-1, 2)

    def say(self, sound: Mono) -> None:
        """Says a sound into the microphone, after what is still being said."""
        samples = np.zeros(-(-len(sound) // _MOUTH_FRAMES) * _MOUTH_FRAMES, np.float32)
        samples[: len(sound)] = sound
        self._to_say.extend(block.tobytes() for block in samples.reshape(-1, _MOUTH_FRAMES))

    @property
    def is_speaking(self) -> bool:
        return bool(self._to_say)

    def _speak(self, stopping: threading.Event) -> None:
        """Writes 10 ms to the microphone every 10 ms; what nobody listens to is lost, as in a real one."""
        pipe = os.open(self._folder / "mouth", os.O_RDWR | os.O_NONBLOCK)
        noise = np.random.default_rng(1).standard_normal(_MOUTH_FRAMES).astype(np.float32) * _NOISE
        next_s = time.monotonic()
        while not stopping.wait(max(0.0, next_s - time.monotonic())):
            next_s += _MOUTH_FRAMES / 48_000
            said = np.frombuffer(self._to_say.popleft(), np.float32) if self._to_say else 0.0
            with suppress(BlockingIOError):
                os.write(pipe, np.asarray(noise + said, np.float32).tobytes())
        os.close(pipe)

    def _drain(self, pipe: int, stopping: threading.Event) -> None:
        while not stopping.is_set():
            if select.select([pipe], [], [], 0.1)[0]:
                self._raw += os.read(pipe, 65_536)


@contextmanager
def sound_server() -> Iterator[SoundServerRig]:
    with tempfile.TemporaryDirectory(prefix="rig-") as name:
        folder = Path(name)
        folder.chmod(0o700)
        rig = SoundServerRig(folder)
        try:
            rig.start()
            yield rig
        finally:
            rig.kill()
