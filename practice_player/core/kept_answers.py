"""What was worked out for a request, kept until something changes: nothing is read to answer it again."""

import time
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

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


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """A file of the cache folder for answers of one kind."""

    name: str
    max_answers: int


SHOWN: Final = AnswerFile("shown.json", 64)
"""The lines that `show` prints."""

WRITTEN: Final = AnswerFile("written.json", 12)
"""What `render` writes to a sound file, in place of its samples; each takes some 50 kB."""


class KeptAnswer:
    """The answer to one request, as it was last worked out; without a trace for one that leaves none."""

    def __init__(
        self,
        file: AnswerFile,
        request: PracticeRequest,
        preferences: Preferences,
        *,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """`clock` returns the time of day.

        Raises:
            NameUnknownError: there is no such practice or file.
        """
        self._clock = clock
        self._file = find_script(request.name, settings.sessions_dirs())
        path = settings.cache_dir() / file.name if request.log else None
        self._memory = FactCache.open(path, max_facts=file.max_answers)
        chosen = preferences.chosen
        order = VoiceOrder(chosen, usable_voices(self._memory, clock()))
        voice = request.voice or first_voice(chosen, order.usable)
        second_voice = order.second_of(voice)
        folders = order.folders(voice) + (voice_folders(second_voice) if second_voice else ())
        self._stamps = ScriptStamps(folders, second_voice or "", clock())
        self._stamps.note(self._file.path)
        asked = (self._file.path, self._file.replaces, *order.usable)
        self._key = "\n".join([*map(str, asked), _as_text(request), _as_text(chosen)])

    def recall(self) -> Any | None:
        """Returns the answer; None if it was never kept, or something has changed since."""
        cached = self._memory.recall(self._key)
        if not self._stamps.are_certain or not cached:
            return None
        stamp, (answer, other_files) = cached
        if stamp != self._stamps.of(self._file.path, [Path(path) for path in other_files]):
            return None
        return answer

    def keep(self, answer: Any, script: "Script") -> None:
        """Keeps an answer, which JSON can hold, unless what it depends on may just be changing."""
        other_files = other_files_of(self._file.path, script)
        if self._stamps.is_certain_of(self._file.path, other_files, self._clock()):
            value = [answer, [str(path) for path in other_files]]
            self._memory.keep(self._key, self._stamps.of(self._file.path, other_files), value)
        self._memory.save()


def _as_text(choices: PracticeRequest | UserSettings) -> str:
    """Returns a text of all fields, the same in every run: that of a set would follow no order."""
    values = {field.name: getattr(choices, field.name) for field in fields(choices)}
    return repr(
        {name: sorted(value) if isinstance(value, frozenset) else value for name, value in values.items()}
    )
