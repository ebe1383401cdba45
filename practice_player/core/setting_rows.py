"""All settings in one table: the valid values of each, its words and its group, in the order of the screen.

The file, `practice-player settings` and the screen are made from it, and docs/settings.md is tested against
it.  The defaults are those of `core/user_settings.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from practice_player.core.setting_kinds import Decibels, OneOf, OnOff, SettingKind, Words
from practice_player.core.user_settings import AS_WRITTEN, OUTPUT_CHOICES, THEMES
from practice_player.script.choices import BEDS, HABITS

LEAST_DB, MOST_DB, STEP_DB = -20.0, 6.0, 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingRow:
    """A row of the table; the key of the setting is that of the value."""

    kind: SettingKind
    name: str
    """One to three words, for the screen."""

    about: str
    """A few words about what it does, for the screen."""

    group: str


_SOUND, _SCREEN, _PRACTISING, _KEPT = "Sound", "Screen", "Practising", "Journal"
_LEVEL: Final = Decibels(LEAST_DB, MOST_DB, STEP_DB)


ROWS: Final[Mapping[str, SettingRow]] = {
    "voice_db": SettingRow(kind=_LEVEL, name="Voice volume", about="how loud the voice is", group=_SOUND),
    "background_db": SettingRow(
        kind=_LEVEL,
        name="Background volume",
        about="how loud the background is",
        group=_SOUND,
    ),
    "voices": SettingRow(
        kind=Words(),
        name="Voice",
        about="the first speaks; v: the next",
        group=_SOUND,
    ),
    "background": SettingRow(
        kind=OneOf((AS_WRITTEN, *BEDS)),
        name="Background",
        about="where a practice has one",
        group=_SOUND,
    ),
    "output": SettingRow(
        kind=OneOf(OUTPUT_CHOICES),
        name="Sound card",
        about="where the sound goes",
        group=_SOUND,
    ),
    "theme": SettingRow(kind=OneOf(THEMES), name="Colours", about="the colours of the screen", group=_SCREEN),
    "motion": SettingRow(kind=OnOff(), name="Motion", about="anything that moves by itself", group=_SCREEN),
    "pacer": SettingRow(
        kind=OneOf(("disc", "bar", "word")),
        name="Breath",
        about="a disc, a bar, or a word only",
        group=_SCREEN,
    ),
    "captions": SettingRow(kind=OnOff(), name="Captions", about="what is said, on the screen", group=_SCREEN),
    "leave_out": SettingRow(
        kind=Words(HABITS),
        name="Leave out",
        about="in practices for one",
        group=_PRACTISING,
    ),
    "check_ins": SettingRow(
        kind=OnOff(),
        name="Numbers",
        about="how you are, before and after",
        group=_PRACTISING,
    ),
    "tender_note": SettingRow(
        kind=OneOf(("once", "always", "never")),
        name="Tender note",
        about="says first that one is tender",
        group=_PRACTISING,
    ),
    "solo_only": SettingRow(
        kind=OnOff(), name="For one only", about="hide the practices for two", group=_PRACTISING
    ),
    "suggestions": SettingRow(
        kind=OnOff(), name="Suggestion", about="one, on the first screen", group=_PRACTISING
    ),
    "stay_awake": SettingRow(
        kind=OnOff(), name="Stay awake", about="while a practice plays", group=_PRACTISING
    ),
    "media_keys": SettingRow(
        kind=OnOff(), name="Media keys", about="lead a practice, on Linux", group=_PRACTISING
    ),
    "journal": SettingRow(
        kind=OnOff(),
        name="Journal",
        about="off leaves no trace at all",
        group=_KEPT,
    ),
    "journal_together": SettingRow(
        kind=OnOff(), name="Practices for two", about="keep those for two as well", group=_KEPT
    ),
}


def as_toml(value: Any) -> str:
    """Formats a value as TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, tuple):
        return "[" + ", ".join(map(as_toml, value)) + "]"
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
