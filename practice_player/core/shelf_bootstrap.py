"""Creates the shelf from its real parts: all that is needed to show a practice, or to write it to a file."""

from dataclasses import dataclass
from functools import partial

from practice_player import settings
from practice_player.clips.analysis_cache import ClipAnalysisCache
from practice_player.core.arranger import Arranger
from practice_player.core.card_cache import CardCache
from practice_player.core.chosen_sound import first_voice
from practice_player.core.preferences import Preferences
from practice_player.core.shelf import Shelf
from practice_player.core.unchanged_list import open_card_cache
from practice_player.core.voice_order import VoiceOrder
from practice_player.core.voices import Voices
from practice_player.script.library import Library
from practice_player.voice.lookup import usable_voices
from practice_player.voice.script_recordings import ScriptRecordings


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfParts:
    """The scripts, voices and recordings of this machine, and what one person chose of them."""

    preferences: Preferences
    library: Library
    order: VoiceOrder
    voices: Voices
    voice: str
    recordings: ScriptRecordings
    card_cache: CardCache

    log: bool
    """Whether anything may be written, to the journal or to a cache."""

    @property
    def second_voice(self) -> str | None:
        return self.order.second_of(self.voice)


def find_parts(voice: str | None, preferences: Preferences | None, *, log: bool | None) -> ShelfParts:
    """Finds the parts of a shelf; the settings decide what is None."""
    preferences = preferences or Preferences(settings.preferences_path())
    chosen = preferences.chosen
    log = chosen.journal if log is None else log
    order = VoiceOrder(chosen, usable_voices())
    voice = voice or first_voice(chosen, order.usable)
    analysis_cache = ClipAnalysisCache.open() if log else ClipAnalysisCache(None)
    voices = Voices(order, analysis_cache)
    second_recordings = partial(voices.second_recordings, voice)
    return ShelfParts(
        preferences=preferences,
        library=Library(settings.sessions_dirs()),
        order=order,
        voices=voices,
        voice=voice,
        recordings=ScriptRecordings(analysis_cache),
        card_cache=open_card_cache(order, voice, log=log, second_recordings=second_recordings),
        log=log,
    )


def create_shelf(
    *, voice: str | None = None, log: bool | None = None, preferences: Preferences | None = None
) -> Shelf:
    """Creates a shelf, which plays nothing; the parameters are as in `create_core`."""
    parts = find_parts(voice, preferences, log=log)
    find_clip = partial(parts.voices.find_clips, parts.voice)
    return Shelf(
        parts.library,
        Arranger(find_clip, parts.recordings, parts.preferences, parts.voice, parts.voices.find_clips),
        parts.recordings,
        parts.preferences,
        parts.card_cache,
        voice=parts.voice,
        second_voice=parts.second_voice,
    )
