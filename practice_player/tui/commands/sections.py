"""All commands, for whoever looks at every screen at once."""

from typing import Final

from practice_player.tui.commands.balance import BALANCE, WISH
from practice_player.tui.commands.close import CLOSE
from practice_player.tui.commands.dialog import DIALOG, PAGE
from practice_player.tui.commands.everywhere import EVERYWHERE
from practice_player.tui.commands.home import HOME
from practice_player.tui.commands.journal import JOURNAL
from practice_player.tui.commands.paths import PATH, PATHS
from practice_player.tui.commands.player import PLAYER
from practice_player.tui.commands.practices import PRACTICES
from practice_player.tui.commands.prepare import PREPARE
from practice_player.tui.commands.record import RECORD, VOICE_CHOICE
from practice_player.tui.commands.settings import SETTINGS

EVERY_SECTION: Final = (
    *(HOME, PRACTICES, PREPARE, DIALOG, PLAYER, CLOSE, PAGE, JOURNAL, BALANCE, WISH),
    *(PATHS, PATH, SETTINGS, VOICE_CHOICE, RECORD, EVERYWHERE),
)
