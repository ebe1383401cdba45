"""Opens the interface over the real core."""

from typing import TYPE_CHECKING

from practice_player.core.preferences import Preferences, Setting
from practice_player.core.request import PracticeRequest, RecordingRequest
from practice_player.lib.quiet import redirect_descriptors
from practice_player.settings import log_path, preferences_path
from practice_player.tui.app import PracticeApp
from practice_player.tui.appearance import Appearance
from practice_player.tui.glyphs import terminal_glyphs
from practice_player.tui.lifecycle import end_within
from practice_player.tui.theme import FEW_COLOURS, shows_few_colours

if TYPE_CHECKING:
    from practice_player.tui.core import CorePort


def run(
    request: PracticeRequest | None = None,
    *,
    recording: RecordingRequest | None = None,
    solo_only: bool = False,
    reduced_motion: bool = False,
) -> tuple[int, str]:
    """Runs until the person leaves, straight into a practice or a recording that is asked for.

    `solo_only` hides practices for two, as does the setting of that name; with `reduced_motion` nothing
    moves, this time.

    Returns the exit code, and what went wrong when the interface could not go on.
    """

    def core() -> "CorePort":
        from practice_player.core.bootstrap import create_core

        return create_core(
            voice=request.voice if request else None,
            output=request.output if request else None,
            log=False if told_to_leave_no_trace else None,
            preferences=preferences,
        )

    preferences = Preferences(preferences_path())
    keeps_log = preferences.chosen.journal and (request is None or request.log)
    told_to_leave_no_trace = preferences.chosen.journal and not keeps_log
    with redirect_descriptors(log_path() if keeps_log else None):
        app = PracticeApp(
            core,
            request,
            recording=recording,
            welcome=not preferences.is_on(Setting.WELCOMED),
            solo_only=solo_only or preferences.is_on(Setting.SOLO_ONLY),
            appearance=Appearance(motion=not reduced_motion),
            end_within=end_within,
            user_settings=preferences.settings,
        )
        app.glyphs = terminal_glyphs()
        app.set_class(shows_few_colours(app.console.color_system, no_color=app.no_color), FEW_COLOURS)
        app.run()
    return app.return_code or 0, app.failure
