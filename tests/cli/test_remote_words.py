"""In plain mode the desktop's controls do what words do, and print the same."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from practice_player.core.desktop import Desktop
from practice_player.playback.desktop_port import DesktopPort
from practice_player.playback.remote_request import RemoteAction, RemoteRequest
from tests.cli.test_plain_practice import PlainRun
from tests.fakes import FakeDesktop


class GivenDesktop(Desktop):
    """Follows each practice by the next of these."""

    def __init__(self, *followers: FakeDesktop) -> None:
        super().__init__()
        self._followers = list(followers)

    def follow(self, *_: Any) -> DesktopPort:
        return self._followers.pop(0)


def asking(*actions: RemoteAction, at: Sequence[int], voice_db: float = 0.0) -> FakeDesktop:
    """A desktop that asks for these after so many looks, of which there are twenty a second."""
    requests = [RemoteRequest(action=action, voice_db=voice_db) for action in actions]
    return FakeDesktop(dict(zip(at, requests, strict=True)))


def run(tmp_path: Path, *followers: FakeDesktop, answers: Sequence[str] = ()) -> PlainRun:
    return PlainRun(tmp_path, "waits", answers, desktop=GivenDesktop(*followers))


def test_a_pause_is_told_and_play_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    actions = (RemoteAction.PAUSE, RemoteAction.PAUSE, RemoteAction.PLAY, RemoteAction.PLAY)
    desktop = asking(*actions, at=(10, 20, 30, 31))
    run(tmp_path, desktop)

    out = capsys.readouterr().out
    assert out.count("Paused. Type go on to go on.") == 1
    assert "Nothing is asked" not in out, "to play what plays is nothing"
    assert out.endswith("done.\n")
    states = [state for before, state in zip(desktop.told, desktop.told[1:], strict=False) if state != before]
    assert states[:3] == ["paused", "playing", "over"]


def test_one_key_for_both_pauses_and_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(tmp_path, asking(RemoteAction.PLAY_PAUSE, RemoteAction.PLAY_PAUSE, at=(10, 30)))

    out = capsys.readouterr().out
    assert "Paused." in out
    assert "done." in out


def test_next_and_previous_are_steps_and_what_is_skipped_is_not_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(tmp_path, asking(RemoteAction.NEXT, RemoteAction.PREVIOUS, RemoteAction.STOP, at=(10, 40, 60)))

    out = capsys.readouterr().out
    first, again = out.split("A while.")[0], out.split("A while.")[1]
    assert "Part 1." in first
    assert "Part 1." in again, "a step back is told"
    assert "Part 3." not in out


def test_stop_is_silence_at_once_and_what_was_practised_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain_run = run(tmp_path, asking(RemoteAction.STOP, at=(600,)))

    assert "Enough for today." in capsys.readouterr().out
    (entry,) = plain_run.entries()
    assert entry["ended"] == "stopped"
    assert entry["practised_s"] == pytest.approx(30, abs=1)


def test_a_volume_is_the_level_of_the_voice(tmp_path: Path) -> None:
    desktop = asking(RemoteAction.VOICE_LEVEL, at=(10,), voice_db=-7.5)
    run(tmp_path, desktop)

    assert desktop.last
    assert desktop.last.voice_db == -7.5


class PressedAtItsEnd(FakeDesktop):
    """When its practice is over, somebody presses a key that reaches the one that waits."""

    def __init__(self, waiting: FakeDesktop) -> None:
        super().__init__()
        self._waiting = waiting

    def end(self) -> None:
        super().end()
        self._waiting.ask(RemoteRequest(action=RemoteAction.STOP))


def test_what_was_asked_while_a_practice_waited_for_another_is_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outer = FakeDesktop()
    desktop = GivenDesktop(outer, PressedAtItsEnd(outer))
    plain_run = PlainRun(tmp_path, "waits", ["stay"], {5.0: "ground"}, desktop=desktop)

    assert capsys.readouterr().out.endswith("done.\n")
    assert [entry["ended"] for entry in plain_run.entries() if entry["name"] == "waits"] == ["finished"]


def test_stop_in_the_room_stops_all_of_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outer = FakeDesktop()
    room = asking(RemoteAction.STOP, at=(10,))
    plain_run = PlainRun(tmp_path, "waits", (), {25.0: "ground"}, desktop=GivenDesktop(outer, room))

    assert "And now?" not in capsys.readouterr().out, "stop in the room stops all of it"
    assert outer.told[-1] == "over"
    assert "paused" in outer.told, "it was said to wait"
    assert [entry["ended"] for entry in plain_run.entries() if entry["name"] == "waits"] == ["grounded"]
