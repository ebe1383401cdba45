"""The practice under way, and those that were set aside for it; what is kept of each when it closes."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from practice_player.playback.engine_port import EnginePort
from practice_player.playback.session import PlaybackSession
from practice_player.sound import underrun_history

if TYPE_CHECKING:
    from practice_player.playback.journal_writer import JournalWriter  # SQLite comes with it


class OpenSessions:
    """The one under way is the last; closing writes its journal, and how often the card ran dry in it."""

    def __init__(self, sound: EnginePort, underruns_path: Path | None) -> None:
        self._sound = sound
        self._underruns_path = underruns_path
        self._open: list[tuple[PlaybackSession, int]] = []
        """Each with the underruns of the sound before it began."""

    @property
    def last(self) -> PlaybackSession | None:
        """The practice under way, or the one that was just done."""
        return self._open[-1][0] if self._open else None

    @property
    def writer(self) -> "JournalWriter | None":
        """Its entry in the journal."""
        return self.last.journal_writer if self.last else None

    def add(self, session: PlaybackSession) -> None:
        self._open.append((session, self._sound.underruns))

    def close_last(self) -> None:
        """Returns once all that is kept of the practice under way is written, or after two seconds."""
        session, underruns_before = self._open.pop()
        session.close()
        if self._underruns_path and session.practised_s:
            underruns = self._sound.underruns - underruns_before
            underrun_history.append(self._underruns_path, underruns, datetime.now(UTC))

    def close_all(self) -> None:
        while self._open:
            self.close_last()
