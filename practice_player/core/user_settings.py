"""The values of all settings, and what a settings file says; light, since the first frame needs it.

What values each may have, and its words, are in `core/setting_rows.py`.  What the program remembers by itself
is not a setting; see `core/preferences.py`.
"""

from dataclasses import dataclass
from typing import Final

from practice_player.lib.diagnostics import Diagnostic
from practice_player.script.choices import DEFAULT_VOICE

AS_WRITTEN: Final = "as written"
"""The background that a practice's own script names."""

CONTRAST_THEME, DAY_THEME, NIGHT_THEME = "high-contrast", "day", "night"

THEMES: Final = (
    *(NIGHT_THEME, DAY_THEME, CONTRAST_THEME),
    *("atom-one-dark", "atom-one-light", "catppuccin-frappe", "catppuccin-latte", "catppuccin-macchiato"),
    *("catppuccin-mocha", "dracula", "flexoki", "gruvbox", "monokai", "nord", "rose-pine", "rose-pine-dawn"),
    *("rose-pine-moon", "solarized-dark", "solarized-light", "textual-dark", "textual-light", "tokyo-night"),
)
"""The program's own themes, whose contrast is tested, then Textual's."""

OUTPUT_CHOICES: Final = ("auto", "miniaudio", "simpleaudio", "soundcard", "silence")


@dataclass(frozen=True, slots=True, kw_only=True)
class UserSettings:
    """The values of all settings, validated."""

    voice_db: float = 0.0
    background_db: float = 0.0
    voices: tuple[str, ...] = (DEFAULT_VOICE,)
    background: str = AS_WRITTEN
    output: str = OUTPUT_CHOICES[0]
    theme: str = NIGHT_THEME
    motion: bool = True
    pacer: str = "disc"
    captions: bool = True
    leave_out: tuple[str, ...] = ()
    check_ins: bool = False
    tender_note: str = "once"
    solo_only: bool = False
    suggestions: bool = True
    stay_awake: bool = True
    media_keys: bool = True
    journal: bool = True
    journal_together: bool = True


DEFAULTS: Final = UserSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsText:
    """The parsed text of a settings file."""

    values: UserSettings = DEFAULTS
    written: frozenset[str] = frozenset()
    """The keys that are set; all other settings have their defaults."""

    problems: tuple[Diagnostic, ...] = ()
    """In the order of the file."""
