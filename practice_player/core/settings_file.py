"""Reads and writes the file of settings; comments and order survive a change.

A file with a problem is never written: changes hold for this run only, until the file is mended.
Thread-safe.
"""

import os
import threading
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from practice_player.core.user_settings import SettingsText, UserSettings
from practice_player.lib.diagnostics import Diagnostic, Place
from practice_player.lib.errors import PreferencesError
from practice_player.lib.folders import make_private
from practice_player.lib.plain_files import UnusableFileError, read_text

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

FileMark: TypeAlias = tuple[int, int, int] | None
"""Modification time, size and inode of the file; None if there is no file."""

HEAD: Final = (
    "What you chose for every day.  Change it here or in the program: press , at home.\n"
    "`practice-player settings` prints what holds and what is amiss."
)

COMMENT_LETTERS: Final = 98


class SettingsFile:
    """One person's settings; without a path, changes hold for this run and are not written."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._mark: FileMark = None
        self._text = SettingsText()
        self._held: dict[str, Any] = {}
        """Changes that are not written yet, by key."""

        self._changes = 0
        self._writing = threading.Lock()

    @property
    def name(self) -> str:
        """The file's name without its folder, for short messages; empty without a path."""
        return self.path.name if self.path else ""

    @property
    def values(self) -> UserSettings:
        """The current values."""
        return self._read().values

    @property
    def written(self) -> frozenset[str]:
        """The keys that are set; all other settings have their defaults."""
        return self._read().written

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """The problems in the file; as long as there are any, it is not written."""
        return self._read().problems

    @property
    def is_held(self) -> bool:
        """Whether there are changes that are not written."""
        with self._lock:
            self._read()
            return bool(self._held)

    def mark(self) -> tuple[FileMark, int]:
        """Returns a value that changes when the file is written or a setting is changed."""
        with self._lock:
            return self._file_mark(), self._changes

    def change(self, changes: Mapping[str, Any]) -> bool:
        """Changes settings by key and saves them; see `hold` and `save`."""
        self.hold(changes)
        return self.save()

    def hold(self, changes: Mapping[str, Any]) -> None:
        """Changes settings by key without writing them.

        Raises:
            SettingValueError: a value is not valid.
        """
        from practice_player.core.setting_rows import ROWS

        checked = {key: ROWS[key].kind.checked(value) for key, value in changes.items()}
        with self._lock:
            now = self._read()
            for key, value in checked.items():
                if key not in now.written or getattr(now.values, key) != value:
                    self._changes += 1
                    self._held[key] = value

    def save(self) -> bool:
        """Writes the changes; returns False if the file has a problem, or there is no path.

        Raises:
            PreferencesError: the file cannot be written; the changes hold for this run.
        """
        with self._writing:
            with self._lock:
                problems = self._read().problems
                changes = dict(self._held)
            if not changes:
                return True
            if self.path is None or problems:
                return False
            self._write(self.path, changes)  # outside the lock: a slow disk must not delay readers
            with self._lock:
                self._read()
                self._held = {
                    key: value
                    for key, value in self._held.items()
                    if key not in changes or changes[key] != value
                }
                return not self._held

    def _read(self) -> SettingsText:
        """Returns the settings of the file with the changes that are not written."""
        with self._lock:
            mark = self._file_mark()
            if mark != self._mark:
                self._mark, before = mark, self._text
                self._text = self._read_file()
                if before.problems and not self._text.problems:
                    self._held = {}  # it was mended by hand, and what it says is newer
            if not self._held:
                return self._text
            values = replace(self._text.values, **self._held)
            return replace(self._text, values=values, written=self._text.written | self._held.keys())

    def _read_file(self) -> SettingsText:
        if self.path is None or self._mark is None:
            return SettingsText()
        from practice_player.core.settings_text import (
            read_settings,  # the first frame needs it for a file only
        )

        try:
            return read_settings(read_text(self.path), str(self.path))
        except UnusableFileError as exc:
            place = Place(str(self.path), exc.line, exc.column)
            fix = "mend this file, or move it away"
            return SettingsText(problems=(Diagnostic(place=place, problem=str(exc), fix=fix),))

    def _file_mark(self) -> FileMark:
        try:
            status = self.path.stat() if self.path else None
        except (OSError, ValueError):
            return None
        return (status.st_mtime_ns, status.st_size, status.st_ino) if status else None

    def _write(self, path: Path, changes: Mapping[str, Any]) -> None:
        from practice_player.lib.atomic_files import (  # late: the first frame reads only
            write_atomically,
            write_failure,
            write_remedy,
        )

        try:
            target = Path(os.path.realpath(path))  # a symbolic link stays one
            text = read_text(target) if self._mark else ""
            make_private(target.parent)
            write_atomically(target, _changed(text, changes).encode(), durable=True)
        except (OSError, UnusableFileError) as exc:
            reason = write_failure(exc) if isinstance(exc, OSError) else str(exc)
            raise PreferencesError(
                f"the choice holds for this run only, and cannot be remembered ({reason})",
                fix=write_remedy(exc, "allow writing there, or name another folder in PRACTICE_PLAYER_HOME"),
                place=str(path),
            ) from exc


def _changed(text: str, changes: Mapping[str, Any]) -> str:
    """Returns the text of a settings file with other values; everything else in it stays."""
    import tomlkit  # needed for writing only

    from practice_player.core.setting_rows import ROWS

    document = tomlkit.parse(text if text.endswith("\n") or not text else f"{text}\n")
    if not text:
        _comment(document, HEAD)
    for key, value in changes.items():
        if key not in document:
            document.add(tomlkit.nl())
            row = ROWS[key]
            _comment(document, f"{row.name}: {row.about}.")
            _comment(document, row.kind.described().replace("`", ""))
        if isinstance(value, tuple) and isinstance(document.get(key), list):
            _change_list(document[key], value)
        else:
            document[key] = _plain(value)
    return tomlkit.dumps(document)


def _change_list(array: Any, words: tuple[str, ...]) -> None:
    """Changes a list word by word, so that its layout and its comments survive."""
    for word in [word for word in array if word not in words]:
        array.remove(word)
    for word in words:
        if word not in array:
            array.append(word)
    for at, word in enumerate(words):
        if array[at] != word:
            array[at] = word


def _comment(document: "TOMLDocument", words: str) -> None:
    import textwrap

    import tomlkit

    for paragraph in words.split("\n"):
        for line in textwrap.wrap(paragraph, COMMENT_LETTERS, break_on_hyphens=False):
            document.add(tomlkit.comment(line))


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return int(value) if isinstance(value, float) and value.is_integer() else value
