"""The commands of the help."""

from typing import Final

from practice_player.tui.commands.model import KeyCommand, KeySection

HELP: Final = KeySection(
    title="In the help",
    commands=(
        KeyCommand(
            key="escape,?,q,enter", shown="esc", name="Close", tooltip="Close the help.", action="close"
        ),
    ),
)
