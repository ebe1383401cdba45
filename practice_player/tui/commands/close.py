"""The commands of the screen after a practice."""

from typing import Final

from practice_player.tui.commands.model import KeyCommand, KeySection

CLOSE: Final = KeySection(
    title="After a practice",
    commands=(
        KeyCommand(
            key="enter",
            shown="enter",
            name="Keep it, go home",
            tooltip="Keep the word and go home.",
            action="screen.keep",
        ),
        KeyCommand(
            key="escape",
            shown="esc",
            name="Home, no word",
            tooltip="Go home without a word.",
            action="screen.back",
        ),
        KeyCommand(
            key="f2",
            shown="f2",
            name="Kept or not",
            tooltip="Keep practices for two in the journal, or none of them.",
            action="screen.toggle_kept",
            footer=False,
        ),
    ),
)
