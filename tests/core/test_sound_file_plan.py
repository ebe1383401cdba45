"""A sound file that is written once more: the same bytes, and no script is read for it."""

import os
from pathlib import Path

import numpy as np
import pytest
import soundfile

from practice_player.cli.main import main
from practice_player.core.kept_answers import WRITTEN
from practice_player.settings import cache_dir
from tests.fakes import HEAD
from tests.test_startup import modules_after

LONG_AGO_S = 1_700_000_000
SCRIPT = HEAD.format(practice="solo", more="") + "  - say: Hello there.\n  - rest: 20s\n"
RECORDED = SCRIPT.replace("say: Hello there.", "{say: Hello there., audio: hello.wav}")
HUM = (np.sin(np.arange(96_000) / 40) / 4).astype(np.float32)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, text: str) -> str:
    """Writes a script that was last changed long ago, as far as its dates that can be set tell."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    os.utime(path, (LONG_AGO_S, LONG_AGO_S))
    return str(path)


def settle(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets everything count as unchanged for long, which a new file does after two seconds."""
    monkeypatch.setattr("practice_player.lib.fact_cache.SETTLED_S", -3600.0)


def test_it_is_the_same_and_loads_no_model(home: Path) -> None:
    """In processes of their own, all of the same installed program."""
    write_it = "from practice_player.cli.main import main; main(['render', 'ninety-seconds', '-o', '{}'])"
    first, second = (modules_after(write_it.format(home / name)) for name in ("one.wav", "two.wav"))

    assert "pydantic" in first, "the first time, it is read"
    assert not second & {"pydantic", "yaml", "textual"}
    assert (home / "two.wav").read_bytes() == (home / "one.wav").read_bytes()
    assert (home / "two.vtt").read_bytes() == (home / "one.vtt").read_bytes()


def test_warnings_are_said_again(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(monkeypatch)
    script = write(home / "mine.yaml", SCRIPT)

    assert main(["render", script, "-o", "one.wav"]) == 0
    first = capsys.readouterr().err
    assert main(["render", script, "-o", "one.wav"]) == 0

    assert "1 sentence has no recording" in first
    assert capsys.readouterr().err == first


def test_a_changed_script_is_written_as_it_is_now(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(monkeypatch)
    script = write(home / "mine.yaml", SCRIPT)
    assert main(["render", script, "-o", "one.wav"]) == 0

    write(home / "mine.yaml", SCRIPT.replace("20s", "40s"))
    assert main(["render", script, "-o", "two.wav"]) == 0

    assert soundfile.info("two.wav").frames == soundfile.info("one.wav").frames + 20 * 48_000


def test_what_it_is_made_of_is_not_overwritten(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(monkeypatch)
    soundfile.write(home / "hello.wav", HUM[:, None], 48_000)
    recorded = (home / "hello.wav").read_bytes()
    script = write(home / "mine.yaml", RECORDED)
    assert main(["render", script, "-o", "one.wav"]) == 0

    assert main(["render", script, "-o", "hello.wav"]) != 0
    assert (home / "hello.wav").read_bytes() == recorded


def test_a_recording_with_a_clean_copy_is_looked_for_each_time(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(monkeypatch)
    six_channels = HUM[:, None] * np.ones((1, 6), np.float32)
    soundfile.write(home / "hello.wav", six_channels, 48_000)  # which are played from a copy with one
    script = write(home / "mine.yaml", RECORDED)
    assert main(["render", script, "-o", "one.wav"]) == 0
    for copy in (cache_dir() / "converted").iterdir():
        copy.unlink()

    assert main(["render", script, "-o", "two.wav"]) == 0

    assert (home / "two.wav").read_bytes() == (home / "one.wav").read_bytes()
    assert np.abs(soundfile.read("two.wav")[0]).max() > 0.01


@pytest.mark.usefixtures("home")
def test_without_a_trace_nothing_is_kept() -> None:
    assert main(["render", "ninety-seconds", "-o", "one.wav", "--no-log"]) == 0

    assert not (cache_dir() / WRITTEN.name).exists()
