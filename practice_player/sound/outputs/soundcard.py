"""The sound server, through SoundCard, where miniaudio has no wheel: on Linux on ARM.

SoundCard is made of Python alone and plays to PulseAudio, or to PipeWire in its place.  It connects when it
is imported, and never again: where the server does not answer, or goes away, it is imported anew.
"""

import os
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import numpy as np

from practice_player.lib.errors import OutputError
from practice_player.lib.units import RATE_HZ, frames
from practice_player.sound.block import Render
from practice_player.sound.outputs.fill import fill
from practice_player.sound.outputs.underruns import UnderrunCounter

BUFFER_S: Final = 0.064
"""How much the server holds ahead of the ear."""

CHUNK_S: Final = 0.016
"""How much is rendered at once."""

MAX_AHEAD_S: Final = 1.0
"""A server that takes more than this ahead of the clock is gone: then SoundCard takes whatever comes."""


class SoundcardOutput:
    """Feeds SoundCard from a thread of its own."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._player: Any = None
        self._underrun_counter = UnderrunCounter()

    @property
    def underruns(self) -> int:
        return self._underrun_counter.underruns

    def start(self, render: Render) -> None:
        self.stop()
        self._underrun_counter.restart()
        self._stopping = threading.Event()
        self._player = _open_player()
        self._thread = threading.Thread(
            target=self._run, args=(render, self._player, self._stopping), daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        thread, self._thread = self._thread, None
        if thread:
            thread.join()
        player, self._player = self._player, None
        if player is not None:
            with suppress(Exception):  # of a server that is gone
                player.__exit__(None, None, None)

    def _run(self, render: Render, player: Any, stopping: threading.Event) -> None:
        block = np.empty((frames(CHUNK_S), 2), np.float32)
        start_s, handed_over = time.monotonic(), 0
        while not stopping.is_set():
            if handed_over / RATE_HZ - (time.monotonic() - start_s) > MAX_AHEAD_S:
                return  # the engine notices that nothing is asked for any more, and looks for a card again
            fill(render, block)
            self._underrun_counter.hand_over(len(block), time.monotonic())
            handed_over += len(block)
            try:
                player.play(block)
            except Exception:  # noqa: BLE001 - of any kind, as the server goes away
                return
            stopping.wait(CHUNK_S / 2)  # `play` waits for room by looking a thousand times a second


def _open_player() -> Any:
    """Returns a player that plays.

    Raises:
        OutputError: SoundCard is not installed, or no server answers it.
    """
    silent = OutputError("no sound server answers SoundCard", fix="start PulseAudio or PipeWire")
    if sys.platform == "linux" and not _has_server(os.environ):
        raise silent
    if not _is_connected(sys.modules.get("soundcard.pulseaudio")):
        _forget()
    try:
        import soundcard
    except ImportError as exc:
        _forget()
        raise OutputError(
            "SoundCard is not installed", fix="pip install 'practice-player[soundcard]'"
        ) from exc
    except Exception as exc:  # an assertion, where no server answers; OSError without its library
        _forget()
        raise silent from exc
    try:
        speaker = soundcard.default_speaker()
        player = speaker.player(samplerate=RATE_HZ, channels=2, blocksize=frames(BUFFER_S))
        player.__enter__()
    except Exception as exc:
        _forget()
        raise silent from exc
    return player


def _has_server(variables: Mapping[str, str]) -> bool:
    """Whether there may be a server.

    SoundCard leaves a thread behind each time it asks one that is not there.
    """
    if server := variables.get("PULSE_SERVER"):
        path = server.removeprefix("unix:")
        return not path.startswith("/") or Path(path).exists()
    return any(path.exists() for path in _sockets(variables))


def _sockets(variables: Mapping[str, str]) -> Iterator[Path]:
    if folder := variables.get("PULSE_RUNTIME_PATH"):
        yield Path(folder) / "native"
    if folder := variables.get("XDG_RUNTIME_DIR"):
        yield Path(folder) / "pulse" / "native"
    yield Path("/run/pulse/native")
    yield Path("/var/run/pulse/native")


def _is_connected(library: Any) -> bool:
    """Whether SoundCard's connection still stands; asking through one that does not would end the process.

    The names are private to SoundCard: where they are others, it is taken for connected.
    """
    try:
        connection = library._pulse  # noqa: SLF001 - as said above
        state = connection._pa_context_get_state(connection.context)  # noqa: SLF001
        return bool(state == library._pa.PA_CONTEXT_READY)  # noqa: SLF001
    except AttributeError:
        return True


def _forget() -> None:
    """Lets the next import connect again."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "soundcard"]:
        del sys.modules[name]
