"""The settings and preferences of this account, for every command; loads no argparse."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from practice_player.cli.printing import warn_lines
from practice_player.settings import preferences_path, settings_path

if TYPE_CHECKING:
    from practice_player.core.preferences import Preferences
    from practice_player.lib.errors import VoiceError


def own_preferences() -> "Preferences":
    """Returns the preferences of this account; the same object throughout the run.

    Raises:
        UsageError: their place is not known.
    """
    return _preferences_at(preferences_path())


@cache
def _preferences_at(path: Path) -> "Preferences":
    from practice_player.core.preferences import Preferences

    return Preferences(path)


def missing_voice() -> "VoiceError | None":
    """Returns an error for the first voice of the settings that is not on this machine; None if all are.

    Practices play all the same, with the next voice that is there.
    """
    from practice_player.lib.errors import VoiceError
    from practice_player.voice.lookup import voice_folders

    settings = own_preferences().settings
    for name in settings.values.voices if "voices" in settings.written else ():
        try:
            voice_folders(name)
        except VoiceError as exc:
            return VoiceError(f"{exc.problem}; another speaks", fix=exc.fix, place=str(settings_path()))
    return None


def warn_of_settings() -> None:
    """Reports a problem in the settings with its remedy on standard error, if there is one."""
    from practice_player.core.settings_text import first_line

    settings = own_preferences().settings
    if settings.problems:
        warn_lines(first_line(settings.problems, name=str(settings_path())))
