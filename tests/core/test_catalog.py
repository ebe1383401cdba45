"""All practices at once: what did not change is not read again, and what did change shows."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain, repeat
from pathlib import Path

import pytest

from practice_player.core.card import PracticeCard
from practice_player.core.card_cache import FILE_NAME, CardCache
from practice_player.core.catalog import FIRST_TOLD
from practice_player.core.core import Core
from practice_player.core.preferences import Preferences
from practice_player.script.discovery import ScriptFile
from practice_player.script.library import Library, LoadedScript
from practice_player.timeline.model import Clip
from tests.fakes import HEAD, SteppedSound

CALM = HEAD.format(practice="solo", more="adaptations: [no-hold]").replace("A Test", "Calm")
PLAIN = HEAD.format(practice="solo", more="")
STEPS = "  - rest: 20s\n  - {when: no-hold, then: [{rest: 1s}], otherwise: [{breathe: 4-2-6-0, cycles: 2}]}\n"


class CountingLibrary(Library):
    """Notes which scripts were read."""

    def __init__(self, *folders: Path) -> None:
        super().__init__(folders)
        self.read: list[str] = []

    def load(self, file: ScriptFile) -> LoadedScript:
        self.read.append(file.name)
        return super().load(file)


@dataclass
class Home:
    """A place on the disk, looked at by one run of the program after another, a minute from now."""

    path: Path
    clips: dict[str, Clip] = field(default_factory=dict)
    late_s: float = 60.0
    traces: bool = True

    def __post_init__(self) -> None:
        for folder in ("sessions", "voice"):
            (self.path / folder).mkdir()

    def write(self, name: str, text: str = CALM + STEPS) -> Path:
        path = self.path / "sessions" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        return path

    @property
    def index(self) -> Path:
        return self.path / "cache" / FILE_NAME

    def core(self) -> tuple[Core, CountingLibrary]:
        library = CountingLibrary(self.path / "sessions")
        index = CardCache(
            self.index if self.traces else None,
            lambda: (self.path / "voice",),
            clock=lambda: time.time() + self.late_s,
        )
        preferences = Preferences(self.path / "preferences.json")
        core = Core(
            library, lambda: self.clips.get, SteppedSound(), None, preferences=preferences, index=index
        )
        return core, library

    def look(self) -> tuple[list[PracticeCard], list[str]]:
        """The cards that a new run shows, and which scripts it read for them."""
        core, library = self.core()
        return core.cards("solo"), sorted(library.read)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def test_the_next_list_reads_no_script_that_did_not_change(home: Home) -> None:
    home.write("calm.yaml")
    home.write("deep/still.yaml", PLAIN.replace("A Test", "Still") + "  - rest: 5/10/300s\n")
    home.write("bad.yaml", "format: 1\n")

    first, read_first = home.look()
    again, read_again = home.look()

    assert read_first == ["bad", "calm", "still"]
    assert read_again == ["bad"]
    assert again == first
    assert [card.title for card in again] == ["Calm", "Still", "bad"]


def _saved(home: Home) -> None:
    home.write("calm.yaml", CALM.replace("Calm", "Calmer") + STEPS)


def _saved_with_its_old_date(home: Home) -> None:
    path = home.path / "sessions" / "calm.yaml"
    before = path.stat()
    path.write_text(path.read_text().replace("Calm", "Balm"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _another_piece(home: Home) -> None:
    home.write("pieces/end.yaml", "format: 1\nsteps:\n  - rest: 50s\n")


def _a_new_recording_of_the_voice(home: Home) -> None:
    (home.path / "voice" / "hello.ogg").write_bytes(b"x")
    home.clips["Hello."] = Clip(path="hello.ogg", length_frames=48_000 * 7)


def _a_preference(home: Home) -> None:
    preferences = home.core()[0].preferences
    assert preferences
    preferences.leave_out("hold", left_out=True)


@pytest.mark.parametrize(
    "change",
    [_saved, _saved_with_its_old_date, _another_piece, _a_new_recording_of_the_voice, _a_preference],
)
def test_what_was_changed_shows(home: Home, change: Callable[[Home], None]) -> None:
    home.write("pieces/end.yaml", "format: 1\nsteps:\n  - rest: 5s\n")
    home.write("calm.yaml", CALM + STEPS + "  - include: pieces/end.yaml\n  - say: Hello.\n")
    ((before,), _) = home.look()
    assert home.look()[1] == []

    change(home)
    ((after,), read) = home.look()

    assert read == ["calm"]
    assert (after.title, after.usual_frames, after.without) != (
        before.title,
        before.usual_frames,
        before.without,
    )


def test_a_recording_that_a_script_names_shows_when_it_comes(home: Home) -> None:
    home.write("calm.yaml", CALM + STEPS + "  - {say: Hello., audio: hello.wav}\n")
    home.look()
    assert home.look()[1] == []

    home.write("hello.wav", "no recording")

    assert home.look()[1] == ["calm"]


def test_a_script_that_was_saved_a_moment_ago_is_read_again(home: Home) -> None:
    home.late_s = 0.0
    home.write("calm.yaml")
    home.look()

    assert home.look()[1] == ["calm"]


@pytest.mark.parametrize("at", [3, 200, -40], ids=["head", "middle", "end"])
def test_a_broken_index_is_thrown_away_in_silence(home: Home, at: int) -> None:
    home.write("calm.yaml")
    first, _ = home.look()
    raw = bytearray(home.index.read_bytes())
    raw[at] ^= 1
    home.index.write_bytes(raw)

    again, read = home.look()

    assert (again, read) == (first, ["calm"])
    assert home.look()[1] == []


def test_without_traces_nothing_is_kept_of_the_scripts(home: Home) -> None:
    home.write("calm.yaml")
    home.traces = False

    home.look()

    assert sorted(one.name for one in home.path.iterdir()) == ["sessions", "voice"]


def test_practices_are_told_of_as_they_are_read(home: Home) -> None:
    for number in range(FIRST_TOLD + 1):
        home.write(f"s{number:03}.yaml", PLAIN.replace("A Test", f"Calm {number:03}") + "  - rest: 20s\n")
    told: list[list[PracticeCard]] = []
    core, _ = home.core()

    cards = core.cards("solo", told.append)

    assert len(cards) == FIRST_TOLD + 1
    assert [len(some) for some in told] == [FIRST_TOLD]
    assert told[0] == cards[:FIRST_TOLD]


def test_practices_that_are_known_are_told_of_before_many_others_are_read(home: Home) -> None:
    home.write("calm.yaml")
    home.look()
    for number in range(FIRST_TOLD + 1):
        home.write(f"s{number:03}.yaml", PLAIN + "  - rest: 20s\n")
    told: list[list[str]] = []
    core, _ = home.core()

    core.cards("solo", lambda cards: told.append([card.name for card in cards]))

    assert told[0] == ["calm"]
    assert len(told[1]) == FIRST_TOLD + 1


def test_who_leaves_waits_for_no_script_that_is_still_unread(home: Home) -> None:
    for name in ("a", "b", "c"):
        home.write(f"{name}.yaml")
    core, library = home.core()
    load, read = library.load, library.read

    def left(file: ScriptFile) -> LoadedScript:
        core.close()
        return load(file)

    library.load = left  # type: ignore[method-assign]
    core.cards("solo")

    assert read == ["a"]


def test_a_practice_is_found_by_its_name_without_reading_another(home: Home) -> None:
    home.write("calm.yaml")
    home.write("deep/still.yaml")
    core, library = home.core()

    core.card(core.open("still"))

    assert library.read == ["still"]


def test_scripts_that_were_written_just_before_a_long_look_are_known_after_it(home: Home) -> None:
    home.write("calm.yaml")
    began_s = time.time() + 0.5
    read: list[list[str]] = []
    for _ in range(2):
        times_s = chain([began_s], repeat(began_s + 30.0))
        library = CountingLibrary(home.path / "sessions")
        cache = CardCache(home.index, tuple, clock=lambda times_s=times_s: next(times_s))  # type: ignore[misc]
        Core(library, lambda: home.clips.get, SteppedSound(), None, index=cache).cards("solo")
        read.append(library.read)

    assert read == [["calm"], []]
