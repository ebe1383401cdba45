"""The commands of the first screen."""

from typing import Final

from practice_player.tui.commands.model import KeyCommand, KeySection

HOME: Final = KeySection(
    title="At home",
    commands=(
        KeyCommand(
            key="a", shown="a", name="Alone", tooltip="Practices for yourself.", action="choose('solo')"
        ),
        KeyCommand(
            key="t",
            shown="t",
            name="Together",
            tooltip="Practices for two.",
            action="choose('partner')",
        ),
        KeyCommand(
            key="m", shown="m", name="Meet again", tooltip="Be back, as you two agreed.", action="meet"
        ),
        KeyCommand(
            key="x",
            shown="x",
            name="Not today",
            tooltip="Forget the time that you two agreed on.",
            action="forget_meeting",
        ),
        KeyCommand(key="j", shown="j", name="Journal", tooltip="What has been practised.", action="journal"),
        KeyCommand(key="q", shown="q", name="Quit", tooltip="Quit the player.", action="app.leave"),
        KeyCommand(
            key="left,up",
            shown="←",
            name="Alone",
            tooltip="Move to alone.",
            action="aim('solo')",
            footer=False,
            offered=False,
        ),
        KeyCommand(
            key="right,down",
            shown="→",
            name="Together",
            tooltip="Move to together.",
            action="aim('partner')",
            footer=False,
            offered=False,
        ),
        KeyCommand(
            key="enter",
            shown="enter",
            name="Choose",
            tooltip="Open the one that is lit.",
            action="open",
            footer=False,
            offered=False,
        ),
    ),
)
