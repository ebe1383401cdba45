"""A person's lasting choices, and what the program remembers by itself.

Choices are settings, which `core/settings_file.py` reads and writes.  What is remembered is stored in a small
JSON file beside them; a missing or broken one counts as empty.  Consents are asked for each time and never
stored.
"""

import logging
from collections.abc import Hashable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from practice_player.core.settings_file import SettingsFile
from practice_player.core.user_settings import UserSettings
from practice_player.lib.errors import PreferencesError
from practice_player.lib.folders import make_private
from practice_player.script.choices import HABITS

MAX_FILE_BYTES: Final = 100_000


class Setting(StrEnum):
    """Something that is on or off: a setting, or something that is remembered; the value is its key."""

    WELCOMED = "welcomed"
    """Whether the first screen, which says what the program is and is not, has been read."""

    GATE_PASSED = "gate_passed"
    """Whether two people have read that they practise together only if each of them could say no."""

    TENDER = "tender"
    """Whether a tender practice has been begun after a page that says so."""

    SOLO_ONLY = "solo_only"
    """Whether practices for two are hidden."""

    TOGETHER_KEPT = "journal_together"
    """Whether practices for two are kept in the journal."""

    CHECK_INS = "check_ins"
    """Whether practices for one ask for numbers before and after."""

    SUGGESTIONS = "suggestions"
    """Whether the first screen suggests a practice."""


_CHOSEN: Final = frozenset({Setting.SOLO_ONLY, Setting.TOGETHER_KEPT, Setting.CHECK_INS, Setting.SUGGESTIONS})
"""The members that are settings."""

_MOVED: Final = {
    "without": "leave_out",
    "solo_only": "solo_only",
    "together_kept": "journal_together",
    "check_ins": "check_ins",
}
"""Keys that earlier versions stored among the preferences, and the settings that they became."""

log = logging.getLogger(__name__)


class Preferences:
    """One person's choices and memory; the first access moves choices that an earlier version stored here."""

    def __init__(self, path: Path, settings: SettingsFile | None = None) -> None:
        """Without `settings`, those in the same folder are used."""
        self._path = path
        self._settings = settings or SettingsFile(path.with_name("settings.toml"))
        self._moved = False

    @property
    def settings(self) -> SettingsFile:
        if not self._moved:
            self._moved = True
            self._move()
        return self._settings

    @property
    def chosen(self) -> UserSettings:
        """The current values of the settings."""
        return self.settings.values

    def without(self) -> frozenset[str]:
        """Returns the adaptations that this person always leaves out."""
        return frozenset(self.chosen.leave_out)

    def is_on(self, setting: Setting) -> bool:
        """Whether a setting is on, as it was set or by default."""
        if setting in _CHOSEN:
            return bool(getattr(self.chosen, setting))
        return self._read().get(setting) is True

    def turn(self, setting: Setting, *, on: bool) -> None:
        """Changes a setting; everything else in the file stays.

        Raises:
            PreferencesError: the file cannot be written.
        """
        if self.is_on(setting) == on:
            return
        if setting in _CHOSEN:
            self.settings.change({setting.value: on})
        else:
            self._write(self._read() | {setting.value: on})

    def mark(self) -> Hashable:
        """Returns a value that changes when either file is written or a setting is changed."""
        try:
            status = self._path.stat()
        except OSError:
            return None, self.settings.mark()
        return (status.st_mtime_ns, status.st_size), self.settings.mark()

    def leave_out(self, word: str, *, left_out: bool) -> None:
        """Remembers an adaptation, or forgets it; everything else in the file stays.

        Raises:
            PreferencesError: the file cannot be written.
        """
        words = self.without() | {word} if left_out else self.without() - {word}
        if words != self.without():
            in_order = tuple(word for word in HABITS if word in words)
            self.settings.change({"leave_out": in_order})

    def _move(self) -> None:
        """Moves choices that an earlier version stored here to the settings; what is set there wins.

        If the settings cannot be written, the choices hold for this run and are moved at the next one.
        """
        memory = self._read()
        if not memory.keys() & _MOVED.keys():
            return
        changes: dict[str, Any] = {}
        for old_key, key in _MOVED.items():
            value = memory.get(old_key)
            if key == "leave_out" and isinstance(value, list):
                changes[key] = tuple(word for word in HABITS if word in value)
            elif isinstance(value, bool):
                changes[key] = value
        written = self._settings.written
        with suppress(PreferencesError):
            if self._settings.change({key: value for key, value in changes.items() if key not in written}):
                self._write({key: value for key, value in memory.items() if key not in _MOVED})

    def _read(self) -> dict[str, Any]:
        try:
            if not self._path.is_file() or self._path.stat().st_size > MAX_FILE_BYTES:
                return {}
            import json  # late: without a file, the first frame need not wait for it

            content = json.loads(self._path.read_bytes())
        except (OSError, ValueError, RecursionError) as exc:
            log.warning("the preferences cannot be read: %s", exc)
            return {}
        return content if isinstance(content, dict) else {}

    def _write(self, preferences: dict[str, Any]) -> None:
        import json

        from practice_player.lib.atomic_files import (  # late: the first frame reads only
            write_atomically,
            write_failure,
            write_remedy,
        )

        text = json.dumps(preferences, indent=2, ensure_ascii=False) + "\n"
        try:
            make_private(self._path.parent)
            write_atomically(self._path, text.encode(), durable=True)
        except OSError as exc:
            raise PreferencesError(
                f"the choice holds for this run only, and cannot be remembered ({write_failure(exc)})",
                fix=write_remedy(exc, "allow writing there, or name another folder in PRACTICE_PLAYER_HOME"),
                place=str(self._path),
            ) from exc
