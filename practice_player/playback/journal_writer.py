"""Keeps the journal while a practice runs, from a thread of its own.

A disk that is slow or full never holds a practice up.  What is known of the practice is written whole each
time: a write that fails is made good by the next, and one that is waited for says whether it is safe.
"""

import logging
import threading
import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Protocol

from practice_player.journal.entry import Ended
from practice_player.journal.keeping import KeepResult, erase, keep
from practice_player.journal.record import JournalRecord
from practice_player.lib.errors import JournalError

RETRY_S: Final = 1.0
"""How soon a write that failed is tried again; anything new to write is tried at once."""

WORD_S: Final = 5.0
"""How long a word is waited for."""

SHUT_S: Final = 2.0
"""How long the end of the program is put off: a try that is under way, and one more."""

log = logging.getLogger(__name__)


class Keep(Protocol):
    def __call__(self, path: Path, record: JournalRecord, *, last_write_failed: bool) -> KeepResult: ...


def now_here() -> datetime:
    """The time of day, with how far clocks stand from UTC here."""
    return datetime.now().astimezone()


class JournalWriter:
    """One practice's row in the journal; every method but `note` and `close` returns at once."""

    def __init__(
        self,
        path: Path,
        *,
        name: str,
        title: str,
        practice: str,
        planned_s: float,
        people: tuple[str, ...] = (),
        first: str = "",
        check_in: Mapping[str, int] = MappingProxyType({}),
        keep: Keep = keep,
        clock: Callable[[], datetime] = now_here,
        retry_s: float = RETRY_S,
    ) -> None:
        self._path, self._write, self._clock, self._retry_s = path, keep, clock, retry_s
        self._check_ins: dict[str, dict[str, int]] = {"before": dict(check_in)} if check_in else {}
        self._row = {
            "name": name,
            "title": title,
            "practice": practice,
            "planned_s": planned_s,
            "people": people,
            "first": first,
            "check_ins": self._check_ins,
        }
        self._changed = threading.Condition()
        self._record: JournalRecord | None = None
        self._told = self._tried = self._kept = 0
        """How often something was told, and how much of it was tried and kept."""

        self._writing = self._over = False
        self._safe = True
        self.trouble = ""
        """Why the journal cannot be written, or empty."""

        self.news = ""
        """What happened to a damaged journal, or empty."""

    @property
    def lost(self) -> bool:
        """True when what is known now would not outlive this program."""
        with self._changed:
            return self._tried < self._told or not self._safe

    def begin(self) -> None:
        at = self._clock()
        self._tell(key=uuid.uuid4().hex, started_at=at, offset=at.utcoffset(), **self._row)

    def beat(self, practised_s: float) -> None:
        self._tell(practised_s=practised_s)

    def end(self, practised_s: float, *, finished: bool) -> None:
        self._tell(practised_s=practised_s, ended=Ended.FINISHED if finished else Ended.STOPPED)

    def check_in_after(self, numbers: Mapping[str, int]) -> None:
        """Keeps how that one person is afterwards, in numbers."""
        if numbers:
            self._check_ins = self._check_ins | {"after": dict(numbers)}
            self._tell(check_ins=self._check_ins)

    def note(self, word: str, wait_s: float = WORD_S) -> None:
        """Returns once the word is safe.

        Raises:
            JournalError: it is not, after `wait_s` at the latest.
        """
        mine = self._tell(note=word)
        with self._changed:
            tried = self._changed.wait_for(lambda: self._tried >= mine, wait_s)
            if tried and self._safe:
                return
        raise JournalError(
            "the word is not kept: the journal cannot be written",
            fix="press enter once more, or practice-player doctor",
        )

    def forget(self) -> None:
        """Takes the practice out of the journal again; nothing more of it is written.

        Raises:
            JournalError: the journal cannot be written.
        """
        self.close()
        if self._record:
            erase(self._path, self._record.key)

    def close(self, wait_s: float = SHUT_S) -> None:
        """Returns once everything was tried, or after `wait_s`; nothing is tried a second time."""
        with self._changed:
            self._over = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._tried == self._told, wait_s)

    def _tell(self, **known: Any) -> int:
        """Puts something down and has it written; returns its number."""
        with self._changed:
            at = self._clock()
            self._record = replace(self._record, beaten_at=at, **known) if self._record else None
            self._record = self._record or JournalRecord(beaten_at=at, **known)
            self._told += 1
            if not self._writing:
                self._writing = True
                threading.Thread(target=self._work, daemon=True).start()
            self._changed.notify_all()
            return self._told

    def _work(self) -> None:
        while (number := self._next()) is not None:
            with self._changed:
                record, last_write_failed = self._record, bool(self.trouble)
            kept = self._try(record, last_write_failed=last_write_failed) if record else KeepResult()
            with self._changed:
                self._tried, self._safe, self.trouble = number, kept.safe, kept.trouble
                self.news = kept.damage_notice or self.news
                if not kept.trouble:
                    self._kept = number
                self._changed.notify_all()

    def _next(self) -> int | None:
        """Waits until there is something to write; None when nothing more comes."""
        with self._changed:
            if self._kept < self._tried == self._told and not self._over:
                self._changed.wait_for(lambda: self._told > self._tried or self._over, self._retry_s)
            else:
                self._changed.wait_for(lambda: self._told > self._tried or self._over)
            if self._over and self._tried == self._told:
                self._writing = False
                return None
            return self._told

    def _try(self, record: JournalRecord, *, last_write_failed: bool) -> KeepResult:
        try:
            return self._write(self._path, record, last_write_failed=last_write_failed)
        except Exception as exc:
            # Whatever it is, the practice goes on, and that nothing is kept is said.
            if not last_write_failed:
                with suppress(OSError):
                    log.exception("the journal cannot be written")
            return KeepResult(trouble=str(exc) or "the journal cannot be written", safe=False)
