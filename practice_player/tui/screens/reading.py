"""What a screen with words to read has in common: they scroll, and the screen is left in one step."""

from textual.containers import VerticalScroll

from practice_player.tui.screens.screen import CalmScreen


class ReadingScreen(CalmScreen):
    """Scrolls what is longer than its room; none of that takes keys itself."""

    def action_scroll_words(self, lines: int) -> None:
        """Up or down by so many lines, as far as there are any."""
        for words in self.query(VerticalScroll):
            words.scroll_relative(y=lines, animate=False)

    def action_leave(self) -> None:
        self.close_and_repaint()

    def close_and_repaint(self) -> None:
        """Closes this screen; what is beneath is painted whole, so that nothing of this one stays."""
        if self.is_active:
            self.dismiss()
            self.app.refresh(layout=True)
