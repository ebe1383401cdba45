"""An exported journal holds everything, and comes back as it was; hostile files are refused whole."""

import csv
import io
import json
import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from practice_player.journal.editing import erase_all
from practice_player.journal.entry import Ended
from practice_player.journal.exported import FIELDS
from practice_player.journal.exporting import WRITERS, exported_practices
from practice_player.journal.importing import ImportResult, import_journal
from practice_player.journal.record import JournalRecord
from practice_player.journal.store import Journal
from practice_player.lib.errors import JournalError
from tests.journal.records import START, finished, record

LOSSLESS = ("json", "csv")
HOSTILE_NOTES = (
    "=1+1",
    "'=1+1",
    "''",
    '@SUM(A1)"',
    "-2+3",
    "+x",
    "＝1",  # noqa: RUF001
    "\t=x",
    "\r\n,\n",
    "a\rb\u2028c\x85d\x0be\x00f",
    "\x1b[31m",
    '","',
    "\ufeffx",
)
RECORDS = (
    finished(
        title='Soft, "Sighs"\n息',
        goal="settle",
        script_hash="ab" * 8,
        started_at=START + timedelta(microseconds=12),
        offset=-timedelta(hours=9, minutes=30),
        planned_s=420.1,
        check_ins={"before": {"tension": 7}, "after": {"tension": 3}},
        voice="alba",
        bed="rain",
        without=("hold", "paced"),
    ),
    record(practice="partner", name="hands", people=("Ana", "", "Zoë"), first="Ana", practised_s=1 / 3),
    *(record(note=note, ended=ended) for note, ended in zip(HOSTILE_NOTES, [*Ended] * 3, strict=False)),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "home" / "journal.sqlite3"
    fill(path, *RECORDS)
    return path


def fill(path: Path, *records: JournalRecord) -> None:
    with Journal.open(path) as journal:
        journal.put_all(records)
        journal._connection.execute("DELETE FROM entry WHERE id = 3")  # numbers may have gaps


def export(path: Path, file_format: str) -> Path:
    file = path.parent / f"export.{file_format}"
    with Journal.open(path) as journal:
        file.write_bytes("".join(WRITERS[file_format](exported_practices(path, journal))).encode())
    return file


def rows(path: Path) -> list[tuple[Any, ...]]:
    with Journal.open(path) as journal:
        return journal.select("SELECT * FROM entry ORDER BY id", {})


@pytest.mark.parametrize("file_format", LOSSLESS)
def test_a_journal_comes_back_from_its_export_as_it_was(path: Path, file_format: str) -> None:
    before = rows(path)
    file = export(path, file_format)
    erase_all(path)

    assert import_journal(path, file) == ImportResult(added_count=len(before), known_count=0)

    assert rows(path) == before
    assert import_journal(path, file) == ImportResult(added_count=0, known_count=len(before))
    assert rows(path) == before


@pytest.mark.parametrize("file_format", LOSSLESS)
def test_an_import_changes_no_practice_that_is_there_and_gives_a_free_number(
    path: Path, file_format: str, tmp_path: Path
) -> None:
    file = export(path, file_format)
    other_path = tmp_path / "other" / "journal.sqlite3"
    fill(other_path, finished(title="Mine"))
    with Journal.open(other_path) as journal:
        journal.put(RECORDS[1])
        journal.set_note(2, "written here since")

    import_journal(other_path, file)

    with Journal.open(other_path) as journal:
        entries = {entry.id: entry for entry in journal.entries(now=START)}
    assert (entries[1].title, entries[2].note) == ("Mine", "written here since")
    assert len(entries) == len(rows(path)) + 1


@pytest.mark.parametrize("file_format", LOSSLESS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text(st.characters(codec="utf-8")), min_size=3, max_size=3))
def test_any_text_comes_back_as_it_was(tmp_path: Path, file_format: str, texts: list[str]) -> None:
    path = tmp_path / "journal.sqlite3"
    path.unlink(missing_ok=True)
    fill(path, record(title=texts[0], note=texts[1], people=(texts[2], "Ben")))
    before = rows(path)
    file = export(path, file_format)
    erase_all(path)

    import_journal(path, file)

    assert rows(path) == before


def test_no_cell_begins_with_what_a_spreadsheet_runs(path: Path) -> None:
    text = export(path, "csv").read_bytes().decode("utf-8-sig")

    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert "'-2+3" in cells
    assert [cell for cell in cells if cell[:1] in tuple("=+@\t\r＝") and cell] == []  # noqa: RUF001
    assert [cell for cell in cells if cell.startswith("-") and not cell[1:].isdecimal()] == []


def test_a_calendar_has_when_and_what_and_nothing_private(path: Path) -> None:
    fill(path, finished(note="secret", practice="partner", people=("Ana", "Ben"), title="A\x1b[2J; B"))
    text = export(path, "ics").read_bytes()

    events: list[Any] = Calendar.from_ical(text).walk("VEVENT")

    assert len(events) == sum(ended != Ended.RUNNING for (ended,) in stored_endings(path))
    (event,) = [event for event in events if event["SUMMARY"].startswith("A")]
    assert (event.start, event.duration) == (START, timedelta(minutes=7))
    assert event.categories == ["together"]
    assert not any(word in text for word in (b"secret", b"Ana", b"tension", b"\x1b"))
    assert max(map(len, text.split(b"\r\n"))) <= 75


