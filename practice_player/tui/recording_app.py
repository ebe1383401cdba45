"""An app that a voice can be recorded in."""

from typing import TYPE_CHECKING

from practice_player.core.request import RecordingRequest
from practice_player.lib.errors import PracticeError
from practice_player.tui.palette_app import PaletteApp
from practice_player.tui.screens.screen import CalmScreen
from practice_player.tui.work import start_work

if TYPE_CHECKING:
    from practice_player.tui.screens.voice_choice import VoiceChoiceScreen


class RecordingApp(PaletteApp):
    """Leads from the palette to the microphone, and back."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "record_voice":
            from practice_player.tui.screens.voice_choice import VoiceChoiceScreen

            screens = self.screen_stack
            return not any(getattr(each, "IN_PRACTICE", False) for each in screens) and not any(
                isinstance(each, VoiceChoiceScreen) for each in screens
            )
        return super().check_action(action, parameters)

    async def action_record_voice(self) -> None:
        """Asks which voice is recorded, and what it reads; first of all the practice that is looked at."""
        from practice_player.tui.screens.prepare import PrepareScreen
        from practice_player.tui.screens.voice_choice import VoiceChoiceScreen

        screen = self.screen
        if isinstance(screen, CalmScreen):
            practice = screen.practice_name if isinstance(screen, PrepareScreen) else ""
            await self.push_screen(VoiceChoiceScreen(self._core_proxy, practice=practice))

    async def on_voice_choice_screen_chosen(self, event: "VoiceChoiceScreen.Chosen") -> None:
        from practice_player.tui.screens.voice_choice import VoiceChoiceScreen

        if isinstance(self.screen, VoiceChoiceScreen):
            await self.pop_screen()
            await self.record_voice(event.request)

    async def record_voice(self, request: RecordingRequest) -> None:
        """Opens a recording session over whatever is there."""
        from practice_player.tui.screens.record import RecordScreen

        await self.push_screen(RecordScreen(self._core_proxy, request), lambda _: self._recorded())

    def _recorded(self) -> None:
        """Closes the microphone; the next practice knows the voice as it is now."""
        start_work(self, self._close_recorder, group="recording")

    async def _close_recorder(self) -> None:
        try:
            await self._core_proxy.ask(lambda core: core.recorder.close())
        except PracticeError as error:
            self.say(error)
        self.renew_core()
