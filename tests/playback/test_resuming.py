"""A practice goes on after it broke off: where, and as the same practice."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from practice_player.journal.entry import Ended
from practice_player.journal.resume_point import ResumePoint, read_resume_point
from practice_player.journal.resuming import find_unfinished, take_up
from practice_player.journal.store import Journal
from practice_player.lib.units import frames
from practice_player.playback.journal_writer import JournalWriter
from practice_player.playback.resuming import EarlierProgress, find_start, restore_changes
from practice_player.playback.session import PlaybackSession
from practice_player.playback.snapshot import Question
from practice_player.timeline.arrangement import Arrangement
from practice_player.timeline.compiler import arrange
from practice_player.timeline.model import Timeline
from practice_player.timeline.place import place_at
from tests.fakes import SteppedSound, clips_in, no_clips, script_of

STEPS = """\
  - say: One. Two.
    pause: 5s
  - rest: 300s
  - say: Three.
  - {breathe: 4-0-6-0, cycles: 6}
  - rest: 10s
"""
MINUTES_10, HOUR = 600.0, 3600.0


@pytest.fixture
def timeline(tmp_path: Path) -> Timeline:
    find_clip = clips_in(tmp_path, one=2.0, two=3.0, three=4.0)
    return arrange(script_of(STEPS), find_clip).timeline


def resume_s(timeline: Timeline, at_s: float, *, away_s: float, for_two: bool = False) -> float:
    place = place_at(timeline, frames(at_s))
    point = ResumePoint(script="x", for_two=for_two, section=place.section, share=place.share)
    return find_start(timeline, point, away_s=away_s).start_frame / 48_000


def test_it_goes_on_at_the_start_of_the_sentence_or_breath_it_broke_off_in(timeline: Timeline) -> None:
    one, two, three = (phrase.start_frame / 48_000 for phrase in timeline.phrases)
    breath_start_s = timeline.breaths[2].start_frame / 48_000

    assert resume_s(timeline, one + 1.5, away_s=5.0) == one
    assert resume_s(timeline, two + 1.5, away_s=5.0) == two
    assert resume_s(timeline, three + 3.0, away_s=MINUTES_10) == three
    assert resume_s(timeline, breath_start_s + 9.0, away_s=5.0) == breath_start_s
    assert resume_s(timeline, 200.0, away_s=5.0) == 200.0, "a rest has no beginning that was missed"


def test_after_ten_minutes_it_steps_back_to_the_sentence_before_but_no_more_than_a_minute(
    timeline: Timeline,
) -> None:
    one, two, three = (phrase.start_frame / 48_000 for phrase in timeline.phrases)

    assert resume_s(timeline, two + 1.5, away_s=MINUTES_10 + 1) == one
    assert resume_s(timeline, three + 8.0, away_s=MINUTES_10 + 1) == three, "in the first breath"
    assert resume_s(timeline, 200.0, away_s=MINUTES_10 + 1) == 140.0
    assert resume_s(timeline, one + 1.0, away_s=MINUTES_10 + 1) == 0.0


def test_after_an_hour_it_steps_back_to_the_start_of_the_part_but_no_more_than_a_minute(
    timeline: Timeline,
) -> None:
    three = timeline.phrases[2].start_frame / 48_000
    breath_start_s = timeline.breaths[6].start_frame / 48_000

    assert resume_s(timeline, breath_start_s + 3.0, away_s=HOUR + 1) <= three
    assert resume_s(timeline, 200.0, away_s=HOUR + 1) == 140.0


def test_a_longer_break_never_leads_less_far_back(timeline: Timeline) -> None:
    for tenths in range(0, int(timeline.length_s * 10), 7):
        places_s = [
            resume_s(timeline, tenths / 10, away_s=away_s) for away_s in (5.0, MINUTES_10 + 1, HOUR + 1)
        ]

        assert places_s == sorted(places_s, reverse=True)
        assert tenths / 10 >= places_s[0]
        assert places_s[2] >= tenths / 10 - 60 - 10, "a minute, and the breath it lies in"


QUESTION = """\
  - rest: 10s
  - agree: A hug?
    for: 20s
    then:
      - rest: 60s
    shift:
      - rest: 60s
  - rest: 100s
