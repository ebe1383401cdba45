"""A pack is made whole, the same each time, with nothing in it that was not asked for."""

import hashlib
import json
import os
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.packs.hostile import CLIP_PATH, PIECE, SCRIPT, SECOND_CLIP_PATH, sound
from tests.packs.sample import MORNING, Home, names_in


def make(home: Home, out: Path, *names: str, voice: str = "mum", **options: str) -> int:
    options_given = [word for key, value in options.items() for word in (f"--{key}", value)]
    return home.run("pack", "make", *names, "-o", out, "--voice", voice, *options_given)


def test_a_pack_holds_scripts_pieces_recordings_and_what_they_say(ada: Home, tmp_path: Path) -> None:
    out = tmp_path / "both.practicepack"

    assert make(ada, out, "evening", "morning", author="Ada", license="CC0") == 0

    with zipfile.ZipFile(out) as archive:
        names = archive.namelist()
        manifest = json.loads(archive.read("manifest.json"))
        assert archive.testzip() is None
    assert names == [
        "manifest.json",
        SECOND_CLIP_PATH,
        CLIP_PATH,
        "audio/mum/voice.yaml",
        "sessions/evening/evening.yaml",
        "sessions/evening/pieces/opening.yaml",
        "sessions/evening/recordings/hum.wav",
        "sessions/morning/morning.yaml",
        "sessions/morning/pieces/opening.yaml",
        "sessions/morning/recordings/hum.wav",
    ]
    assert (manifest["name"], manifest["author"], manifest["license"]) == ("both", "Ada", "CC0")
    assert [row["path"] for row in manifest["files"]] == names[1:]


