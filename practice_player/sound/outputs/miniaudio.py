"""The sound card, through miniaudio."""

import contextlib
import time
from collections.abc import Generator
from typing import Any, Final

import numpy as np

from practice_player.lib.errors import OutputError
from practice_player.lib.units import RATE_HZ
from practice_player.sound.block import Render
from practice_player.sound.outputs.fill import fill
from practice_player.sound.outputs.underruns import UnderrunCounter

PERIOD_MS: Final = 64
"""miniaudio uses `buffersize_msec` as its period.  PulseAudio 16 stalls from 300 ms; 20 to 200 never did."""

PERIODS: Final = 2
"""How many periods are buffered without a sound server; PulseAudio buffers one."""

DUMMY_BACKENDS: Final = frozenset({"NULL", "CUSTOM"})
"""Excluded: with NULL allowed, a machine without a sound library would play to nothing."""


class MiniaudioOutput:
    """The default sound card; tests name other `backends`."""

    def __init__(self, *, backends: frozenset[str] | None = None) -> None:
        self._backends = backends
        self._device: Any = None
        self._underrun_counter = UnderrunCounter()

    @property
    def underruns(self) -> int:
        return self._underrun_counter.underruns

    def start(self, render: Render) -> None:
        import miniaudio

        backends = [
            backend
            for backend in sorted(miniaudio.get_enabled_backends(), key=lambda backend: backend.value)
            if (
                backend.name not in DUMMY_BACKENDS
                if self._backends is None
                else backend.name in self._backends
            )
        ]
        self._underrun_counter.restart()
        try:
            device = _device_class(miniaudio.PlaybackDevice)(
                output_format=miniaudio.SampleFormat.FLOAT32,
                nchannels=2,
                sample_rate=RATE_HZ,
                buffersize_msec=PERIOD_MS,
                callback_periods=PERIODS,
                backends=backends,
                app_name="practice-player",
            )
            blocks = _block_generator(render, self._underrun_counter)
            next(blocks)
            device.start(blocks)
        except miniaudio.MiniaudioError as exc:
            raise OutputError("no sound card answers", fix="plug one in, or go on in silence") from exc
        self._device = device

    def stop(self) -> None:
        device, self._device = self._device, None
        if device is not None:
            device.close()


def _device_class(playback_device: Any) -> Any:
    """Returns a miniaudio device class whose callback is asked for as many frames as the card has room for.

    By default miniaudio asks for whole periods and buffers what the card does not take yet, which adds
    latency and does not protect against underruns.
    """

    class Device(playback_device):  # type: ignore[misc]
        def _make_context(self, *args: Any) -> Any:
            # The last moment before the device is created from the config.  Both names are private to
            # miniaudio: if either changes, whole periods are asked for, and the sound plays all the same.
            _disable_fixed_callback_size(getattr(self, "_devconfig", None))
            return super()._make_context(*args)

    return Device


def _disable_fixed_callback_size(config: Any) -> None:
    """Sets `noFixedSizedCallback` in miniaudio's device config, a byte that its Python binding does not name.

    Between `periods` and `dataCallback` lie an int and four such bytes, of which it is the last.  When the
    layout is another, nothing is set: only the latency is higher.
    """
    with contextlib.suppress(ImportError, AttributeError, KeyError, TypeError):
        from miniaudio import ffi

        config_type = ffi.typeof("ma_device_config")
        after_periods = ffi.offsetof(config_type, "periods") + ffi.sizeof("ma_uint32")
        flags_end = after_periods + ffi.sizeof("int") + 4
        pointer_bytes = ffi.sizeof("void *")
        if ffi.offsetof(config_type, "dataCallback") == -(-flags_end // pointer_bytes) * pointer_bytes:
            ffi.buffer(ffi.addressof(config))[flags_end - 1] = b"\x01"


def _block_generator(render: Render, underrun_counter: UnderrunCounter) -> Generator[Any, int, None]:
    """The generator that miniaudio sends frame counts to; an exception in it would end the sound for good."""
    frame_count = yield b""
    while True:
        underrun_counter.hand_over(frame_count, time.monotonic())
        block = np.zeros((frame_count, 2), np.float32)
        fill(render, block)
        frame_count = yield block.data.cast("B")
