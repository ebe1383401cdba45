"""The text of `show`, kept until something changes: the model of scripts is not loaded to print it again."""

import time
from collections.abc import Callable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Final

from practice_player import settings
from practice_player.core.chosen_sound import first_voice
from practice_player.core.preferences import Preferences
from practice_player.core.request import PracticeRequest
from practice_player.core.script_stamps import ScriptStamps, other_files_of
from practice_player.core.unchanged_list import usable_voices
from practice_player.core.user_settings import UserSettings
from practice_player.core.voice_order import VoiceOrder
from practice_player.lib.fact_cache import FactCache
from practice_player.script.discovery import find_script
from practice_player.voice.lookup import voice_folders

if TYPE_CHECKING:
    from practice_player.script.model import Script

FILE_NAME: Final = "shown.json"
MAX_PAGES: Final = 64


class ShownPage:
    """What `show` prints for one request, as it was last made."""

    def __init__(
        self, request: PracticeRequest, preferences: Preferences, *, clock: Callable[[], float] = time.time
    ) -> None:
        """`clock` returns the time of day.

        Raises:
            NameUnknownError: there is no such practice or file.
        """
        self._clock = clock
        self._file = find_script(request.name, settings.sessions_dirs())
        self._memory = FactCache.open(settings.cache_dir() / FILE_NAME, max_facts=MAX_PAGES)
        chosen = preferences.chosen
        order = VoiceOrder(chosen, usable_voices(self._memory, clock()))
        voice = request.voice or first_voice(chosen, order.usable)
        second_voice = order.second_of(voice)
        folders = order.folders(voice) + (voice_folders(second_voice) if second_voice else ())
        self._stamps = ScriptStamps(folders, second_voice or "", clock())
        self._stamps.note(self._file.path)
        asked = (self._file.path, self._file.replaces, *order.usable)
        self._key = "\n".join([*map(str, asked), _as_text(request), _as_text(chosen)])

    def recall(self) -> list[str] | None:
        """Returns its lines; None if it was never made, or something has changed since."""
        cached = self._memory.recall(self._key)
        if not self._stamps.are_certain or not cached:
            return None
        stamp, (lines, other_files) = cached
        if stamp != self._stamps.of(self._file.path, [Path(path) for path in other_files]):
            return None
        return [str(line) for line in lines]

    def keep(self, lines: Sequence[str], script: "Script") -> None:
        """Keeps its lines, unless something that they depend on may just be changing."""
        other_files = other_files_of(self._file.path, script)
        if self._stamps.is_certain_of(self._file.path, other_files, self._clock()):
            value = [list(lines), [str(path) for path in other_files]]
            self._memory.keep(self._key, self._stamps.of(self._file.path, other_files), value)
        self._memory.save()


def _as_text(choices: PracticeRequest | UserSettings) -> str:
    """Returns a text of all fields, the same in every run: that of a set would follow no order."""
    values = {field.name: getattr(choices, field.name) for field in fields(choices)}
    return repr(
        {name: sorted(value) if isinstance(value, frozenset) else value for name, value in values.items()}
    )
