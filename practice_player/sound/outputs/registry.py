"""The outputs that a practice can be played to as it happens, by name."""

from practice_player.sound.outputs.base import Output


def output_named(name: str) -> Output:
    """An output of `OUTPUTS`, not started."""
    if name == "simpleaudio":
        from practice_player.sound.outputs.simpleaudio import SimpleaudioOutput

        return SimpleaudioOutput()
    if name == "silence":
        from practice_player.sound.outputs.null import NullOutput

        return NullOutput()
    from practice_player.sound.outputs.miniaudio import MiniaudioOutput

    return MiniaudioOutput()
