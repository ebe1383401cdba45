"""The commands of the screen that asks for a line."""

from typing import Final

from practice_player.tui.commands.model import KeyCommand, KeySection

WRITE: Final = KeySection(
    title="While you write",
    commands=(
        KeyCommand(
            key="enter", shown="enter", name="Done", tooltip="Take what is written.", action="screen.take"
        ),
        KeyCommand(
            key="escape",
            shown="esc",
            name="Leave it",
            tooltip="Go back, and change nothing.",
            action="screen.close",
        ),
    ),
)
