"""Added packs are found and marked, lose to what is one's own, and go away whole."""

import io
import json
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from practice_player.packs.packs_folder import LOCK_NAME
from practice_player.voice.names import clip_name
from tests.packs.hostile import (
    CLIP_PATH,
    HUM_PATH,
    SCRIPT,
    SCRIPT_PATH,
    VOICE,
    Parts,
    good_files,
    manifest_of,
    sound,
)
from tests.packs.sample import Home, names_in

Answer = Callable[[str], None]


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    return lambda text: monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def other_pack(path: Path, **changes: object) -> Path:
    """Writes a pack like the good one, with something else in its manifest."""
    path.write_bytes(Parts(manifest=manifest_of(good_files()) | changes).to_bytes())
    return path


def renamed(path: Path, old: str, new: str) -> Path:
    """Writes a pack whose practice has another name."""
    files = {key.replace(old, new): content for key, content in good_files().items()}
    path.write_bytes(Parts(files=files).to_bytes())
    return path


def test_an_added_practice_is_listed_marked_shown_and_heard(
    ben: Home, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ben.run("pack", "add", pack) == 0
    added = capsys.readouterr().out
    ben.run("list")
    listed = capsys.readouterr().out
    ben.run("list", "--json")
    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    ben.run("show", "evening", "--voice", "mum", "--json")
    shown = json.loads(capsys.readouterr().out)
    ben.run("show", "evening")
    page = capsys.readouterr().out

    assert "quiet is added: 1 practice (evening), voice mum, 3 recordings" in added
    assert "practice-player play --voice mum evening" in added
    assert "For tests.  (pack quiet)\n" in listed
    assert rows["evening"]["pack"] == shown["pack"] == "quiet"
    assert (rows["evening"]["problems"], rows["evening"]["replaces"]) == ([], None)
    assert rows["soft-sighs"]["pack"] is None
    clips = [cue["clip"] for cue in shown["cues"] if cue["kind"] == "say"]
    assert all(Path(clip).is_relative_to(ben.folder / "packs" / "quiet") for clip in clips)
    assert "From the pack quiet." in page


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are POSIX's")
def test_what_is_added_is_for_its_owner_alone_whatever_the_umask(ben: Home, pack: Path) -> None:
    old_umask = os.umask(0o277)
    try:
        assert ben.run("pack", "add", pack) == 0
    finally:
        os.umask(old_umask)

    modes = {
        stat.S_IMODE(path.stat().st_mode) for path in (ben.folder / "packs").rglob("*") if path.is_file()
    }
    folders = {
        stat.S_IMODE(path.stat().st_mode) for path in (ben.folder / "packs").rglob("*") if path.is_dir()
    }
    assert (modes, folders) == ({0o600}, {0o700})


def test_a_script_of_ones_own_wins_and_the_clash_is_asked(
    ben: Home, pack: Path, answer: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = ben.write(
        "sessions/evening.yaml",
        SCRIPT.replace("  - include: pieces/opening.yaml\n", "")
        .replace(", audio: recordings/hum.wav", "")
        .encode(),
    )
    answer("n\n")
    declined = ben.run("pack", "add", pack)
    question = capsys.readouterr().out

    answer("y\n")
    agreed = ben.run("pack", "add", pack)
    capsys.readouterr()
    ben.run("list", "--json")
    rows = [row for row in json.loads(capsys.readouterr().out) if row["name"] == "evening"]

    assert (declined, agreed) == (1, 0)
    assert "You have a script `evening`: yours is played" in question
    assert question.endswith("(y or n)\nNothing was added.\n")
    assert [(row["path"], row["pack"]) for row in rows] == [(str(mine), None)]
    assert Path(rows[0]["replaces"]).is_relative_to(ben.folder / "packs")


def test_nobody_there_to_answer_adds_nothing_and_names_the_way(
    ben: Home, tmp_path: Path, answer: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = renamed(tmp_path / "x.practicepack", "evening", "soft-sighs")
    answer("")

    assert ben.run("pack", "add", pack) == 1

    out, err = capsys.readouterr()
    assert "The shipped practice `soft-sighs` gives way to the pack's." in out
    assert f"practice-player pack add --yes {pack}" in err
    assert ben.packs == []


def test_a_shipped_practice_gives_way_when_somebody_agreed(
    ben: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = renamed(tmp_path / "x.practicepack", "evening", "soft-sighs")

    assert ben.run("pack", "add", "--yes", pack) == 0
    ben.run("list")

    assert "(pack quiet, in place of the shipped one)" in capsys.readouterr().out
    assert ben.run("pack", "remove", "quiet", "--yes") == 0
    ben.run("list")
    assert "in place of" not in capsys.readouterr().out


def test_names_that_differ_in_capitals_are_asked(
    ben: Home, tmp_path: Path, answer: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    answer("no\n")

    assert ben.run("pack", "add", renamed(tmp_path / "x.practicepack", "evening", "Soft-Sighs")) == 1

    assert (
        "There is a practice `soft-sighs`, and the pack has another, `Soft-Sighs`." in capsys.readouterr().out
    )


def test_two_packs_with_one_practice_are_asked_and_the_first_by_name_is_played(
    ben: Home, pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ben.run("pack", "add", pack) == 0

    assert ben.run("pack", "add", "--yes", other_pack(tmp_path / "x.practicepack", name="a-quiet")) == 0
    out = capsys.readouterr().out
    ben.run("list", "--json")

    assert "The pack `quiet` has a practice `evening` too; that of `a-quiet` is played." in out
    rows = json.loads(capsys.readouterr().out)
    assert [row["pack"] for row in rows if row["name"] == "evening"] == ["a-quiet"]


def test_a_pack_takes_no_words_out_of_a_voice_that_is_there(
    ben: Home, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever knows a sentence of a script could otherwise say something else in its place."""
    mine = ben.write(CLIP_PATH, sound("OGG", 0.8))
    ben.write("audio/mum/voice.yaml", VOICE.encode())

    assert ben.run("pack", "add", "--yes", pack) == 0
    out = capsys.readouterr().out
    ben.run("show", "evening", "--voice", "mum", "--json")
    cues = json.loads(capsys.readouterr().out)["cues"]

    assert (
        "There is a voice `mum` already; where it has no recording of a sentence, the pack's is heard." in out
    )
    clips = {cue["text"]: Path(cue["clip"]) for cue in cues if cue["kind"] == "say"}
    assert clips["Hello there."] == mine
    assert clips["And welcome."].is_relative_to(ben.folder / "packs")


def test_a_voice_that_spells_otherwise_is_told(
    ben: Home, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ben.write("audio/mum/voice.yaml", b"name: mum\nrespell: {hello: hullo}\n")

    assert ben.run("pack", "add", "--yes", pack) == 0

    assert "the pack's is heard, but for 1 that it spells otherwise." in capsys.readouterr().out


def test_a_shipped_voice_with_more_recordings_needs_no_question(
    ben: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    voice_yaml = (Path(__file__).parents[2] / "audio" / "heart" / "voice.yaml").read_bytes()
    files = {path.replace("mum", "heart"): content for path, content in good_files().items()}
    files["audio/heart/voice.yaml"] = voice_yaml
    pack = tmp_path / "x.practicepack"
    pack.write_bytes(Parts(files=files).to_bytes())

    assert ben.run("pack", "add", pack) == 0
    capsys.readouterr()
    ben.run("show", "evening", "--json")

    clips = [cue["clip"] for cue in json.loads(capsys.readouterr().out)["cues"] if cue["kind"] == "say"]
    assert [clip is None for clip in clips] == [False, False, False]


def test_a_person_in_place_of_a_shipped_voice_is_asked_about(
    ben: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {path.replace("mum", "heart"): content for path, content in good_files().items()}
    files["audio/heart/voice.yaml"] = b"name: heart\nkind: recorded\n"
    pack = tmp_path / "x.practicepack"
    pack.write_bytes(Parts(files=files).to_bytes())

    ben.run("pack", "check", pack)

    assert "There is a voice `heart` already" in capsys.readouterr().out


def test_the_ground_key_stays_with_what_was_there(ben: Home, tmp_path: Path) -> None:
    from practice_player.core.bootstrap import create_core

    script = SCRIPT.replace("bed: none", "bed: none\nshortcut: ground").replace(
        "  - {say: Hum along., audio: recordings/hum.wav}\n", ""
    )
    files = good_files() | {SCRIPT_PATH: script.encode()}
    del files[HUM_PATH]
    pack = tmp_path / "x.practicepack"
    pack.write_bytes(Parts(files=files).to_bytes())
    assert ben.run("pack", "add", pack) == 0

    core = create_core(output="silence", log=False)

    card = core.card(core.open("evening"))
    assert (card.shortcut, card.problem, card.pack) == ("ground", "", "quiet")
    assert core.grounding().name == "ninety-seconds"


def test_the_same_pack_again_changes_nothing_and_asks_nothing(ben: Home, pack: Path) -> None:
    assert ben.run("pack", "add", pack) == 0
    before = ben.files()

    assert ben.run("pack", "add", pack) == 0

    assert ben.files() == before
    assert names_in(ben.folder / "packs") == [LOCK_NAME, "quiet"]


def test_another_pack_of_the_same_name_is_asked_and_replaces_it_whole(
    ben: Home, pack: Path, tmp_path: Path, answer: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    newer = renamed(tmp_path / "x.practicepack", "evening", "night")
    ben.run("pack", "add", pack)
    answer("\n")
    assert ben.run("pack", "add", newer) == 1
    assert "There is a pack `quiet` already, which gives way to this one." in capsys.readouterr().out
    assert "quiet/sessions/evening/evening.yaml" in ben.files()

    assert ben.run("pack", "add", newer, "--yes") == 0

    assert "quiet/sessions/night/night.yaml" in ben.files()
    assert "quiet/sessions/evening/evening.yaml" not in ben.files()
    assert names_in(ben.folder / "packs") == [LOCK_NAME, "quiet"]


def test_removing_asks_and_takes_everything_away(
    ben: Home, pack: Path, answer: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    ben.run("pack", "add", pack)
    capsys.readouterr()
    answer("n\n")
    assert ben.run("pack", "remove", "quiet") == 1
    assert ben.packs == ["quiet"]
    assert "quiet has 1 practice (evening), voice mum" in capsys.readouterr().out

    answer("YES\n")
    assert ben.run("pack", "remove", "quiet") == 0

    assert names_in(ben.folder / "packs") == [LOCK_NAME]
    assert ben.run("show", "evening") == 1
    assert ben.run("show", "soft-sighs", "--voice", "mum") == 1


@pytest.mark.parametrize(
    "name", ["nothing", "..", ".", "", "../sessions", "quiet/sessions", ".lock", "QUIET"]
)
def test_what_is_no_added_pack_is_not_removed(name: str, ben: Home, pack: Path) -> None:
    ben.write("sessions/mine.yaml", SCRIPT.encode())
    ben.run("pack", "add", pack)

    assert ben.run("pack", "remove", "--yes", f"{name}") == 1

    assert ben.packs == ["quiet"]
    assert (ben.folder / "sessions" / "mine.yaml").exists()


def test_packs_are_listed_with_their_author_and_licence(
    ada: Home, ben: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ben.run("pack") == 0
    assert capsys.readouterr().out == "No packs were added. Add one: practice-player pack add FILE\n"
    pack = tmp_path / "two.practicepack"
    ada.run("pack", "make", "evening", "morning", "-o", pack, "--author", "Ada", "--license", "CC0")
    ben.run("pack", "add", pack)
    ben.run("pack", "add", "--yes", other_pack(tmp_path / "x.practicepack"))
    (ben.folder / "packs" / "quiet" / "manifest.json").write_text("{")
    capsys.readouterr()

    ben.run("pack", "list")
    listed = capsys.readouterr().out
    ben.run("pack", "list", "--json")
    rows = json.loads(capsys.readouterr().out)

    assert "two: 2 practices (evening, morning), 2 recordings" in listed
    assert "  by Ada\n  licence: CC0\n" in listed
    assert "quiet cannot be read any more:" in listed
    assert [(row["name"], row["author"], row["practices"]) for row in rows] == [
        ("quiet", "", []),
        ("two", "Ada", ["evening", "morning"]),
    ]
    assert "is not JSON" in rows[0]["problem"]


def test_check_says_what_adding_would_ask(
    ben: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ben.run("pack", "check", renamed(tmp_path / "x.practicepack", "evening", "soft-sighs")) == 0

    out = capsys.readouterr().out
    assert "nothing is wrong with it." in out
    assert "Adding it asks: The shipped practice `soft-sighs` gives way to the pack's." in out
    assert not (ben.folder / "packs").exists()


def test_each_practice_is_offered_in_the_voice_that_says_most_of_it(
    ben: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ada = Home(tmp_path / "ada-of-two", monkeypatch)
    ada.fill()
    ada.write("audio/aunt/voice.yaml", VOICE.encode().replace(b"mum", b"aunt"))
    for text in ("Hello there.", "Good morning."):
        ada.write(f"audio/aunt/{clip_name(text)}", sound("OGG"))
    file = tmp_path / "two.practicepack"
    ada.run("pack", "make", "evening", "morning", "--voice", "aunt", "--voice", "mum", "-o", file)
    capsys.readouterr()

    assert ben.run("pack", "add", "--yes", file) == 0

    out = capsys.readouterr().out
    assert "practice-player play --voice mum evening" in out
    assert "practice-player play --voice aunt morning" in out


def test_recordings_of_packs_are_not_said_to_be_unused(
    ben: Home, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ben.write("sessions/evening.yaml", SCRIPT.split("steps:")[0].encode() + b"steps:\n  - rest: 5s\n")
    ben.run("pack", "add", "--yes", pack)
    capsys.readouterr()

    assert ben.run("check", "--all", "--voice", "mum", "evening") == 0

    assert "unused" not in capsys.readouterr().out
