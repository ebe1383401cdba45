"""The text of `show`, kept: the same text, and never an old one."""

import os
import sys
from pathlib import Path

import pytest

from practice_player.cli.main import main
from practice_player.core.kept_answers import SHOWN, KeptAnswer
from practice_player.core.preferences import Preferences
from practice_player.core.request import PracticeRequest
from practice_player.settings import cache_dir, preferences_path
from tests.fakes import HEAD
from tests.test_startup import modules_after

SCRIPT = HEAD.format(practice="solo", more="") + "  - say: Hello there.\n  - rest: 20s\n"
LONG_AGO_S = 1_700_000_000


class Home:
    """A folder with one script, last changed long ago."""

    def __init__(self, path: Path) -> None:
        self.script = path / "sessions" / "mine.yaml"
        self.write(self.script, SCRIPT)

    def write(self, path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        os.utime(path, (LONG_AGO_S, LONG_AGO_S))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", str(tmp_path))
    return Home(tmp_path)


def page(**choices: object) -> KeptAnswer:
    """Returns the page of a new run, an hour later: everything has settled."""
    request = PracticeRequest(name="mine", **choices)  # type: ignore[arg-type]
    return KeptAnswer(SHOWN, request, Preferences(preferences_path()), clock=lambda: sys.maxsize / 2)


def keep(*lines: str) -> None:
    from practice_player.script.parsing.reader import read
    from practice_player.settings import own_sessions_dir

    page().keep(lines, read(own_sessions_dir() / "mine.yaml"))


def test_a_page_is_recalled_by_another_run(home: Home) -> None:
    assert page().recall() is None

    keep("Mine, 0:20", "")

    assert page().recall() == ["Mine, 0:20", ""]


def test_another_request_has_another_page(home: Home) -> None:
    keep("Mine, 0:20")

    assert page(length_frames=48_000).recall() is None
    assert page(without=frozenset({"breath"})).recall() is None


def test_a_changed_script_makes_it_invalid(home: Home) -> None:
    keep("Mine, 0:20")

    home.write(home.script, SCRIPT.replace("20s", "30s"))

    assert page().recall() is None


def test_a_new_recording_makes_it_invalid(home: Home) -> None:
    keep("Mine, 0:20")

    folder = home.script.parents[1] / "audio" / "heart"
    home.write(folder / "hello-there.ogg", "no sound")

    assert page().recall() is None


def test_a_changed_setting_makes_it_invalid(home: Home) -> None:
    keep("Mine, 0:20")

    Preferences(preferences_path()).settings.change({"voices": ("michael",)})

    assert page().recall() is None


def test_nothing_is_kept_while_the_script_may_still_change(home: Home) -> None:
    from practice_player.script.parsing.reader import read

    now_s = home.script.stat().st_ctime
    made = KeptAnswer(
        SHOWN, PracticeRequest(name="mine"), Preferences(preferences_path()), clock=lambda: now_s
    )
    made.keep(["Mine"], read(home.script))

    assert page().recall() is None


@pytest.mark.usefixtures("home")
def test_show_prints_the_same_without_the_model_of_scripts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "here-and-now"]) == 0
    first = capsys.readouterr().out

    assert main(["show", "here-and-now"]) == 0
    assert capsys.readouterr().out == first

    show = "from practice_player.cli.main import main; main(['show', 'here-and-now'])"
    assert not modules_after(show) & {"pydantic", "numpy", "soundfile", "textual"}


@pytest.mark.usefixtures("home")
def test_show_without_a_trace_keeps_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "mine", "--no-log"]) == 0

    assert "Hello there." in capsys.readouterr().out
    assert not (cache_dir() / SHOWN.name).exists()
