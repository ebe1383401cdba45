"""A practice under way in the interface, and its player among the screens."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.app import App

from practice_player.core.card import PracticeCard
from practice_player.core.request import PracticeRequest
from practice_player.tui.core import SessionPort

if TYPE_CHECKING:
    from practice_player.tui.screens.player import PlayerScreen


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderWay:
    """A practice that plays, or waits for the grounding one."""

    card: PracticeCard
    request: PracticeRequest
    session: SessionPort

    @property
    def is_for_two(self) -> bool:
        return self.card.practice == "partner" and len(self.request.people) != 1


def is_asked_or_played(app: App[None]) -> bool:
    """Whether something is asked about a practice, or one plays: a key that was pressed twice begins one."""
    from practice_player.tui.screens.dialog import DialogScreen
    from practice_player.tui.screens.player import PlayerScreen

    return any(isinstance(screen, DialogScreen | PlayerScreen) for screen in app.screen_stack)


def find_player(app: App[None], practice: UnderWay) -> "PlayerScreen | None":
    """Returns the player of a practice, whatever lies over it; None once it was closed."""
    from practice_player.tui.screens.player import PlayerScreen

    players = (screen for screen in app.screen_stack if isinstance(screen, PlayerScreen))
    return next((player for player in players if player.plays(practice.session)), None)


async def uncover_player(app: App[None], practice: UnderWay) -> None:
    """Closes whatever lies over the player of a practice: the grounding one's, and perhaps its help."""
    player = find_player(app, practice)
    while player is not None and player in app.screen_stack[:-1]:
        await app.pop_screen()
