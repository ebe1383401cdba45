"""The microphone's process: hands over what it records, or lists the devices, until its input ends.

A process of its own, as the engine is: whatever a sound library prints goes to the log, a busy interface
costs no sample, and a library that hangs holds nobody up.
"""

import contextlib
import os
import queue
import sys
import threading
from collections.abc import Sequence
from typing import IO, Final

from practice_player.lib.errors import InputError
from practice_player.sound.block import Mono
from practice_player.sound.engine.child import raise_priority, take_over_descriptors
from practice_player.sound.engine.protocol import send
from practice_player.sound.inputs.base import Input, microphone_remedy
from practice_player.sound.inputs.miniaudio import MiniaudioInput, find_devices
from practice_player.sound.inputs.protocol import Captured, InputMessage, Listed, Opened, Refused

LIST: Final = "list"
OPEN: Final = "open "
"""What the process is to do: list the devices, or open the one whose name follows."""

STALLED_S: Final = 2.0
"""A microphone that hands over nothing for this long has been unplugged, or its sound server has ended."""

MAX_WAITING_BLOCKS: Final = 600
"""More than this many blocks, half a minute of them, are dropped rather than kept."""


def record(source: Input, reports: IO[bytes], *, stalled_s: float = STALLED_S) -> None:
    """Sends what is recorded until nothing more comes, or nobody reads it."""
    blocks: queue.Queue[Mono] = queue.Queue(MAX_WAITING_BLOCKS)

    def take(block: Mono) -> None:
        with contextlib.suppress(queue.Full):  # the program is suspended, and reads nothing
            blocks.put_nowait(block)

    try:
        source.start(take)
    except InputError as exc:
        _send(reports, Refused(problem=exc.problem, fix=exc.fix))
        return
    try:
        _send(reports, Opened())
        while _send(reports, Captured(samples=blocks.get(timeout=stalled_s).tobytes())):
            pass
    except queue.Empty:
        _send(reports, Refused(problem="nothing more comes from the microphone", fix=microphone_remedy()))
    finally:
        source.stop()


def list_devices(reports: IO[bytes]) -> None:
    """Sends the devices there are, or why there are none."""
    try:
        _send(reports, Listed(devices=find_devices()))
    except InputError as exc:
        _send(reports, Refused(problem=exc.problem, fix=exc.fix))


def main(arguments: Sequence[str]) -> None:
    """Does what the first argument says; the second is the descriptor for reports (-1: standard output)."""
    task, reports_fd = arguments
    reports = take_over_descriptors(int(reports_fd))
    raise_priority()
    threading.Thread(target=_end_with_input, daemon=True).start()
    if task == LIST:
        list_devices(reports)
    else:
        record(MiniaudioInput(task.removeprefix(OPEN)), reports)
    os._exit(0)  # does not wait for an audio library that hangs


def _end_with_input() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


def _send(reports: IO[bytes], message: InputMessage) -> bool:
    """Sends a message; returns False once nobody reads it."""
    try:
        send(reports, message)
    except OSError:
        return False
    return True
