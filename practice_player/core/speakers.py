"""The voices that may speak, each opened once, and who speaks where one has no recording."""

from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from practice_player.clips.analysis_cache import ClipAnalysisCache
from practice_player.timeline.model import ClipFinder
from practice_player.voice.fallback import first_that_has_it, speaking_order
from practice_player.voice.lookup import find_own_voice, voice_folders

if TYPE_CHECKING:
    from practice_player.voice.voice import Voice


class Speakers:
    """Opens voices by name."""

    def __init__(
        self, chosen: Sequence[str], usable: Sequence[str], analysis_cache: ClipAnalysisCache
    ) -> None:
        """`chosen` are the voices of the settings, in their order; `usable` those that are there."""
        self._chosen = chosen
        self._usable = usable

        @cache
        def load(name: str) -> "Voice":
            return find_own_voice(name, analysis_cache)  # what is narrated meanwhile is found

        self._load: Callable[[str], Voice] = load

    def find_clips(self, name: str, wait_s: float | None = None) -> ClipFinder:
        """Returns a finder that falls back to the next voice; with a `wait_s` of 0, it waits for nothing.

        Raises:
            VoiceError: the voice that was asked for cannot be used.
        """
        self._load(name)

        def open_finder(voice_name: str) -> ClipFinder:
            return partial(self._load(voice_name).find, wait_s=wait_s)

        return first_that_has_it([partial(open_finder, voice_name) for voice_name in self._order(name)])

    def voices(self, first: str) -> "list[Voice]":
        """Returns the voices that may speak where `first` is asked for, in their order."""
        return [self._load(name) for name in self._order(first)]

    def folders(self, first: str) -> tuple[Path, ...]:
        """Returns the folders of the same voices that are there."""
        return tuple(folder for name in self._order(first) for folder in voice_folders(name))

    def _order(self, first: str) -> list[str]:
        return speaking_order(first, self._chosen, self._usable)
