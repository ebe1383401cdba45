"""The lines of the settings screen: what each shows, and how it is changed.

Most lines are one setting; `leave_out` has a line for each word.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from practice_player.core.card_building import NAMES
from practice_player.core.setting_kinds import MAX_WORDS, Decibels, OnOff, is_word
from practice_player.core.setting_rows import ROWS
from practice_player.core.user_settings import UserSettings
from practice_player.script.choices import HABITS

LEAVE_OUT: Final = "Leave out, in practices for one"
"""The heading of those lines."""

_NOTES: Final = {"Sound": "from the next practice on", "Journal": "from the next practice on"}
"""Notes beside the headings of groups whose changes do not hold at once."""

_BACK, _ON = "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}", "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingLine:
    """One line that can be lit and changed."""

    key: str
    """Of the setting."""

    word: str = ""
    """For a setting that is a list: the word that this line adds or removes."""

    name: str
    about: str

    @property
    def is_switch(self) -> bool:
        """Whether it is on or off."""
        return bool(self.word) or isinstance(ROWS[self.key].kind, OnOff)

    def shown(self, chosen: UserSettings, voices: Sequence[str]) -> str:
        """Returns the value in words."""
        value = getattr(chosen, self.key)
        if self.word:
            return "☑ left out" if self.word in value else "☐ stays"
        if self.is_switch:
            return "☑ on" if value else "☐ off"
        if isinstance(ROWS[self.key].kind, Decibels):
            return _between(f"{value:+g} dB" if value else "as it is")
        if self.key == "voices":
            return _between(", then ".join(_in_order(value, voices)[:2]))
        return _between(value)

    def changed(self, chosen: UserSettings, voices: Sequence[str], by: int) -> Mapping[str, Any]:
        """Returns the changes for `by` steps."""
        value, kind = getattr(chosen, self.key), ROWS[self.key].kind
        if self.word:
            words = set(value) ^ {self.word}
            return {self.key: tuple(word for word in HABITS if word in words)}
        if self.key == "voices":
            value = _in_order(value, voices)
        return {self.key: kind.stepped(value, by)}


def groups() -> Iterator[tuple[str, str, list[SettingLine]]]:
    """Yields each heading with its note and its lines."""
    lines: dict[str, list[SettingLine]] = {}
    for key, row in ROWS.items():
        if key == "leave_out":
            lines[LEAVE_OUT] = [
                SettingLine(key=key, word=word, name=NAMES[word][:1].upper() + NAMES[word][1:], about="")
                for word in HABITS
            ]
        else:
            line = SettingLine(key=key, name=row.name, about=row.about)
            lines.setdefault(row.group, []).append(line)
    for heading, each in lines.items():
        yield heading, _NOTES.get(heading, ""), each


def _between(words: str) -> str:
    """Marks a value that has others before and after it."""
    return f"{_BACK} {words} {_ON}"


def _in_order(chosen: Sequence[str], voices: Sequence[str]) -> tuple[str, ...]:
    """Returns the voices, the chosen ones first; only the chosen ones until it is known which there are."""
    if not voices:
        return tuple(chosen)
    names = (name for name in dict.fromkeys((*chosen, *voices)) if name in voices and is_word(name))
    return tuple(names)[:MAX_WORDS]
