"""The commands of the journal."""

from typing import Final

from practice_player.tui.commands.balance import SHOW_BALANCE
from practice_player.tui.commands.everywhere import BACK
from practice_player.tui.commands.model import KeySection

JOURNAL: Final = KeySection(title="In the journal", commands=(BACK, SHOW_BALANCE))
