"""Writing the journal during a practice, with a fake journal that a test locks and frees."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from practice_player.journal.editing import erase
from practice_player.journal.entry import Ended
from practice_player.journal.keeping import KeepResult
from practice_player.journal.reading import read_entries
from practice_player.journal.record import JournalRecord
from practice_player.lib.errors import JournalError
from practice_player.playback.journal_writer import JournalWriter
from practice_player.playback.notices import SHOWN_S, Notices
from practice_player.playback.session import PlaybackSession
from practice_player.timeline.compiler import compile_timeline
from tests.fakes import SteppedSound, no_clips, script_of

START = datetime(2026, 11, 23, 10, 48, tzinfo=UTC)
LONG_S = 20.0
"""Longer than anything here takes; a test that waits this long has failed."""


class FakeJournal:
    """A journal in memory, which stands in for `keep`."""

    def __init__(self) -> None:
        self.attempts: list[JournalRecord] = []
        self.kept: list[JournalRecord] = []
        self.locked = False
        self.safe = True
        """Whether a practice that cannot be written is safe beside the journal."""

        self.changed = threading.Condition()

    def __call__(self, path: Path, record: JournalRecord, *, last_write_failed: bool) -> KeepResult:
        with self.changed:
            self.attempts.append(record)
            if not self.locked:
                self.kept.append(record)
            self.changed.notify_all()
            trouble = "another program is writing to the journal" if self.locked else ""
            return KeepResult(trouble=trouble, safe=self.safe or not self.locked)

    def wait_for_attempts(self, number: int) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.attempts) >= number, LONG_S)


@pytest.fixture
def fake_journal() -> FakeJournal:
    return FakeJournal()


@pytest.fixture
def journal_writer(fake_journal: FakeJournal) -> Iterator[JournalWriter]:
    """A writer that retries at once."""
    times = (START + timedelta(seconds=second) for second in range(10_000))
    writer = JournalWriter(
        Path("nowhere"),
        name="a-test",
        title="A Test",
        practice="solo",
        planned_s=80.0,
        keep=fake_journal,
        clock=lambda: next(times),
        retry_s=0.001,
    )
    yield writer
    writer.close(LONG_S)


def test_a_practice_is_kept_with_when_and_where_it_began(
    journal_writer: JournalWriter, fake_journal: FakeJournal
) -> None:
    journal_writer.begin()
    journal_writer.beat(20.0)
    fake_journal.wait_for_attempts(1)

    first = fake_journal.kept[0]
    assert (first.title, first.started_at, first.offset) == ("A Test", START, timedelta())
    assert (first.planned_s, first.practised_s, first.ended) == (80.0, 20.0, Ended.RUNNING)


@pytest.mark.parametrize("practised_s", [0.0, 4.0, 19.9])
def test_a_practice_that_was_soon_left_again_is_not_kept(
    journal_writer: JournalWriter, fake_journal: FakeJournal, practised_s: float
) -> None:
    journal_writer.begin()
    journal_writer.beat(practised_s)
    journal_writer.end(practised_s, finished=False)
    journal_writer.close(LONG_S)

    assert fake_journal.attempts == []
    assert not journal_writer.lost


def test_a_third_of_a_short_practice_is_kept(tmp_path: Path, fake_journal: FakeJournal) -> None:
    journal_writer = JournalWriter(
        tmp_path, name="x", title="X", practice="solo", planned_s=30.0, keep=fake_journal
    )
    journal_writer.begin()
    journal_writer.end(10.0, finished=False)
    journal_writer.close(LONG_S)

    assert [record.practised_s for record in fake_journal.kept[-1:]] == [10.0]


def test_a_word_is_kept_however_short_the_practice_was(
    journal_writer: JournalWriter, fake_journal: FakeJournal
) -> None:
    journal_writer.begin()
    journal_writer.end(3.0, finished=False)

    journal_writer.note("not today", LONG_S)

    assert (fake_journal.kept[-1].note, fake_journal.kept[-1].practised_s) == ("not today", 3.0)


def test_where_nothing_was_practised_a_word_leaves_no_entry(
    journal_writer: JournalWriter, fake_journal: FakeJournal
) -> None:
    journal_writer.begin()
    journal_writer.end(0.4, finished=False)

    with pytest.raises(JournalError, match="nothing was practised"):
        journal_writer.note("not today", LONG_S)

    assert fake_journal.attempts == []


def test_a_word_for_a_practice_that_another_program_erased_is_said_to_be_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    journal_writer = JournalWriter(path, name="x", title="X", practice="solo", planned_s=60.0)
    journal_writer.begin()
    journal_writer.end(60.0, finished=True)
    journal_writer.close(LONG_S)
    erase(path, 1)

    with pytest.raises(JournalError, match="erased meanwhile; the word is not kept"):
        journal_writer.note("lighter", LONG_S)

    assert read_entries(path, now=START).entries == ()


def test_a_forgotten_practice_is_brought_back_with_its_word_and_can_be_written_again(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    journal_writer = JournalWriter(path, name="x", title="X", practice="partner", planned_s=60.0)
    journal_writer.begin()
    journal_writer.end(60.0, finished=True)
    journal_writer.note("lighter", LONG_S)

    journal_writer.forget()
    assert read_entries(path, now=START).entries == ()
    journal_writer.forget()
    journal_writer.bring_back()

    (entry,) = read_entries(path, now=START).entries
    assert entry.note == "lighter"
    journal_writer.note("and softer", LONG_S)
    (entry,) = read_entries(path, now=START).entries
    assert entry.note == "and softer"


def test_a_lock_from_the_start_to_the_end_loses_nothing_once_it_is_gone(
    journal_writer: JournalWriter, fake_journal: FakeJournal
) -> None:
    fake_journal.locked = True
    journal_writer.begin()
    for second in range(2, 62, 2):
        journal_writer.beat(float(second))
    journal_writer.end(62.0, finished=True)
    fake_journal.wait_for_attempts(3)
    assert journal_writer.trouble == "another program is writing to the journal"

    fake_journal.locked = False
    journal_writer.note("lighter")
    journal_writer.close(LONG_S)

    assert journal_writer.trouble == ""
    assert not journal_writer.lost
    last = fake_journal.kept[-1]
    assert (last.started_at, last.practised_s, last.ended, last.note) == (
        START,
        62.0,
        Ended.FINISHED,
        "lighter",
    )
    assert len({record.key for record in fake_journal.attempts}) == 1


def test_a_write_that_failed_is_tried_again_without_being_asked(
    journal_writer: JournalWriter, fake_journal: FakeJournal
) -> None:
    fake_journal.locked = True
    journal_writer.begin()
    journal_writer.beat(30.0)
    fake_journal.wait_for_attempts(5)

    fake_journal.locked = False
    with fake_journal.changed:
        assert fake_journal.changed.wait_for(lambda: bool(fake_journal.kept), LONG_S)


def test_a_word_is_safe_when_it_is_said_to_be(
    journal_writer: JournalWriter, fake_journal: FakeJournal
) -> None:
    journal_writer.begin()
    journal_writer.end(62.0, finished=True)

    journal_writer.note("lighter")

    assert fake_journal.kept[-1].note == "lighter"


def test_a_word_beside_a_locked_journal_is_safe_too(
    journal_writer: JournalWriter, fake_journal: FakeJournal
) -> None:
    fake_journal.locked = True
    journal_writer.begin()
    journal_writer.end(3.0, finished=False)

    journal_writer.note("lighter", LONG_S)

    assert fake_journal.attempts[-1].note == "lighter"
    assert not journal_writer.lost


@pytest.mark.parametrize("hangs", [False, True])
def test_a_word_that_is_not_safe_is_said_to_be_not_kept(
    journal_writer: JournalWriter, fake_journal: FakeJournal, hangs: bool
) -> None:
    fake_journal.locked, fake_journal.safe = True, False
    journal_writer.begin()
    journal_writer.beat(30.0)
    fake_journal.wait_for_attempts(1)

    with fake_journal.changed if hangs else threading.Lock(), pytest.raises(JournalError, match="not kept"):
        journal_writer.note("lighter", 0.01 if hangs else LONG_S)

    assert journal_writer.lost


def test_a_word_after_the_end_of_everything_is_still_written(
    journal_writer: JournalWriter, fake_journal: FakeJournal
) -> None:
    journal_writer.begin()
    journal_writer.end(62.0, finished=False)
    journal_writer.close(LONG_S)

    journal_writer.note("lighter", LONG_S)

    assert (fake_journal.kept[-1].note, fake_journal.kept[-1].ended) == ("lighter", Ended.STOPPED)


def test_a_journal_that_fails_in_a_way_nobody_thought_of_is_said_and_ends_nothing(tmp_path: Path) -> None:
    def keep_broken(path: Path, record: JournalRecord, *, last_write_failed: bool) -> KeepResult:
        raise RuntimeError("unheard of")

    journal_writer = JournalWriter(
        tmp_path, name="x", title="X", practice="solo", planned_s=1.0, keep=keep_broken
    )
    journal_writer.begin()
    journal_writer.beat(1.0)
    with pytest.raises(JournalError, match="not kept"):
        journal_writer.note("lighter", LONG_S)
    journal_writer.close(LONG_S)

    assert journal_writer.trouble == "unheard of"


def test_a_locked_journal_is_said_once_and_so_is_its_end(
    journal_writer: JournalWriter, fake_journal: FakeJournal
) -> None:
    sound = SteppedSound()
    practice = PlaybackSession(compile_timeline(script_of("  - rest: 5m\n"), no_clips), sound, journal_writer)
    fake_journal.locked = True
    practice.start(sound.now_s)
    journal_writer.beat(30.0)
    fake_journal.wait_for_attempts(2)

    notices = []
    for second in range(60):
        sound.advance(1.0)
        if second == 30:
            fake_journal.locked = False
            journal_writer.note("", LONG_S)
        notices.append(practice.snapshot(sound.now_s).notice)

    changes = [
        notice for notice, previous in zip(notices, ["", *notices], strict=False) if notice != previous
    ]
    assert changes == [
        "The journal cannot be written. The practice goes on.",
        "The journal is written again.",
        "",
    ]


def test_no_word_is_asked_for_while_the_journal_cannot_be_written(
    journal_writer: JournalWriter, fake_journal: FakeJournal
) -> None:
    sound = SteppedSound()
    practice = PlaybackSession(compile_timeline(script_of("  - rest: 5m\n"), no_clips), sound, journal_writer)
    fake_journal.locked = True
    practice.start(sound.now_s)
    journal_writer.beat(30.0)
    fake_journal.wait_for_attempts(2)
    locked = practice.snapshot(sound.now_s).logged

    fake_journal.locked = False
    journal_writer.note("", LONG_S)

    assert (locked, practice.snapshot(sound.now_s).logged) == (False, True)


def test_what_became_of_a_damaged_journal_is_said_for_a_while() -> None:
    notices = Notices()
    damage_notice = "The journal was damaged."

    def line(now_s: float, news: str) -> str:
        return notices.line(now_s, silent=False, slow=False, unwritten=False, news=news)

    assert line(0.0, "") == ""
    assert [line(1.0, damage_notice), line(SHOWN_S, damage_notice), line(SHOWN_S + 2, damage_notice)] == [
        damage_notice,
        damage_notice,
        "",
    ]


def test_sound_and_journal_can_both_be_amiss() -> None:
    line = Notices().line(0.0, silent=True, slow=False, unwritten=True, news="")

    assert line == "No sound card answers, and the journal cannot be written. The practice goes on."
