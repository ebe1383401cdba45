"""A person's lasting choices, stored in a small JSON file.

These are adaptations and settings of the program; consents are asked for each time and never stored.  A
missing or broken file counts as empty.
"""

import json
import logging
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from practice_player.lib.atomic_files import write_atomically
from practice_player.lib.errors import PreferencesError
from practice_player.lib.folders import make_private
from practice_player.script.choices import ADAPTATIONS

WITHOUT_KEY: Final = "without"
MAX_FILE_BYTES: Final = 100_000


class Setting(StrEnum):
    """A setting that is on or off; the value is its key in the file."""

    WELCOMED = "welcomed"
    """Whether the first screen, which says what the program is and is not, has been read."""

    GATE_PASSED = "gate_passed"
    """Whether two people have read that they practise together only if each of them could say no."""

    TENDER = "tender"
    """Whether tender practices begin without a page that says so."""

    SOLO_ONLY = "solo_only"
    """Whether practices for two are hidden."""

    TOGETHER_KEPT = "together_kept"
    """Whether practices for two are kept in the journal."""

    CHECK_INS = "check_ins"
    """Whether practices for one ask for numbers before and after."""


_DEFAULTS: Final = {Setting.TOGETHER_KEPT: True}
"""All other settings are off by default."""

log = logging.getLogger(__name__)


class Preferences:
    """One person's preferences; each call reads the file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def without(self) -> frozenset[str]:
        """Returns the adaptations that this person always leaves out."""
        stored = self._read().get(WITHOUT_KEY)
        words = stored if isinstance(stored, list) else []
        return frozenset(word for word in words if word in ADAPTATIONS.values())

    def is_on(self, setting: Setting) -> bool:
        """Whether a setting is on, as it was set or by default."""
        value = self._read().get(setting)
        return value if isinstance(value, bool) else _DEFAULTS.get(setting, False)

    def turn(self, setting: Setting, *, on: bool) -> None:
        """Changes a setting; everything else in the file stays.

        Raises:
            PreferencesError: the file cannot be written.
        """
        if self.is_on(setting) != on:
            self._write(self._read() | {setting.value: on})

    def mark(self) -> tuple[int, int] | None:
        """Returns a value that changes when the file is written; None if there is no file."""
        try:
            status = self._path.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size

    def leave_out(self, word: str, *, left_out: bool) -> None:
        """Remembers an adaptation, or forgets it; everything else in the file stays.

        Raises:
            PreferencesError: the file cannot be written.
        """
        words = self.without() | {word} if left_out else self.without() - {word}
        if words != self.without():
            self._write(self._read() | {WITHOUT_KEY: sorted(words)})

    def _read(self) -> dict[str, Any]:
        try:
            if not self._path.is_file() or self._path.stat().st_size > MAX_FILE_BYTES:
                return {}
            content = json.loads(self._path.read_bytes())
        except (OSError, ValueError, RecursionError) as exc:
            log.warning("the preferences cannot be read: %s", exc)
            return {}
        return content if isinstance(content, dict) else {}

    def _write(self, preferences: dict[str, Any]) -> None:
        text = json.dumps(preferences, indent=2, ensure_ascii=False) + "\n"
        try:
            make_private(self._path.parent)
            write_atomically(self._path, text.encode(), durable=True)
        except OSError as exc:
            raise PreferencesError(
                f"the choice holds now, but cannot be remembered ({exc.strerror})",
                fix="allow writing there, or name another folder in PRACTICE_PLAYER_HOME",
                place=str(self._path),
            ) from exc
