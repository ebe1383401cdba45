"""All settings in one table, each with its default, its valid values and its description.

The file, `practice-player settings` and the screen are made from it, and docs/settings.md is tested against
it.  What the program remembers by itself is not a setting; see `core/preferences.py`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final

from practice_player.core.setting_kinds import Decibels, OneOf, OnOff, SettingKind, Words
from practice_player.lib.errors import Diagnostic
from practice_player.script.choices import BEDS, DEFAULT_VOICE, HABITS

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

OUTPUT_CHOICES: Final = ("auto", "miniaudio", "simpleaudio", "silence")

LEAST_DB, MOST_DB, STEP_DB = -20.0, 6.0, 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingRow:
    """A row of the table; the key of the setting is the name of the field."""

    kind: SettingKind
    name: str
    """One to three words, for the screen."""

    about: str
    """A few words about what it does, for the screen."""

    group: str


def _setting(default: Any, row: SettingRow) -> Any:
    return field(default=default, metadata={"row": row})


_SOUND, _SCREEN, _PRACTISING, _KEPT = "Sound", "Screen", "Practising", "Journal"
_LEVEL: Final = Decibels(LEAST_DB, MOST_DB, STEP_DB)


@dataclass(frozen=True, slots=True, kw_only=True)
class UserSettings:
    """The values of all settings, validated, in the order of the screen."""

    voice_db: float = _setting(
        0.0,
        SettingRow(kind=_LEVEL, name="Voice volume", about="how loud the voice is", group=_SOUND),
    )
    background_db: float = _setting(
        0.0,
        SettingRow(
            kind=_LEVEL,
            name="Background volume",
            about="how loud the background is",
            group=_SOUND,
        ),
    )
    voices: tuple[str, ...] = _setting(
        (DEFAULT_VOICE,),
        SettingRow(
            kind=Words(),
            name="Voice",
            about="the first speaks; v: the next",
            group=_SOUND,
        ),
    )
    background: str = _setting(
        AS_WRITTEN,
        SettingRow(
            kind=OneOf((AS_WRITTEN, *BEDS)),
            name="Background",
            about="where a practice has one",
            group=_SOUND,
        ),
    )
    output: str = _setting(
        OUTPUT_CHOICES[0],
        SettingRow(
            kind=OneOf(OUTPUT_CHOICES),
            name="Sound card",
            about="where the sound goes",
            group=_SOUND,
        ),
    )
    theme: str = _setting(
        NIGHT_THEME,
        SettingRow(kind=OneOf(THEMES), name="Colours", about="the colours of the screen", group=_SCREEN),
    )
    motion: bool = _setting(
        True,
        SettingRow(kind=OnOff(), name="Motion", about="anything that moves by itself", group=_SCREEN),
    )
    pacer: str = _setting(
        "disc",
        SettingRow(
            kind=OneOf(("disc", "bar", "word")),
            name="Breath",
            about="a disc, a bar, or a word only",
            group=_SCREEN,
        ),
    )
    captions: bool = _setting(
        True,
        SettingRow(kind=OnOff(), name="Captions", about="what is said, on the screen", group=_SCREEN),
    )
    leave_out: tuple[str, ...] = _setting(
        (),
        SettingRow(
            kind=Words(HABITS),
            name="Leave out",
            about="in practices for one",
            group=_PRACTISING,
        ),
    )
    check_ins: bool = _setting(
        False,
        SettingRow(
            kind=OnOff(),
            name="Numbers",
            about="how you are, before and after",
            group=_PRACTISING,
        ),
    )
    tender_note: str = _setting(
        "once",
        SettingRow(
            kind=OneOf(("once", "always", "never")),
            name="Tender note",
            about="says first that one is tender",
            group=_PRACTISING,
        ),
    )
    solo_only: bool = _setting(
        False,
        SettingRow(kind=OnOff(), name="For one only", about="hide the practices for two", group=_PRACTISING),
    )
    suggestions: bool = _setting(
        True,
        SettingRow(kind=OnOff(), name="Suggestion", about="one, on the first screen", group=_PRACTISING),
    )
    journal: bool = _setting(
        True,
        SettingRow(
            kind=OnOff(),
            name="Journal",
            about="off leaves no trace at all",
            group=_KEPT,
        ),
    )
    journal_together: bool = _setting(
        True,
        SettingRow(kind=OnOff(), name="Practices for two", about="keep those for two as well", group=_KEPT),
    )


def rows() -> Iterator[tuple[str, SettingRow]]:
    """Yields each key with its row."""
    for each in fields(UserSettings):
        yield each.name, each.metadata["row"]


ROWS: Final[Mapping[str, SettingRow]] = dict(rows())
DEFAULTS: Final = UserSettings()


def as_toml(value: Any) -> str:
    """Formats a value as TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, tuple):
        return "[" + ", ".join(map(as_toml, value)) + "]"
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsText:
    """The parsed text of a settings file."""

    values: UserSettings = DEFAULTS
    written: frozenset[str] = frozenset()
    """The keys that are set; all other settings have their defaults."""

    problems: tuple[Diagnostic, ...] = ()
    """In the order of the file."""
