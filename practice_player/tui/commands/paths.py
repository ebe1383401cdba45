"""The commands of the paths, and of one of them."""

from typing import Final

from practice_player.tui.commands.everywhere import BACK
from practice_player.tui.commands.model import KeyCommand, KeySection


def _moving(key: str, shown: str, name: str, tooltip: str, action: str) -> KeyCommand:
    return KeyCommand(
        key=key, shown=shown, name=name, tooltip=tooltip, action=action, footer=False, offered=False
    )


_WHAT: Final = "Practices in an order, at your own pace."

SHOW_PATHS: Final = KeyCommand(key="w", shown="w", name="Paths", tooltip=_WHAT, action="app.paths")
"""On the first screen."""

OPEN_PATHS: Final = KeyCommand(key="", shown="", name="Paths", tooltip=_WHAT, action="app.paths")
"""Only in the palette."""

PATHS: Final = KeySection(
    title="Choosing a path",
    commands=(
        _moving("up", "↑", "Up", "The path above.", "move(-1)"),
        _moving("down", "↓", "Down", "The path below.", "move(1)"),
        KeyCommand(key="enter", shown="enter", name="Open", tooltip="Look at this path.", action="choose"),
        BACK,
    ),
)

PATH: Final = KeySection(
    title="On a path",
    commands=(
        KeyCommand(
            key="enter",
            shown="enter",
            name="Choose",
            tooltip="Get the practice that is lit ready; the path is begun with it.",
            action="choose",
        ),
        BACK,
        KeyCommand(
            key="n", shown="n", name="Next", tooltip="Get ready what comes next on the path.", action="next"
        ),
        KeyCommand(
            key="b",
            shown="b",
            name="Begin",
            tooltip="Begin the path, or take it up again where it was left.",
            action="begin",
        ),
        KeyCommand(
            key="l",
            shown="l",
            name="Leave",
            tooltip="Leave the path for now; it can be taken up again.",
            action="leave_path",
        ),
        KeyCommand(
            key="B",
            shown="B",
            name="From the start",
            tooltip="Begin the path anew, from its first step.",
            action="begin_anew",
            footer=False,
        ),
        _moving("up", "↑", "Up", "The practice above.", "move(-1)"),
        _moving("down", "↓", "Down", "The practice below.", "move(1)"),
        _moving("pageup", "page up", "Page up", "The words above, up.", "scroll_words(-3)"),
        _moving("pagedown", "page down", "Page down", "The words above, down.", "scroll_words(3)"),
    ),
)
