"""`render --all`: every practice in one folder, several at once; what fails is named."""

import os
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
import soundfile

from practice_player.cli import render_all as render_all_module
from practice_player.cli.main import main
from practice_player.cli.render_all import Writers, render_all
from practice_player.core.bootstrap import create_core
from practice_player.core.card import PracticeCard
from practice_player.core.preferences import Preferences
from practice_player.lib.errors import DiskFullError
from practice_player.settings import preferences_path
from tests.fakes import HEAD
from tests.small_disks import SmallDisk

SCRIPT = HEAD.format(practice="solo", more="") + "  - bell: 1\n  - rest: 8s\n"
DEADLINE_S = 120.0


@pytest.fixture
def cards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[PracticeCard]:
    """The cards of two scripts of one's own."""
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", str(tmp_path / "home"))
    sessions = tmp_path / "home" / "sessions"
    sessions.mkdir(parents=True)
    for name, length in (("short", "8s"), ("longer one", "12s")):
        (sessions / f"{name}.yaml").write_text(SCRIPT.replace("8s", length))
    core = create_core(preferences=Preferences(preferences_path()))
    return [core.card(core.open(name)) for name in ("short", "longer one")]


def test_each_is_written_with_its_captions(
    cards: list[PracticeCard], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new" / "folder"

    assert render_all(cards, out, "wav", ["--no-log"]) == 0

    assert sorted(path.name for path in out.iterdir()) == [
        "longer one.vtt",
        "longer one.wav",
        "short.vtt",
        "short.wav",
    ]
    lengths = {path.stem: soundfile.info(path).frames for path in out.glob("*.wav")}
    assert lengths == {card.name: card.usual_frames for card in cards}
    printed = capsys.readouterr()
    assert printed.out == f"2 of 2 practices are in {out}.\n"
    assert printed.err == "", "no bar: this is no terminal"


def test_one_that_fails_is_named_and_the_rest_is_written(
    cards: list[PracticeCard], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert render_all([replace(cards[0], name="gone"), cards[1]], tmp_path, "wav", []) == 1

    printed = capsys.readouterr()
    assert printed.err.startswith("gone: ")
    assert "\n  Try: " in printed.err
    assert "1 of 2" in printed.out
    assert (tmp_path / "longer one.wav").exists()


def test_the_share_of_all_that_is_written_is_told(cards: list[PracticeCard], tmp_path: Path) -> None:
    shares: list[float] = []

    written = list(Writers(tmp_path, "wav", []).write(cards, shares.append))

    assert all(one.succeeded for one in written)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_nothing_is_begun_after_a_stop(cards: list[PracticeCard], tmp_path: Path) -> None:
    writers = Writers(tmp_path, "wav", [])
    writers.stop()

    assert [written.succeeded for written in writers.write(cards)] == [False, False]
    assert not list(tmp_path.glob("*.wav"))


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (["--all", "here-and-now"], "name one, or write --all"),
        ([], "name one, or write --all"),
        (["--all", "--length", "5m"], "leave --length out"),
        (["here-and-now", "--format", "ogg"], "end the file's name"),
    ],
)
def test_what_makes_no_sense_is_refused(
    arguments: list[str], remedy: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["render", *arguments, "-o", str(tmp_path / "out")]) == 2

    assert remedy in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_file_in_place_of_the_folder_is_kept(
    cards: list[PracticeCard], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "letter.txt"
    place.write_text("mine")

    assert main(["render", "--all", "-o", str(place)]) == 1

    assert "name a folder" in capsys.readouterr().err
    assert place.read_text() == "mine"


def processes_about(folder: Path) -> list[str]:
    """The processes of this system that have a folder in their command."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # it ended
            if str(folder).encode() in path.read_bytes():
                found.append(path.read_text())
    return found


def test_a_full_disk_is_told_once_and_ends_what_is_being_written(
    tmp_path: Path,
    small_disk: SmallDisk,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """All that is shipped, as sound that needs far more room than there is, several at once."""
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(render_all_module, "processor_count", lambda: 3)
    out = small_disk.folder / "out"

    assert main(["render", "--all", "--format", "wav", "-o", str(out)]) == 1

    assert capsys.readouterr().err.splitlines() == [
        f"{out}: the disk is full; 0 of 44 practices are written",
        "  Try: make room on this disk, and try again",
    ]
    assert processes_about(out) == []
    assert list(out.iterdir()) == [], "nothing is half written"


def test_what_is_written_before_the_disk_is_full_stays(
    cards: list[PracticeCard], small_disk: SmallDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(render_all_module, "processor_count", lambda: 1)
    longer_kb = cards[1].usual_frames * 4 // 1024  # it is written first
    small_disk.fill(free_kb=longer_kb + 400)

    with pytest.raises(DiskFullError, match="1 of 2 practices are written"):
        render_all(cards, small_disk.folder, "wav", ["--no-log"])

    assert set(small_disk.files()) == {"longer one.wav", "longer one.vtt"}
    assert soundfile.info(small_disk.folder / "longer one.wav").frames == cards[1].usual_frames


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for another process")
def test_ctrl_c_leaves_whole_files_only(tmp_path: Path) -> None:
    """The whole program, while it writes all that is shipped."""
    out = tmp_path / "out"
    command = [sys.executable, "-m", "practice_player", "render", "--all", "--format", "wav", "-o", str(out)]
    environment = os.environ | {"PRACTICE_PLAYER_HOME": str(tmp_path / "home")}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as program:
        end_s = time.monotonic() + DEADLINE_S
        while not list(out.glob("*.wav")) and time.monotonic() < end_s:
            time.sleep(0.05)
        sent_s = time.monotonic()
        program.send_signal(signal.SIGINT)
        _, errors = program.communicate(timeout=DEADLINE_S)

    assert program.returncode == 128 + signal.SIGINT
    assert re.search(r"Stopped\. \d+ of \d+ practices are written, and stay in ", errors)
    assert time.monotonic() - sent_s < 15.0, "it does not wait for the practices that are being written"
    assert "Traceback" not in errors
    written = sorted(out.iterdir())
    assert written
    assert {path.suffix for path in written} <= {".wav", ".vtt"}, "nothing is half written"
    assert all(soundfile.info(path).duration > 30 for path in out.glob("*.wav"))
