"""Keys that are pressed on a card once its practice is asked for: the player that opens gets them."""

from textual.app import App

from practice_player.tui.screens.beginning import BeginningScreen


class EarlyKeys:
    """Keeps them until the player is there, or nothing opens over the card after all."""

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._keys: list[str] = []

    def press(self, key: str) -> None:
        self._keys.append(key)

    def hold(self) -> None:
        """A player opens: what is pressed on the card from now on is kept."""
        for card in self._cards():
            card.begun()

    def drop(self) -> None:
        """No player opens now: the card's keys are its own, and what was pressed early is for nobody."""
        self._keys.clear()
        for card in self._cards():
            card.stay()

    def release(self) -> None:
        """Presses them: the player is there."""
        keys, self._keys = self._keys, []
        for key in keys:
            self._app.simulate_key(key)

    def _cards(self) -> list[BeginningScreen]:
        return [screen for screen in self._app.screen_stack if isinstance(screen, BeginningScreen)]
