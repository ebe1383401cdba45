"""What is offered before a practice, and what is left out of it."""

import threading
from pathlib import Path

import pytest

from practice_player.commands.shelf import settled
from practice_player.errors import ChoiceError
from practice_player.practice.house import House
from practice_player.practice.preferences import Preferences
from practice_player.recordings.ledger import Ledger
from practice_player.recordings.measure import Measure
from practice_player.recordings.progress import Told
from practice_player.script.library import Library
from practice_player.voice.own import OwnRecordings
from tests.fakes import HEAD, SteppedSound, no_clips

CORNERS = """\
  - when: no-hold
    then: [{breathe: 4-0-6-0, cycles: 2/4/6}]
    otherwise: [{breathe: 4-4-4-4, cycles: 2/4/6}]
  - rest: 5/10/20s
"""
HANDS = """\
  - when: touch
    then: [{stay: 30s, caption: Hands.}]
    otherwise: [{stay: 20s, caption: Near.}]
"""


@pytest.fixture
def house(tmp_path: Path) -> House:
    for name, practice, more, steps in (
        ("corners", "solo", "adaptations: [no-hold]", CORNERS),
        ("hands", "partner", "asks: {touch: yes, gaze: optional}", HANDS),
        ("beds", "solo", "bed: none", "  - rest: 5s\n  - background: rain\n  - rest: 5s\n"),
        ("hold", "solo", "", "  - {breathe: 4-2-6-0, cycles: 2}\n"),
        ("sigh", "solo", "", "  - {breathe: 4-0-7-1, cycles: 2}\n"),
        ("words", "solo", "", "  - say: Hello. Again. Hello.\n  - rest: 5s\n"),
        ("tape", "solo", "", "  - {say: Hello., audio: tape.wav}\n"),
        ("pen", "solo", "needs: a pen", "  - rest: 5s\n"),
        ("care", "solo", "care: [paced-breath, breath-hold, inward]\nadaptations: [no-hold]", CORNERS),
    ):
        (tmp_path / f"{name}.yaml").write_text(HEAD.format(practice=practice, more=more) + steps)
    preferences = Preferences(tmp_path / "preferences.json")
    return House(
        Library([tmp_path]), lambda: no_clips, SteppedSound(), None, preferences=preferences, voice="heart"
    )


def test_a_card_offers_what_has_another_way(house: House) -> None:
    (holds,) = house.named("corners").switches
    (touch,) = house.named("hands").switches

    assert (holds.word, holds.name, holds.left_out, holds.remembered) == ("hold", "breath holds", False, True)
    assert (touch.word, touch.left_out, touch.remembered) == ("touch", False, False)


def test_a_card_says_how_many_sentences_have_no_recording(house: House) -> None:
    assert house.named("words").unheard == "2 sentences have no recording by heart; their captions are shown."
    assert (
        house.named("tape").unheard
        == "1 sentence has a recording named that is not there; its caption is shown."
    )
    assert house.named("pen").unheard == ""


def test_a_card_tells_one_length_as_one_and_whole_breaths_to_the_tenth(house: House) -> None:
    pen, sigh, corners = (house.named(name) for name in ("pen", "sigh", "corners"))

    assert (pen.reach, pen.clock(pen.usual_s), pen.minutes) == ("0:05.5", "0:05.5", (5.5,))
    assert sigh.reach == "0:24.5"
    assert corners.reach == "0:38 to 1:56"


def test_whole_breaths_can_be_chosen_near_whole_minutes(tmp_path: Path) -> None:
    steps = "  - {breathe: 5-0-5-0, cycles: 6/12/24}\n"
    (tmp_path / "six.yaml").write_text(HEAD.format(practice="solo", more="") + steps)
    house = House(Library([tmp_path]), lambda: no_clips, SteppedSound(), None)

    card = house.named("six")

    assert card.minutes == (60.5, 120.5, 180.5, 240.5)
    assert card.reach == "1:00.5 to 4:00.5"
    assert all(house.outline("six", length_s) for length_s in card.minutes)


def test_lengths_and_outline_follow_what_is_left_out(house: House) -> None:
    assert house.named("corners").usual_s == 74.5
    assert house.named("corners", frozenset({"hold"})).usual_s == 50.5
    assert house.outline("hands", 30.5) == [" 0:00  (stay) Hands."]
    assert house.outline("hands", 20.5, frozenset({"touch"})) == [" 0:00  (stay) Near."]


