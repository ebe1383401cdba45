"""The voices of this machine, each loaded once it speaks."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from practice_player.core.voice_order import VoiceOrder
from practice_player.timeline.model import ClipFinder
from practice_player.voice.fallback import first_that_has_it
from practice_player.voice.lookup import find_own_voice

if TYPE_CHECKING:
    from practice_player.clips.analysis_cache import ClipAnalysisCache
    from practice_player.script.model import Script
    from practice_player.voice.voice import Voice


class Voices:
    """Finds recordings by name of the voice; any thread may ask."""

    def __init__(self, order: VoiceOrder, analysis_cache: "ClipAnalysisCache") -> None:
        self._order = order
        self._analysis_cache = analysis_cache
        self._loaded: dict[str, Voice] = {}

    def find_clips(self, name: str, wait_s: float | None = None) -> ClipFinder:
        """Returns a finder for a voice and for the one beside it; waits at most `wait_s` for a recording.

        Where the voice has no recording, the next one in the order speaks.

        Raises:
            VoiceError: the voice cannot be used.
        """
        from practice_player.timeline.finders import TwoVoices

        self._load(name)

        def open_finder(voice_name: str) -> ClipFinder:
            return partial(self._load(voice_name).find, wait_s=wait_s)

        speakers = self._order.speakers(name)
        first = first_that_has_it([partial(open_finder, speaker) for speaker in speakers])
        second = self._order.second_of(name)
        if second is None:
            return first
        return TwoVoices(first, lambda text: self._load(second).find(text, wait_s=wait_s))

    def find_clips_at_once(self, name: str) -> ClipFinder:
        """Returns a finder that waits for no recording, for use during a practice."""
        return self.find_clips(name, wait_s=0.0)

    def speakers(self, first: str) -> "list[Voice]":
        """Returns the voices that may speak where `first` is asked for, in their order."""
        return [self._load(name) for name in self._order.speakers(first)]

    def second_recordings(self, first: str, script: "Script") -> list[Path]:
        """Returns where the recordings are, or would be, of what the voice beside the first is to say."""
        from practice_player.timeline.phrases import spoken_by

        second = self._order.second_of(first)
        texts = [text for role, text in spoken_by(script) if role == "second"] if second else []
        return [self._load(second).path_for(text) for text in texts if second]

    def _load(self, name: str) -> "Voice":
        if name not in self._loaded:
            # With the person's own folder, so that what is narrated meanwhile is found.
            self._loaded[name] = find_own_voice(name, self._analysis_cache)
        return self._loaded[name]
