"""What the terminal's driver needs of its app, so that neither has to import the other."""

from textual.app import App


class TerminalApp(App[None]):
    """Decides what follows from what happens to the terminal."""

    told_to_leave = False
    """True once a signal has asked for the end, even while the app cannot react to it yet."""

    def action_suspend(self) -> None:
        """Ctrl-Z was pressed, or the signal for it came; called in the app's thread."""
        raise NotImplementedError

    def continued(self) -> None:
        """The program was stopped from outside, and goes on: another program used the terminal meanwhile.

        Called in the app's thread.
        """
        raise NotImplementedError

    def terminal_gone(self) -> None:
        """The terminal was closed; may be called from any thread."""
        raise NotImplementedError
