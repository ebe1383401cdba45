"""The commands of the settings, and the one that leads there."""

from typing import Final

from practice_player.tui.commands.everywhere import BACK
from practice_player.tui.commands.model import KeyCommand, KeySection

OPEN_SETTINGS: Final = KeyCommand(
    key="comma",
    shown=",",
    name="Settings",
    tooltip="What holds for every day: sound, looks, what is left out.",
    action="app.settings",
)
"""At home, and in the palette while no practice is under way."""


def _moving(key: str, shown: str, name: str, tooltip: str, rows: int) -> KeyCommand:
    return KeyCommand(
        key=key,
        shown=shown,
        name=name,
        tooltip=tooltip,
        action=f"light({rows})",
        footer=False,
        offered=False,
    )


SETTINGS: Final = KeySection(
    title="In the settings",
    commands=(
        KeyCommand(
            key="right,enter,space",
            shown="→",
            name="Change",
            tooltip="Change what is lit (→, enter or space).",
            action="change(1)",
            offered=False,
        ),
        BACK,
        KeyCommand(
            key="p",
            shown="p",
            name="People",
            tooltip="Who practises here: name, change or forget somebody.",
            action="people",
        ),
        KeyCommand(
            key="v",
            shown="v",
            name="Voices",
            tooltip="Recordings of your own: delete them, or bring them back.",
            action="voices",
        ),
        KeyCommand(
            key="left",
            shown="←",
            name="Other way",
            tooltip="Change what is lit, the other way round.",
            action="change(-1)",
            offered=False,
        ),
        _moving("up", "↑", "Up", "The line above.", -1),
        _moving("down", "↓", "Down", "The line below.", 1),
        _moving("pageup", "page up", "Up", "Some lines up.", -6),
        _moving("pagedown", "page down", "Down", "Some lines down.", 6),
        _moving("home", "home", "Top", "The first line.", -1000),
        _moving("end", "end", "End", "The last line.", 1000),
    ),
)
