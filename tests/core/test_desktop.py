"""What the core lets the desktop know of its practices, and when that is over."""

from pathlib import Path

import pytest

from practice_player.core.core import Core
from practice_player.core.desktop import Desktop
from practice_player.core.preferences import Preferences
from practice_player.core.request import PracticeRequest
from practice_player.mpris.media_keys import MediaKeys
from practice_player.mpris.player_state import UNNAMED
from practice_player.playback.session import PlaybackSession
from practice_player.script.library import Library
from tests.fakes import HEAD, SteppedSound, no_clips
from tests.mpris.fake_bus import FakeBus


class Machine:
    """A core with a bus, and its sound."""

    def __init__(self, folder: Path, *, voice: str = "heart", keeps: bool = True, settings: str = "") -> None:
        head = HEAD.format(practice="solo", more="bed: none")
        (folder / "short.yaml").write_text(f"{head}  - rest: 60s\n")
        (folder / "settings.toml").write_text(settings)
        self.bus, self.sound = FakeBus(), SteppedSound()
        self.core = Core(
            Library((folder,)),
            lambda: no_clips,
            self.sound,
            folder / "journal.sqlite3" if keeps else None,
            voice=voice,
            preferences=Preferences(folder / "preferences.json"),
            desktop=Desktop(media_keys=MediaKeys(self.bus.open)),
        )

    def play(self) -> PlaybackSession:
        """Returns a practice that has been heard for two seconds."""
        practice = self.core.prepare(self.core.open("short"), PracticeRequest(name="short"))
        practice.start(self.sound.now_s)
        for _ in range(20):
            self.sound.advance(0.1)
            practice.snapshot(self.sound.now_s)
        return practice

    def wait_until_left(self) -> None:
        while self.bus.next_event() != "left":
            pass


def test_the_title_and_a_shipped_voice_are_told(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.play()

    assert (machine.bus.title(), machine.bus.artist()) == ("A Test", ["heart"])
    machine.core.close()
    machine.wait_until_left()


def test_somebodys_own_voice_is_not_named(tmp_path: Path) -> None:
    machine = Machine(tmp_path, voice="anna")
    machine.play()

    assert (machine.bus.title(), machine.bus.artist()) == ("A Test", [])
    machine.core.close()


def test_where_nothing_is_kept_nothing_is_named(tmp_path: Path) -> None:
    machine = Machine(tmp_path, keeps=False)
    machine.play()

    assert (machine.bus.title(), machine.bus.artist()) == (UNNAMED, [])
    machine.core.close()


def test_a_setting_tells_the_desktop_nothing(tmp_path: Path) -> None:
    machine = Machine(tmp_path, settings="media_keys = false\n")
    practice = machine.play()

    assert practice.desktop.take() == ()
    machine.core.close()
    assert machine.bus.events.empty()


@pytest.mark.parametrize("how", ["stopped", "stopped while it waits", "closed"])
def test_a_practice_that_no_snapshot_shows_any_more_leaves_the_bus(tmp_path: Path, how: str) -> None:
    machine = Machine(tmp_path)
    practice = machine.play()
    assert machine.bus.next_event() == "joined"

    if how == "stopped while it waits":
        practice.set_aside(machine.sound.now_s)
    if how == "closed":
        machine.core.back_to_earlier()
    else:
        practice.stop(machine.sound.now_s)

    machine.wait_until_left()
    machine.core.close()
