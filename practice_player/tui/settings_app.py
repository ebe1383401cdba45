"""An app that follows the settings, and lets the person change them."""

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final, cast

from practice_player.core.settings_file import SettingsFile
from practice_player.core.user_settings import THEMES
from practice_player.lib.errors import PracticeError
from practice_player.tui.appearance import Appearance, PacerShape
from practice_player.tui.core_proxy import CoreProxy
from practice_player.tui.lifecycle import EndWithin, LifecycleApp, never_end
from practice_player.tui.screens.home import HomeScreen
from practice_player.tui.screens.screen import CalmScreen
from practice_player.tui.theme import NIGHT, OWN_THEMES
from practice_player.tui.work import start_work

_OF_THE_CORE: Final = frozenset({"voices", "output", "journal"})
"""Settings that the core is created with: when one is changed, a new core is created."""

_OWN_NAMES: Final = frozenset(theme.name for theme in OWN_THEMES)

log = logging.getLogger(__name__)


class SettingsApp(LifecycleApp):
    """Applies each change at once, and writes it in a thread."""

    def __init__(
        self,
        core_proxy: CoreProxy,
        end_within: EndWithin = never_end,
        user_settings: SettingsFile | None = None,
    ) -> None:
        """Without settings, the defaults are used and changes hold for this run."""
        super().__init__(core_proxy, end_within)
        self.user_settings = user_settings or SettingsFile(None)
        self._core_is_old = False
        self._solo_only = False
        self.has_deleted_voices = False
        """Whether recordings were deleted in this run, all of which can be brought back."""

        self.reduced_motion = False
        """Whether nothing moves in this run, whatever the settings say."""

        for theme in OWN_THEMES:
            self.register_theme(theme)
        self.theme = NIGHT.name
        self.follow_settings()
        self._first_colours = self.get_css_variables()
        self.stylesheet.set_variables(self._first_colours)

    def refresh_css(self, animate: bool = True) -> None:
        """Applies the colours of a theme; before the first screen, the style sheet may have them already."""
        if self.screen_stack or self.get_css_variables() != self._first_colours:
            super().refresh_css(animate)

    def follow_settings(self) -> None:
        """Applies theme, motion, the shape of the pacer and captions."""
        chosen, written = self.user_settings.values, self.user_settings.written
        if chosen.theme != self.theme and chosen.theme in self.available_themes:
            self.theme = chosen.theme
        self.appearance = Appearance(
            motion=chosen.motion and not self.reduced_motion,
            pacer=cast("PacerShape", chosen.pacer),
            captions=chosen.captions,
        )
        if chosen.motion and "motion" in written:  # it was chosen, and wins over TEXTUAL_ANIMATIONS
            self.animation_level = "full"

    def get_css_variables(self) -> dict[str, str]:
        """Tones down the chosen row in Textual's own themes, so that its second line can be read."""
        variables = super().get_css_variables()
        if self.theme not in _OWN_NAMES:
            variables["block-cursor-background"] = variables["panel"]
            variables["block-cursor-foreground"] = variables["foreground"]
            variables["block-cursor-text-style"] = "none"
        return variables

    def choose(self, changes: Mapping[str, Any]) -> None:
        """Changes settings by key: they hold at once and are written in the background."""
        self.user_settings.hold(changes)
        self._core_is_old |= not _OF_THE_CORE.isdisjoint(changes)
        self.follow_settings()
        if "solo_only" in changes:
            self._hide_together(bool(changes["solo_only"]))
        start_work(self, self._save, group="settings")

    def warn_of_settings(self) -> None:
        """Shows a problem in the settings, if there is one."""
        from practice_player.core.settings_text import first_line

        if problems := self.user_settings.problems:
            self.say(first_line(problems, name=self.user_settings.name))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "settings":
            return not any(getattr(screen, "IN_PRACTICE", False) for screen in self.screen_stack)
        return super().check_action(action, parameters)

    async def action_settings(self) -> None:
        """Opens the settings; not available while a practice is under way."""
        from practice_player.tui.screens.settings import SettingsScreen

        if isinstance(self.screen, CalmScreen) and not isinstance(self.screen, SettingsScreen):
            self.clear_notifications()  # what is wrong in the file stands there
            await self.push_screen(SettingsScreen(self._core_proxy), lambda _: self._renew_core())

    def action_colour(self, name: str) -> None:
        """Changes the theme and remembers it."""
        if name in THEMES:
            self.choose({"theme": name})
        else:
            self.theme = name

    def on_unmount(self) -> None:
        with suppress(PracticeError):  # it was said when it was changed
            self.user_settings.save()

    def action_solo_only(self) -> None:
        """Hides practices for two, or shows them again."""
        self.choose({"solo_only": not self._solo_only})
        self.say("Practices for one only." if self._solo_only else "Practices for two are shown again.")

    def _hide_together(self, hidden: bool) -> None:
        self._solo_only = hidden
        for home in self.screen_stack:
            if isinstance(home, HomeScreen):
                home.hide_together(hidden)

    async def _save(self) -> None:
        try:
            await asyncio.to_thread(self.user_settings.save)
        except PracticeError as error:
            self.say(error)

    def _renew_core(self) -> None:
        """Has a new core created for the next practice, if a changed setting needs one."""
        if self._core_is_old:
            self.renew_core()

    def renew_core(self) -> None:
        """Has a new core created for the next practice."""
        self._core_is_old = False
        self._core_proxy.renew()
        start_work(self, self._warm_up_again, group="wake")

    async def _warm_up_again(self) -> None:
        try:
            await self._core_proxy.ask(lambda core: core.warm_up())
        except PracticeError as error:
            self.say(error)
