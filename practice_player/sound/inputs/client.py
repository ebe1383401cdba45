"""The parent's side of a microphone: starts its process, and hands over what it records."""

import contextlib
import logging
import threading
from typing import IO, Final

import numpy as np

from practice_player.lib.errors import InputError
from practice_player.sound.engine.process import Child, start_module
from practice_player.sound.engine.protocol import await_greeting, receive
from practice_player.sound.inputs.base import InputDevice, Take, no_microphone
from practice_player.sound.inputs.protocol import Captured, Listed, Opened, Refused
from practice_player.sound.inputs.serve import LIST, OPEN

OPEN_TIMEOUT_S: Final = 10.0
"""How long a microphone may take to be opened; a sound server that hangs never answers."""

_MAX_LINE_BYTES: Final = 8_192
_SERVE: Final = "practice_player.sound.inputs.serve"

log = logging.getLogger(__name__)
input_log = logging.getLogger("practice_player.input")


class MicrophoneInput:
    """A microphone in a process of its own; an empty name is the system's own choice."""

    def __init__(self, device: str = "") -> None:
        self._name = device
        self._child: Child | None = None
        self.problem = ""

    def start(self, take: Take) -> None:
        """Begins to hand over frames, on a thread of its own; waits until the microphone is open.

        Raises:
            InputError: there is no microphone, or it cannot be opened.
        """
        self.stop()
        self.problem = ""
        child = self._child = _start(OPEN + self._name)
        answers: list[object] = []
        answered = threading.Event()

        def read() -> None:
            with contextlib.suppress(OSError, ValueError), child.reports as reports:
                await_greeting(reports, input_log.warning)
                while (message := receive(reports)) is not None:
                    if isinstance(message, Captured):
                        take(np.frombuffer(message.samples, np.float32))
                    elif isinstance(message, Refused) and answered.is_set():
                        self.problem = message.problem
                    elif isinstance(message, Opened | Refused):
                        answers.append(message)
                        answered.set()
            answered.set()
            if self._child is child and not self.problem:
                self.problem = "nothing more comes from the microphone"

        threading.Thread(target=read, daemon=True).start()
        answered.wait(OPEN_TIMEOUT_S)
        answer = answers[0] if answers else None
        if not isinstance(answer, Opened):
            self.stop()
            raise (
                InputError(answer.problem, fix=answer.fix) if isinstance(answer, Refused) else no_microphone()
            )

    def stop(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            _end(child)


def find_input_devices() -> tuple[InputDevice, ...]:
    """Returns what can be recorded from, microphones first.

    Raises:
        InputError: nothing can, or no sound system answers in time.
    """
    child = _start(LIST)
    timer = threading.Timer(OPEN_TIMEOUT_S, child.process.kill)
    timer.start()
    try:
        with child.reports as reports:
            await_greeting(reports, input_log.warning)
            answer = receive(reports)
    finally:
        timer.cancel()
        _end(child)
    if isinstance(answer, Refused):
        raise InputError(answer.problem, fix=answer.fix)
    if not isinstance(answer, Listed) or not answer.devices:
        raise no_microphone()
    return answer.devices


def _start(task: str) -> Child:
    try:
        child = start_module(_SERVE, task)
    except (OSError, ValueError) as exc:  # a name with a zero byte
        log.exception("the microphone's process could not be started")
        raise no_microphone() from exc
    threading.Thread(target=_log_output, args=(child.printed,), daemon=True).start()
    return child


def _end(child: Child) -> None:
    with contextlib.suppress(OSError):
        child.commands.close()
    with contextlib.suppress(OSError):
        child.process.kill()
    with contextlib.suppress(Exception):
        child.process.wait(1.0)


def _log_output(pipe: IO[bytes]) -> None:
    """Logs what the process prints, line by line, until it ends."""
    with contextlib.suppress(OSError, ValueError), pipe:
        while line := pipe.readline(_MAX_LINE_BYTES):
            if text := line.decode(errors="replace").strip("\r\n"):
                input_log.warning("%s", text)
