"""`voice order`, `delete`, `restore` and `tidy`, and `show` with several voices."""

import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from practice_player.cli.main import main
from practice_player.settings import shipped_dir
from practice_player.voice.names import clip_name
from practice_player.voice.voice import Voice
from tests.importing.readings import sentences

SHIPPED, OTHER = sentences(2)
OWN = "Nobody else says these words."

SCRIPT = f"""\
format: 1
title: Mine
practice: solo
goal: settle
level: 1
summary: For tests.
bed: none
steps:
  - say: "{OWN} {SHIPPED}"
  - rest: 2s
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a script of two sentences, one of which only Sam has said."""
    home = tmp_path / "home"
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", str(home))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    (home / "sessions").mkdir(parents=True)
    (home / "sessions" / "mine.yaml").write_text(SCRIPT, encoding="utf-8")
    sam = home / "audio" / "sam"
    sam.mkdir(parents=True)
    (sam / "voice.yaml").write_text("name: sam\nengine: recorded\n", encoding="utf-8")
    heart = Voice.open(shipped_dir("audio") / "heart")
    shutil.copy(heart.path_for(OTHER), sam / clip_name(OWN))
    return home


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], None]:
    def type_lines(text: str) -> None:
        (tmp_path / "typed").write_text(text, encoding="utf-8")
        stream = (tmp_path / "typed").open("rb")
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(stream, encoding="utf-8"))

    return type_lines


def test_show_says_which_voice_speaks_which_sentence(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "mine", "--voice", "sam"]) == 0
    assert main(["show", "mine", "--voice", "sam", "--json"]) == 0

    lines, _, as_json = capsys.readouterr().out.partition("{")
    assert f"{OWN}  [sam]" in lines
    assert f"{SHIPPED}  [heart]" in lines
    assert [cue["speaker"] for cue in json.loads("{" + as_json)["cues"] if cue["kind"] == "say"] == [
        "sam",
        "heart",
    ]


def test_with_one_voice_show_names_none(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["show", "mine"])

    out = capsys.readouterr().out
    assert "[heart]" not in out
    assert "1 sentence has no recording by heart" in out, "Sam does not speak unasked"


def test_the_order_of_voices_is_shown_and_chosen(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["voice", "order"]) == 0
    assert main(["voice", "order", "sam", "george"]) == 0
    assert main(["voice", "order", "nobody"]) == 1

    out = capsys.readouterr().out.splitlines()
    assert out == [
        "1  heart",
        "Only where you choose them: george, sam",
        "1  sam",
        "2  george",
        "3  heart",
    ]
    assert 'voices = ["sam", "george"]' in (home / "settings.toml").read_text(encoding="utf-8")


def test_deleting_a_voice_says_what_falls_silent_and_can_be_undone(
    home: Path, typed: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    typed("what\nyes\n")

    assert main(["voice", "delete", "sam"]) == 0
    assert not (home / "audio" / "sam").exists()
    assert main(["voice", "restore"]) == 0

    out = capsys.readouterr().out
    assert f"1 of its sentences would be shown, and not said by anybody:\n  {OWN}\n" in out
    assert "1 recording is back, of sam." in out
    assert (home / "audio" / "sam" / clip_name(OWN)).exists()
    assert (home / "audio" / "sam" / "voice.yaml").exists()
    assert not list((home / ".trash").iterdir())


@pytest.mark.parametrize("answer", ["", "no\n", "y e s\n"])
def test_a_voice_is_not_deleted_without_a_yes(answer: str, home: Path, typed: Callable[[str], None]) -> None:
    typed(answer)

    assert main(["voice", "delete", "sam"]) == 1
    assert (home / "audio" / "sam" / clip_name(OWN)).exists()


@pytest.mark.parametrize("name", ["heart", "nobody", "..", ".", "../sessions", "", "/"])
def test_only_what_is_ones_own_is_deleted(name: str, home: Path) -> None:
    assert main(["voice", "delete", "--yes", "--", name]) == 1
    assert (home / "audio" / "sam" / clip_name(OWN)).exists()
    assert (home / "sessions" / "mine.yaml").exists()


def test_a_voice_deleted_for_good_does_not_come_back(home: Path) -> None:
    assert main(["voice", "delete", "sam", "--yes", "--for-good"]) == 0

    assert main(["voice", "restore"]) == 1
    assert not (home / ".trash").exists()


def test_tidying_takes_only_what_no_practice_says(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sam = home / "audio" / "sam"
    old = sam / clip_name("I was said once.")
    shutil.copy(sam / clip_name(OWN), old)

    assert main(["voice", "tidy"]) == 1, "nobody said yes"
    assert old.exists()
    assert main(["voice", "tidy", "--yes"]) == 0
    assert not old.exists()
    assert (sam / clip_name(OWN)).exists()
    assert main(["voice", "restore"]) == 0
    assert old.exists()
    assert f"No practice says these of sam any more:\n  {old.name}" in capsys.readouterr().out


def test_nothing_is_tidied_while_a_script_cannot_be_read(home: Path) -> None:
    (home / "sessions" / "mine.yaml").write_text("format: [", encoding="utf-8")

    assert main(["voice", "tidy", "--yes"]) == 1
    assert (home / "audio" / "sam" / clip_name(OWN)).exists()


def test_check_all_tells_what_no_practice_says_any_more_in_any_voice(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spare = home / "audio" / "sam" / clip_name("These words are gone.")
    shutil.copy(home / "audio" / "sam" / clip_name(OWN), spare)

    main(["check"])
    assert spare.name not in capsys.readouterr().out
    main(["check", "--all"])
    (told,) = [line for line in capsys.readouterr().out.splitlines() if spare.name in line]
    assert told == f"{spare}:1:1: advice: no script uses this recording"


def test_check_is_content_with_what_another_voice_of_the_order_says(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def unrecorded(*options: str) -> bool:
        capsys.readouterr()
        main(["check", "mine", *options])
        return f"no recording says: {OWN}" in capsys.readouterr().out

    assert unrecorded()
    assert main(["voice", "order", "heart", "sam"]) == 0

    assert not unrecorded()
    assert unrecorded("--voice", "heart")


def test_tidy_takes_one_voice_at_a_time_and_names_the_others(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sam, zoe = home / "audio" / "sam", home / "audio" / "zoe"
    shutil.copytree(sam, zoe)
    for folder in (sam, zoe):
        shutil.copy(folder / clip_name(OWN), folder / clip_name("These words are gone."))

    assert main(["voice", "tidy", "--yes"]) == 0
    assert "There are some of zoe, too" in capsys.readouterr().out
    assert not (sam / clip_name("These words are gone.")).exists()
    assert (zoe / clip_name("These words are gone.")).exists()

    assert main(["voice", "tidy", "--yes"]) == 0
    assert "too:" not in capsys.readouterr().out
    assert not (zoe / clip_name("These words are gone.")).exists()
