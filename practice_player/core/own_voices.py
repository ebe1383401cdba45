"""A person's own recordings of voices, for the interface: lists them, deletes them, and undoes that."""

from typing import TYPE_CHECKING

from practice_player.core.chosen_sound import first_voice
from practice_player.core.preferences import Preferences
from practice_player.core.user_settings import UserSettings
from practice_player.prompts.own_voices import OwnRecordings, VoiceChange, ask_about_voices
from practice_player.prompts.prompt import Dialog
from practice_player.script.library import Library
from practice_player.timeline.phrases import spoken
from practice_player.voice.fallback import speaking_order
from practice_player.voice.lookup import find_all_voices, find_voice, own_folder, usable_voices

if TYPE_CHECKING:
    from practice_player.voice.voice import Voice


class OwnVoices:
    """Reads the folders anew each time, as recordings are made beside it."""

    def __init__(self, library: Library, preferences: Preferences | None) -> None:
        self._library = library
        self._preferences = preferences

    def names(self) -> list[str]:
        """Returns the voices that something is the person's own of."""
        return [name for name, folders in find_all_voices().items() if own_folder(name) in folders]

    def dialog(self) -> Dialog[VoiceChange | None]:
        """Returns the dialog that asks for one change.

        Raises:
            PracticeError: the scripts cannot be read.
        """
        from practice_player.voice import keeping

        texts = [
            text for loaded in self._library.scripts() if loaded.script for text in spoken(loaded.script)
        ]
        own = []
        for name in self.names():
            folder = keeping.existing_own_folder(name)
            silent_texts = keeping.falling_silent(texts, folder, self._speakers(name))
            count = keeping.recording_count(folder)
            own.append(OwnRecordings(voice=name, recording_count=count, silent_texts=tuple(silent_texts)))
        return Dialog(ask_about_voices(own, keeping.deleted_voices()))

    def apply(self, change: VoiceChange, *, keep_deleted: bool) -> None:
        """Makes a change that the dialog asked for.

        With `keep_deleted`, what was deleted before can still come back.

        Raises:
            VoiceError: something cannot be moved.
        """
        from practice_player.voice import keeping

        if change.kind == "delete":
            keeping.delete_voice(change.voice, keep_deleted=keep_deleted)
            return
        for name in keeping.deleted_voices():
            keeping.restore(name)

    def _speakers(self, name: str) -> "list[Voice]":
        """Returns a voice, and those that speak where it has no recording."""
        chosen, usable = self._preferences.chosen if self._preferences else UserSettings(), usable_voices()
        order = speaking_order(first_voice(chosen, usable), chosen.voices, usable)
        return [find_voice(voice) for voice in dict.fromkeys((name, *order)) if voice in usable]
