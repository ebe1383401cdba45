"""The current practice and those set aside for it, and what is recorded when each closes."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from practice_player.core.desktop import Desktop
from practice_player.playback.engine_port import EnginePort
from practice_player.playback.notices import SilenceNotice
from practice_player.playback.session import PlaybackSession
from practice_player.sound import underrun_history

if TYPE_CHECKING:
    from practice_player.playback.journal_writer import JournalWriter  # SQLite comes with it


class OpenSessions:
    """A stack of open practices, the current one last; closing one writes its journal and its underruns."""

    def __init__(self, sound: EnginePort, underruns_path: Path | None, desktop: Desktop) -> None:
        self._sound = sound
        self._desktop = desktop
        self._underruns_path = underruns_path
        self.silence_notice = SilenceNotice()
        self._open: list[tuple[PlaybackSession, int]] = []
        """Each with the count of underruns before it began."""

    @property
    def last(self) -> PlaybackSession | None:
        """The current practice, or the one that has just ended; None before the first."""
        return self._open[-1][0] if self._open else None

    @property
    def journal_writer(self) -> "JournalWriter | None":
        """The journal writer of the last practice; None if it has no journal."""
        return self.last.journal_writer if self.last else None

    def add(self, session: PlaybackSession) -> None:
        self._open.append((session, self._sound.underruns))

    def close_last(self) -> None:
        """Closes the last practice; returns once its journal is written, or after two seconds."""
        session, underruns_before = self._open.pop()
        session.desktop.end()
        session.close()
        if self._underruns_path and session.practised_s:
            underruns = self._sound.underruns - underruns_before
            underrun_history.append(self._underruns_path, underruns, datetime.now(UTC))

    def close_all(self) -> None:
        while self._open:
            self.close_last()

    def close(self) -> None:
        """Closes all; the desktop has nothing to do with them any more."""
        self._desktop.close()
        self.close_all()
