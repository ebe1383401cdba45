"""The commands of every screen."""

from typing import Final

from practice_player.tui.commands.model import KeyCommand, KeySection

HELP_KEY: Final = "question_mark"
"""As Textual names it once it was pressed."""

SAFETY_KEY: Final = "exclamation_mark"

BACK: Final = KeyCommand(key="escape", shown="esc", name="Back", tooltip="Go back one step.", action="back")

EVERYWHERE: Final = KeySection(
    title="Anywhere",
    commands=(
        KeyCommand(key="?", shown="?", name="Help", tooltip="Show the keys.", action="app.help"),
        KeyCommand(
            key="f1,exclamation_mark",
            shown="!",
            name="Where there is help",
            tooltip="When it is too much, or you are not safe: where there is help.",
            action="app.safety",
            footer=False,
        ),
        KeyCommand(
            key="ctrl+p",
            shown="ctrl+p",
            name="Look for a command",
            tooltip="Everything that can be done here, by its name.",
            action="app.palette",
            footer=False,
            offered=False,
        ),
        KeyCommand(
            key="ctrl+z",
            shown="ctrl+z",
            name="Back to the shell",
            tooltip="Pause, and go back to the shell; fg comes back here.",
            action="app.suspend",
            footer=False,
            anywhere=True,
        ),
        KeyCommand(
            key="ctrl+c,ctrl+q",
            shown="ctrl+c",
            name="Quit",
            tooltip="Quit the player; a practice stops at once.",
            action="app.leave",
            footer=False,
            anywhere=True,
        ),
    ),
)

SOLO_ONLY: Final = KeyCommand(
    key="",
    shown="",
    name="For one only",
    tooltip="Hide practices for two, or show them again.",
    action="app.solo_only",
)
"""Only in the palette."""

CHECK_INS: Final = KeyCommand(
    key="",
    shown="",
    name="Numbers before and after",
    tooltip="Ask how you are before and after practices, or no more.",
    action="app.check_ins",
)
"""Only in the palette."""

COLOURS: Final = KeyCommand(
    key="", shown="", name="Colours", tooltip="Choose other colours.", action="app.colours"
)
"""Only in the palette."""
