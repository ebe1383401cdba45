"""What the settings say of practices, and what a person who asks for something else gets."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from practice_player.core.bootstrap import create_core
from practice_player.core.chosen_sound import first_voice, in_order, output_of
from practice_player.core.core import Core
from practice_player.core.preferences import Preferences
from practice_player.core.request import PracticeRequest
from practice_player.core.user_settings import OUTPUT_CHOICES, UserSettings
from practice_player.prompts.before import Preparation
from practice_player.script.choices import OUTPUTS
from practice_player.script.library import Library
from tests.fakes import HEAD, SteppedSound, no_clips

HOLDS = (
    "  - {when: no-hold, then: [{breathe: 4-0-6-0, cycles: 2}], otherwise: [{breathe: 4-2-6-2, cycles: 2}]}\n"
)
PACES = "  - {when: no-breath, then: [rest: 5s], otherwise: [{breathe: 4-0-6-0, cycles: 2}]}\n"

MakeCore = Callable[..., Core]


@pytest.fixture
def make(tmp_path: Path) -> MakeCore:
    """Makes a core over a few scripts, with settings."""
    for name, practice, more in (
        ("corners", "solo", "bed: hush\nadaptations: [no-hold, no-breath]"),
        ("quiet", "solo", "bed: none"),
        ("tender", "solo", "bed: none"),
        ("hands", "partner", "bed: none\nadaptations: [no-hold]"),
    ):
        steps = {"corners": HOLDS + PACES, "hands": HOLDS}.get(name, "  - rest: 5s\n")
        text = HEAD.format(practice=practice, more=more) + steps
        text = text.replace("level: 1", "level: 3") if name == "tender" else text
        (tmp_path / f"{name}.yaml").write_text(text)

    def core(**chosen: object) -> Core:
        preferences = Preferences(tmp_path / "home" / "preferences.json")
        preferences.settings.change(chosen)
        return Core(Library([tmp_path]), lambda: no_clips, SteppedSound(), None, preferences=preferences)

    return core


def test_what_is_left_out_by_habit_is_said_in_one_line(make: MakeCore) -> None:
    core = make(leave_out=("hold", "touch"))
    loaded = core.open("corners")

    assert core.card(loaded).habit == "Without breath holds, as in your settings."
    (listed,) = (card for card in core.cards("solo") if card.name == "corners")
    assert listed.habit == core.card(loaded).habit
    assert core.card(core.open("quiet")).habit == ""


def test_what_is_asked_for_this_once_is_no_habit(make: MakeCore) -> None:
    core = make(leave_out=("hold", "breath"))
    loaded = core.open("corners")

    assert core.card(loaded).habit == "Without breath holds and paced breathing, as in your settings."
    assert core.card(loaded, frozenset({"hold"})).habit == "Without paced breathing, as in your settings."
    assert core.card(loaded, frozenset({"hold", "none"})).habit == ""


def test_nothing_is_said_of_habits_where_two_are_asked(make: MakeCore) -> None:
    core = make(leave_out=("hold",))

    assert core.card(core.open("hands")).habit == ""
    request = PracticeRequest(name="hands", prepared=True)
    assert core.habit_line(core.open("hands"), request) == ""


def test_two_can_leave_out_nothing_in_so_many_words(make: MakeCore) -> None:
    core = make(leave_out=("hold",))
    request = PracticeRequest(name="hands", without=frozenset({"none"}))

    prepared = core.preparer.prepared(core.open("hands"), request, Preparation(without=frozenset({"touch"})))

    assert core.timeline(core.open("hands"), request).steps
    assert core.timeline(core.open("hands"), prepared).steps


@pytest.mark.parametrize("background", ["rain", "none"])
def test_the_background_of_the_settings_is_where_a_practice_has_one(make: MakeCore, background: str) -> None:
    core = make(background=background)
    loaded = core.open("corners")

    assert core.timeline(loaded, PracticeRequest(name="corners")).bed == background
    assert core.card(loaded).beds[0] == background
    assert core.timeline(core.open("quiet"), PracticeRequest(name="quiet")).bed == "none"
    request = PracticeRequest(name="corners", bed="sea")
    assert core.timeline(loaded, request).bed == "sea", "what is asked for wins"


def test_a_practice_begins_as_loud_as_the_settings_say(make: MakeCore) -> None:
    core = make(voice_db=-6.0, background_db=4.0)
    session = core.prepare(core.open("corners"), PracticeRequest(name="corners"))

    snapshot = session.snapshot(0.0)
    assert (snapshot.voice_db, snapshot.bed_db) == (-6.0, 4.0)
    session.turn_voice(2.0)
    assert session.snapshot(0.0).voice_db == -4.0


@pytest.mark.parametrize(
    ("voices", "usable", "first", "order"),
    [
        (("michael", "heart"), ["ben", "michael", "heart"], "michael", ["michael", "heart", "ben"]),
        (("gone", "ben"), ["ben", "heart"], "ben", ["ben", "heart"]),
        (("gone",), ["ben", "heart"], "heart", ["ben", "heart"]),
        ((), ["ben", "heart"], "heart", ["ben", "heart"]),
    ],
)
def test_the_first_voice_that_is_there_speaks_and_the_others_follow_in_order(
    voices: tuple[str, ...], usable: Sequence[str], first: str, order: list[str]
) -> None:
    chosen = UserSettings(voices=voices)

    assert first_voice(chosen, usable) == first
    assert in_order(chosen, usable) == order


def test_every_card_that_can_be_chosen_can_be_played_to() -> None:
    assert {output_of(UserSettings(output=name)) for name in OUTPUT_CHOICES} == set(OUTPUTS)


@pytest.mark.parametrize(("wish", "times"), [("once", 1), ("always", 2), ("never", 0)])
def test_a_tender_practice_says_so_as_often_as_the_settings_wish(
    make: MakeCore, wish: str, times: int
) -> None:
    core = make(tender_note=wish)
    loaded, prompt_count = core.open("tender"), 0

    for _ in range(2):
        prompt_count += core.preparer.before(loaded, PracticeRequest(name="tender")).prompt is not None
        core.preparer.prepared(loaded, PracticeRequest(name="tender"), Preparation())

    assert prompt_count == times


def test_with_the_journal_off_a_practice_leaves_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "settings.toml").write_text('journal = false\noutput = "silence"\n')
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", str(home))
    core = create_core()
    request = PracticeRequest(name="arrive-together")
    loaded = core.open(request.name)

    core.preparer.prepared(loaded, request, Preparation(people=("Ana", "Ben")))
    core.card(loaded)
    core.close()

    assert [path.name for path in home.iterdir()] == ["settings.toml"]


def test_what_the_command_line_says_wins_over_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "settings.toml").write_text('voices = ["michael"]\n')
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", str(tmp_path))

    chosen, asked = create_core(log=False), create_core(voice="heart", log=False)

    assert (chosen.voice, asked.voice) == ("michael", "heart")
    assert chosen.voices() == ["michael", "heart"]
    for core in (chosen, asked):
        core.close()
