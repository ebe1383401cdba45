"""The keys of a screen along its last line: as many as fit, the most needed first."""

from typing import Final

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

from practice_player.tui.commands.everywhere import HELP_KEY

_GAP: Final = 2


class Keys(Footer):
    """Textual's footer cuts what does not fit; this one leaves it out, but never the help."""

    def __init__(self) -> None:
        super().__init__(compact=True, show_command_palette=False)

    def compose(self) -> ComposeResult:
        keys = [key for key in super().compose() if isinstance(key, FooterKey)]
        room = self.app.size.width + _GAP - sum(_width(key) for key in keys if key.key == HELP_KEY)
        for key in keys:
            if key.key == HELP_KEY:
                yield key
                continue
            room -= _width(key)
            if room >= 0:
                yield key

    async def recompose(self) -> None:
        """Only renames the keys where they stay the same: mounting them anew takes longer than a frame."""
        if not self.is_attached:
            return
        mounted = list(self.query(FooterKey))
        fresh = [key for key in self.compose() if isinstance(key, FooterKey)]
        if [key.key for key in mounted] != [key.key for key in fresh]:
            await super().recompose()
            return
        for old, new in zip(mounted, fresh, strict=True):
            if old.description != new.description:
                old.description = new.description
                old.refresh(layout=True)

    def on_resize(self) -> None:
        self.refresh(recompose=True)


def _width(key: FooterKey) -> int:
    return cell_len(key.key_display) + 1 + cell_len(key.description) + _GAP
