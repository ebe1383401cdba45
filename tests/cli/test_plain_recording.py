"""Recording a voice in plain lines: typed words, and all that is said about a take."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from practice_player.cli.main import main
from practice_player.cli.plain_recording import PlainRecording
from practice_player.cli.typed_lines import TypedLines
from practice_player.sound.block import Mono
from tests.recording.fakes import TEXTS, Studio
from tests.recording.sounds import in_room, joined, noise, silence, speech


class SpeakingTypist(TypedLines):
    """Types lines one by one; after a `record` it says something, which is the line's second part."""

    def __init__(self, studio: Studio, lines: list[str | tuple[str, Mono]]) -> None:
        super().__init__(None)
        self.ended = False
        self._studio = studio
        self._to_type = lines
        self._pending: Mono | None = None

    def take(self, wait_s: float = 0.0) -> str | None:
        if self._pending is not None:
            self._studio.microphone.feed(self._pending)
            self._pending = None
            return None
        self.ended = not self._to_type
        if self.ended:
            return None
        line = self._to_type.pop(0)
        if isinstance(line, tuple):
            line, self._pending = line
        return line


def said(level_db: float = -12.0) -> Mono:
    return in_room(joined(silence(0.4), speech(1.0, level_db), silence(0.4)))


def run(studio: Studio, *lines: str | tuple[str, Mono]) -> PlainRecording:
    """Runs a session in which these lines are typed, to its end."""
    recording = PlainRecording(
        studio.session,
        SpeakingTypist(studio, list(lines)),
        now=lambda: 0.0,
        sleep=lambda _: studio.microphone.feed(noise(0.5, -65)),
    )
    recording.run()
    recording.print_end()
    return recording


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return Studio(tmp_path)


def test_a_session_from_the_first_sentence_to_the_last(
    studio: Studio, capsys: pytest.CaptureFixture[str]
) -> None:
    run(
        studio,
        *(("record", said()), "record", "next"),
        *(("", said()), "", ""),
        *(("record", said()), "", "listen", "next"),
    )

    printed = capsys.readouterr().out
    assert printed.startswith("Recording anna: 3 of 3 sentences are left, about ")
    assert "Please be quiet for two seconds" in printed
    assert "Quiet enough.\n\n1 of 3 (Soft Sighs)\n  Sit down if you like.\n" in printed
    assert printed.count("Recording. Enter ends it.") == 3
    assert printed.count("1.2 s. Good. Enter keeps it; listen, or again.") == 3
    assert printed.endswith("All 3 sentences are recorded.\n")
    assert len(studio.listener.played) == 1
    assert all(studio.voice.has(text) for text in TEXTS)


def test_stop_ends_and_what_was_kept_stays(studio: Studio, capsys: pytest.CaptureFixture[str]) -> None:
    run(studio, ("record", said()), "", "next", ("record", said()), "", "stop", "never")

    printed = capsys.readouterr().out
    assert printed.endswith("1 of 3 sentences are recorded. The same command goes on with the rest.\n")
    assert [studio.voice.has(text) for text in TEXTS] == [True, False, False]


def test_the_end_of_what_is_typed_is_an_end(studio: Studio, capsys: pytest.CaptureFixture[str]) -> None:
    run(studio, ("record", said()), "")

    assert "0 of 3 sentences are recorded." in capsys.readouterr().out
    assert studio.files == []


@pytest.mark.parametrize(
    ("sound", "words"),
    [
        (np.clip(said(6.0), -1.0, 1.0), "Too loud: it crackles."),
        (said(-60.0), "Nothing was heard. Is the microphone on, and near? Enter tries again."),
        (said(-40.0), "Very quiet. A little nearer, or louder."),
    ],
    ids=["clipped", "nothing", "quiet"],
)
def test_what_could_be_better_is_said_while_it_can_be_done_again(
    studio: Studio, capsys: pytest.CaptureFixture[str], sound: Mono, words: str
) -> None:
    run(studio, ("record", sound), "", ("again", said()), "", "next")

    printed = capsys.readouterr().out
    assert words in printed
    assert printed.index(words) < printed.index("Good. Enter keeps it")
    assert studio.voice.has(TEXTS[0])


