"""What a person chose once for every day, kept in a small file.

Adaptations, and settings of the program: what somebody consents to is asked anew each time and never
written down.  A file that is missing or broken is as good as an empty one.
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

KEY: Final = "without"
MOST_BYTES: Final = 100_000


class Setting(StrEnum):
    """Something that is on or off, by its key in the file."""

    WELCOMED = "welcomed"
    """Whether the first screen, which says what this is and is not, was read."""

    GATE_PASSED = "gate_passed"
    """Whether two people read that they practise together only if each of them could say no."""

    TENDER = "tender"
    """Whether tender practices begin without saying so first."""

    SOLO_ONLY = "solo_only"
    """Whether practices for two are hidden."""

    TOGETHER_KEPT = "together_kept"
    """Whether practices for two are kept in the journal."""

    CHECK_INS = "check_ins"
    """Whether practices for one ask for numbers before and after."""


_DEFAULTS: Final = {Setting.TOGETHER_KEPT: True}
"""All others are off until somebody turns them on."""

log = logging.getLogger(__name__)


class Preferences:
    """One person's preferences, read afresh each time."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def without(self) -> frozenset[str]:
        """What this person leaves out wherever a practice has another way."""
        found = self._read().get(KEY)
        words = found if isinstance(found, list) else []
        return frozenset(word for word in words if word in ADAPTATIONS.values())

    def is_on(self, setting: Setting) -> bool:
        """Whether a setting is on: as it was set, or as it is for everybody."""
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
        """Differs from the mark before when the file was touched; None when there is none."""
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
        kept = self.without() | {word} if left_out else self.without() - {word}
        if kept != self.without():
            self._write(self._read() | {KEY: sorted(kept)})

    def _read(self) -> dict[str, Any]:
        try:
            if not self._path.is_file() or self._path.stat().st_size > MOST_BYTES:
                return {}
            found = json.loads(self._path.read_bytes())
        except (OSError, ValueError, RecursionError) as exc:
            log.warning("the preferences cannot be read: %s", exc)
            return {}
        return found if isinstance(found, dict) else {}

    def _write(self, preferences: dict[str, Any]) -> None:
        written = json.dumps(preferences, indent=2, ensure_ascii=False) + "\n"
        try:
            make_private(self._path.parent)
            write_atomically(self._path, written.encode(), durable=True)
        except OSError as exc:
            raise PreferencesError(
                f"the choice holds now, but cannot be remembered ({exc.strerror})",
                fix="allow writing there, or name another folder in PRACTICE_PLAYER_HOME",
                place=str(self._path),
            ) from exc
