"""The commands of the balance and of the wish, and the ones that lead there."""

from typing import Final

from practice_player.tui.commands.everywhere import BACK
from practice_player.tui.commands.model import KeyCommand, KeySection

_WHAT: Final = "Time alone and time together, beside what you said you would like."

SHOW_BALANCE: Final = KeyCommand(key="b", shown="b", name="Balance", tooltip=_WHAT, action="balance")
"""In the journal."""

OPEN_BALANCE: Final = KeyCommand(key="", shown="", name="Balance", tooltip=_WHAT, action="app.balance")
"""Only in the palette."""

BALANCE: Final = KeySection(
    title="In the balance",
    commands=(
        BACK,
        KeyCommand(
            key="w", shown="w", name="Wish", tooltip="Say what you would like of a week.", action="wish"
        ),
        KeyCommand(
            key="p", shown="p", name="Person", tooltip="The balance of the next person.", action="next_person"
        ),
        KeyCommand(
            key="c",
            shown="c",
            name="Before, after",
            tooltip="Your own numbers before and after, or the balance again.",
            action="toggle_changes",
        ),
        KeyCommand(
            key="up",
            shown="↑",
            name="Up",
            tooltip="A line up.",
            action="scroll_words(-1)",
            footer=False,
            offered=False,
        ),
        KeyCommand(
            key="down",
            shown="↓",
            name="Down",
            tooltip="A line down.",
            action="scroll_words(1)",
            footer=False,
            offered=False,
        ),
        KeyCommand(
            key="pageup",
            shown="page up",
            name="Up",
            tooltip="Some lines up.",
            action="scroll_words(-8)",
            footer=False,
            offered=False,
        ),
        KeyCommand(
            key="pagedown",
            shown="page down",
            name="Down",
            tooltip="Some lines down.",
            action="scroll_words(8)",
            footer=False,
            offered=False,
        ),
    ),
)

WISH: Final = KeySection(
    title="In the wish",
    commands=(
        KeyCommand(
            key="right",
            shown="→",
            name="More",
            tooltip="More of what is lit; a switch is turned.",
            action="change(1)",
            offered=False,
        ),
        KeyCommand(
            key="left",
            shown="←",
            name="Less",
            tooltip="Less of what is lit, down to nothing said.",
            action="change(-1)",
            offered=False,
        ),
        KeyCommand(
            key="u",
            shown="u",
            name="Times, minutes",
            tooltip="Count what is lit in minutes, or in times again.",
            action="unit",
        ),
        KeyCommand(
            key="escape,enter", shown="esc", name="Done", tooltip="Back to the balance.", action="back"
        ),
        KeyCommand(
            key="up",
            shown="↑",
            name="Up",
            tooltip="The line above.",
            action="light(-1)",
            footer=False,
            offered=False,
        ),
        KeyCommand(
            key="down",
            shown="↓",
            name="Down",
            tooltip="The line below.",
            action="light(1)",
            footer=False,
            offered=False,
        ),
    ),
)
