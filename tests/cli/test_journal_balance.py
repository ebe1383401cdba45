"""`journal wish` and `journal balance`, and a week planned in plain lines."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from practice_player.balance.store import BalanceFile
from practice_player.cli.main import main
from practice_player.journal.entry import Ended
from practice_player.journal.record import JournalRecord
from practice_player.journal.store import Journal
from practice_player.settings import HOME_VARIABLE
from tests.cli.test_plain_for_two import Program
from tests.journal.records import forbid_writing

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    return tmp_path / "home"


def practise(home: Path, practice: str, *people: str, check_ins: bool = False) -> None:
    now = datetime.now(UTC)  # the command reads the clock
    record = JournalRecord(
        key=f"{practice}{people}",
        name="unclench",
        title="Unclench",
        practice=practice,
        started_at=now,
        offset=datetime.now().astimezone().utcoffset(),
        planned_s=600.0,
        beaten_at=now,
        practised_s=600.0,
        ended=Ended.FINISHED,
        people=people,
        check_ins={"before": {"tension": 7}, "after": {"tension": 4}} if check_ins else {},
    )
    with Journal.open(home / "journal.sqlite3") as journal:
        journal.put(record)


def printed_by(capsys: Printed, *argv: str, code: int = 0) -> str:
    assert main(["journal", *argv]) == code
    streams = capsys.readouterr()
    return streams.out + streams.err


def test_a_wish_stands_beside_the_week_in_words_and_drawn(home: Path, capsys: Printed) -> None:
    assert printed_by(capsys, "wish", "--together", "2") == "A week: together twice, alone not said.\n"
    printed_by(capsys, "wish", "--alone", "40m")
    practise(home, "solo")

    lines = printed_by(capsys, "balance", "--weeks", "1").splitlines()

    assert lines[0] == "Alone 10 minutes. You said two together and 40 minutes alone."
    assert lines[-3:] == [
        "you said   o o o o             & &",
        "this week  o",
        "o 10 minutes alone, & once together",
    ]


def test_a_wish_can_be_taken_back_whole_or_in_part(home: Path, capsys: Printed) -> None:
    printed_by(capsys, "wish", "--together", "2", "--alone", "3")
    printed_by(capsys, "wish", "--alone", "none")
    assert json.loads(printed_by(capsys, "wish", "--json"))["wish"] == {
        "alone": None,
        "together": {"times": 2},
    }

    printed_by(capsys, "wish", "--clear")
    assert json.loads(printed_by(capsys, "wish", "--json"))["wish"] == {"alone": None, "together": None}


@pytest.mark.parametrize("amount", ["two", "-1", "0", "40s", "", "\x1b[31m", "9" * 400])
def test_what_is_no_wish_is_told_in_one_message_and_nothing_changes(
    home: Path, capsys: Printed, amount: str
) -> None:
    printed = printed_by(capsys, "wish", f"--alone={amount}", code=2)

    assert "is no wish for a week" in printed
    assert "times such as 2" in printed
    assert "none takes back" in printed
    assert "\x1b" not in printed
    assert not (home / "balance.json").exists()


def test_a_journal_that_cannot_be_read_is_said_and_is_no_open_week(home: Path, capsys: Printed) -> None:
    home.mkdir()
    (home / "journal.sqlite3").write_bytes(b"Dear diary, " * 500)

    printed = printed_by(capsys, "balance", code=1)

    assert "not a journal" in printed
    assert "still open" not in printed
    assert "not a journal" in printed_by(capsys, "balance", "--check-ins", code=1)


def test_where_nothing_can_be_written_the_week_is_shown_and_it_is_said(home: Path, capsys: Printed) -> None:
    practise(home, "solo")
    forbid_writing(home / "journal.sqlite3")

    printed = printed_by(capsys, "balance")

    assert "Alone once." in printed
    assert "Nothing can be written to the journal now" in printed
    assert "Nothing can be written to the journal now" in printed_by(capsys, "list")
    assert "cannot be opened" in printed_by(capsys, "edit", "1", "--note", "new", code=1)


def test_looking_writes_nothing(home: Path, capsys: Printed) -> None:
    printed_by(capsys, "wish")
    printed_by(capsys, "balance")
    printed_by(capsys, "balance", "--check-ins")

    assert not (home / "balance.json").exists()
    assert not (home / "journal.sqlite3").exists()


def test_with_the_journal_off_no_wish_is_written(home: Path, capsys: Printed) -> None:
    home.mkdir()
    (home / "settings.toml").write_text("journal = false\n", encoding="utf-8")

    assert "your settings keep nothing" in printed_by(capsys, "wish", "--alone", "2", code=2)
    assert not (home / "balance.json").exists()


def test_the_others_wish_is_printed_only_once_both_say_so(home: Path, capsys: Printed) -> None:
    main(["people", "add", "Ana", "--me"])
    main(["people", "add", "Ben"])
    printed_by(capsys, "wish", "--person", "Ben", "--alone", "5", "--show-to-each-other", "yes")
    assert "five" not in printed_by(capsys, "balance")
    assert json.loads(printed_by(capsys, "balance", "--json"))["others"] == []

    printed_by(capsys, "wish", "--show-to-each-other", "yes")
    assert "Ben said five alone." in printed_by(capsys, "balance")

    printed_by(capsys, "wish", "--person", "Ben", "--show-to-each-other", "no")
    assert "five" not in printed_by(capsys, "balance")


def test_each_persons_weeks_are_their_own(home: Path, capsys: Printed) -> None:
    main(["people", "add", "Ana", "--me"])
    main(["people", "add", "Ben"])
    practise(home, "partner", "Ana", "Ben")
    practise(home, "solo", "Ana")

    assert printed_by(capsys, "balance").splitlines()[2] == "Together once, alone once."
    printed = printed_by(capsys, "balance", "--person", "ben")
    assert printed.splitlines()[0] == "Together once."
    assert printed.endswith("journal wish --person Ben --alone 2 --together 2\n")
    assert "nobody here is called Cem" in printed_by(capsys, "balance", "--person", "Cem", code=1)


def test_forgetting_somebody_forgets_their_wish(home: Path, capsys: Printed) -> None:
    main(["people", "add", "Ben"])
    printed_by(capsys, "wish", "--person", "Ben", "--alone", "5")

    main(["people", "forget", "Ben"])

    assert "Ben" not in (home / "balance.json").read_text(encoding="utf-8")


def test_numbers_before_and_after_are_told_in_words(home: Path, capsys: Printed) -> None:
    assert "No numbers" in printed_by(capsys, "balance", "--check-ins")
    practise(home, "solo", check_ins=True)

    printed = printed_by(capsys, "balance", "--check-ins")
    assert printed.startswith("Unclench: a bit looser (once)\n")
    assert "<<< |" in printed
    (row,) = json.loads(printed_by(capsys, "balance", "--check-ins", "--json"))
    assert (row["tension_by"], row["in_words"]) == (-3, "a bit looser")


def test_the_list_is_printed_with_and_without_its_name(home: Path, capsys: Printed) -> None:
    practise(home, "solo")

    assert printed_by(capsys) == printed_by(capsys, "list")
    assert json.loads(printed_by(capsys, "--json")) == json.loads(printed_by(capsys, "list", "--json"))


A_WEEK = (
    *(("Before you practise together", ""), ("Who is here?", "Ana"), ("Ana and who?", "Ben")),
    *(("Ana at the keyboard", ""), ("time together was", "1"), ("time alone was", "3"), ("Show this", "2")),
    *(("Ben at the keyboard", ""), ("time together was", ""), ("time alone was", "2"), ("Show this", "1")),
    *(
        ("coming week?", "together"),
        ("What is it?", "a walk"),
        ("which day", "1"),
        ("when, about", "evening"),
    ),
    *(("Something more", ""), ("gives first", "the ironing")),
)


@pytest.mark.parametrize("options", [(), ("--no-log",)], ids=["kept", "no-log"])
def test_a_week_is_planned_in_plain_lines_and_shown_at_the_next_look_back(
    home: Path, options: tuple[str, ...]
) -> None:
    home.mkdir()
    steps, more = "  - {stay: 1s, caption: So.}\n", "bed: none\nplans: week"
    program = Program(home, more=more, steps=steps, options=options)
    program.answer(*A_WEEK)
    code, printed = program.end()

    assert code == 0
    assert "What you planned" not in printed
    assert "too much." not in printed, "one of the two did not show it"
    plan = BalanceFile(home / "balance.json").plan()
    if options:
        assert plan is None
        return
    assert plan is not None
    assert (plan.times[0].what, plan.times[0].part, plan.gives_first) == ("a walk", "evening", "the ironing")

    _, printed = Program(home, more=more, steps=steps).end()
    assert "together: a walk" in printed
    assert BalanceFile(home / "balance.json").plan() == plan, "nothing new was planned"
