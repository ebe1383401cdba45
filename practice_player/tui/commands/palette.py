"""The commands of the palette."""

from typing import Final

from practice_player.tui.commands.model import KeyCommand, KeySection

PALETTE: Final = KeySection(
    title="In the palette",
    commands=(
        KeyCommand(key="enter", shown="enter", name="Do it", tooltip="Do what is lit.", action="screen.take"),
        KeyCommand(
            key="escape,ctrl+p",
            shown="esc",
            name="Close",
            tooltip="Close the palette.",
            action="screen.close",
        ),
        KeyCommand(
            key="up", shown="↑", name="Up", tooltip="The line above.", action="screen.move(-1)", footer=False
        ),
        KeyCommand(
            key="down",
            shown="↓",
            name="Down",
            tooltip="The line below.",
            action="screen.move(1)",
            footer=False,
        ),
        KeyCommand(
            key="pageup",
            shown="page up",
            name="Up",
            tooltip="Some lines up.",
            action="screen.move(-8)",
            footer=False,
        ),
        KeyCommand(
            key="pagedown",
            shown="page down",
            name="Down",
            tooltip="Some lines down.",
            action="screen.move(8)",
            footer=False,
        ),
    ),
)
