"""The commands of the screen after a practice."""

from typing import Final

from practice_player.tui.commands.model import KeyCommand, KeySection

CLOSE: Final = KeySection(
    title="After a practice",
    commands=(
        KeyCommand(
            key="enter", shown="enter", name="Done", tooltip="Go home.", action="leave('home')", footer=False
        ),
        KeyCommand(key="escape", shown="esc", name="Home", tooltip="Go home.", action="back"),
        KeyCommand(key="r", shown="r", name="Again", tooltip="The same once more.", action="leave('again')"),
        KeyCommand(
            key="s",
            shown="s",
            name="Alone",
            tooltip="Some time to yourself: the practices for one.",
            action="leave('solo')",
        ),
        KeyCommand(
            key="t",
            shown="t",
            name="Together",
            tooltip="Some time for two: the practices for two.",
            action="leave('partner')",
        ),
        KeyCommand(
            key="w",
            shown="w",
            name="A word",
            tooltip="Write a word about it, for yourself; enter keeps it in the journal.",
            action="write",
        ),
        KeyCommand(
            key="f2",
            shown="f2",
            name="Kept or not",
            tooltip="Take this practice for two out of the journal and keep none; or bring it back.",
            action="toggle_kept",
            footer=False,
        ),
        KeyCommand(
            key="left,up",
            shown="←",
            name="Left",
            tooltip="Light the answer before.",
            action="app.focus_previous",
            footer=False,
            offered=False,
        ),
        KeyCommand(
            key="right,down",
            shown="→",
            name="Right",
            tooltip="Light the next answer.",
            action="app.focus_next",
            footer=False,
            offered=False,
        ),
    ),
)

NOTE: Final = KeySection(
    title="While you write a word",
    commands=(
        KeyCommand(
            key="enter", shown="enter", name="Keep", tooltip="Keep it in the journal.", action="screen.keep"
        ),
        KeyCommand(
            key="escape",
            shown="esc",
            name="Leave it",
            tooltip="Go back; what you wrote is there again with w.",
            action="screen.back",
        ),
    ),
)
