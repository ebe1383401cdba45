"""`new --from` writes a script of a file, tells what it could not carry over, and overwrites nothing."""

import json
import stat
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.cli.test_commands import run

WORDS = "Evening\n\nJust relax. [pause 4s] [music]\nLook round (10 seconds) and rest.\n"
CUES = "1\n00:00:01,000 --> 00:00:02,000\nFirst words.\n\n2\n00:00:05,000 --> 00:00:06,500\nSecond words.\n"


@pytest.fixture
def evening(tmp_path: Path) -> Path:
    source = tmp_path / "evening.txt"
    source.write_text(WORDS, encoding="utf-8")
    return source


def test_a_text_becomes_a_script_that_passes_check(tmp_path: Path, evening: Path) -> None:
    code, out, err = run(tmp_path, "new", "quiet", "--from", str(evening), "--goal", "ground")
    path = tmp_path / "sessions" / "quiet.yaml"

    assert (code, err, out.splitlines()[0]) == (0, "", str(path))
    assert "evening.txt:3: “[music]” is left out: no step plays it\n  Try: choose a background" in out
    assert ": advice: “Just relax” presses" in out, "what check says is printed at once"
    assert run(tmp_path, "check", "quiet")[0] == 0
    practice = json.loads(run(tmp_path, "show", "quiet", "--json")[1])
    assert (practice["title"], practice["practice"]) == ("Evening", "solo")
    assert "goal: ground\n" in path.read_text()
    assert run(tmp_path, "play", "quiet", "--plain", "--to", str(tmp_path / "x.wav"))[0] == 0


def test_a_script_of_a_file_never_takes_the_place_of_one_that_is_there(tmp_path: Path, evening: Path) -> None:
    run(tmp_path, "new", "quiet")
    path = tmp_path / "sessions" / "quiet.yaml"
    path.write_text("my own words")

    code, out, err = run(tmp_path, "new", "quiet", "--from", str(evening))

    assert (code, out) == (1, "")
    assert "stays as it is" in err
    assert path.read_text() == "my own words"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--from", "none.txt"), 1, "there is no file here"),
        (("--from", "."), 1, "this is a folder"),
        (("--audio", "x.wav"), 2, "--from evening.txt"),
        (("--goal", "rest", "--from", "evening.txt"), 2, "settle"),
        (("--solo",), 2, "--from evening.txt"),
        (("--solo", "--partner", "--from", "evening.txt"), 2, "--partner"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(
    tmp_path: Path, evening: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    result = run(tmp_path, "new", "quiet", *arguments)

    assert result[0] == code
    assert words in result[2]
    assert not (tmp_path / "sessions" / "quiet.yaml").exists()


def test_a_recording_is_cut_at_its_captions_and_heard_in_the_practice(tmp_path: Path) -> None:
    (tmp_path / "talk.srt").write_text(CUES)
    samples = 0.2 * np.sin(np.arange(7 * 48_000) * 0.05)
    soundfile.write(tmp_path / "talk.wav", samples, 48_000)
    arguments = ("--from", str(tmp_path / "talk.srt"), "--audio", str(tmp_path / "talk.wav"))

    code, _, err = run(tmp_path, "new", "talk", *arguments)

    folder = tmp_path / "sessions" / "talk-audio"
    assert (code, err) == (0, "")
    assert sorted(path.name for path in folder.iterdir()) == ["001.flac", "002.flac"]
    assert soundfile.info(folder / "001.flac").duration == pytest.approx(1.3)
    assert "audio: talk-audio/001.flac" in (tmp_path / "sessions" / "talk.yaml").read_text()
    checked, rows, _ = run(tmp_path, "check", "--json", "talk")
    assert checked == 0
    assert "audio-missing" not in rows
    again = run(
        tmp_path, "new", "talk2", "--from", str(tmp_path / "talk.srt"), "--audio", str(tmp_path / "no.wav")
    )
    assert again[0] == 1
    assert not (tmp_path / "sessions" / "talk2-audio").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_a_script_of_a_file_and_its_recordings_are_private(tmp_path: Path) -> None:
    (tmp_path / "talk.srt").write_text(CUES)
    soundfile.write(tmp_path / "talk.wav", 0.2 * np.sin(np.arange(7 * 48_000) * 0.05), 48_000)

    run(tmp_path, "new", "t", "--from", str(tmp_path / "talk.srt"), "--audio", str(tmp_path / "talk.wav"))

    sessions = tmp_path / "sessions"
    for path in (sessions / "t.yaml", sessions / "t-audio", sessions / "t-audio" / "001.flac"):
        assert not stat.S_IMODE(path.stat().st_mode) & 0o077, path
