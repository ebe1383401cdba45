"""A practice as it happens, on a clock that the test moves."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from practice_player.errors import JournalError
from practice_player.journal.entry import Ended
from practice_player.journal.store import Journal
from practice_player.practice.diary import Diary
from practice_player.practice.moment import Asks, State
from practice_player.practice.practice import Practice
from practice_player.timeline.build import build, roads
from practice_player.timeline.cue import Clip
from tests.fakes import SteppedSound, no_clips, session

STEPS = "  - rest: 10s\n  - {breathe: 4-0-6-0, cycles: 6}\n  - say: The last words.\n"
FRAME_S = 1 / 48_000


@pytest.fixture
def sound() -> SteppedSound:
    return SteppedSound()


@pytest.fixture
def practice(sound: SteppedSound) -> Practice:
    started = Practice(build(session(STEPS, more="bed: hush"), no_clips), sound, None)
    started.start(sound.now_s)
    return started


def step(sound: SteppedSound, practice: Practice, length_s: float) -> None:
    for _ in range(round(length_s / 0.05)):
        sound.advance(0.05)
        practice.moment(sound.now_s)


def test_the_place_follows_the_frames_really_played(sound: SteppedSound, practice: Practice) -> None:
    step(sound, practice, 5.0)

    assert practice.moment(sound.now_s).elapsed_s == pytest.approx(5.0, abs=0.1)
    assert practice.moment(sound.now_s).place == "A rest"


@pytest.mark.parametrize("pause_s", [0.05, 1.0, 60.0])
def test_after_a_pause_of_any_length_pacer_and_sound_are_in_step(
    sound: SteppedSound, practice: Practice, pause_s: float
) -> None:
    step(sound, practice, 12.0)

    practice.toggle_pause(sound.now_s)
    step(sound, practice, pause_s)
    assert practice.moment(sound.now_s).state is State.PAUSED
    held_s = practice.moment(sound.now_s).elapsed_s
    assert held_s == pytest.approx(12.05, abs=0.1)
    practice.toggle_pause(sound.now_s)
    step(sound, practice, 4.0)

    report = sound.report()
    moment = practice.moment(sound.now_s)
    assert report
    assert moment.elapsed_s == pytest.approx(report.until_frame * FRAME_S, abs=0.1)
    assert moment.breath
    assert moment.breath.phase == ("out" if moment.elapsed_s >= 14.5 else "in")


def test_without_a_card_the_practice_runs_on_an_exact_clock_and_says_so_once(sound: SteppedSound) -> None:
    sound.card.present = False
    practice = Practice(build(session(STEPS), no_clips), sound, None)
    practice.start(sound.now_s)

    step(sound, practice, 20.0)
    moment = practice.moment(sound.now_s)

    assert moment.elapsed_s == pytest.approx(20.0, abs=0.06)
    assert moment.notice == "No sound card answers. The practice goes on in silence."


def test_a_card_that_vanishes_and_comes_back_keeps_the_practice_in_step(
    sound: SteppedSound, practice: Practice
) -> None:
    step(sound, practice, 6.0)

    sound.card.present = False
    step(sound, practice, 10.0)
    silent = practice.moment(sound.now_s)
    sound.card.present = True
    step(sound, practice, 5.0)
    again = practice.moment(sound.now_s)

    assert silent.notice
    assert 14.6 < silent.elapsed_s < 16.1, "goes on from the last frame heard"
    assert not again.notice
    assert again.elapsed_s - silent.elapsed_s == pytest.approx(5.0, abs=0.5)
    assert sound.heard[-1].any(), "the sound is back"


def test_an_engine_that_dies_is_started_again_and_sent_to_the_place(
    sound: SteppedSound, practice: Practice
) -> None:
    step(sound, practice, 6.0)

    sound.shut()
    lost = practice.moment(sound.now_s)
    step(sound, practice, 10.0)
    again = practice.moment(sound.now_s)

    assert lost.notice
    assert sound.starts == 2
    assert not again.notice
    assert again.elapsed_s == pytest.approx(16.0, abs=0.5)


def test_an_engine_that_hangs_is_started_again_and_sent_to_the_place(
    sound: SteppedSound, practice: Practice
) -> None:
    step(sound, practice, 6.0)

    sound.hang()
    step(sound, practice, 3.0)
    lost = practice.moment(sound.now_s)
    step(sound, practice, 9.0)
    again = practice.moment(sound.now_s)

    assert lost.notice
    assert 7.0 < lost.elapsed_s < 9.1
    assert sound.starts == 2
    assert not again.notice
    assert again.elapsed_s - lost.elapsed_s == pytest.approx(9.0, abs=0.5)


def test_back_leads_to_the_start_of_the_step_and_then_to_the_step_before(
    sound: SteppedSound, practice: Practice
) -> None:
    step(sound, practice, 20.0)

    practice.back(sound.now_s)
    first = practice.moment(sound.now_s).elapsed_s
    practice.back(sound.now_s)
    second = practice.moment(sound.now_s).elapsed_s
    practice.on(sound.now_s)
    third = practice.moment(sound.now_s).elapsed_s

    assert (first, second, third) == (10.5, 0.0, 10.5)
    step(sound, practice, 1.0)
    assert practice.moment(sound.now_s).elapsed_s == pytest.approx(11.5, abs=0.15)


def test_stopping_is_silent_at_once_and_keeps_what_was_done(tmp_path: Path, sound: SteppedSound) -> None:
    path = tmp_path / "journal.sqlite3"
    practice = Practice(build(session(STEPS), no_clips), sound, diary(path))
    practice.start(sound.now_s)
    step(sound, practice, 15.0)

    practice.stop(sound.now_s)
    sound.advance(0.1)
    practice.add_note("lighter")
    practice.close()

    assert not sound.heard[-1].any(), "silent within 100 ms"
    with Journal.open(path) as journal:
        (entry,) = journal.entries(now=datetime.now(UTC))
    assert entry.ended is Ended.STOPPED
    assert entry.practised_s == pytest.approx(15.0, abs=0.1)
    assert entry.note == "lighter"


def test_a_practice_followed_to_its_end_is_finished(tmp_path: Path, sound: SteppedSound) -> None:
    path = tmp_path / "journal.sqlite3"
    practice = Practice(build(session("  - rest: 3s\n"), no_clips), sound, diary(path))
    practice.start(sound.now_s)

    step(sound, practice, 4.0)
    practice.close()

    assert practice.moment(sound.now_s).state is State.ENDED
    with Journal.open(path) as journal:
        (entry,) = journal.entries(now=datetime.now(UTC))
    assert (entry.ended, entry.practised_s) == (Ended.FINISHED, 3.5)


def test_what_was_skipped_was_not_practised(sound: SteppedSound, practice: Practice) -> None:
    step(sound, practice, 2.0)

    for _ in range(3):
        practice.on(sound.now_s)

    assert practice.moment(sound.now_s).state is State.ENDED
    assert practice.practised_s == pytest.approx(2.0, abs=0.1)


def test_a_journal_that_cannot_be_written_is_said_and_holds_nothing_up(
    tmp_path: Path, sound: SteppedSound
) -> None:
    (tmp_path / "file").write_text("")
    practice = Practice(build(session(STEPS), no_clips), sound, diary(tmp_path / "file" / "journal.sqlite3"))
    practice.start(sound.now_s)
    practice.close()

    step(sound, practice, 5.0)

    with pytest.raises(JournalError, match="not kept"):
        practice.add_note("lighter")
    assert practice.moment(sound.now_s).notice == "The journal cannot be written. The practice goes on."
    assert practice.moment(sound.now_s).elapsed_s == pytest.approx(5.0, abs=0.1)


def diary(path: Path) -> Diary:
    return Diary(path, name="a-test", title="A Test", practice="solo", planned_s=80.0)


WAITING = "  - rest: 3s\n  - wait: 60s\n    caption: Settle somewhere.\n  - rest: 10s\n"
ASKING = """\
  - rest: 3s
  - agree: A hug?
    for: 20s
    then: [{stay: 10s, caption: A hug.}]
    shift: [{stay: 10s, caption: As you are.}]
  - rest: 10s
