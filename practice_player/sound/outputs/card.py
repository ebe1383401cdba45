"""The sound card, through miniaudio."""

import logging
from collections.abc import Generator
from typing import Any, Final

import numpy as np

from practice_player.errors import OutputError
from practice_player.sound.block import Render
from practice_player.units import RATE_HZ

PERIOD_MS: Final = 40
"""`buffersize_msec` is miniaudio's period.  From 300 ms on PulseAudio 16 stalls; 20 to 200 never did."""

log = logging.getLogger(__name__)


class CardOutput:
    """The default sound card."""

    def __init__(self) -> None:
        self._device: Any = None

    def start(self, render: Render) -> None:
        import miniaudio

        # With NULL among the backends, a machine without a sound library plays into nothing.
        unreal = {miniaudio.Backend.NULL, miniaudio.Backend.CUSTOM}
        backends = sorted(miniaudio.get_enabled_backends() - unreal, key=lambda backend: backend.value)
        try:
            device = miniaudio.PlaybackDevice(
                output_format=miniaudio.SampleFormat.FLOAT32,
                nchannels=2,
                sample_rate=RATE_HZ,
                buffersize_msec=PERIOD_MS,
                backends=backends,
                app_name="practice-player",
            )
            frames = _frames(render)
            next(frames)
            device.start(frames)
        except miniaudio.MiniaudioError as exc:
            raise OutputError("no sound card answers", fix="plug one in, or go on in silence") from exc
        self._device = device

    def stop(self) -> None:
        device, self._device = self._device, None
        if device is not None:
            device.close()


def _frames(render: Render) -> Generator[Any, int, None]:
    """What miniaudio sends frame counts to; an exception in it would be silence for ever."""
    wanted = yield b""
    while True:
        block = np.zeros((wanted, 2), np.float32)
        try:
            render(block)
        except Exception:
            log.exception("a block could not be rendered")
            block[:] = 0.0
        wanted = yield block.data.cast("B")
