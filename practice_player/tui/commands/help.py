"""The commands of the help."""

from typing import Final

from practice_player.tui.commands.model import KeyCommand, KeySection


def _scroll(key: str, shown: str, name: str, action: str) -> KeyCommand:
    return KeyCommand(
        key=key,
        shown=shown,
        name=name,
        tooltip=f"{name} in the help.",
        action=action,
        footer=False,
        offered=False,
    )


HELP: Final = KeySection(
    title="In the help",
    commands=(
        KeyCommand(key="escape,q,enter", shown="esc", name="Close", tooltip="Close it.", action="close"),
        KeyCommand(
            key="?",
            shown="?",
            name="All keys",
            tooltip="The keys of all screens, or of this.",
            action="more",
        ),
        _scroll("up", "\N{UPWARDS ARROW}", "A line up", "scroll(-1)"),
        _scroll("down", "\N{DOWNWARDS ARROW}", "A line down", "scroll(1)"),
        _scroll("pageup", "page up", "A page up", "scroll_page(-1)"),
        _scroll("pagedown,space", "page down", "A page down", "scroll_page(1)"),
        _scroll("home", "home", "To the beginning", "scroll_page(-1000)"),
        _scroll("end", "end", "To the end", "scroll_page(1000)"),
    ),
)
