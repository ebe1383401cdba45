"""A private PulseAudio whose only sink writes what would be heard, bit for bit, to a pipe."""

import os
import select
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from practice_player.sound.block import Block

MISSING = next((name for name in ("pulseaudio", "pactl") if shutil.which(name) is None), None)


class Rig:
    """A running sound server."""

    def __init__(self, folder: Path) -> None:
        self.env = os.environ | {
            "XDG_RUNTIME_DIR": str(folder),
            "PULSE_RUNTIME_PATH": str(folder),
            "PULSE_STATE_PATH": str(folder),
            "PULSE_COOKIE": f"{folder}/cookie",
            "PULSE_SERVER": f"unix:{folder}/native",
        }
        self._chunks: list[bytes] = []

    def drain(self, pipe: int, done: threading.Event) -> None:
        while not done.is_set():
            if select.select([pipe], [], [], 0.1)[0]:
                self._chunks.append(os.read(pipe, 65_536))

    def heard(self) -> Block:
        """Everything so far, silence included."""
        raw = b"".join(self._chunks)
        return np.frombuffer(raw[: len(raw) // 8 * 8], np.float32).reshape(-1, 2)


@contextmanager
def sound_server() -> Iterator[Rig]:
    with tempfile.TemporaryDirectory(prefix="rig-") as name:
        folder = Path(name)
        folder.chmod(0o700)
        rig = Rig(folder)
        sink = f"module-pipe-sink sink_name=heard file={folder}/heard format=float32le rate=48000 channels=2"
        server = subprocess.Popen(
            [
                *("pulseaudio", "-n", "--daemonize=no", "--disallow-exit", "--exit-idle-time=-1"),
                *("--use-pid-file=no", "--disable-shm=yes", "--realtime=no", "--high-priority=no"),
                *("-L", f"module-native-protocol-unix socket={folder}/native auth-anonymous=1"),
                *("-L", f"{sink} use_system_clock_for_timing=yes"),
            ],
            env=rig.env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        done = threading.Event()
        reader: threading.Thread | None = None
        try:
            until_s = time.monotonic() + 20
            while subprocess.run(["pactl", "info"], env=rig.env, capture_output=True, check=False).returncode:
                if time.monotonic() > until_s:
                    raise RuntimeError("the sound server did not start")
            pipe = os.open(folder / "heard", os.O_RDONLY | os.O_NONBLOCK)
            reader = threading.Thread(target=rig.drain, args=(pipe, done), daemon=True)
            reader.start()
            yield rig
        finally:
            done.set()
            if reader:
                reader.join()
            server.terminate()
            server.wait(10)