def stored_endings(path: Path) -> list[tuple[Any, ...]]:
    with Journal.open(path) as journal:
        return journal.select("SELECT ended FROM entry", {})


def with_field(name: str, value: object) -> Callable[[dict[str, Any]], object]:
    return lambda export: export["entries"][1].update({name: value})


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (with_field("id", 0), "`id` cannot be 0"),
        (with_field("id", 2**63 - 1), "`id` cannot be"),
        (with_field("id", True), "`id` cannot be true"),
        (with_field("key", "../../x"), "`key` cannot be"),
        (with_field("practice", "group"), "`practice` cannot be"),
        (with_field("title", None), "`title` cannot be null"),
        (with_field("title", "\ud800"), "`title` cannot be"),
        (with_field("started_at", "2026-11-23"), "`started_at` cannot be"),
        (with_field("started_at", "2026-11-23T09:48:00.000000+01:00"), "`started_at` cannot be"),
        (with_field("offset_s", 86_400), "`offset_s` cannot be"),
        (with_field("offset_s", 1e400), "`offset_s` cannot be"),
        (with_field("day", "23.11.2026"), "`day` cannot be"),
        (with_field("planned_s", -1), "`planned_s` cannot be -1"),
        (with_field("practised_s", float("nan")), "`practised_s` cannot be NaN"),
        (with_field("practised_s", "420"), "`practised_s` cannot be"),
        (with_field("ended", "gone"), "`ended` cannot be"),
        (with_field("people", "Ana"), "`people` cannot be"),
        (with_field("people", [1]), "`people` cannot be"),
        (with_field("without", {}), "`without` cannot be"),
        (with_field("check_ins", {"before": {"tension": 11}}), "`check_ins` cannot be"),
        (with_field("consents", {"touch": "yes"}), "`consents` is no field"),
        (lambda export: export["entries"][1].pop("note"), "`note` is missing"),
        (lambda export: export["entries"].insert(1, 7), "this is no practice"),
        (lambda export: export["entries"].insert(1, export["entries"][0]), "the same practice is at"),
    ],
)
def test_a_file_with_one_wrong_value_is_refused_whole_with_the_place(
    path: Path, tmp_path: Path, change: Callable[[dict[str, Any]], object], problem: str
) -> None:
    file = export(path, "json")
    content = json.loads(file.read_text(encoding="utf-8"))
    change(content)
    file.write_text(json.dumps(content), encoding="utf-8")
    empty = tmp_path / "empty" / "journal.sqlite3"

    with pytest.raises(JournalError) as caught:
        import_journal(empty, file)

    assert caught.value.problem.startswith(problem)
    assert caught.value.place == f"{file}: entry 2"
    assert not empty.exists()


@pytest.mark.parametrize(
    ("content", "place", "problem"),
    [
        (b"", ":1", "this is no exported journal"),
        (b"\xff\xfe", "", "the file is not UTF-8 text"),
        (b"{", ":1:2", "this is not JSON"),
        (b"[]", "", "this is no exported journal"),
        (b"[" * 100_000, "", "this is no exported journal"),
        (b'{"format": 1, "format": 2}', "", "this is no exported journal"),
        (b'{"format": "practice-player journal", "version": 2}', "", "the export has another version"),
        (b'{"format": "practice-player journal", "version": 1}', "", "the practices are not in a list"),
        (b'{"format": ' + b"9" * 9999 + b"}", "", "this is no exported journal"),
        (b"a,b\r\n1,2\r\n", ":1", "this is no exported journal"),
        ((",".join(FIELDS) + "\r\n1,2\r\n").encode(), ":2", "there are 2 cells instead of 21"),
        ((",".join(FIELDS) + '\r\n"x').encode(), ":2", "this is not CSV"),
        ((",".join(FIELDS) + "\r\n" + "x," * 20 + "\r\n").encode(), ":2", '`id` cannot be "x"'),
    ],
)
def test_what_is_no_export_is_refused_with_the_place(
    tmp_path: Path, content: bytes, place: str, problem: str
) -> None:
    file = tmp_path / "export"
    file.write_bytes(content)

    with pytest.raises(JournalError) as caught:
        import_journal(tmp_path / "home" / "journal.sqlite3", file)

    assert caught.value.problem.startswith(problem)
    assert caught.value.place == f"{file}{place}"
    assert [path.name for path in tmp_path.iterdir()] == ["export"]


@pytest.mark.parametrize("file_format", LOSSLESS)
def test_a_changed_byte_is_refused_or_read_and_never_ends_the_program(
    path: Path, tmp_path: Path, file_format: str
) -> None:
    intact = export(path, file_format).read_bytes()
    rng = random.Random(3)  # noqa: S311 - the same bytes each time
    file = tmp_path / "export"

    for number in range(150):
        position = rng.randrange(len(intact))
        file.write_bytes(intact[:position] + bytes([rng.randrange(256)]) + intact[position + 1 :])
        journal_path = tmp_path / f"home-{number}" / "journal.sqlite3"
        try:
            import_journal(journal_path, file)
        except JournalError:
            assert not journal_path.exists()


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    for file in (tmp_path / "none.json", tmp_path, Path("x" * 5000)):
        with pytest.raises(JournalError, match="cannot be read"):
            import_journal(tmp_path / "journal.sqlite3", file)
