"""The outputs that a practice can be played to in real time, by name."""

from practice_player.sound.outputs.base import Output


def output_named(name: str) -> Output:
    """Returns a new output; the sound card through miniaudio for any name but `simpleaudio` and `silence`."""
    if name == "simpleaudio":
        from practice_player.sound.outputs.simpleaudio import SimpleaudioOutput

        return SimpleaudioOutput()
    if name == "silence":
        from practice_player.sound.outputs.null import NullOutput

        return NullOutput()
    from practice_player.sound.outputs.miniaudio import MiniaudioOutput

    return MiniaudioOutput()
