"""The outputs that a practice can be played to as it happens, by name."""

from typing import Final

from practice_player.sound.outputs.output import Output

OUTPUTS: Final = ("card", "silence", "simpleaudio")


def output_named(name: str) -> Output:
    """An output of `OUTPUTS`, not started."""
    if name == "simpleaudio":
        from practice_player.sound.outputs.simple import SimpleOutput

        return SimpleOutput()
    if name == "silence":
        from practice_player.sound.outputs.silence import SilenceOutput

        return SilenceOutput()
    from practice_player.sound.outputs.card import CardOutput

    return CardOutput()
