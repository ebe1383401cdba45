"""Who speaks beside or in place of whom, among the voices of this machine."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from practice_player.core.chosen_sound import second_voice
from practice_player.core.user_settings import UserSettings
from practice_player.voice.fallback import speaking_order
from practice_player.voice.lookup import voice_folders


@dataclass(frozen=True, slots=True)
class VoiceOrder:
    """The order of the voices, by name; loads none of them."""

    chosen: UserSettings

    usable: Sequence[str]
    """The names of the voices that can be used."""

    def second_of(self, first: str) -> str | None:
        """Returns who speaks beside a voice; None if there is no other."""
        return second_voice(self.chosen, self.usable, first)

    def speakers(self, first: str) -> list[str]:
        """Returns the voices that may speak where `first` is asked for, in their order."""
        return speaking_order(first, self.chosen.voices, self.usable)

    def folders(self, first: str) -> tuple[Path, ...]:
        """Returns the folders of the same voices that are there."""
        return tuple(folder for name in self.speakers(first) for folder in voice_folders(name))
