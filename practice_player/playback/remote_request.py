"""What is asked of a practice from outside its screen, such as by a media key.  Pure."""

from dataclasses import dataclass
from enum import StrEnum

from practice_player.playback.snapshot import PlaybackState


class RemoteAction(StrEnum):
    PLAY = "play"
    PAUSE = "pause"
    PLAY_PAUSE = "play-pause"
    NEXT = "next"
    PREVIOUS = "previous"
    STOP = "stop"
    VOICE_LEVEL = "voice level"


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteRequest:
    """One request; a front end does with it what it does with the key, or the word, for the same."""

    action: RemoteAction
    voice_db: float = 0.0
    """With `VOICE_LEVEL`, the level that the voice is to have, in dB relative to the recording."""

    def is_for_pause_key(self, state: PlaybackState) -> bool:
        """Whether the key that pauses and goes on does what is asked; False where it is so already."""
        if state is PlaybackState.PLAYING:
            return self.action in (RemoteAction.PAUSE, RemoteAction.PLAY_PAUSE)
        if state is PlaybackState.PAUSED:
            return self.action in (RemoteAction.PLAY, RemoteAction.PLAY_PAUSE)
        return False
