"""The core: cards, outlines, what is left out, the ground key, and underruns of a practice."""

import json
import threading
from pathlib import Path

import pytest

from practice_player.cli.list_practices import card_for_list
from practice_player.clips.analysis_cache import ClipAnalysisCache
from practice_player.clips.measurement import ClipAnalysis
from practice_player.clips.progress import ProgressCallback
from practice_player.core.card import PracticeCard
from practice_player.core.core import Core
from practice_player.core.preferences import Preferences
from practice_player.core.request import PracticeRequest
from practice_player.lib.errors import ChoiceError, PracticeError
from practice_player.lib.units import frames
from practice_player.script.discovery import ScriptFile
from practice_player.script.library import Library, LoadedScript
from practice_player.settings import shipped_dir
from practice_player.timeline.model import OutlineEntry, Timeline
from practice_player.voice.lookup import find_voice
from practice_player.voice.script_recordings import ScriptRecordings
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
def core(tmp_path: Path) -> Core:
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
    return Core(
        Library([tmp_path]), lambda: no_clips, SteppedSound(), None, preferences=preferences, voice="heart"
    )


def leave_out(core: Core, word: str) -> None:
    assert core.preferences
    core.preferences.leave_out(word, left_out=True)


def card_of(core: Core, name: str, *without: str) -> PracticeCard:
    return core.card(core.open(name), frozenset(without))


def outline_of(core: Core, name: str, length_frames: int, *without: str) -> list[OutlineEntry]:
    request = PracticeRequest(name=name, length_frames=length_frames, without=frozenset(without))
    return core.outline(core.open(name), request)


def prepared(core: Core, name: str, *without: str, bed: str | None = None) -> Timeline:
    request = PracticeRequest(name=name, bed=bed, without=frozenset(without))
    return core.prepare(core.open(name), request).timeline


def test_a_card_offers_what_has_another_way(core: Core) -> None:
    (holds,) = card_of(core, "corners").switches
    (touch,) = card_of(core, "hands").switches

    assert (holds.word, holds.name, holds.left_out, holds.remembered) == ("hold", "breath holds", False, True)
    assert (touch.word, touch.left_out, touch.remembered) == ("touch", False, False)


def test_a_card_says_how_many_sentences_have_no_recording(core: Core) -> None:
    assert (
        card_of(core, "words").unheard == "2 sentences have no recording by heart; their captions are shown."
    )
    assert (
        card_of(core, "tape").unheard
        == "1 sentence has a recording named that is not there; its caption is shown."
    )
    assert card_of(core, "pen").unheard == ""


def test_a_card_tells_one_length_as_one_and_whole_breaths_to_the_tenth(core: Core) -> None:
    pen, sigh, corners = (card_of(core, name) for name in ("pen", "sigh", "corners"))

    assert (pen.reach, pen.clock(pen.usual_frames), pen.lengths_frames) == (
        "0:05.5",
        "0:05.5",
        (frames(5.5),),
    )
    assert sigh.reach == "0:24.5"
    assert corners.reach == "0:38 to 1:56"


def test_whole_breaths_can_be_chosen_near_whole_minutes(tmp_path: Path) -> None:
    steps = "  - {breathe: 5-0-5-0, cycles: 6/12/24}\n"
    (tmp_path / "six.yaml").write_text(HEAD.format(practice="solo", more="") + steps)
    core = Core(Library([tmp_path]), lambda: no_clips, SteppedSound(), None)

    card = card_of(core, "six")

    assert card.lengths_frames == tuple(map(frames, (60.5, 120.5, 180.5, 240.5)))
    assert card.reach == "1:00.5 to 4:00.5"
    assert all(outline_of(core, "six", length_frames) for length_frames in card.lengths_frames)


def test_lengths_and_outline_follow_what_is_left_out(core: Core) -> None:
    assert card_of(core, "corners").usual_frames == frames(74.5)
    assert card_of(core, "corners", "hold").usual_frames == frames(50.5)
    assert [step.words for step in outline_of(core, "hands", frames(30.5))] == ["(stay) Hands."]
    (step,) = outline_of(core, "hands", frames(20.5), "touch")
    assert (step.start_frame, step.words) == (0, "(stay) Near.")


