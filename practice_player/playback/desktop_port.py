"""The desktop as a practice uses it: implemented in `core/desktop.py`, and by fakes in tests."""

from collections.abc import Sequence
from typing import Protocol

from practice_player.playback.remote_request import RemoteRequest
from practice_player.playback.snapshot import PlaybackSnapshot


class DesktopPort(Protocol):
    """Is told what one practice shows, and passes on what is asked of it; never waits, never fails."""

    def show(self, snapshot: PlaybackSnapshot) -> None:
        """Takes each snapshot that is shown."""
        ...

    def end(self) -> None:
        """Notes that the practice is over, or never began; may be called again."""
        ...

    def take(self) -> Sequence[RemoteRequest]:
        """Returns what was asked since the last call, in order; a front end looks as often as it shows."""
        ...


class NoDesktop:
    """A desktop that wants to know nothing, and asks for nothing."""

    def show(self, snapshot: PlaybackSnapshot) -> None: ...

    def end(self) -> None: ...

    def take(self) -> Sequence[RemoteRequest]:
        return ()
