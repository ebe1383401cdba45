"""What the desktop has to do with a practice: it stays awake for it, and its media keys lead it."""

from collections.abc import Callable, Sequence

from practice_player import settings
from practice_player.core.preferences import Preferences
from practice_player.core.request import PracticeRequest
from practice_player.core.staying_awake import StayAwake, Wish
from practice_player.mpris.media_keys import MediaKeys, RemotePractice
from practice_player.playback.desktop_port import DesktopPort
from practice_player.playback.remote_request import RemoteRequest
from practice_player.playback.snapshot import PlaybackSnapshot, PlaybackState
from practice_player.script.model import Script


class Desktop:
    """The desktop for all practices of a run; what is None is left alone."""

    def __init__(self, stay_awake: StayAwake | None = None, media_keys: MediaKeys | None = None) -> None:
        self._stay_awake = stay_awake
        self._media_keys = media_keys

    def follow(
        self, script: Script, request: PracticeRequest, voice: str, preferences: Preferences | None
    ) -> DesktopPort:
        """Returns what a practice tells the desktop by, as far as the settings want that."""
        return _PracticeOnDesktop(
            self._keeping_awake(script, request, preferences), self._leading(script, voice, preferences)
        )

    def close(self) -> None:
        """Lets the machine sleep, and has the keys lead nothing any more."""
        if self._media_keys:
            self._media_keys.close()
        if self._stay_awake:
            self._stay_awake.close()

    def _keeping_awake(
        self, script: Script, request: PracticeRequest, preferences: Preferences | None
    ) -> Callable[[bool], object]:
        """Returns what is told whether a practice plays, or waits; the machine stays awake meanwhile.

        Before sleep the screen may go dark, and where somebody alone waits for a time, perhaps all night.
        """
        if self._stay_awake is None or (preferences and not preferences.chosen.stay_awake):
            return bool
        waits_alone = request.begins_at is not None and request.in_step_with is None
        may_go_dark = "bedtime" in script.care or waits_alone
        hold, wish = self._stay_awake.hold, Wish.AWAKE if may_go_dark else Wish.SHOWING
        return lambda plays: hold(wish if plays else Wish.NOTHING)

    def _leading(self, script: Script, voice: str, preferences: Preferences | None) -> RemotePractice | None:
        if self._media_keys is None or (preferences and not preferences.chosen.media_keys):
            return None
        return self._media_keys.attach(script.title, voice, _shipped_voices())


class _PracticeOnDesktop:
    """One practice, told to all of the desktop that follows it."""

    def __init__(self, keep_awake: Callable[[bool], object], remote: RemotePractice | None) -> None:
        self._keep_awake = keep_awake
        self._remote = remote

    def show(self, snapshot: PlaybackSnapshot) -> None:
        self._keep_awake(snapshot.state in (PlaybackState.PLAYING, PlaybackState.WAITING))
        if self._remote:
            self._remote.show(snapshot)

    def end(self) -> None:
        self._keep_awake(False)
        if self._remote:
            self._remote.end()

    def take(self) -> Sequence[RemoteRequest]:
        return self._remote.take() if self._remote else ()


def _shipped_voices() -> frozenset[str]:
    """Returns the names of the shipped voices: nobody who practises here is called by them."""
    try:
        return frozenset(folder.name for folder in settings.shipped_dir("audio").iterdir())
    except OSError:
        return frozenset()