def test_an_adaptation_is_remembered_for_every_practice_that_has_it(core: Core) -> None:
    leave_out(core, "hold")

    assert card_of(core, "corners").without == {"hold"}
    assert prepared(core, "corners").length_s == 50.5
    assert card_of(core, "hands").without == frozenset()


def test_the_mark_changes_with_a_script_and_with_a_preference(core: Core, tmp_path: Path) -> None:
    marks = [core.mark(), core.mark()]
    leave_out(core, "hold")
    marks.append(core.mark())
    (tmp_path / "pen.yaml").unlink()
    marks.append(core.mark())

    assert len(set(marks)) == 3
    assert marks[0] == marks[1]


def test_a_preference_never_answers_for_a_consent(core: Core) -> None:
    leave_out(core, "touch")

    assert card_of(core, "hands").without == frozenset()
    assert card_of(core, "hands").without == frozenset()


def test_what_is_said_today_goes_with_what_is_remembered_unless_nothing_is_said_out_loud(
    core: Core,
) -> None:
    leave_out(core, "hold")

    assert card_of(core, "corners").without == {"hold"}
    assert card_of(core, "corners", "none").without == frozenset()
    assert card_of(core, "hands", "touch").without == {"touch"}


@pytest.mark.parametrize(
    ("name", "word"), [("corners", "standing"), ("hands", "standing"), ("hands", "gaze")]
)
def test_what_has_no_other_way_cannot_be_left_out(core: Core, name: str, word: str) -> None:
    with pytest.raises(ChoiceError, match=f"no way without `{word}`"):
        card_of(core, name, word)


@pytest.mark.parametrize(("name", "word"), [("corners", "gaze"), ("hands", "breath"), ("sigh", "hold")])
def test_what_is_not_there_is_left_out_already(core: Core, name: str, word: str) -> None:
    assert prepared(core, name, word)


def test_a_background_that_only_comes_later_can_be_chosen(core: Core) -> None:
    assert card_of(core, "beds").beds == ("rain", "hush", "sea", "drone", "night", "none")
    assert card_of(core, "corners").beds == ()
    assert prepared(core, "beds", bed="sea").beds == ("none", "sea")
    assert prepared(core, "beds", bed="rain").beds == ("none", "rain")


def test_what_is_needed_is_said_first(core: Core) -> None:
    assert card_of(core, "pen").needs == "To have at hand: a pen."


def test_nobody_is_warned_of_what_they_left_out(core: Core) -> None:
    all_sentences = card_of(core, "care").care
    breath_hold_sentences = [sentence for sentence in all_sentences if "waits in the breath" in sentence]

    sentences_without_holds = card_of(core, "care", "hold").care

    assert len(all_sentences) == 3
    assert len(breath_hold_sentences) == 1
    assert sentences_without_holds == tuple(
        sentence for sentence in all_sentences if sentence not in breath_hold_sentences
    )


def test_a_card_says_how_far_a_recording_is_read_and_a_list_what_reads_it_to_its_end(tmp_path: Path) -> None:
    tape, go_on, reported = tmp_path / "tape.wav", threading.Event(), threading.Event()
    tape.write_bytes(b"x")
    steps = "  - {say: Hello., audio: tape.wav}\n"
    (tmp_path / "an hour.yaml").write_text(HEAD.format(practice="solo", more="") + steps)

    def examine(_path: Path, _lasting: bool, report: ProgressCallback) -> ClipAnalysis:
        report(30.0, 60.0)
        reported.set()
        go_on.wait(30.0)
        return ClipAnalysis(length_frames=48_000, loudness_lufs=-18.0, peak_db=-6.0, clipped=False)

    library = Library([tmp_path])
    recordings = ScriptRecordings(ClipAnalysisCache(None, examine))
    core = Core(library, lambda: no_clips, SteppedSound(), None, recordings=recordings)
    script = library.find("an hour")
    before = core.mark()
    core.read_ahead([script], wait_s=0.0)
    assert reported.wait(30.0)

    (entry,) = core.catalog(lambda _: None)
    card, listed = entry.card, card_for_list(entry.card)

    assert "50% so far" in card.problem
    assert core.mark() != before, "so that the list is drawn anew"
    assert "practice-player show 'an hour'" in listed.problem
    go_on.set()
    assert not core.card(script).problem


