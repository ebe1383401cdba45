"""The microphone, through miniaudio."""

from collections.abc import Generator
from typing import Any, Final

import numpy as np

from practice_player.lib.errors import InputError
from practice_player.lib.units import RATE_HZ
from practice_player.sound.inputs.base import InputDevice, Take, no_microphone, no_such_device
from practice_player.sound.outputs.miniaudio import DUMMY_BACKENDS

PERIOD_MS: Final = 50
"""How much sound is handed over at a time: a level that is shown follows the voice closely enough."""

PERIODS: Final = 8
"""How many periods a card without a sound server keeps for a process that is late."""


class MiniaudioInput:
    """A microphone by its name, or the system's own; tests name other `backends`."""

    problem = ""

    def __init__(self, device: str = "", *, backends: frozenset[str] | None = None) -> None:
        self._name = device
        self._backends = backends
        self._device: Any = None

    def start(self, take: Take) -> None:
        miniaudio = _library()

        backends = _backends(self._backends)
        try:
            device_id = _choose(_captures(backends), self._name)
            device = miniaudio.CaptureDevice(
                input_format=miniaudio.SampleFormat.FLOAT32,
                nchannels=1,
                sample_rate=RATE_HZ,
                buffersize_msec=PERIOD_MS,
                callback_periods=PERIODS,
                device_id=device_id,
                backends=backends,
                app_name="practice-player",
            )
            blocks = _block_generator(take)
            next(blocks)
            device.start(blocks)
        except miniaudio.MiniaudioError as exc:
            raise no_microphone() from exc
        self._device = device

    def stop(self) -> None:
        device, self._device = self._device, None
        if device is not None:
            device.close()


def find_devices(backends: frozenset[str] | None = None) -> tuple[InputDevice, ...]:
    """Returns what can be recorded from, microphones first.

    Raises:
        InputError: nothing can, or no sound system answers.
    """
    miniaudio = _library()

    try:
        captures = _captures(_backends(backends))
    except miniaudio.MiniaudioError as exc:
        raise no_microphone() from exc
    devices = [_described(capture) for capture in captures]
    return tuple(sorted(devices, key=lambda device: (device.is_monitor, not device.is_default)))


def _library() -> Any:
    """Returns miniaudio.

    Raises:
        InputError: it is not installed, as on Linux on ARM, where it has no wheel.
    """
    try:
        import miniaudio
    except ImportError as exc:
        raise InputError(
            "nothing can be recorded here: miniaudio is not installed",
            fix="pip install miniaudio, which needs a C compiler and Python's headers here",
        ) from exc
    return miniaudio


def _backends(names: frozenset[str] | None) -> list[Any]:
    import miniaudio

    enabled = sorted(miniaudio.get_enabled_backends(), key=lambda backend: backend.value)
    return [
        backend
        for backend in enabled
        if (backend.name not in DUMMY_BACKENDS if names is None else backend.name in names)
    ]


def _captures(backends: list[Any]) -> list[dict[str, Any]]:
    """Returns miniaudio's rows of capture devices, each with `is_default`."""
    import miniaudio

    class Devices(miniaudio.Devices):  # type: ignore[misc]
        def _get_info(self, device_type: Any, device_info: Any) -> dict[str, Any]:
            # Private to miniaudio: if the name changes, no device is known as the default, and the first is.
            return {**super()._get_info(device_type, device_info), "is_default": bool(device_info.isDefault)}

    return list(Devices(backends).get_captures())


def _choose(captures: list[dict[str, Any]], name: str) -> Any:
    """Returns the id of a device by its name, or of the default; never of a monitor that was not named."""
    described = [(_described(capture), capture["id"]) for capture in captures]
    if name:
        for device, device_id in described:
            if device.name.casefold() == name.casefold():
                return device_id
        raise no_such_device(name, tuple(device for device, _ in described))
    microphones = [(device, device_id) for device, device_id in described if not device.is_monitor]
    if not microphones:
        raise no_microphone()
    return next((device_id for device, device_id in microphones if device.is_default), microphones[0][1])


def _described(capture: dict[str, Any]) -> InputDevice:
    return InputDevice(
        name=str(capture["name"]),
        is_default=bool(capture.get("is_default")),
        is_monitor=_is_monitor(capture["id"]),
    )


def _is_monitor(device_id: Any) -> bool:
    """Whether a PulseAudio source records what a sink plays: then its name ends in `.monitor`."""
    from miniaudio import ffi

    return bytes(ffi.buffer(device_id)).partition(b"\0")[0].endswith(b".monitor")


def _block_generator(take: Take) -> Generator[None, bytes, None]:
    """The generator that miniaudio sends samples to."""
    while True:
        samples = yield
        take(np.frombuffer(samples, np.float32))