def test_too_loud_is_said_while_one_still_speaks(studio: Studio, capsys: pytest.CaptureFixture[str]) -> None:
    run(studio, ("record", said(-1.0)), "stop")

    assert "Too loud. A little further away, or softer.\n" in capsys.readouterr().out


def test_skip_back_help_and_unknown_words(studio: Studio, capsys: pytest.CaptureFixture[str]) -> None:
    run(studio, "next", "skip", "back", "listen", "hm", "help", "room", "skip", "skip", "skip")

    printed = capsys.readouterr().out
    assert "There is nothing to keep yet. Type record, or skip.\n" in printed
    assert [line[:6] for line in printed.splitlines() if " of 3 (" in line] == [
        "1 of 3",
        "2 of 3",
        "1 of 3",
        "2 of 3",
        "3 of 3",
    ]
    assert "That is no word for now." in printed
    assert "  stop              ends; what was kept stays" in printed
    assert printed.count("Quiet enough.") == 2


def test_a_disk_that_is_full_is_said_and_the_take_is_not_lost(
    studio: Studio, capsys: pytest.CaptureFixture[str]
) -> None:
    studio.voice.folder.parent.mkdir()
    studio.voice.folder.write_text("in the way")

    run(studio, ("record", said()), "", "next", "stop")

    assert "the take cannot be kept" in capsys.readouterr().err
    assert studio.files == ["anna"]


def test_a_microphone_that_goes_away_is_said_once(studio: Studio, capsys: pytest.CaptureFixture[str]) -> None:
    def unplug() -> str:
        studio.microphone.problem = "nothing more comes from the microphone"
        return "help"

    class Unplugging(SpeakingTypist):
        def take(self, wait_s: float = 0.0) -> str | None:
            line = super().take(wait_s)
            return unplug() if line == "unplug" else line

    recording = PlainRecording(
        studio.session,
        Unplugging(studio, ["unplug", "help", "help"]),
        now=lambda: 0.0,
        sleep=lambda _: studio.microphone.feed(noise(0.5, -65)),
    )
    recording.run()

    assert capsys.readouterr().out.count("Nothing more comes from the microphone.\n") == 1


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ([], 2, "which practices?"),
        (["soft-sighs"], 2, "what is the voice called?"),
        (["nowhere", "--as", "anna"], 1, "nowhere"),
        (["soft-sighs", "--as", "../anna"], 1, "cannot be the name of a voice"),
        (["soft-sighs", "--as", "heart"], 1, "which a speech engine speaks"),
    ],
    ids=["nothing", "no voice", "no such practice", "a path", "a shipped voice"],
)
def test_what_cannot_be_recorded_is_said_with_a_remedy(
    home: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, words: str
) -> None:
    assert main(["voice", "record", "--plain", *arguments]) == code

    error = capsys.readouterr().err
    assert words in error
    assert "Try: " in error
    assert not (home / "audio").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="there, microphones cannot be hidden from the program")
@pytest.mark.parametrize("arguments", [["soft-sighs", "--as", "anna", "--plain"], ["--list-devices"]])
def test_without_a_microphone_one_line_says_what_to_do(
    home: Path, tmp_path: Path, child_environment: Callable[[], dict[str, str]], arguments: list[str]
) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "practice_player", "voice", "record", *arguments],
        env=child_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert result.returncode == 1
    assert result.stdout == ""
    assert result.stderr.splitlines()[0] == "there is no microphone that can be used"
    assert result.stderr.splitlines()[1].startswith("  Try: plug one in")
    assert len(result.stderr.splitlines()) == 2
    assert not (home / "audio").exists()


@pytest.fixture
def child_environment(home: Path, tmp_path: Path) -> Callable[[], dict[str, str]]:
    import os

    (tmp_path / "asound.conf").write_text("")
    return lambda: (
        os.environ
        | {
            "PRACTICE_PLAYER_HOME": str(home),
            "PULSE_SERVER": f"unix:{tmp_path}/nothing",
            "XDG_RUNTIME_DIR": str(tmp_path),
            "ALSA_CONFIG_PATH": str(tmp_path / "asound.conf"),
            "JACK_NO_START_SERVER": "1",
        }
    )