@pytest.mark.parametrize("has_own", [False, True])
def test_the_ground_key_leads_to_the_marked_practice_and_to_ones_own_first(
    tmp_path: Path, has_own: bool
) -> None:
    own_folder, shipped_folder = tmp_path / "mine", tmp_path / "shipped"
    for folder, name in ((shipped_folder, "window"), *([(own_folder, "garden")] if has_own else [])):
        folder.mkdir()
        head = HEAD.format(practice="solo", more="shortcut: ground")
        (folder / f"{name}.yaml").write_text(head + "  - rest: 5/10/20s\n")
        (folder / "other.yaml").write_text(HEAD.format(practice="solo", more="") + "  - rest: 5s\n")
    core = Core(Library([own_folder, shipped_folder]), lambda: no_clips, SteppedSound(), None)

    request = core.grounding()

    assert request.name == ("garden" if has_own else "window")
    assert request.length_frames == core.card(core.open(request.name)).least_frames


@pytest.mark.parametrize(("for_two", "name"), [(False, "ninety-seconds"), (True, "back-to-the-room")])
def test_the_ground_key_leads_to_a_minute_or_two_that_asks_for_nothing(for_two: bool, name: str) -> None:
    core = Core(Library((shipped_dir("sessions"),)), lambda: find_voice().find, SteppedSound(), None)

    request = core.grounding(for_two=for_two)
    card = core.card(core.open(request.name))

    assert request.name == name
    assert frames(60) <= card.least_frames <= frames(100)
    assert card.most_frames <= frames(130)
    assert (card.care, card.switches) == ((), ())


def test_without_a_marked_practice_the_ground_key_says_what_to_do(core: Core) -> None:
    with pytest.raises(PracticeError, match="`shortcut: ground`"):
        core.grounding()


class CountingLibrary(Library):
    """Records which scripts it loads."""

    def __init__(self, folders: list[Path]) -> None:
        super().__init__(folders)
        self.loaded: list[str] = []

    def load(self, file: ScriptFile) -> LoadedScript:
        self.loaded.append(file.name)
        return super().load(file)


def test_a_practice_from_a_request_reads_its_script_once(tmp_path: Path) -> None:
    (tmp_path / "corners.yaml").write_text(
        HEAD.format(practice="solo", more="adaptations: [no-hold]") + CORNERS
    )
    library = CountingLibrary([tmp_path])
    core = Core(library, lambda: no_clips, SteppedSound(), None)
    request = PracticeRequest(name="corners", without=frozenset({"hold"}))

    loaded = core.open(request.name)
    card, session = core.card(loaded, request.without), core.prepare(loaded, request)

    assert library.loaded == ["corners"]
    assert (card.without, session.timeline.length_frames) == (frozenset({"hold"}), card.usual_frames)


def test_what_the_card_ran_dry_in_a_practice_is_kept_once_and_for_that_practice_alone(tmp_path: Path) -> None:
    (tmp_path / "rest.yaml").write_text(HEAD.format(practice="solo", more="bed: none") + "  - rest: 5s\n")
    sound, path = SteppedSound(), tmp_path / "underruns.jsonl"
    core = Core(Library([tmp_path]), lambda: no_clips, sound, None, underruns_path=path)
    for underruns in (2, 5, 9):
        session = core.prepare(core.open("rest"), PracticeRequest(name="rest"))
        if underruns < 9:  # the last is prepared, and never begun
            session.start(sound.now_s)
            sound.advance(1.0)
            session.stop(sound.now_s)
        sound.underruns = underruns

    core.close()
    core.close()

    stored_counts = [json.loads(line)["underruns"] for line in path.read_text().splitlines()]
    assert stored_counts == [2, 3]
