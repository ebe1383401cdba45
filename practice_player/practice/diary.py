"""Keeps the journal while a practice runs, from a thread of its own.

A disk that is slow or full never holds a practice up: what cannot be written is said once, calmly.
"""

import logging
import queue
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from practice_player.errors import JournalError
from practice_player.journal.entry import Ended
from practice_player.journal.store import Journal

log = logging.getLogger(__name__)


class Diary:
    """One practice's row in the journal; every method returns at once."""

    def __init__(self, path: Path | None, *, name: str, title: str, practice: str, planned_s: float) -> None:
        self._path = path
        self._row = {"name": name, "title": title, "practice": practice}
        self._planned_s = planned_s
        self._waiting: queue.Queue[Callable[[Journal, int], None] | None] = queue.Queue()
        self._thread = threading.Thread(target=self._keep, daemon=True)
        self.trouble = ""
        """Why the journal cannot be written, or empty."""

    def begin(self) -> None:
        self._began = datetime.now().astimezone()
        self._thread.start()

    def beat(self, practised_s: float) -> None:
        at = datetime.now(UTC)
        self._waiting.put(lambda journal, row: journal.beat(row, practised_s=practised_s, at=at))

    def end(self, practised_s: float, *, finished: bool) -> None:
        at = datetime.now(UTC)
        ended = Ended.FINISHED if finished else Ended.STOPPED
        self._waiting.put(
            lambda journal, row: journal.close_entry(row, practised_s=practised_s, ended=ended, at=at)
        )

    def note(self, word: str) -> None:
        self._waiting.put(lambda journal, row: journal.add_note(row, word))

    def shut(self, wait_s: float = 2.0) -> None:
        """Returns once everything is written, or after `wait_s`."""
        self._waiting.put(None)
        if self._thread.is_alive():
            self._thread.join(wait_s)

    def _keep(self) -> None:
        try:
            with Journal.open(self._path) as journal:
                row = journal.begin(
                    planned_s=self._planned_s, at=self._began, offset=self._began.utcoffset(), **self._row
                )
                while (write := self._waiting.get()) is not None:
                    write(journal, row)
        except JournalError as exc:
            log.warning("%s", exc)
            self.trouble = exc.problem