"""


def test_two_people_are_asked_again_what_they_were_asked_on_the_way() -> None:
    timeline = arrange(script_of(QUESTION, practice="partner"), no_clips).timeline
    question_s = timeline.steps[1].start_frame / 48_000
    after_s = timeline.steps[2].start_frame / 48_000

    assert resume_s(timeline, after_s + 20, away_s=5.0, for_two=True) == question_s
    assert resume_s(timeline, after_s + 20, away_s=5.0) == after_s + 20
    assert resume_s(timeline, question_s + 3, away_s=5.0, for_two=True) == question_s
    assert resume_s(timeline, after_s + 70, away_s=5.0, for_two=True) == after_s + 70, "it is over"


def advance(sound: SteppedSound, practice: PlaybackSession, length_s: float) -> None:
    for _ in range(round(length_s / 0.05)):
        sound.advance(0.05)
        practice.snapshot(sound.now_s)


def begin(
    path: Path,
    arrangement: Arrangement,
    *,
    for_two: bool = False,
    earlier: EarlierProgress | None = None,
) -> tuple[SteppedSound, PlaybackSession]:
    """Begins a practice, or goes on with the one that is unfinished in the journal."""
    continued = None
    if earlier:
        now = datetime.now(UTC)
        (unfinished,) = find_unfinished(path, now=now)
        assert take_up(path, unfinished, now=now)
        continued = unfinished.record
    writer = JournalWriter(
        path,
        name="a-test",
        title="A Test",
        practice="solo",
        planned_s=arrangement.timeline.length_s,
        continued=continued,
    )
    sound = SteppedSound()
    session = PlaybackSession(
        arrangement.timeline,
        sound,
        writer,
        arrangement=arrangement,
        resume_point=ResumePoint(script="a-test", for_two=for_two),
        earlier=earlier,
    )
    session.start(sound.now_s)
    return sound, session


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite3"


def stored(path: Path) -> tuple[Ended, Any, str]:
    with Journal.open(path) as journal:
        ((ended, practised_s, resume),) = journal.select("SELECT ended, practised_s, resume FROM entry", {})
    return Ended(ended), practised_s, resume


RESTS = "  - rest: 60s\n  - rest: 60s\n  - rest: 80s\n"


def test_it_goes_on_in_the_very_frame_and_the_seconds_add_up_to_one_finished_entry(path: Path) -> None:
    arrangement = arrange(script_of(RESTS), no_clips)
    sound, practice = begin(path, arrangement)
    advance(sound, practice, 100.0)
    practice.stop(sound.now_s)
    practice.close()
    ended, practised_s, resume = stored(path)
    assert (ended, practised_s) == (Ended.STOPPED, pytest.approx(100.0, abs=0.1))
    frame = find_start(arrangement.timeline, read_resume_point(resume), away_s=5.0).start_frame
    assert frame == round(practised_s * 48_000)

    sound, practice = begin(
        path, arrangement, earlier=EarlierProgress(start_frame=frame, heard_s=practised_s)
    )
    assert practice.snapshot(sound.now_s).elapsed_s == frame / 48_000
    advance(sound, practice, 40.0)
    practice.close()
    report = sound.report()
    assert report
    assert report.until_frame == pytest.approx(frame + frames(40.0), abs=frames(0.2))
    advance(sound, practice, 61.0)
    practice.close()

    assert practice.finished
    assert stored(path) == (Ended.FINISHED, pytest.approx(200.5, abs=0.1), "")


def test_what_was_skipped_before_it_broke_off_still_counts(path: Path) -> None:
    arrangement = arrange(script_of(RESTS), no_clips)
    sound, practice = begin(path, arrangement)
    advance(sound, practice, 30.0)
    practice.on(sound.now_s)
    practice.stop(sound.now_s)
    practice.close()
    _, practised_s, resume = stored(path)
    point = read_resume_point(resume)
    assert point.skipped_s == pytest.approx(30.5, abs=0.1)

    frame = find_start(arrangement.timeline, point, away_s=5.0).start_frame
    earlier = EarlierProgress(start_frame=frame, heard_s=practised_s, skipped_s=point.skipped_s)
    sound, practice = begin(path, arrangement, earlier=earlier)
    advance(sound, practice, 141.0)
    practice.close()

    assert not practice.finished
    assert stored(path)[0] is Ended.STOPPED


@pytest.mark.parametrize("after_s", [29.0, 30.0, 31.9])
def test_the_place_in_the_journal_is_never_older_than_two_seconds(path: Path, after_s: float) -> None:
    sound, practice = begin(path, arrange(script_of(RESTS), no_clips))
    advance(sound, practice, after_s)
    practice.close()

    ended, practised_s, resume = stored(path)

    point = read_resume_point(resume)
    assert ended is Ended.RUNNING
    assert after_s - 2.1 <= practised_s <= after_s
    assert point.left_s == pytest.approx(200.5 - practised_s, abs=0.01)


def test_what_is_left_for_the_grounding_practice_is_grounded_and_does_not_go_on(path: Path) -> None:
    sound, practice = begin(path, arrange(script_of(RESTS), no_clips))
    advance(sound, practice, 30.0)

    practice.set_aside(sound.now_s)
    practice.stop(sound.now_s)
    practice.close()

    assert stored(path) == (Ended.GROUNDED, pytest.approx(30.0, abs=0.1), "")


def test_a_program_killed_during_the_grounding_practice_offers_nothing_and_whoever_comes_back_goes_on(
    path: Path,
) -> None:
    sound, practice = begin(path, arrange(script_of(RESTS), no_clips))
    advance(sound, practice, 30.0)
    practice.set_aside(sound.now_s)
    practice.close()
    assert stored(path)[2] == ""

    practice.come_back(sound.now_s)
    advance(sound, practice, 3.0)
    practice.close()

    assert read_resume_point(stored(path)[2]).left_s == pytest.approx(168.0, abs=2.2)


def test_more_time_and_an_answer_are_there_again(path: Path) -> None:
    steps = QUESTION.replace("    shift:\n      - rest: 60s", "    shift:\n      - rest: 30s")
    arrangement = arrange(script_of(f"  - {{rest: 60s}}\n{steps}"), no_clips)
    sound, practice = begin(path, arrangement)
    advance(sound, practice, 5.0)
    practice.more_time(sound.now_s)
    advance(sound, practice, 99.0)
    assert practice.snapshot(sound.now_s).asks is Question.AGREE
    practice.go_on(sound.now_s)
    advance(sound, practice, 20.0)
    practice.stop(sound.now_s)
    practice.close()
    broke_off = practice.snapshot(sound.now_s)

    point = read_resume_point(stored(path)[2])
    again = restore_changes(arrangement, point)

    assert (point.stays, point.longer) == ((0,), ((0, 0, 1),))
    assert again.timeline == practice.timeline
    assert find_start(again.timeline, point, away_s=5.0).start_frame == round(broke_off.elapsed_s * 48_000)


def test_of_two_people_no_answer_is_stored(path: Path) -> None:
    arrangement = arrange(script_of(QUESTION, practice="partner"), no_clips)
    sound, practice = begin(path, arrangement, for_two=True)
    advance(sound, practice, 13.0)
    assert practice.snapshot(sound.now_s).asks is Question.AGREE
    practice.go_on(sound.now_s)
    advance(sound, practice, 40.0)
    practice.close()

    point = read_resume_point(stored(path)[2])

    assert (point.stays, point.gentler, point.without) == ((), False, ())


WAYS = QUESTION.replace("      - rest: 60s", "      - {rest: 60s, caption: A hug.}", 1)


def resumed_at_question(tmp_path: Path) -> tuple[SteppedSound, PlaybackSession]:
    """Two people go on who were 40 s into what they had answered *stay* for."""
    arrangement = arrange(script_of(WAYS, practice="partner"), no_clips)
    place = place_at(arrangement.timeline, frames(30.5 + 40))
    point = ResumePoint(script="x", for_two=True, section=place.section, share=place.share)
    sound = SteppedSound()
    session = PlaybackSession(
        arrangement.timeline,
        sound,
        None,
        arrangement=arrangement,
        earlier=find_start(arrangement.timeline, point, away_s=5.0),
    )
    session.start(sound.now_s)
    advance(sound, session, 4.0)
    assert session.snapshot(sound.now_s).asks is Question.AGREE
    return sound, session


def test_after_the_question_two_people_go_on_where_they_were(tmp_path: Path) -> None:
    sound, session = resumed_at_question(tmp_path)
    question_end_s = session.timeline.steps[1].end_frame / 48_000

    session.go_on(sound.now_s)
    advance(sound, session, 2.0)

    snapshot = session.snapshot(sound.now_s)
    assert snapshot.caption == "A hug."
    assert snapshot.elapsed_s == pytest.approx(72.5, abs=0.2)
    assert snapshot.elapsed_s > question_end_s + 30
    report = sound.report()
    assert report
    assert report.until_frame == pytest.approx(frames(72.5), abs=frames(0.3)), "the sound is there too"


def test_without_an_answer_they_go_on_there_in_the_gentler_way(tmp_path: Path) -> None:
    sound, session = resumed_at_question(tmp_path)
    question_end_s = session.timeline.steps[1].end_frame / 48_000

    advance(sound, session, question_end_s - 10.5 - 4.0 + 2.0)

    snapshot = session.snapshot(sound.now_s)
    assert snapshot.caption != "A hug."
    assert snapshot.elapsed_s == pytest.approx(72.5, abs=0.3)


def test_whoever_steps_back_hears_all_of_it_again(tmp_path: Path) -> None:
    sound, session = resumed_at_question(tmp_path)

    session.back(sound.now_s)
    session.on(sound.now_s)
    advance(sound, session, 1.0)

    assert session.snapshot(sound.now_s).elapsed_s < 35.0
