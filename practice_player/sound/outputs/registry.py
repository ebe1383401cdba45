"""The outputs that a practice can be played to in real time, by name."""

from importlib.util import find_spec
from typing import Final

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


def is_installed(library: str) -> bool:
    return find_spec(library) is not None


def output_named(name: str) -> Output:
    """Returns a new output; the sound card for any name but those of `OUTPUTS`."""
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
