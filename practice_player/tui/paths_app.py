"""An app in which paths can be followed."""

from typing import TYPE_CHECKING

from textual.screen import Screen

from practice_player.tui.recording_app import RecordingApp
from practice_player.tui.screens.screen import CalmScreen

if TYPE_CHECKING:
    from practice_player.tui.screens.path import PathScreen
    from practice_player.tui.screens.paths import PathsScreen


class PathsApp(RecordingApp):
    """Leads to the paths, to one of them, and to a practice on it."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "paths":
            from practice_player.tui.screens.paths import PathsScreen

            screens = self.screen_stack
            return not any(getattr(each, "IN_PRACTICE", False) for each in screens) and not any(
                isinstance(each, PathsScreen) for each in screens
            )
        return super().check_action(action, parameters)

    async def action_paths(self) -> None:
        """The paths; not available while a practice is under way."""
        from practice_player.tui.screens.paths import PathsScreen

        if isinstance(self.screen, CalmScreen):
            await self.push_screen(PathsScreen(self._core_proxy, solo_only=self._solo_only))

    async def on_paths_screen_picked(self, event: "PathsScreen.Picked") -> None:
        from practice_player.tui.screens.path import PathScreen
        from practice_player.tui.screens.paths import PathsScreen

        await self.open_over(PathsScreen, PathScreen(self._core_proxy, event.name))

    async def on_path_screen_practice_picked(self, event: "PathScreen.PracticePicked") -> None:
        from practice_player.tui.screens.path import PathScreen
        from practice_player.tui.screens.prepare import PrepareScreen

        await self.open_over(PathScreen, PrepareScreen(self._core_proxy, event.card))

    async def open_over(self, beneath: type[Screen[None]], screen: Screen[None]) -> None:
        """Opens a screen over the one that asked for it; the person may have left that one already."""
        if isinstance(self.screen, beneath):
            await self.push_screen(screen)
