"""`journal`: listing, showing, changing, erasing, exporting and importing."""

import io
import json
import re
import stat
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from practice_player.cli.main import main
from practice_player.journal.entry import Ended
from practice_player.journal.store import Journal
from practice_player.settings import HOME_VARIABLE
from tests.journal.records import START, finished, record

DOCS = Path(__file__).parent.parent.parent / "docs"
DAY = timedelta(days=1)
UTC_OFFSET = timedelta()


class Terminal(io.StringIO):
    """Somebody at a terminal, who has typed these lines."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with three practices in its journal."""
    home = tmp_path / "home"
    monkeypatch.setenv(HOME_VARIABLE, str(home))
    with Journal.open(home / "journal.sqlite3") as journal:
        journal.put(finished(offset=UTC_OFFSET, note="lighter", goal="settle"))
        journal.put(
            record(
                name="hands",
                title="Hands",
                practice="partner",
                people=("Ana", ""),
                first="Ana",
                started_at=START + DAY,
                offset=UTC_OFFSET,
                practised_s=100.0,
                ended=Ended.STOPPED,
                check_ins={"before": {"tension": 7}, "after": {"tension": 3}},
                voice="alba",
                bed="rain",
                without=("hold",),
            )
        )
        journal.put(finished(title="Third", started_at=START + 2 * DAY, offset=UTC_OFFSET))
    return home


def output(capsys: pytest.CaptureFixture[str], *argv: str, code: int = 0) -> str:
    try:
        exit_code: object = main(["journal", *argv])
    except SystemExit as exc:
        exit_code = exc.code
    out, err = capsys.readouterr()
    assert exit_code == code, err
    return str(err if code else out)


@pytest.mark.parametrize(
    ("argv", "ids"),
    [
        ((), [3, 2, 1]),
        (("list",), [3, 2, 1]),
        (("list", "--limit", "1"), [3]),
        (("--limit", "2"), [3, 2]),
        (("--limit", "1", "--alone", "list"), [3]),
        (("--limit", "1", "list", "--together"), [2]),
        (("list", "--alone"), [3, 1]),
        (("list", "--together"), [2]),
        (("list", "--person", "Ana"), [2]),
        (("list", "--goal", "settle"), [1]),
        (("list", "--name", "hands"), [2]),
        (("list", "--since", "2026-11-24"), [3, 2]),
        (("list", "--until", "2026-11-24"), [2, 1]),
        (("list", "--since", "2026-11-24", "--until", "2026-11-24"), [2]),
        (("list", "--person", "Zoe"), []),
    ],
)
def test_the_practices_are_listed_by_what_is_wanted(
    home: Path, capsys: pytest.CaptureFixture[str], argv: tuple[str, ...], ids: list[int]
) -> None:
    assert [entry["id"] for entry in json.loads(output(capsys, *argv, "--json"))] == ids
    lines = output(capsys, *argv).splitlines()
    assert [line[:4] for line in lines] == [f"{entry_id:>4}" for entry_id in ids] or lines == [
        "No practice in the journal is like that."
    ]


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (("list", "--since", "yesterday"), "write year, month and day"),
        (("list", "--limit", "0"), "1 or more"),
        (("list", "--limit", "9" * 5000), "--limit"),
        (("list", "--alone", "--together"), "not allowed"),
        (("list", "--since", "2026-11-24", "--until", "2026-11-23"), "--since is after --until"),
        (("show", "x"), "ID"),
        (("erase",), "required"),
        (("erase", "1", "--all"), "not allowed"),
        (("export", "--format", "xml"), "choose from"),
    ],
)
def test_what_cannot_be_is_told(
    home: Path, capsys: pytest.CaptureFixture[str], argv: tuple[str, ...], words: str
) -> None:
    assert words in output(capsys, *argv, code=2)


