"""The commands of recording a voice: choosing what is read, and reading it."""

from typing import Final

from practice_player.tui.commands.model import KeyCommand, KeySection

RECORD_VOICE: Final = KeyCommand(
    key="",
    shown="",
    name="Record a voice",
    tooltip="Read a practice aloud, sentence by sentence: yours, or a partner's for you.",
    action="app.record_voice",
)
"""Only in the palette, while no practice is under way."""


def _moving(key: str, shown: str, name: str, tooltip: str, lines: int) -> KeyCommand:
    return KeyCommand(
        key=key, shown=shown, name=name, tooltip=tooltip, action=f"screen.move({lines})", footer=False
    )


VOICE_CHOICE: Final = KeySection(
    title="Before recording",
    commands=(
        KeyCommand(
            key="enter",
            shown="enter",
            name="Begin",
            tooltip="Read the practice that is lit.",
            action="screen.begin",
        ),
        KeyCommand(key="escape", shown="esc", name="Back", tooltip="Go back one step.", action="screen.back"),
        KeyCommand(
            key="f2",
            shown="f2",
            name="Microphone",
            tooltip="Another microphone.",
            action="screen.microphone",
        ),
        _moving("up", "↑", "Up", "The practice above.", -1),
        _moving("down", "↓", "Down", "The practice below.", 1),
        _moving("pageup", "page up", "Up", "Some practices up.", -8),
        _moving("pagedown", "page down", "Down", "Some practices down.", 8),
    ),
)

RECORD: Final = KeySection(
    title="While recording",
    commands=(
        KeyCommand(
            key="r,space",
            shown="space",
            name="Record",
            tooltip="Begin a take, or end it (r or space).",
            action="record",
        ),
        KeyCommand(
            key="enter", shown="enter", name="Keep", tooltip="Keep the take, and go on.", action="accept"
        ),
        KeyCommand(
            key="l", shown="l", name="Listen", tooltip="Hear the take, or stop hearing it.", action="listen"
        ),
        KeyCommand(
            key="a", shown="a", name="Again", tooltip="Another take in place of this one.", action="again"
        ),
        KeyCommand(
            key="s",
            shown="s",
            name="Skip",
            tooltip="The next sentence; this one is left for another time.",
            action="skip",
        ),
        KeyCommand(
            key="b", shown="b", name="Before", tooltip="The sentence before.", action="sentence_before"
        ),
        KeyCommand(
            key="escape",
            shown="esc",
            name="Stop",
            tooltip="Stop; what was kept stays, and the rest can follow another day.",
            action="back",
        ),
        KeyCommand(
            key="m",
            shown="m",
            name="Measure",
            tooltip="Measure the noise of the room anew.",
            action="measure",
            footer=False,
        ),
    ),
)