"""


def test_a_wait_ends_when_the_listener_goes_on(sound: SteppedSound) -> None:
    practice = Practice(build(session(WAITING), no_clips), sound, None)
    practice.start(sound.now_s)
    step(sound, practice, 2.0)
    practice.go_on(sound.now_s)
    assert practice.moment(sound.now_s).place == "A rest", "before the wait it does nothing"

    step(sound, practice, 10.0)
    assert practice.moment(sound.now_s).asks is Asks.WAIT
    assert practice.moment(sound.now_s).caption == "Settle somewhere."
    practice.go_on(sound.now_s)

    assert practice.moment(sound.now_s).elapsed_s == 63.5
    step(sound, practice, 11.0)
    assert practice.moment(sound.now_s).state is State.ENDED
    assert practice.practised_s == pytest.approx(22.0, abs=0.2), "what was not waited is not counted"


def test_a_wait_that_nobody_ends_goes_on_after_its_time(sound: SteppedSound) -> None:
    practice = Practice(build(session(WAITING), no_clips), sound, None)
    practice.start(sound.now_s)

    step(sound, practice, 64.5)

    assert practice.moment(sound.now_s).place == "A rest"
    assert practice.moment(sound.now_s).asks is Asks.NOTHING


@pytest.fixture
def asking(sound: SteppedSound) -> Practice:
    ahead = roads(session(ASKING, more="bed: hush"), no_clips)
    practice = Practice(ahead.timeline, sound, None, roads=ahead)
    practice.start(sound.now_s)
    step(sound, practice, 4.0)
    return practice


def test_shifting_leads_to_the_gentler_road_in_step_with_the_sound(
    sound: SteppedSound, asking: Practice
) -> None:
    moment = asking.moment(sound.now_s)
    assert (moment.asks, moment.caption) == (Asks.AGREE, "A hug?")
    length_s = moment.length_s

    asking.turn_voice(-2.0)
    asking.shift(sound.now_s)
    step(sound, asking, 3.0)

    moment = asking.moment(sound.now_s)
    report = sound.report()
    assert report
    assert moment.caption == "As you are."
    assert moment.length_s == length_s
    assert moment.elapsed_s == pytest.approx(report.until_frame * FRAME_S, abs=0.1)
    assert 25.0 < moment.elapsed_s < 29.0, "the time to answer is over"
    assert not moment.notice
    assert moment.voice_db == -2.0


@pytest.mark.parametrize("answers", [True, False])
def test_staying_goes_on_at_once_and_no_answer_after_a_while(
    sound: SteppedSound, asking: Practice, answers: bool
) -> None:
    if answers:
        asking.go_on(sound.now_s)
        step(sound, asking, 2.0)
    else:
        step(sound, asking, 23.0)

    assert asking.moment(sound.now_s).caption == "A hug."
    assert asking.moment(sound.now_s).asks is Asks.NOTHING


def test_an_answer_can_be_taken_back_by_going_back(sound: SteppedSound, asking: Practice) -> None:
    asking.shift(sound.now_s)
    step(sound, asking, 1.0)
    assert asking.moment(sound.now_s).caption == "As you are."

    asking.back(sound.now_s)
    step(sound, asking, 0.5)
    asking.go_on(sound.now_s)
    step(sound, asking, 1.0)

    assert asking.moment(sound.now_s).caption == "A hug."


def test_stopping_at_a_question_is_the_ordinary_stop(sound: SteppedSound, asking: Practice) -> None:
    asking.stop(sound.now_s)
    sound.advance(0.1)

    assert asking.moment(sound.now_s).state is State.ENDED
    assert not sound.heard[-1].any()


def test_a_question_is_not_answered_while_paused(sound: SteppedSound, asking: Practice) -> None:
    asking.toggle_pause(sound.now_s)
    step(sound, asking, 0.5)

    asking.shift(sound.now_s)
    asking.go_on(sound.now_s)

    assert asking.moment(sound.now_s).caption == "A hug?"
    assert asking.moment(sound.now_s).asks is Asks.NOTHING


def test_without_a_card_an_answer_leads_on_all_the_same(sound: SteppedSound, asking: Practice) -> None:
    sound.card.present = False
    step(sound, asking, 5.0)
    assert asking.moment(sound.now_s).notice

    asking.shift(sound.now_s)
    step(sound, asking, 3.0)

    assert asking.moment(sound.now_s).caption == "As you are."
    assert asking.moment(sound.now_s).elapsed_s == pytest.approx(28.0, abs=0.1)


def test_a_gentler_road_is_kept_when_another_voice_speaks(sound: SteppedSound) -> None:
    ahead = roads(session(ASKING), no_clips)
    other = lambda _: Clip(path="nowhere.wav", length_frames=24_000)  # noqa: E731
    practice = Practice(ahead.timeline, sound, None, roads=ahead, other_voices=[lambda: other])
    practice.start(sound.now_s)
    step(sound, practice, 4.0)
    practice.shift(sound.now_s)

    practice.next_voice(sound.now_s)
    step(sound, practice, 2.0)

    assert practice.moment(sound.now_s).caption == "As you are."
    assert practice.timeline.phrases[0].length_frames == 24_000


def test_a_background_that_comes_later_can_be_turned_off(sound: SteppedSound) -> None:
    script = session("  - rest: 3s\n  - background: rain\n  - rest: 3s\n")
    practice = Practice(build(script, no_clips), sound, None)
    practice.start(sound.now_s)
    step(sound, practice, 6.0)

    assert practice.moment(sound.now_s).has_bed