def test_all_that_is_kept_of_a_practice_is_shown(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert output(capsys, "show", "2").splitlines() == [
        "Hands (hands)",
        "  Number   2",
        "  When     Tue 24 Nov 2026 09:48",
        "  Who      together: Ana and a guest",
        "  First    Ana",
        "  Length   1:40 of 7:00, enough for today",
        "  Voice    alba",
        "  Sound    rain",
        "  Without  hold",
        "  Before   tension 7",
        "  After    tension 3",
    ]


def test_the_keys_of_the_journal_are_those_that_are_documented(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (DOCS / "json.md").read_text(encoding="utf-8")
    (section,) = [text for text in page.split("\n## ") if text.startswith("`practice-player journal list")]
    (documented,) = json.loads("\n".join(re.findall(r"^    (.*)$", section, re.MULTILINE)))

    printed = json.loads(output(capsys, "list", "--json"))[0]

    assert list(documented) == list(printed)
    assert json.loads(output(capsys, "show", "3", "--json")) == printed
    assert all(f"`{key}`" in section for key in printed)


def test_a_note_is_changed_typed_or_taken_away(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert output(capsys, "edit", "1", "--note", "calm\x1b[31m") == "Kept with 1: calm␛[31m\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO("typed\n"))
    assert "Now: calm" in output(capsys, "edit", "1")
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert output(capsys, "edit", "1").endswith("The note is as it was.\n")
    assert "Note     typed" in output(capsys, "show", "1")
    assert "has no note any more" in output(capsys, "edit", "1", "--note", "")
    assert "501 letters" in output(capsys, "edit", "1", "--note", "x" * 501, code=2)
    assert "no entry 9" in output(capsys, "edit", "9", "--note", "x", code=1)


def test_one_practice_is_erased_at_once(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert output(capsys, "erase", "1") == "1 is erased.\n"
    assert "no entry 1" in output(capsys, "show", "1", code=1)
    assert "no entry 1" in output(capsys, "erase", "1", code=1)


def test_a_copy_that_may_hold_the_practice_too_is_named_and_asked_about(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = home / "journal.sqlite3.before-6"
    copy.write_text("lighter")

    monkeypatch.setattr(sys, "stdin", io.StringIO("erase\n"))
    assert "journal erase 1 --yes" in output(capsys, "erase", "1", code=2)
    monkeypatch.setattr(sys, "stdin", Terminal("\n"))
    told = output(capsys, "erase", "1")
    assert copy.name in told
    assert told.endswith("Nothing is erased.\n")
    assert copy.exists()

    assert output(capsys, "erase", "1", "--yes").splitlines() == [
        "1 is erased.",
        "Removed with it, because it may have held the same: journal.sqlite3.before-6",
    ]
    assert not any(b"lighter" in file.read_bytes() for file in home.iterdir() if file.is_file())


def test_the_whole_journal_is_erased_only_after_a_typed_word(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "journal.sqlite3.damaged-2026-11-01").write_text("x")
    monkeypatch.setattr(sys, "stdin", io.StringIO("erase\n"))
    assert "erase --all --yes" in output(capsys, "erase", "--all", code=2)

    for typed in ("\n", "y\n", ""):
        monkeypatch.setattr(sys, "stdin", Terminal(typed))
        assert output(capsys, "erase", "--all").endswith("Nothing is erased.\n")
    assert len(json.loads(output(capsys, "--json"))) == 3

    monkeypatch.setattr(sys, "stdin", Terminal("Erase\n"))
    told = output(capsys, "erase", "--all")
    assert "may hold the same: journal.sqlite3.damaged-2026-11-01" in told
    assert "The journal is empty: 3 practices are erased." in told
    assert json.loads(output(capsys, "--json")) == []
    assert not (home / "journal.sqlite3.damaged-2026-11-01").exists()


@pytest.mark.parametrize("ending", ["json", "csv"])
def test_what_is_exported_erased_and_imported_is_listed_as_before(
    home: Path, capsys: pytest.CaptureFixture[str], ending: str, tmp_path: Path
) -> None:
    before = output(capsys, "list", "--json")
    file = tmp_path / f"journal.{ending}"

    assert output(capsys, "export", "-o", str(file)) == f"Written: {file}\n"
    output(capsys, "erase", "--all", "--yes")
    assert output(capsys, "import", str(file)) == "Added: 3.\n"

    assert output(capsys, "list", "--json") == before
    assert output(capsys, "import", str(file)) == "Added: 0; 3 were there already.\n"
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_an_export_replaces_no_file(home: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    file.write_text("mine")

    assert "stays as it is" in output(capsys, "export", "-o", str(file), code=1)
    assert "cannot be written" in output(capsys, "export", "-o", str(tmp_path / "no" / "x.csv"), code=1)

    assert file.read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "mine.json"]


@pytest.mark.parametrize("file_format", ["json", "csv", "ics"])
def test_an_export_can_be_printed_for_another_program(
    home: Path, capsys: pytest.CaptureFixture[str], file_format: str, tmp_path: Path
) -> None:
    file = tmp_path / "file"
    output(capsys, "export", "-o", str(file), "--format", file_format)

    printed = output(capsys, "export", "--format", file_format)

    assert printed == file.read_bytes().decode()


def test_before_the_first_practice_nothing_is_created(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))

    assert output(capsys).startswith("Nothing here yet.")
    assert json.loads(output(capsys, "export"))["entries"] == []
    assert "0 practices are erased" in output(capsys, "erase", "--all", "--yes")
    assert "no entry 1" in output(capsys, "erase", "1", code=1)

    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("command", ["show", "edit", "erase"])
@pytest.mark.parametrize("number", ["abc", "1.5", "\N{ARABIC-INDIC DIGIT ONE}", "9" * 5000])
def test_what_is_no_number_of_an_entry_is_said_in_our_words(
    home: Path, capsys: pytest.CaptureFixture[str], command: str, number: str
) -> None:
    message = output(capsys, command, number, code=2)

    assert "is not the number of an entry; `practice-player journal list` has them" in message
    assert "invalid" not in message


@pytest.mark.parametrize("words", [("a new note",), ("a", "new", "note")])
def test_a_note_can_be_given_without_naming_an_option(
    home: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert output(capsys, "edit", "1", *words) == "Kept with 1: a new note\n"
    assert output(capsys, "edit", "1", "") == "1 has no note any more.\n"
    assert "given twice" in output(capsys, "edit", "1", "words", "--note", "others", code=2)


@pytest.mark.parametrize("name", ["journal.txt", "journal"])
def test_an_export_without_a_known_ending_asks_for_its_format(
    home: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    file = home / name

    assert "--format json, csv or ics" in output(capsys, "export", "-o", str(file), code=2)
    assert not file.exists()
    output(capsys, "export", "-o", str(file), "--format", "csv")
    assert file.read_text(encoding="utf-8-sig").startswith("id,")
