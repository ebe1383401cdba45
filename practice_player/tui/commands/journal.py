"""The commands of the journal."""

from typing import Final

from practice_player.tui.commands.balance import SHOW_BALANCE
from practice_player.tui.commands.everywhere import BACK
from practice_player.tui.commands.model import KeyCommand, KeySection


def _moving(key: str, shown: str, name: str, tooltip: str, action: str) -> KeyCommand:
    return KeyCommand(
        key=key, shown=shown, name=name, tooltip=tooltip, action=action, footer=False, offered=False
    )


def _narrowing(key: str, name: str, tooltip: str, choice: str) -> KeyCommand:
    return KeyCommand(
        key=key, shown=key, name=name, tooltip=tooltip, action=f"narrow('{choice}')", footer=False
    )


JOURNAL: Final = KeySection(
    title="In the journal",
    commands=(
        _moving("up", "↑", "Up", "The entry above.", "move(-1)"),
        _moving("down", "↓", "Down", "The entry below.", "move(1)"),
        _moving("pageup", "page up", "Page up", "A page up.", "move(0, -1)"),
        _moving("pagedown", "page down", "Page down", "A page down.", "move(0, 1)"),
        KeyCommand(key="left", shown="←", name="Earlier", tooltip="The month before.", action="month_before"),
        KeyCommand(key="right", shown="→", name="Later", tooltip="The month after.", action="month_after"),
        BACK,
        SHOW_BALANCE,
        KeyCommand(
            key="w",
            shown="w",
            name="A word",
            tooltip="Write or change the words of this entry.",
            action="write",
        ),
        KeyCommand(
            key="d",
            shown="d",
            name="Erase",
            tooltip="Erase this entry; u brings it back for a minute.",
            action="erase",
        ),
        KeyCommand(
            key="u",
            shown="u",
            name="Undo",
            tooltip="Bring back the entry that was erased last, then the one before.",
            action="undo",
        ),
        KeyCommand(
            key="D",
            shown="D",
            name="Erase everything",
            tooltip="Erase the whole journal; asks for a typed word.",
            action="erase_all",
            footer=False,
        ),
        _narrowing("a", "Alone or together", "Only time alone, or only time together.", "kind"),
        _narrowing("p", "Person", "Only what was practised with one person.", "person"),
        _narrowing("n", "Need", "Only what is good for one need.", "goal"),
        _narrowing("t", "Practice", "Only one practice.", "name"),
        KeyCommand(
            key="backspace",
            shown="backspace",
            name="Everything",
            tooltip="Show every entry again.",
            action="narrow('nothing')",
            footer=False,
        ),
        KeyCommand(
            key="c",
            shown="c",
            name="Calendar",
            tooltip="The calendar in place of the list, where there is no room for both.",
            action="calendar",
        ),
    ),
)
