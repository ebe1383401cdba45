"""On a full disk each command that writes says so, with one remedy, and leaves nothing half written."""

import errno
import os
import tempfile
from pathlib import Path

import pytest
import soundfile

from practice_player.cli.main import main
from practice_player.core.people_register import PeopleRegister
from practice_player.journal.store import Journal
from practice_player.lib.errors import JournalError, OutputError, VoiceError
from practice_player.lib.folders import temporary_folder
from practice_player.people.store import People
from practice_player.settings import HOME_VARIABLE
from practice_player.voice.keeping import delete_voice
from tests.fakes import HEAD
from tests.importing.readings import clip_sound, sentences
from tests.journal.records import finished, put
from tests.small_disks import SmallDisk

REMEDY = "  Try: make room on this disk, and try again"
[SENTENCE] = sentences(1)
SCRIPT = HEAD.format(practice="solo", more="bed: none") + f'  - say: "{SENTENCE}"\n  - rest: 3s\n'
CUES = "1\n00:00:00,000 --> 00:00:01,000\nBreathe in.\n"


@pytest.fixture
def disk(tmp_path: Path, small_disk: SmallDisk, monkeypatch: pytest.MonkeyPatch) -> SmallDisk:
    """A disk with a home that was used, and a folder `out`; beside it is what is imported."""
    home = small_disk.folder / "home"
    monkeypatch.setenv(HOME_VARIABLE, str(home))
    monkeypatch.chdir(tmp_path)
    for folder in (home / "sessions", small_disk.folder / "out"):
        folder.mkdir(parents=True)
    (home / "sessions" / "mine.yaml").write_text(SCRIPT, encoding="utf-8")
    (home / "settings.toml").write_text("check_ins = true\n")
    soundfile.write(tmp_path / "memo.wav", clip_sound(SENTENCE), 48_000)
    (tmp_path / "words.md").write_text("# Words\n\nBreathe in slowly.\n")
    (tmp_path / "words.srt").write_text(CUES)
    assert main(["people", "add", "Anna"]) == 0
    with Journal.open(home / "journal.sqlite3") as journal:
        put(journal, finished(people=("Anna",)))
    for command in (
        ["journal", "export", "-o", "journal.json"],
        ["journal", "wish", "--person", "Anna", "--alone", "2"],
        ["path", "begin", "a-balanced-week"],
        ["pack", "make", "here-and-now", "-o", "one.practicepack"],
    ):
        assert main(command) == 0
    return small_disk


@pytest.mark.parametrize(
    "command",
    [
        "people add Ben",
        "people add Anna --me",
        "people rename Anna Ann",
        "people forget Anna",
        "voice order michael heart",
        "journal edit 1 --note calm",
        "journal erase 1 --yes",
        "journal import journal.json",
        "journal export -o disk/out/journal.csv",
        "journal wish --alone 2",
        "new evening",
        "new evening --out disk/out/evening.yaml",
        "new words --from words.md",
        "new words --from words.srt --audio memo.wav",
        "voice import memo.wav --as sam --for mine --yes",
        "voice import memo.wav --as sam --for mine --pairs disk/out/pairs",
        "pack add one.practicepack --yes",
        "pack make here-and-now -o disk/out/one.practicepack",
        "path begin edge-and-back",
        "path leave a-balanced-week",
        "render mine -o disk/out/mine.wav",
        "render mine -o disk/out/mine.ogg",
        "render mine -o disk/out/mine.html",
        "play mine --to disk/out/mine.wav",
    ],
)
def test_it_is_said_with_the_one_remedy_and_nothing_is_changed(
    command: str, disk: SmallDisk, capsys: pytest.CaptureFixture[str]
) -> None:
    before = disk.files()
    disk.fill()
    capsys.readouterr()

    assert main(command.split()) == 1

    problem, remedy = capsys.readouterr().err.splitlines()[-2:]
    assert problem.startswith((str(disk.folder), "disk/")), "the place comes first"
    assert "the disk is full" in problem
    assert remedy.partition(";")[0] == REMEDY
    assert disk.files() == before
    assert not (disk.folder / "home" / "audio" / "sam").exists()


def test_doctor_tells_it_once(disk: SmallDisk, capsys: pytest.CaptureFixture[str]) -> None:
    disk.fill()
    capsys.readouterr()

    assert main(["doctor"]) == 1

    out = capsys.readouterr().out
    assert out.count("the disk is full") == 1
    assert out.count("make room") == 2, "beside it, and as what to do first"
    assert "may write to" not in out
    assert f"home        {disk.folder}: the disk is full; practices play, but are not kept" in out


def test_once_there_is_room_what_failed_is_done_by_the_same_command(
    disk: SmallDisk, capsys: pytest.CaptureFixture[str]
) -> None:
    disk.fill()
    assert main(["people", "rename", "Anna", "Ann"]) == 1
    disk.make_room()

    assert main(["people", "rename", "Anna", "Ann"]) == 0
    assert main(["journal", "--person", "Ann"]) == 0

    assert "Soft Sighs" in capsys.readouterr().out


def test_a_person_stays_known_while_the_journal_cannot_be_changed(tmp_path: Path) -> None:
    people = People(tmp_path / "people.json")
    people.add("Anna")
    (tmp_path / "journal.sqlite3").write_text("no journal")
    register = PeopleRegister(people, tmp_path / "journal.sqlite3")

    with pytest.raises(JournalError):
        register.rename("Anna", "Ann")
    with pytest.raises(JournalError):
        register.forget("Anna")

    assert [person.name for person in people.read()] == ["Anna"]


def test_where_there_is_no_room_for_temporary_files_that_is_said(
    small_disk: SmallDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_folder(**_: object) -> None:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found in ['/tmp']")

    small_disk.fill()
    monkeypatch.setenv("TMPDIR", str(small_disk.folder))
    monkeypatch.setattr(tempfile, "TemporaryDirectory", no_folder)

    with pytest.raises(OutputError) as raised, temporary_folder(OutputError):
        pass

    assert str(raised.value).splitlines() == [
        f"{small_disk.folder}: no room for temporary files, the disk is full",
        REMEDY,
    ]


def test_a_voice_that_cannot_be_moved_for_want_of_room_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    (tmp_path / "audio" / "sam").mkdir(parents=True)

    def full(_: Path, target: Path) -> Path:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "rename", full)

    with pytest.raises(VoiceError, match="the disk is full") as raised:
        delete_voice("sam")

    assert str(raised.value).endswith(REMEDY)