def test_the_same_practices_give_the_same_bytes_on_another_day_and_in_another_place(
    ada: Home, new_home: Callable[[str], Home], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = new_home("other")
    other.fill()
    for path in other.folder.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
        path.chmod(0o700)
    (tmp_path / "there").mkdir()

    make(ada, tmp_path / "both.practicepack", "evening", "morning")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    old_umask = os.umask(0o077)
    try:
        make(other, tmp_path / "there" / "both.practicepack", "morning", "evening", "morning")
    finally:
        os.umask(old_umask)

    first, second = (tmp_path / "both.practicepack", tmp_path / "there" / "both.practicepack")
    assert first.read_bytes() == second.read_bytes()


def test_the_bytes_of_a_pack_are_the_same_with_every_python(ada: Home, tmp_path: Path) -> None:
    """Of a pack without sounds, as these differ with the library that makes them for the test."""
    plain = "".join(line for line in SCRIPT.splitlines(keepends=True) if "audio" not in line)
    ada.write("sessions/plain.yaml", plain.encode())
    out = tmp_path / "plain.practicepack"

    assert make(ada, out, "plain", voice="heart") == 0

    digest = hashlib.sha256(out.read_bytes()).hexdigest()
    assert digest == "cb046c68ccb8ec44f44bc24a8fadf121f75d4fc6e2d2dacc189b243aa2fdc0fe"


def test_what_was_added_can_be_made_again_byte_for_byte(ada: Home, ben: Home, tmp_path: Path) -> None:
    first, second = tmp_path / "both.practicepack", tmp_path / "again" / "both.practicepack"
    second.parent.mkdir()
    make(ada, first, "evening", "morning", author="Ada", license="CC0")

    assert ben.run("pack", "add", first) == 0
    assert make(ben, second, "evening", "morning", author="Ada", license="CC0") == 0

    assert first.read_bytes() == second.read_bytes()
    files = ben.files()
    assert files["both/sessions/evening/evening.yaml"] == SCRIPT.encode()
    assert files["both/sessions/morning/morning.yaml"] == MORNING.encode()
    assert files["both/sessions/morning/pieces/opening.yaml"] == PIECE.encode()


def test_making_says_how_many_sentences_stay_silent(
    ada: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(ada, tmp_path / "x.practicepack", "evening", "morning")

    out, err = capsys.readouterr()
    assert "2 practices (evening, morning), voice mum, 4 recordings" in out
    assert "1 of 3 sentences have no recording by mum in it." in err
    assert "practice-player voice narrate --voice mum evening morning" in err


def test_a_voice_without_a_recording_of_it_stays_out(ada: Home, tmp_path: Path) -> None:
    out = tmp_path / "x.practicepack"

    assert make(ada, out, "evening", voice="heart") == 0

    with zipfile.ZipFile(out) as archive:
        assert not [name for name in archive.namelist() if name.startswith("audio/")]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a permission there")
def test_links_are_followed_and_the_pack_holds_what_they_lead_to(
    ada: Home, ben: Home, tmp_path: Path
) -> None:
    sessions = ada.folder / "sessions"
    (sessions / "shared").mkdir()
    (sessions / "pieces" / "opening.yaml").rename(sessions / "shared" / "opening.txt")
    (sessions / "pieces" / "opening.yaml").symlink_to("../shared/opening.txt")
    out = tmp_path / "x.practicepack"

    assert make(ada, out, "evening") == 0
    assert ben.run("pack", "add", out) == 0

    assert ben.files()["x/sessions/evening/pieces/opening.yaml"] == PIECE.encode()


@pytest.mark.parametrize(
    ("path", "content", "words"),
    [
        ("sessions/evening.yaml", b"format: 1\n", "evening.yaml:1:1"),
        (
            "sessions/evening.yaml",
            f"{SCRIPT}  - {{breathe: 1-0-1-0, cycles: 10/20/30}}\n".encode(),
            "each of these breaths lasts 2 s",
        ),
        (
            "sessions/evening.yaml",
            SCRIPT.replace("pieces/opening.yaml", "other.yaml").encode(),
            "put pieces into a folder `pieces`",
        ),
        ("sessions/evening.yaml", SCRIPT.replace("hum.wav", "aux.wav").encode(), "device of Windows"),
        ("sessions/recordings/hum.wav", b"", "hum.wav"),
        ("audio/mum/voice.yaml", b"speed: 99\n", "voice.yaml"),
        (CLIP_PATH, b"no sound", "this is a text, and no recording"),
    ],
)
def test_what_cannot_be_in_a_pack_is_told_and_the_earlier_file_stays(
    path: str, content: bytes, words: str, ada: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    out = ada.write("packed/x.practicepack", b"earlier")
    ada.write("sessions/other.yaml", PIECE.encode())
    ada.write("sessions/recordings/aux.wav", (ada.folder / "sessions/recordings/hum.wav").read_bytes())
    ada.write(path, content)

    assert make(ada, out, "evening") == 1

    err = capsys.readouterr().err
    assert words in err
    assert "\n  Try: " in err
    assert out.read_bytes() == b"earlier"
    assert names_in(out.parent) == ["x.practicepack"]


@pytest.mark.parametrize("name", ["x.zip", "a b.practicepack", ".practicepack", "con.practicepack", "-"])
def test_a_file_whose_name_no_pack_can_have_is_not_written(
    name: str, ada: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ada.run("pack", "make", "evening", f"--out={tmp_path / name}") == 1

    assert ".practicepack`" in capsys.readouterr().err
    assert not (tmp_path / name).exists()


def test_an_author_is_one_line(ada: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert make(ada, tmp_path / "x.practicepack", "evening", author="Ada\nEve") == 2

    assert "what stands after --author is not one line of plain text" in capsys.readouterr().err


def test_two_scripts_of_one_name_are_not_put_together(
    ada: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = ada.write("elsewhere/evening.yaml", MORNING.encode())
    ada.write("elsewhere/pieces/opening.yaml", PIECE.encode())
    ada.write("elsewhere/recordings/hum.wav", (ada.folder / "sessions/recordings/hum.wav").read_bytes())

    assert make(ada, tmp_path / "x.practicepack", "evening", str(other)) == 1

    assert "has the same name" in capsys.readouterr().err


@pytest.mark.parametrize(
    "made_for",
    ["for: Ben\n", '"for": "Ben Bauer"\n', "for:\n  Ben\n  Bauer\n", "for:\n\n  Ben\n"],
)
def test_whom_a_voice_was_made_for_is_nobody_elses_business(made_for: str, ada: Home, tmp_path: Path) -> None:
    out = tmp_path / "evening.practicepack"
    voice_file = ada.folder / "audio" / "mum" / "voice.yaml"
    written = f"name: mum\nkind: recorded\n{made_for}licence: CC0 # forever\n"
    voice_file.write_text(written, encoding="utf-8")

    assert make(ada, out, "evening") == 0

    with zipfile.ZipFile(out) as archive:
        packed = archive.read("audio/mum/voice.yaml").decode()
    assert packed == "name: mum\nkind: recorded\nlicence: CC0 # forever\n"
    assert voice_file.read_text(encoding="utf-8") == written


def test_a_name_that_cannot_be_left_out_is_told(
    ada: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    voice_file = ada.folder / "audio" / "mum" / "voice.yaml"
    voice_file.write_text("{name: mum, kind: recorded, for: Ben}\n", encoding="utf-8")

    assert make(ada, tmp_path / "evening.practicepack", "evening") == 1

    error = capsys.readouterr().err
    assert "whom the voice was made for" in error
    assert str(voice_file) in error
    assert not (tmp_path / "evening.practicepack").exists()


def test_a_pack_holds_sounds_and_backgrounds_of_its_scripts_and_they_are_heard_where_it_is_added(
    ada: Home, new_home: Callable[[str], Home], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "rain.practicepack"
    script = SCRIPT.replace("bed: none", "bed: sounds/my-rain.wav")
    script = script.replace("steps:\n", "steps:\n  - sound: recordings/gong.wav\n", 1)
    ada.write("sessions/rain.yaml", script.encode())
    ada.write("sessions/sounds/my-rain.wav", sound("WAV", 2.0))
    ada.write("sessions/recordings/gong.wav", sound("WAV", 0.7))

    assert make(ada, out, "rain") == 0
    with zipfile.ZipFile(out) as archive:
        names = set(archive.namelist())
    assert {"sessions/rain/sounds/my-rain.wav", "sessions/rain/recordings/gong.wav"} < names

    other = new_home("other")
    assert other.run("pack", "add", out, "--yes") == 0
    capsys.readouterr()
    assert other.run("show", "rain", "--json") == 0
    assert json.loads(capsys.readouterr().out)["bed"] == "sounds/my-rain.wav"
