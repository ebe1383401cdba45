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
"""`buffersize_msec` is miniaudio's period.  From 300 ms on PulseAudio 16 stalls; 20 to 200 never did."""

PERIODS: Final = 2
"""How many of them a card without a sound server keeps.  PulseAudio keeps one."""

UNREAL: Final = frozenset({"NULL", "CUSTOM"})
"""With NULL among the backends, a machine without a sound library plays into nothing."""


class MiniaudioOutput:
    """The default sound card; other backends than the real ones are for tests."""

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
            for backend in sorted(miniaudio.get_enabled_backends(), key=lambda one: one.value)
            if (backend.name not in UNREAL if self._backends is None else backend.name in self._backends)
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
            frames = _frames(render, self._underrun_counter)
            next(frames)
            device.start(frames)
        except miniaudio.MiniaudioError as exc:
            raise OutputError("no sound card answers", fix="plug one in, or go on in silence") from exc
        self._device = device

    def stop(self) -> None:
        device, self._device = self._device, None
        if device is not None:
            device.close()


def _device_class(playback_device: Any) -> Any:
    """A device of miniaudio's, called for as much as the card has room for.

    Left to itself it calls for whole periods and keeps what the card does not take yet: that is heard later,
    and of no help when something else is late.
    """

    class Device(playback_device):  # type: ignore[misc]
        def _make_context(self, *args: Any) -> Any:
            # The last moment before a device is made of it.  Both names are miniaudio's own business: where
            # either is another, whole periods are called for, and the practice is heard all the same.
            _call_for_room(getattr(self, "_devconfig", None))
            return super()._make_context(*args)

    return Device


def _call_for_room(config: Any) -> None:
    """Sets miniaudio's `noFixedSizedCallback`, a byte that its Python side has no name for.

    Between `periods` and `dataCallback` lie an int and four such bytes, of which it is the last.  Where it
    looks otherwise, nothing is set: the sound is as good, only later.
    """
    with contextlib.suppress(ImportError, AttributeError, KeyError, TypeError):
        from miniaudio import ffi

        kind = ffi.typeof("ma_device_config")
        after_periods = ffi.offsetof(kind, "periods") + ffi.sizeof("ma_uint32")
        flags_end = after_periods + ffi.sizeof("int") + 4
        pointer = ffi.sizeof("void *")
        if ffi.offsetof(kind, "dataCallback") == -(-flags_end // pointer) * pointer:
            ffi.buffer(ffi.addressof(config))[flags_end - 1] = b"\x01"


def _frames(render: Render, underrun_counter: UnderrunCounter) -> Generator[Any, int, None]:
    """What miniaudio sends frame counts to; an exception in it would be silence for ever."""
    wanted = yield b""
    while True:
        underrun_counter.hand_over(wanted, time.monotonic())
        block = np.zeros((wanted, 2), np.float32)
        fill(render, block)
        wanted = yield block.data.cast("B")