def test_an_adaptation_is_remembered_for_every_practice_that_has_it(house: House) -> None:
    house.remember("hold", left_out=True)

    assert house.named("corners").without == {"hold"}
    assert house.timeline("corners").length_s == 50.5
    assert house.prepare("corners", length_s=None, bed=None).timeline.length_s == 50.5
    assert house.named("hands").without == frozenset()


def test_the_mark_changes_with_a_script_and_with_a_preference(house: House, tmp_path: Path) -> None:
    marks = [house.mark(), house.mark()]
    house.remember("hold", left_out=True)
    marks.append(house.mark())
    (tmp_path / "pen.yaml").unlink()
    marks.append(house.mark())

    assert len(set(marks)) == 3
    assert marks[0] == marks[1]


def test_a_preference_never_answers_for_a_consent(house: House) -> None:
    house.remember("touch", left_out=True)

    assert house.named("hands").without == frozenset()
    assert house.left_out("hands", frozenset()) == frozenset()


def test_what_is_said_today_goes_with_what_is_remembered_unless_nothing_is_said_out_loud(
    house: House,
) -> None:
    house.remember("hold", left_out=True)

    assert house.left_out("corners", frozenset()) == {"hold"}
    assert house.left_out("corners", frozenset({"none"})) == frozenset()
    assert house.left_out("hands", frozenset({"touch"})) == {"touch"}


@pytest.mark.parametrize(
    ("name", "word"), [("corners", "standing"), ("hands", "standing"), ("hands", "gaze")]
)
def test_what_has_no_other_way_cannot_be_left_out(house: House, name: str, word: str) -> None:
    with pytest.raises(ChoiceError, match=f"no way without `{word}`"):
        house.left_out(name, frozenset({word}))


@pytest.mark.parametrize(("name", "word"), [("corners", "gaze"), ("hands", "breath"), ("sigh", "hold")])
def test_what_is_not_there_is_left_out_already(house: House, name: str, word: str) -> None:
    assert house.left_out(name, frozenset({word})) == {word}


def test_a_background_that_only_comes_later_can_be_chosen(house: House) -> None:
    assert house.named("beds").beds == ("rain", "hush", "sea", "drone", "night", "none")
    assert house.named("corners").beds == ()
    assert house.prepare("beds", length_s=None, bed="sea").timeline.beds == ("none", "sea")
    assert house.prepare("beds", length_s=None, bed="rain").timeline.beds == ("none", "rain")


def test_what_is_needed_is_said_first(house: House) -> None:
    assert house.named("pen").care == ("To have at hand: a pen.",)


def test_nobody_is_warned_of_what_they_left_out(house: House) -> None:
    everything = house.named("care").care
    held = [words for words in everything if "waits in the breath" in words]

    without = house.named("care", frozenset({"hold"})).care

    assert len(everything) == 3
    assert len(held) == 1
    assert without == tuple(words for words in everything if words not in held)


def test_a_card_says_how_far_a_recording_is_read_and_a_list_what_reads_it_to_its_end(tmp_path: Path) -> None:
    tape, go_on, begun = tmp_path / "tape.wav", threading.Event(), threading.Event()
    tape.write_bytes(b"x")
    steps = "  - {say: Hello., audio: tape.wav}\n"
    (tmp_path / "an hour.yaml").write_text(HEAD.format(practice="solo", more="") + steps)

    def examine(_path: Path, _lasting: bool, told: Told) -> Measure:
        told(30.0, 60.0)
        begun.set()
        go_on.wait(30.0)
        return Measure(length_frames=48_000, loudness_lufs=-18.0, peak_db=-6.0, clipped=False)

    library = Library([tmp_path])
    recordings = OwnRecordings(Ledger(None, examine))
    house = House(library, lambda: no_clips, SteppedSound(), None, recordings=recordings)
    script = library.find("an hour")
    before = house.mark()
    house.read_ahead([script], wait_s=0.0)
    assert begun.wait(30.0)

    card = house.card(script, wait=False)
    listed = settled(card)

    assert "50% so far" in card.problem
    assert house.mark() != before, "so that the list is drawn anew"
    assert "practice-player show 'an hour'" in listed.problem
    go_on.set()
    assert not house.card(script).problem
