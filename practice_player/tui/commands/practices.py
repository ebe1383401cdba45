"""The commands of the list of practices."""

from typing import Final

from practice_player.tui.commands.everywhere import BACK
from practice_player.tui.commands.model import KeyCommand, KeySection

PRACTICES: Final = KeySection(
    title="Choosing a practice",
    commands=(
        KeyCommand(
            key="up",
            shown="↑",
            name="Up",
            tooltip="The practice above.",
            action="move(-1)",
            footer=False,
            offered=False,
        ),
        KeyCommand(
            key="down",
            shown="↓",
            name="Down",
            tooltip="The practice below.",
            action="move(1)",
            footer=False,
            offered=False,
        ),
        KeyCommand(
            key="pageup",
            shown="page up",
            name="Up",
            tooltip="Some lines up.",
            action="move(-8)",
            footer=False,
            offered=False,
        ),
        KeyCommand(
            key="pagedown",
            shown="page down",
            name="Down",
            tooltip="Some lines down.",
            action="move(8)",
            footer=False,
            offered=False,
        ),
        KeyCommand(
            key="enter", shown="enter", name="Choose", tooltip="Get this practice ready.", action="choose"
        ),
        BACK,
        KeyCommand(
            key="e",
            shown="e",
            name="Evidence",
            tooltip="What was found of such practices, and its but.",
            action="evidence",
        ),
    ),
)
