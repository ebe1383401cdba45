"""Writes the journal during a practice, in a thread of its own.

A slow or full disk never delays a practice.  The whole record is written each time, so that the next write
makes up for a failed one; a caller that waits for a write learns whether it is safe.
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

from practice_player.journal.editing import ErasedEntry, erase_practice, restore
from practice_player.journal.entry import MIN_NOTED_S, CheckIns, Ended
from practice_player.journal.keeping import KeepResult, keep
from practice_player.journal.record import JournalRecord
from practice_player.lib.errors import JournalError
from practice_player.lib.local_time import local_now

RETRY_S: Final = 1.0
"""Time until a failed write is tried again; a new change is tried at once."""

NOTE_WAIT_S: Final = 5.0
"""How long `note` waits until the note is safe."""

CLOSE_WAIT_S: Final = 2.0
"""How long `close` may delay the end of the program: for a current try, and one more."""

MIN_PRACTISED_S: Final = 20.0
MIN_PRACTISED_SHARE: Final = 1 / 3
"""A practice that was left before both is not kept: it was opened by mistake, or only to look."""

log = logging.getLogger(__name__)


class Keep(Protocol):
    def __call__(self, path: Path, record: JournalRecord, *, last_write_failed: bool) -> KeepResult: ...


class JournalWriter:
    """Writes one practice's row; all but `note`, `forget`, `bring_back` and `close` return at once."""

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
        goal: str = "",
        script_hash: str = "",
        voice: str = "",
        bed: str = "",
        without: tuple[str, ...] = (),
        check_in: Mapping[str, int] = MappingProxyType({}),
        continued: JournalRecord | None = None,
        keep: Keep = keep,
        clock: Callable[[], datetime] = local_now,
        retry_s: float = RETRY_S,
    ) -> None:
        """`continued` is the entry that a practice goes on with after it broke off, instead of a new one."""
        self._path, self._write, self._clock, self._retry_s = path, keep, clock, retry_s
        self._check_ins: CheckIns = {"before": dict(check_in)} if check_in else {}
        self._min_practised_s = min(MIN_PRACTISED_S, MIN_PRACTISED_SHARE * planned_s)
        self._continued = continued
        if continued:
            self._check_ins, self._min_practised_s = continued.check_ins, 0.0
        self._row: dict[str, Any] = {
            "name": name,
            "title": title,
            "practice": practice,
            "planned_s": planned_s,
            "people": people,
            "first": first,
            "goal": goal,
            "script_hash": script_hash,
            "voice": voice,
            "bed": bed,
            "without": without,
            "check_ins": self._check_ins,
        }
        self._changed = threading.Condition()
        self._record: JournalRecord | None = None
        self._change_count = self._tried_count = self._kept_count = 0
        """The number of changes, and how many of them a write has tried and has kept."""

        self._writing = self._closing = False
        self._safe = True
        self._is_erased = False
        """Whether the practice was erased while it could still be written."""

        self._forgotten: ErasedEntry | None = None
        """What `forget` erased, for `bring_back`; in memory only."""

        self.trouble = ""
        """Why the journal cannot be written, or empty."""

        self.news = ""
        """What happened to a damaged journal, or empty."""

    @property
    def lost(self) -> bool:
        """True if the latest state is not on the disk."""
        with self._changed:
            return self._tried_count < self._change_count or not self._safe

    def begin(self) -> None:
        """Notes when the practice begins; it is written once enough of it is practised to be kept."""
        at = self._clock()
        if self._continued:
            self._record = replace(self._continued, beaten_at=at, ended=Ended.RUNNING)
            return
        self._record = JournalRecord(
            key=uuid.uuid4().hex, started_at=at, offset=at.utcoffset(), beaten_at=at, **self._row
        )

    def beat(self, practised_s: float, *, resume: str = "") -> None:
        """Writes how much was practised, and with `resume` where the practice could go on."""
        if practised_s >= self._min_practised_s:
            self._update(practised_s=practised_s, resume=resume)
        elif self._record:
            self._record = replace(self._record, practised_s=practised_s)

    def end(self, practised_s: float, *, finished: bool, grounded: bool = False, resume: str = "") -> None:
        """Writes how the practice ended; one that was opened and soon left again is not kept."""
        ended = Ended.FINISHED if finished else Ended.GROUNDED if grounded else Ended.STOPPED
        if finished or practised_s >= self._min_practised_s:
            self._update(practised_s=practised_s, ended=ended, resume=resume)
        elif self._record:
            self._record = replace(self._record, practised_s=practised_s, ended=ended)

    def check_in_after(self, numbers: Mapping[str, int]) -> None:
        """Adds the numbers that the person entered after the practice."""
        if numbers:
            self._check_ins = {**self._check_ins, "after": dict(numbers)}
            self._update(check_ins=self._check_ins)

    def note(self, note: str, wait_s: float = NOTE_WAIT_S) -> None:
        """Adds a note, which keeps a short practice as well; returns once it is safe.

        Raises:
            JournalError: nothing was practised, the practice was erased meanwhile, or the note is not safe,
                after `wait_s` at the latest.
        """
        if self._record and not self._change_count and self._record.practised_s < MIN_NOTED_S:
            raise JournalError(
                "nothing was practised, so the word is not kept", fix="a word after another practice"
            )
        change_number = self._update(note=note)
        with self._changed:
            tried = self._changed.wait_for(lambda: self._tried_count >= change_number, wait_s)
            if tried and self._is_erased:
                raise JournalError(
                    "this practice was erased meanwhile; the word is not kept",
                    fix="a word after another practice",
                )
            if tried and self._safe:
                return
        raise JournalError(
            "the word is not kept: the journal cannot be written",
            fix="press enter once more, or practice-player doctor",
        )

    def forget(self) -> None:
        """Erases the practice from the journal; nothing more of it is written until `bring_back`.

        Raises:
            JournalError: the journal cannot be written.
        """
        self.close()
        if self._record:
            self._forgotten = erase_practice(self._path, self._record.key) or self._forgotten

    def bring_back(self) -> None:
        """Puts back what `forget` erased; one that only waited beside the journal is written again.

        Raises:
            JournalError: the journal cannot be written.
        """
        if self._forgotten:
            restore(self._path, self._forgotten)
            self._forgotten = None
        elif self._change_count:
            self._update()

    def close(self, wait_s: float = CLOSE_WAIT_S) -> None:
        """Returns once every change was tried, or after `wait_s`; failed writes are not tried again."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._tried_count == self._change_count, wait_s)

    def _update(self, **fields: Any) -> int:
        """Changes fields of the record and has it written; returns the number of the change."""
        with self._changed:
            at = self._clock()
            if self._record is None:
                raise RuntimeError("the practice has not begun")
            self._record = replace(self._record, beaten_at=at, **fields)
            self._change_count += 1
            if not self._writing:
                self._writing = True
                threading.Thread(target=self._write_changes, daemon=True).start()
            self._changed.notify_all()
            return self._change_count

    def _write_changes(self) -> None:
        while (number := self._next_change()) is not None:
            with self._changed:
                record, last_write_failed = self._record, bool(self.trouble)
            result = (
                self._write_safely(record, last_write_failed=last_write_failed) if record else KeepResult()
            )
            with self._changed:
                self._tried_count, self._safe, self.trouble = number, result.safe, result.trouble
                self._is_erased = result.erased
                self.news = result.damage_notice or self.news
                if not result.trouble:
                    self._kept_count = number
                self._changed.notify_all()

    def _next_change(self) -> int | None:
        """Waits for a change to write, or for the time to retry; returns its number, None after the last."""
        with self._changed:
            if self._kept_count < self._tried_count == self._change_count and not self._closing:
                self._changed.wait_for(
                    lambda: self._change_count > self._tried_count or self._closing, self._retry_s
                )
            else:
                self._changed.wait_for(lambda: self._change_count > self._tried_count or self._closing)
            if self._closing and self._tried_count == self._change_count:
                self._writing = False
                return None
            return self._change_count

    def _write_safely(self, record: JournalRecord, *, last_write_failed: bool) -> KeepResult:
        try:
            return self._write(self._path, record, last_write_failed=last_write_failed)
        except Exception as exc:
            # Whatever it is, the practice goes on, and `trouble` says that nothing is kept.
            if not last_write_failed:
                with suppress(OSError):
                    log.exception("the journal cannot be written")
            return KeepResult(trouble=str(exc) or "the journal cannot be written", safe=False)
