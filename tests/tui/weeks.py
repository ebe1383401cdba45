"""A core with some weeks in its journal: Ana, whose journal this is, and Ben, each with a wish."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from practice_player.balance.store import BalanceFile
from practice_player.balance.wish import Amount, Unit, Wish
from practice_player.core.balance import Balance
from practice_player.journal.entry import Ended
from practice_player.journal.record import JournalRecord
from practice_player.journal.store import Journal
from practice_player.people.store import People
from tests.tui.fakes import FRIDAY_EVENING, FakeCore

TWICE, ONCE = Amount(number=2, unit=Unit.TIMES), Amount(number=1, unit=Unit.TIMES)
RECORD = JournalRecord(
    key="",
    name="unclench",
    title="Unclench",
    practice="partner",
    started_at=FRIDAY_EVENING - timedelta(hours=2),
    offset=timedelta(0),
    planned_s=900.0,
    beaten_at=FRIDAY_EVENING,
    practised_s=900.0,
    ended=Ended.FINISHED,
    people=("Ana", "Ben"),
    check_ins={"before": {"tension": 7}, "after": {"tension": 4}},
)
ALONE = replace(RECORD, practice="solo", people=("Ana",), title="Soft Sighs")


def ago(days: int, record: JournalRecord = RECORD) -> JournalRecord:
    """The same practice so many days earlier."""
    return replace(record, started_at=record.started_at - timedelta(days=days))


WEEKS = (
    *(ago(0), ago(1), ago(2), ago(3, ALONE)),
    *(ago(8, ALONE), ago(30), ago(31, ALONE), ago(44), ago(45), ago(47)),
)


def week_core(folder: Path, *records: JournalRecord) -> FakeCore:
    """A core with these practices in its journal, or some weeks of them; neither agrees to show a wish."""
    journal_path, people = folder / "journal.sqlite3", People(folder / "people.json")
    with Journal.open(journal_path) as journal:
        journal.put_all([replace(record, key=str(number)) for number, record in enumerate(records or WEEKS)])
    people.add("Ana", me=True)
    people.add("Ben")
    file = BalanceFile(folder / "balance.json")
    file.set_wish("Ana", Wish(alone=TWICE, together=TWICE))
    file.set_wish("Ben", Wish(alone=ONCE))
    return FakeCore(balance=Balance(file, journal_path, people, clock=lambda: FRIDAY_EVENING))
