"""What the palette offers: the commands of a screen that can be asked for now, each once."""

from typing import NamedTuple

from practice_player.tui.commands.balance import OPEN_BALANCE
from practice_player.tui.commands.everywhere import CHECK_INS, COLOURS, EVERYWHERE, SOLO_ONLY
from practice_player.tui.commands.paths import OPEN_PATHS
from practice_player.tui.commands.record import RECORD_VOICE
from practice_player.tui.commands.settings import OPEN_SETTINGS
from practice_player.tui.screens.screen import CalmScreen

_PALETTE_ONLY = (OPEN_BALANCE, OPEN_PATHS, OPEN_SETTINGS, SOLO_ONLY, CHECK_INS, RECORD_VOICE, COLOURS)


class PaletteItem(NamedTuple):
    """One line of the palette."""

    name: str
    about: str
    """One sentence, or empty."""

    action: str
    """What Textual does, on the screen that the palette lies over."""


def offers(screen: CalmScreen) -> list[PaletteItem]:
    """What can be done on this screen now, in the order of its keys."""
    items: dict[str, PaletteItem] = {}
    for command in (*screen.SECTION.commands, *EVERYWHERE.commands, *_PALETTE_ONLY):
        if command.offered and screen.can(command.action):
            items.setdefault(command.action, PaletteItem(command.name, command.tooltip, command.action))
    return list(items.values())
