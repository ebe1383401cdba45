"""The outputs that a practice can be played to in real time, by name."""

from importlib.util import find_spec
from typing import Final

from practice_player.lib.errors import OutputError
from practice_player.lib.plugins import OUTPUTS_GROUP, Plugin, PluginError, find_plugins
from practice_player.script.choices import OUTPUTS
from practice_player.sound.block import Render
from practice_player.sound.outputs.base import Output

_LIBRARIES: Final = {"simpleaudio": "simpleaudio", "soundcard": "soundcard"}


def library_of(name: str) -> str:
    """Returns the library that an output plays through; empty for silence.

    The card is played to through miniaudio where it is installed, and through SoundCard elsewhere: miniaudio
    has no wheel for Linux on ARM.
    """
    if name == "silence":
        return ""
    return _LIBRARIES.get(name) or ("miniaudio" if is_installed("miniaudio") else "soundcard")


class _PluginOutput:
    """An output of another package; whatever goes wrong in it counts as a card that does not answer."""

    def __init__(self, plugin: Plugin) -> None:
        self._plugin = plugin
        self._output: Output | None = None

    @property
    def underruns(self) -> int:
        return self._output.underruns if self._output else 0

    def start(self, render: Render) -> None:
        try:
            self._output = self._output or self._plugin.load()()
            self._output.start(render)
        except Exception as exc:
            error = exc if isinstance(exc, PluginError) else self._plugin.error(exc)
            raise OutputError(error.problem, fix=error.fix) from exc

    def stop(self) -> None:
        if self._output:
            self._output.stop()


def is_installed(library: str) -> bool:
    return find_spec(library) is not None


def output_named(name: str) -> Output:
    """Returns a new output: one of `OUTPUTS`, one of another package, or else the sound card."""
    if name not in OUTPUTS and (plugin := find_plugins(OUTPUTS_GROUP).get(name)):
        return _PluginOutput(plugin)
    library = library_of(name)
    if library == "simpleaudio":
        from practice_player.sound.outputs.simpleaudio import SimpleaudioOutput

        return SimpleaudioOutput()
    if library == "soundcard":
        from practice_player.sound.outputs.soundcard import SoundcardOutput

        return SoundcardOutput()
    if library == "miniaudio":
        from practice_player.sound.outputs.miniaudio import MiniaudioOutput

        return MiniaudioOutput()
    from practice_player.sound.outputs.null import NullOutput

    return NullOutput()
