"""A script for two voices on the command line: shown, checked and narrated."""

import json
from pathlib import Path

import numpy as np
import pytest
import soundfile

from practice_player.cli.main import main
from practice_player.core.bootstrap import create_core
from practice_player.core.request import PracticeRequest
from practice_player.narration import engines
from practice_player.voice.names import clip_name

SCRIPT = """\
format: 1
title: A Talk
practice: solo
goal: settle
level: 1
summary: Two voices.
steps:
  - say: Good evening, all.
  - say: And a good evening from me.
    voice: second
"""
FIRST, SECOND = "Good evening, all.", "And a good evening from me."


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with the script, two voices of one's own, and settings that choose them."""
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", str(tmp_path))
    (tmp_path / "sessions").mkdir()
    (tmp_path / "sessions" / "talk.yaml").write_text(SCRIPT)
    (tmp_path / "settings.toml").write_text('voices = ["mum", "dad"]\n')
    for name in ("mum", "dad"):
        (tmp_path / "audio" / name).mkdir(parents=True)
        (tmp_path / "audio" / name / "voice.yaml").write_text(f"name: {name}\nspeed: 1.0\n")
    return tmp_path


def record(home: Path, voice: str, text: str) -> Path:
    path = home / "audio" / voice / clip_name(text)
    noise = np.random.default_rng(1).uniform(-0.2, 0.2, 96_000)
    soundfile.write(path, noise, 48_000, format="OGG", subtype="VORBIS")
    return path


def clips_of(home: Path) -> list[str | None]:
    core = create_core(output="silence")
    timeline = core.timeline(core.open("talk"), PracticeRequest(name="talk"))
    core.close()
    return [phrase.clip.path if phrase.clip else None for phrase in timeline.phrases]


def test_show_says_who_says_what(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [record(home, "mum", FIRST), record(home, "dad", SECOND)]

    assert main(["show", "talk"]) == 0
    shown = capsys.readouterr().out
    assert "Two voices: mum, and as the second dad." in shown
    assert f"{SECOND}  (second voice)" in shown
    assert f"{FIRST}\n" in shown

    assert main(["show", "talk", "--json"]) == 0
    cues = json.loads(capsys.readouterr().out)["cues"]
    assert [(cue["voice"], cue["clip"]) for cue in cues] == [
        ("first", str(paths[0])),
        ("second", str(paths[1])),
    ]


def test_the_second_voice_follows_the_order_of_the_settings_and_the_first(home: Path) -> None:
    by_voice = {
        (name, text): str(record(home, name, text)) for name in ("mum", "dad") for text in (FIRST, SECOND)
    }
    assert clips_of(home) == [by_voice["mum", FIRST], by_voice["dad", SECOND]]

    (home / "settings.toml").write_text('voices = ["dad", "mum"]\n')

    assert clips_of(home) == [by_voice["dad", FIRST], by_voice["mum", SECOND]]


def test_check_looks_for_the_recordings_of_the_second_voice(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record(home, "mum", FIRST)
    record(home, "mum", SECOND)

    assert main(["check", "talk", "--voice", "mum", "--json"]) == 0
    (problem,) = _unrecorded(capsys)

    assert problem["line"] == 9
    assert problem["problem"] == f"the second voice, `dad`, has no recording of “{SECOND}”"
    assert "voice narrate --voice dad" in str(problem["fix"])

    record(home, "dad", SECOND)
    assert main(["check", "talk", "--voice", "mum", "--json"]) == 0
    assert _unrecorded(capsys) == []


def _unrecorded(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [row for row in json.loads(capsys.readouterr().out) if row["rule"] == "no-recording"]


def test_check_tells_which_of_the_two_speaks_another_language(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _set_language(home, script="de", voice="dad", spoken="en")
    record(home, "mum", FIRST)

    assert main(["check", "talk", "--voice", "mum", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)

    problems = {row["rule"]: row["problem"] for row in rows}
    assert problems["other-language"] == "this practice is in German, and the second voice speaks English"
    assert "no-recording" not in problems, "a voice of another language cannot record them"


def test_narrate_makes_nothing_if_the_second_voice_speaks_another_language(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _set_language(home, script="en", voice="mum", spoken="de")
    monkeypatch.setattr(engines, "open_engine", lambda _: hum)

    assert main(["voice", "narrate", "talk"]) == 1
    assert "A Talk is in English, and mum speaks German" in capsys.readouterr().err
    assert list((home / "audio").rglob("*.ogg")) == []

    assert main(["voice", "narrate", "talk", "--voice", "dad"]) == 0, "a voice that says all is asked alone"


def _set_language(home: Path, *, script: str, voice: str, spoken: str) -> None:
    (home / "sessions" / "talk.yaml").write_text(SCRIPT.replace("goal:", f"lang: {script}\ngoal:"))
    with (home / "audio" / voice / "voice.yaml").open("a") as manifest:
        manifest.write(f"language: {spoken}\n")


def hum(text: str) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
    """Stands in for a speech engine."""
    return np.asarray(0.2 * np.sin(np.arange(4_800 * len(text)) * 0.05), np.float32)


def test_narrate_makes_each_voices_own(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "open_engine", lambda _: hum)

    assert main(["voice", "narrate", "talk"]) == 0
    assert "1 made by heart" in capsys.readouterr().out
    made = sorted(path.relative_to(home).as_posix() for path in (home / "audio").rglob("*.ogg"))
    assert made == sorted([f"audio/heart/{clip_name(FIRST)}", f"audio/mum/{clip_name(SECOND)}"])

    assert main(["voice", "narrate", "talk", "--voice", "dad"]) == 0
    assert len(list((home / "audio" / "dad").glob("*.ogg"))) == 2
