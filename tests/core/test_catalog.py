"""Listing all practices: unchanged scripts are not read again, and every change shows."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain, repeat
from pathlib import Path

import pytest

from practice_player.core.card import PracticeCard
from practice_player.core.card_cache import FILE_NAME, CardCache
from practice_player.core.catalog import FIRST_REPORT_SCRIPTS
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
    """Records which scripts are loaded."""

    def __init__(self, *folders: Path) -> None:
        super().__init__(folders)
        self.loaded_names: list[str] = []

    def load(self, file: ScriptFile) -> LoadedScript:
        self.loaded_names.append(file.name)
        return super().load(file)


@dataclass
class Home:
    """A home folder that one run of the program after another lists, with its clock a minute ahead."""

    path: Path
    clips: dict[str, Clip] = field(default_factory=dict)
    clock_ahead_s: float = 60.0
    traces: bool = True
    second_voice: str = ""
    second_recordings: list[Path] = field(default_factory=list)

    def __post_init__(self) -> None:
        for folder in ("sessions", "voice"):
            (self.path / folder).mkdir()

    def write(self, name: str, text: str = CALM + STEPS) -> Path:
        path = self.path / "sessions" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        return path

    @property
    def cache_path(self) -> Path:
        return self.path / "cache" / FILE_NAME

    def core(self) -> tuple[Core, CountingLibrary]:
        library = CountingLibrary(self.path / "sessions")
        card_cache = CardCache(
            self.cache_path if self.traces else None,
            lambda: (self.path / "voice",),
            second_voice=self.second_voice,
            second_recordings=lambda _: self.second_recordings,
            clock=lambda: time.time() + self.clock_ahead_s,
        )
        preferences = Preferences(self.path / "preferences.json")
        core = Core(
            library,
            lambda: self.clips.get,
            SteppedSound(),
            None,
            preferences=preferences,
            card_cache=card_cache,
        )
        return core, library

    def run_list(self) -> tuple[list[PracticeCard], list[str]]:
        """Returns the cards that a new run lists, and the names of the scripts it loaded."""
        core, library = self.core()
        return core.cards("solo"), sorted(library.loaded_names)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def test_the_next_list_reads_no_script_that_did_not_change(home: Home) -> None:
    home.write("calm.yaml")
    home.write("deep/still.yaml", PLAIN.replace("A Test", "Still") + "  - rest: 5/10/300s\n")
    home.write("bad.yaml", "format: 1\n")

    first, read_first = home.run_list()
    again, read_again = home.run_list()

    assert read_first == ["bad", "calm", "still"]
    assert read_again == ["bad"]
    assert again == first
    assert [card.title for card in again] == ["Calm", "Still", "bad"]


def test_a_script_for_two_voices_is_read_anew_with_the_second_voices_recordings_or_another_voice(
    home: Home,
) -> None:
    home.write("calm.yaml")
    recording = home.path / "dad" / "hello.ogg"
    recording.parent.mkdir()
    home.second_voice, home.second_recordings = "dad", [recording]
    home.run_list()
    _, read_unchanged = home.run_list()
    recording.write_bytes(b"x")
    _, read_with_recording = home.run_list()
    home.second_voice = "mum"
    _, read_with_another = home.run_list()

    assert read_unchanged == []
    assert read_with_recording == read_with_another == ["calm"]


def _save(home: Home) -> None:
    home.write("calm.yaml", CALM.replace("Calm", "Calmer") + STEPS)


def _save_with_old_date(home: Home) -> None:
    path = home.path / "sessions" / "calm.yaml"
    before = path.stat()
    path.write_text(path.read_text().replace("Calm", "Balm"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _change_piece(home: Home) -> None:
    home.write("pieces/end.yaml", "format: 1\nsteps:\n  - rest: 50s\n")


def _add_voice_recording(home: Home) -> None:
    (home.path / "voice" / "hello.ogg").write_bytes(b"x")
    home.clips["Hello."] = Clip(path="hello.ogg", length_frames=48_000 * 7)


def _change_preference(home: Home) -> None:
    preferences = home.core()[0].preferences
    assert preferences
    preferences.leave_out("hold", left_out=True)


@pytest.mark.parametrize(
    "change",
    [_save, _save_with_old_date, _change_piece, _add_voice_recording, _change_preference],
)
def test_what_was_changed_shows(home: Home, change: Callable[[Home], None]) -> None:
    home.write("pieces/end.yaml", "format: 1\nsteps:\n  - rest: 5s\n")
    home.write("calm.yaml", CALM + STEPS + "  - include: pieces/end.yaml\n  - say: Hello.\n")
    ((before,), _) = home.run_list()
    assert home.run_list()[1] == []

    change(home)
    ((after,), loaded_names) = home.run_list()

    assert loaded_names == ["calm"]
    assert (after.title, after.usual_frames, after.without) != (
        before.title,
        before.usual_frames,
        before.without,
    )


def test_a_recording_that_a_script_names_shows_when_it_comes(home: Home) -> None:
    home.write("calm.yaml", CALM + STEPS + "  - {say: Hello., audio: hello.wav}\n")
    home.run_list()
    assert home.run_list()[1] == []

    home.write("hello.wav", "no recording")

    assert home.run_list()[1] == ["calm"]


def test_a_script_that_was_saved_a_moment_ago_is_read_again(home: Home) -> None:
    home.clock_ahead_s = 0.0
    home.write("calm.yaml")
    home.run_list()

    assert home.run_list()[1] == ["calm"]


@pytest.mark.parametrize("position", [3, 200, -40], ids=["head", "middle", "end"])
def test_a_broken_index_is_thrown_away_in_silence(home: Home, position: int) -> None:
    home.write("calm.yaml")
    first, _ = home.run_list()
    content = bytearray(home.cache_path.read_bytes())
    content[position] ^= 1
    home.cache_path.write_bytes(content)

    again, loaded_names = home.run_list()

    assert (again, loaded_names) == (first, ["calm"])
    assert home.run_list()[1] == []


def test_without_traces_nothing_is_kept_of_the_scripts(home: Home) -> None:
    home.write("calm.yaml")
    home.traces = False

    home.run_list()

    assert sorted(path.name for path in home.path.iterdir()) == ["sessions", "voice"]


def test_practices_are_told_of_as_they_are_read(home: Home) -> None:
    for number in range(FIRST_REPORT_SCRIPTS + 1):
        home.write(f"s{number:03}.yaml", PLAIN.replace("A Test", f"Calm {number:03}") + "  - rest: 20s\n")
    reports: list[list[PracticeCard]] = []
    core, _ = home.core()

    cards = core.cards("solo", reports.append)

    assert len(cards) == FIRST_REPORT_SCRIPTS + 1
    assert [len(cards_so_far) for cards_so_far in reports] == [FIRST_REPORT_SCRIPTS]
    assert reports[0] == cards[:FIRST_REPORT_SCRIPTS]


def test_practices_that_are_known_are_told_of_before_many_others_are_read(home: Home) -> None:
    home.write("calm.yaml")
    home.run_list()
    for number in range(FIRST_REPORT_SCRIPTS + 1):
        home.write(f"s{number:03}.yaml", PLAIN + "  - rest: 20s\n")
    reports: list[list[str]] = []
    core, _ = home.core()

    core.cards("solo", lambda cards: reports.append([card.name for card in cards]))

    assert reports[0] == ["calm"]
    assert len(reports[1]) == FIRST_REPORT_SCRIPTS + 1


def test_who_leaves_waits_for_no_script_that_is_still_unread(home: Home) -> None:
    for name in ("a", "b", "c"):
        home.write(f"{name}.yaml")
    core, library = home.core()
    load, loaded_names = library.load, library.loaded_names

    def load_and_close(file: ScriptFile) -> LoadedScript:
        core.close()
        return load(file)

    library.load = load_and_close  # type: ignore[method-assign]
    core.cards("solo")

    assert loaded_names == ["a"]


def test_a_practice_is_found_by_its_name_without_reading_another(home: Home) -> None:
    home.write("calm.yaml")
    home.write("deep/still.yaml")
    core, library = home.core()

    core.card(core.open("still"))

    assert library.loaded_names == ["still"]


def test_scripts_that_were_written_just_before_a_long_look_are_known_after_it(home: Home) -> None:
    home.write("calm.yaml")
    began_s = time.time() + 0.5
    loaded_names: list[list[str]] = []
    for _ in range(2):
        times_s = chain([began_s], repeat(began_s + 30.0))
        library = CountingLibrary(home.path / "sessions")
        card_cache = CardCache(home.cache_path, tuple, clock=lambda times_s=times_s: next(times_s))  # type: ignore[misc]
        Core(library, lambda: home.clips.get, SteppedSound(), None, card_cache=card_cache).cards("solo")
        loaded_names.append(library.loaded_names)

    assert loaded_names == [["calm"], []]
