"""The commands of the last look before a practice."""

from typing import Final

from practice_player.tui.commands.everywhere import BACK
from practice_player.tui.commands.model import KeyCommand, KeySection

PREPARE: Final = KeySection(
    title="Before a practice",
    commands=(
        KeyCommand(key="enter", shown="enter", name="Begin", tooltip="Begin the practice.", action="begin"),
        BACK,
        KeyCommand(
            key="left,minus", shown="←", name="Shorter", tooltip="Make it shorter.", action="length(-1)"
        ),
        KeyCommand(key="right,plus", shown="→", name="Longer", tooltip="Make it longer.", action="length(1)"),
        KeyCommand(
            key="b", shown="b", name="Background", tooltip="Another background, or none.", action="bed"
        ),
        KeyCommand(
            key="n",
            shown="n",
            name="Narrate",
            tooltip="Make the recordings that are missing, or stop making them.",
            action="narrate",
        ),
        KeyCommand(
            key="space",
            shown="space",
            name="Switch",
            tooltip="Leave out what is lit, or take it in again.",
            action="switch",
        ),
        KeyCommand(key="v", shown="v", name="Voice", tooltip="Another voice.", action="voice"),
        KeyCommand(
            key="up",
            shown="↑",
            name="Up",
            tooltip="The switch above, or one line up.",
            action="light(-1)",
            footer=False,
            offered=False,
        ),
        KeyCommand(
            key="down",
            shown="↓",
            name="Down",
            tooltip="The switch below, or one line down.",
            action="light(1)",
            footer=False,
            offered=False,
        ),
        KeyCommand(
            key="pageup",
            shown="page up",
            name="Page up",
            tooltip="A page up.",
            action="scroll_pages(-1)",
            footer=False,
            offered=False,
        ),
        KeyCommand(
            key="pagedown",
            shown="page down",
            name="Page down",
            tooltip="A page down.",
            action="scroll_pages(1)",
            footer=False,
            offered=False,
        ),
        KeyCommand(
            key="home",
            shown="home",
            name="Top",
            tooltip="To the top.",
            action="scroll_pages(-1000)",
            footer=False,
            offered=False,
        ),
        KeyCommand(
            key="end",
            shown="end",
            name="End",
            tooltip="To the end.",
            action="scroll_pages(1000)",
            footer=False,
            offered=False,
        ),
    ),
)
