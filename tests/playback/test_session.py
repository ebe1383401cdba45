"""A practice from start to end, on a clock that the test moves."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from practice_player.clips.analysis_cache import StillReadingError
from practice_player.journal.entry import Ended
from practice_player.journal.store import Journal
from practice_player.lib.errors import ClipError, JournalError
from practice_player.playback.journal_writer import JournalWriter
from practice_player.playback.levels import MAX_DB, MIN_DB
from practice_player.playback.notices import SilenceNotice
from practice_player.playback.session import LONG_PAUSE_S, PlaybackSession
from practice_player.playback.snapshot import PlaybackState, Question
from practice_player.timeline.compiler import arrange, compile_timeline
from practice_player.timeline.model import Clip
from tests.fakes import FakeDesktop, SteppedSound, clips_in, no_clips, script_of

STEPS = "  - rest: 10s\n  - {breathe: 4-0-6-0, cycles: 6}\n  - say: The last words.\n"
FRAME_S = 1 / 48_000


@pytest.fixture
def sound() -> SteppedSound:
    return SteppedSound()


@pytest.fixture
def practice(sound: SteppedSound) -> PlaybackSession:
    session = PlaybackSession(compile_timeline(script_of(STEPS, more="bed: hush"), no_clips), sound, None)
    session.start(sound.now_s)
    return session


def advance(sound: SteppedSound, practice: PlaybackSession, length_s: float) -> None:
    for _ in range(round(length_s / 0.05)):
        sound.advance(0.05)
        practice.snapshot(sound.now_s)


def test_the_place_follows_the_frames_really_played(sound: SteppedSound, practice: PlaybackSession) -> None:
    advance(sound, practice, 5.0)

    assert practice.snapshot(sound.now_s).elapsed_s == pytest.approx(5.0, abs=0.1)
    assert practice.snapshot(sound.now_s).place == "A rest"


@pytest.mark.parametrize("pause_s", [0.05, 1.0, 60.0])
def test_after_a_pause_of_any_length_pacer_and_sound_are_in_step(
    sound: SteppedSound, practice: PlaybackSession, pause_s: float
) -> None:
    advance(sound, practice, 12.0)

    practice.toggle_pause(sound.now_s)
    advance(sound, practice, pause_s)
    assert practice.snapshot(sound.now_s).state is PlaybackState.PAUSED
    held_s = practice.snapshot(sound.now_s).elapsed_s
    assert held_s == pytest.approx(12.05, abs=0.1)
    practice.toggle_pause(sound.now_s)
    advance(sound, practice, 4.0)

    report = sound.report()
    snapshot = practice.snapshot(sound.now_s)
    assert report
    assert snapshot.elapsed_s == pytest.approx(report.until_frame * FRAME_S, abs=0.1)
    assert snapshot.breath
    assert snapshot.breath.word == ("out" if snapshot.elapsed_s >= 14.5 else "in")


def test_without_a_card_the_practice_runs_on_an_exact_clock_and_says_so_once(sound: SteppedSound) -> None:
    sound.card.present = False
    practice = PlaybackSession(compile_timeline(script_of(STEPS), no_clips), sound, None)
    practice.start(sound.now_s)

    advance(sound, practice, 5.0)
    announced = practice.snapshot(sound.now_s)
    advance(sound, practice, 15.0)
    later = practice.snapshot(sound.now_s)

    assert announced.sound_missing
    assert (announced.notice, announced.silent) == (
        "No sound card answers. The practice goes on in silence.",
        True,
    )
    assert (later.notice, later.silent) == ("", True), "once said, a sign is enough"
    assert later.elapsed_s == pytest.approx(20.0, abs=0.06)


def test_without_a_card_it_is_said_in_the_first_practice_of_a_run_only(sound: SteppedSound) -> None:
    sound.card.present = False
    silence_notice = SilenceNotice()

    def begin() -> PlaybackSession:
        timeline = compile_timeline(script_of(STEPS), no_clips)
        practice = PlaybackSession(timeline, sound, None, silence_notice=silence_notice)
        practice.start(sound.now_s)
        advance(sound, practice, 5.0)
        return practice

    first = begin()
    announced = first.snapshot(sound.now_s)
    first.stop(sound.now_s)
    second = begin().snapshot(sound.now_s)

    assert announced.notice
    assert (second.notice, second.sound_missing) == ("", True), "the small sign is enough"


def test_a_card_that_was_heard_and_goes_away_is_said_again(sound: SteppedSound) -> None:
    silence_notice = SilenceNotice()
    silence_notice.was_said = True
    timeline = compile_timeline(script_of(STEPS), no_clips)
    practice = PlaybackSession(timeline, sound, None, silence_notice=silence_notice)
    practice.start(sound.now_s)
    advance(sound, practice, 12.0)

    sound.card.present = False
    advance(sound, practice, 4.0)

    assert practice.snapshot(sound.now_s).notice == "No sound card answers. The practice goes on in silence."


def test_a_card_that_vanishes_and_comes_back_keeps_the_practice_in_step(
    sound: SteppedSound, practice: PlaybackSession
) -> None:
    advance(sound, practice, 6.0)

    sound.card.present = False
    advance(sound, practice, 10.0)
    silent = practice.snapshot(sound.now_s)
    sound.card.present = True
    advance(sound, practice, 5.0)
    again = practice.snapshot(sound.now_s)

    assert silent.silent
    assert not again.silent
    assert 14.6 < silent.elapsed_s < 16.1, "goes on from the last frame heard"
    assert not again.notice
    assert again.elapsed_s - silent.elapsed_s == pytest.approx(5.0, abs=0.5)
    assert sound.heard[-1].any(), "the sound is back"


def test_an_engine_that_dies_is_started_again_and_sent_to_the_place(
    sound: SteppedSound, practice: PlaybackSession
) -> None:
    advance(sound, practice, 6.0)

    sound.close()
    lost = practice.snapshot(sound.now_s)
    advance(sound, practice, 10.0)
    again = practice.snapshot(sound.now_s)

    assert lost.notice
    assert sound.starts == 2
    assert not again.notice
    assert again.elapsed_s == pytest.approx(16.0, abs=0.5)


def test_an_engine_that_hangs_is_started_again_and_sent_to_the_place(
    sound: SteppedSound, practice: PlaybackSession
) -> None:
    advance(sound, practice, 6.0)

    sound.hang()
    advance(sound, practice, 3.0)
    lost = practice.snapshot(sound.now_s)
    advance(sound, practice, 9.0)
    again = practice.snapshot(sound.now_s)

    assert lost.notice
    assert 7.0 < lost.elapsed_s < 9.1
    assert sound.starts == 2
    assert not again.notice
    assert again.elapsed_s - lost.elapsed_s == pytest.approx(9.0, abs=0.5)


def test_back_leads_to_the_start_of_the_step_and_then_to_the_step_before(
    sound: SteppedSound, practice: PlaybackSession
) -> None:
    advance(sound, practice, 20.0)

    practice.back(sound.now_s)
    first = practice.snapshot(sound.now_s).elapsed_s
    practice.back(sound.now_s)
    second = practice.snapshot(sound.now_s).elapsed_s
    practice.on(sound.now_s)
    third = practice.snapshot(sound.now_s).elapsed_s

    assert (first, second, third) == (10.5, 0.0, 10.5)
    advance(sound, practice, 1.0)
    assert practice.snapshot(sound.now_s).elapsed_s == pytest.approx(11.5, abs=0.15)


def test_stopping_is_silent_at_once_and_keeps_what_was_done(tmp_path: Path, sound: SteppedSound) -> None:
    path = tmp_path / "journal.sqlite3"
    practice = PlaybackSession(compile_timeline(script_of(STEPS), no_clips), sound, journal_writer(path))
    practice.start(sound.now_s)
    advance(sound, practice, 15.0)

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
    practice = PlaybackSession(
        compile_timeline(script_of("  - rest: 3s\n"), no_clips), sound, journal_writer(path)
    )
    practice.start(sound.now_s)

    advance(sound, practice, 4.0)
    practice.close()

    assert practice.snapshot(sound.now_s).state is PlaybackState.ENDED
    with Journal.open(path) as journal:
        (entry,) = journal.entries(now=datetime.now(UTC))
    assert (entry.ended, entry.practised_s) == (Ended.FINISHED, 3.5)


def test_what_was_skipped_was_not_practised(sound: SteppedSound, practice: PlaybackSession) -> None:
    advance(sound, practice, 2.0)

    for _ in range(3):
        practice.on(sound.now_s)

    assert practice.snapshot(sound.now_s).state is PlaybackState.ENDED
    assert practice.practised_s == pytest.approx(2.0, abs=0.1)


def test_after_a_repeated_breath_close_and_journal_say_the_same(tmp_path: Path, sound: SteppedSound) -> None:
    path = tmp_path / "journal.sqlite3"
    timeline = compile_timeline(script_of("  - rest: 5s\n  - {breathe: 4-0-4-0, cycles: 2}\n"), no_clips)
    practice = PlaybackSession(timeline, sound, journal_writer(path))
    practice.start(sound.now_s)
    advance(sound, practice, 12.0)

    practice.back(sound.now_s)
    advance(sound, practice, timeline.length_s)
    practice.close()

    snapshot = practice.snapshot(sound.now_s)
    with Journal.open(path) as journal:
        (entry,) = journal.entries(now=datetime.now(UTC))
    assert snapshot.state is PlaybackState.ENDED
    assert snapshot.practised_s > timeline.length_s + 5
    assert snapshot.practised_s == entry.practised_s == entry.as_json()["practised_s"]


def test_a_journal_that_cannot_be_written_is_said_and_holds_nothing_up(
    tmp_path: Path, sound: SteppedSound
) -> None:
    (tmp_path / "file").write_text("")
    practice = PlaybackSession(
        compile_timeline(script_of(STEPS), no_clips),
        sound,
        journal_writer(tmp_path / "file" / "journal.sqlite3"),
    )
    practice.start(sound.now_s)
    practice.close()

    advance(sound, practice, 5.0)

    with pytest.raises(JournalError, match="not kept"):
        practice.add_note("lighter")
    assert practice.snapshot(sound.now_s).notice == "The journal cannot be written. The practice goes on."
    assert practice.snapshot(sound.now_s).elapsed_s == pytest.approx(5.0, abs=0.1)


def journal_writer(path: Path) -> JournalWriter:
    return JournalWriter(path, name="a-test", title="A Test", practice="solo", planned_s=80.0)


def peaks(sound: SteppedSound) -> list[float]:
    """Returns the peak of each block that was heard."""
    return [float(abs(block).max()) for block in sound.heard]


def test_after_a_long_pause_the_breath_begins_again_and_after_a_short_one_it_goes_on(
    sound: SteppedSound, practice: PlaybackSession
) -> None:
    advance(sound, practice, 12.0)
    practice.toggle_pause(sound.now_s)
    advance(sound, practice, LONG_PAUSE_S - 2)
    practice.toggle_pause(sound.now_s)
    advance(sound, practice, 0.5)
    assert practice.snapshot(sound.now_s).elapsed_s == pytest.approx(12.5, abs=0.15)

    practice.toggle_pause(sound.now_s)
    advance(sound, practice, LONG_PAUSE_S + 1)
    practice.toggle_pause(sound.now_s)
    advance(sound, practice, 0.5)

    snapshot = practice.snapshot(sound.now_s)
    assert snapshot.elapsed_s == pytest.approx(11.0, abs=0.15), "the breath under way began at 10.5 s"
    assert snapshot.breath
    assert snapshot.breath.word == "in"


def test_after_a_long_pause_the_sentence_begins_again(sound: SteppedSound, tmp_path: Path) -> None:
    timeline = compile_timeline(
        script_of("  - say: One. Two.\n  - rest: 20s\n"), clips_in(tmp_path, one=3.0, two=3.0)
    )
    practice = PlaybackSession(timeline, sound, None)
    practice.start(sound.now_s)
    second_s = timeline.phrases[1].start_frame * FRAME_S
    advance(sound, practice, second_s + 2)

    practice.toggle_pause(sound.now_s)
    advance(sound, practice, LONG_PAUSE_S + 1)
    practice.toggle_pause(sound.now_s)
    advance(sound, practice, 0.3)

    assert practice.snapshot(sound.now_s).elapsed_s == pytest.approx(second_s + 0.3, abs=0.15)


def test_the_background_can_be_turned_changed_and_switched_off(
    sound: SteppedSound, practice: PlaybackSession
) -> None:
    advance(sound, practice, 6.0)
    loud_peak = max(peaks(sound)[-20:])

    practice.turn_bed(-12.0)
    advance(sound, practice, 2.0)
    soft_peak = max(peaks(sound)[-20:])
    practice.toggle_bed()
    advance(sound, practice, 1.0)
    off_peak = max(peaks(sound)[-10:])
    practice.turn_bed(2.0)
    assert practice.snapshot(sound.now_s).bed_on, "turning it says that one wants to hear it"
    practice.next_bed()
    advance(sound, practice, 3.0)

    assert 0.1 < soft_peak / loud_peak < 0.5
    assert off_peak == 0.0
    assert max(peaks(sound)[-10:]) > 0.0
    snapshot = practice.snapshot(sound.now_s)
    assert (snapshot.bed, snapshot.bed_chosen, snapshot.bed_db) == ("rain", True, -10.0)


def test_levels_have_an_end(sound: SteppedSound, practice: PlaybackSession) -> None:
    for _ in range(40):
        practice.turn_voice(2.0)
        practice.turn_bed(-2.0)

    snapshot = practice.snapshot(sound.now_s)
    assert (snapshot.voice_db, snapshot.bed_db) == (MAX_DB, MIN_DB)


def test_another_voice_begins_the_sentence_under_way_anew(sound: SteppedSound, tmp_path: Path) -> None:
    (tmp_path / "slow").mkdir()
    script = script_of("  - say: One. Two. Three.\n  - rest: 2/20/30s\n")
    quick = clips_in(tmp_path, one=1.0, two=2.0, three=1.0)
    slow = clips_in(tmp_path / "slow", one=2.0, two=4.0, three=2.0)
    arrangement = arrange(script, quick)
    voices = (("slow", lambda: slow), ("quick", lambda: quick))
    practice = PlaybackSession(
        arrangement.timeline, sound, None, arrangement=arrangement, other_voices=voices
    )
    practice.start(sound.now_s)
    assert practice.snapshot(sound.now_s).voice == ""
    advance(sound, practice, arrangement.timeline.phrases[1].start_frame * FRAME_S + 1)
    assert practice.snapshot(sound.now_s).caption == "Two."

    practice.next_voice(sound.now_s)
    advance(sound, practice, 0.2)

    snapshot = practice.snapshot(sound.now_s)
    slow_timeline = arrangement.with_voice(slow).timeline
    assert (snapshot.caption, snapshot.voice) == ("Two.", "slow")
    assert snapshot.elapsed_s == pytest.approx(slow_timeline.phrases[1].start_frame * FRAME_S + 0.2, abs=0.1)
    assert snapshot.length_s == arrangement.timeline.length_s, "the rest makes room for slower words"
    practice.next_voice(sound.now_s)
    advance(sound, practice, 0.2)
    assert practice.snapshot(sound.now_s).length_s == arrangement.timeline.length_s
    assert practice.practised_s < 6


def test_a_voice_that_cannot_be_used_stands_in_the_way_of_no_other(
    sound: SteppedSound, tmp_path: Path
) -> None:
    quick = clips_in(tmp_path, one=1.0, two=2.0)
    arrangement = arrange(script_of("  - say: One. Two.\n  - rest: 9s\n"), quick)
    looked_up: list[str] = []
    reading = [StillReadingError("this recording is being read", fix="wait a moment")]

    def unreadable(_: str) -> Clip:
        raise ClipError("this recording cannot be read", fix="delete it")

    def still_reading(text: str) -> Clip | None:
        looked_up.append(text)
        if reading:
            raise reading[0]
        return quick(text)

    voices = (("new", lambda: still_reading), ("spoilt", lambda: unreadable), ("quick", lambda: quick))
    practice = PlaybackSession(
        arrangement.timeline, sound, None, arrangement=arrangement, other_voices=voices
    )
    practice.start(sound.now_s)

    with pytest.raises(StillReadingError):
        practice.next_voice(sound.now_s)
    assert looked_up[:2] == ["One.", "Two."], "all are read at once"
    reading.clear()
    practice.next_voice(sound.now_s)
    for _ in range(2):
        with pytest.raises(ClipError):
            practice.next_voice(sound.now_s)
        practice.next_voice(sound.now_s)
        advance(sound, practice, 0.4)

    assert practice.snapshot(sound.now_s).state is PlaybackState.PLAYING
    assert practice.snapshot(sound.now_s).caption == "One."


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
    practice = PlaybackSession(compile_timeline(script_of(WAITING), no_clips), sound, None)
    practice.start(sound.now_s)
    advance(sound, practice, 2.0)
    practice.go_on(sound.now_s)
    assert practice.snapshot(sound.now_s).place == "A rest", "before the wait it does nothing"

    advance(sound, practice, 10.0)
    assert practice.snapshot(sound.now_s).asks is Question.WAIT
    assert practice.snapshot(sound.now_s).caption == "Settle somewhere."
    practice.go_on(sound.now_s)

    assert practice.snapshot(sound.now_s).elapsed_s == 63.5
    advance(sound, practice, 11.0)
    assert practice.snapshot(sound.now_s).state is PlaybackState.ENDED
    assert practice.practised_s == pytest.approx(22.0, abs=0.2), "what was not waited is not counted"


def test_a_wait_that_nobody_ends_goes_on_after_its_time(sound: SteppedSound) -> None:
    practice = PlaybackSession(compile_timeline(script_of(WAITING), no_clips), sound, None)
    practice.start(sound.now_s)

    advance(sound, practice, 64.5)

    assert practice.snapshot(sound.now_s).place == "A rest"
    assert practice.snapshot(sound.now_s).asks is Question.NOTHING


@pytest.fixture
def asking(sound: SteppedSound) -> PlaybackSession:
    arrangement = arrange(script_of(ASKING, more="bed: hush"), no_clips)
    practice = PlaybackSession(arrangement.timeline, sound, None, arrangement=arrangement)
    practice.start(sound.now_s)
    advance(sound, practice, 4.0)
    return practice


def test_shifting_leads_to_the_gentler_road_in_step_with_the_sound(
    sound: SteppedSound, asking: PlaybackSession
) -> None:
    snapshot = asking.snapshot(sound.now_s)
    assert (snapshot.asks, snapshot.caption) == (Question.AGREE, "A hug?")
    length_s = snapshot.length_s

    asking.turn_voice(-2.0)
    asking.shift(sound.now_s)
    advance(sound, asking, 3.0)

    snapshot = asking.snapshot(sound.now_s)
    report = sound.report()
    assert report
    assert snapshot.caption == "As you are."
    assert snapshot.length_s == length_s
    assert snapshot.elapsed_s == pytest.approx(report.until_frame * FRAME_S, abs=0.1)
    assert 25.0 < snapshot.elapsed_s < 29.0, "the time to answer is over"
    assert not snapshot.notice
    assert snapshot.voice_db == -2.0


@pytest.mark.parametrize(("answers", "caption"), [(True, "A hug."), (False, "As you are.")])
def test_staying_goes_on_at_once_and_no_answer_takes_the_gentler_way(
    sound: SteppedSound, asking: PlaybackSession, answers: bool, caption: str
) -> None:
    if answers:
        asking.go_on(sound.now_s)
        advance(sound, asking, 2.0)
    else:
        advance(sound, asking, 23.0)

    assert asking.snapshot(sound.now_s).caption == caption
    assert asking.snapshot(sound.now_s).asks is Question.NOTHING


def test_an_answer_can_be_taken_back_by_going_back(sound: SteppedSound, asking: PlaybackSession) -> None:
    asking.shift(sound.now_s)
    advance(sound, asking, 1.0)
    assert asking.snapshot(sound.now_s).caption == "As you are."

    asking.back(sound.now_s)
    advance(sound, asking, 0.5)
    asking.go_on(sound.now_s)
    advance(sound, asking, 1.0)

    assert asking.snapshot(sound.now_s).caption == "A hug."


def test_stopping_at_a_question_is_the_ordinary_stop(sound: SteppedSound, asking: PlaybackSession) -> None:
    asking.stop(sound.now_s)
    sound.advance(0.1)

    assert asking.snapshot(sound.now_s).state is PlaybackState.ENDED
    assert not sound.heard[-1].any()


def test_a_question_is_not_answered_while_paused(sound: SteppedSound, asking: PlaybackSession) -> None:
    asking.toggle_pause(sound.now_s)
    advance(sound, asking, 0.5)

    asking.shift(sound.now_s)
    asking.go_on(sound.now_s)

    assert asking.snapshot(sound.now_s).caption == "A hug?"
    assert asking.snapshot(sound.now_s).asks is Question.NOTHING


def test_without_a_card_an_answer_leads_on_all_the_same(sound: SteppedSound, asking: PlaybackSession) -> None:
    sound.card.present = False
    advance(sound, asking, 5.0)
    assert asking.snapshot(sound.now_s).notice

    asking.shift(sound.now_s)
    advance(sound, asking, 3.0)

    assert asking.snapshot(sound.now_s).caption == "As you are."
    assert asking.snapshot(sound.now_s).elapsed_s == pytest.approx(28.0, abs=0.1)


def test_a_gentler_road_is_kept_when_another_voice_speaks(sound: SteppedSound) -> None:
    arrangement = arrange(script_of(ASKING), no_clips)
    other_voice = lambda _: Clip(path="nowhere.wav", length_frames=24_000)  # noqa: E731
    practice = PlaybackSession(
        arrangement.timeline,
        sound,
        None,
        arrangement=arrangement,
        other_voices=[("other", lambda: other_voice)],
    )
    practice.start(sound.now_s)
    advance(sound, practice, 4.0)
    practice.shift(sound.now_s)

    practice.next_voice(sound.now_s)
    advance(sound, practice, 2.0)

    assert practice.snapshot(sound.now_s).caption == "As you are."
    assert practice.timeline.phrases[0].length_frames == 24_000


def test_a_background_that_comes_later_can_be_turned_off(sound: SteppedSound) -> None:
    script = script_of("  - rest: 3s\n  - background: rain\n  - rest: 3s\n")
    practice = PlaybackSession(compile_timeline(script, no_clips), sound, None)
    practice.start(sound.now_s)
    advance(sound, practice, 6.0)

    assert practice.snapshot(sound.now_s).has_bed


def test_a_recording_that_fails_is_told_as_one_and_no_card_is_blamed(
    sound: SteppedSound, tmp_path: Path
) -> None:
    missing_clip = Clip(path=str(tmp_path / "gone.wav"), length_frames=48_000)
    practice = PlaybackSession(
        compile_timeline(script_of("  - say: One.\n  - rest: 20s\n"), lambda _: missing_clip), sound, None
    )
    practice.start(sound.now_s)

    advance(sound, practice, 3.0)
    notice = practice.snapshot(sound.now_s).notice

    assert notice == "A recording could not be read. The practice goes on."


@pytest.mark.parametrize(("steps_on", "finished"), [(0, True), (1, True), (2, False)])
def test_a_practice_that_was_skipped_to_its_end_is_not_finished(steps_on: int, finished: bool) -> None:
    sound = SteppedSound()
    script = script_of("  - rest: 1s\n  - rest: 60s\n  - rest: 5s\n  - rest: 5s\n")
    session = PlaybackSession(compile_timeline(script, no_clips), sound, None)
    session.start(sound.now_s)
    sound.advance(62.0)
    session.snapshot(sound.now_s)
    for _ in range(steps_on):
        session.on(sound.now_s)
    sound.advance(20.0)

    snapshot = session.snapshot(sound.now_s)

    assert (snapshot.state, snapshot.finished) == (PlaybackState.ENDED, finished)


def test_what_was_skipped_and_then_heard_all_the_same_is_finished() -> None:
    sound = SteppedSound()
    script = script_of("  - rest: 30s\n  - rest: 30s\n")
    session = PlaybackSession(compile_timeline(script, no_clips), sound, None)
    session.start(sound.now_s)
    sound.advance(1.0)
    session.on(sound.now_s)
    session.back(sound.now_s)
    sound.advance(70.0)

    assert session.snapshot(sound.now_s).finished


def test_whether_it_plays_is_told_with_each_snapshot_and_at_its_end(sound: SteppedSound) -> None:
    desktop = FakeDesktop()
    told = desktop.told
    timeline = compile_timeline(script_of("  - rest: 2s\n"), no_clips)
    session = PlaybackSession(timeline, sound, None, desktop=desktop)
    assert told == []

    session.start(sound.now_s)
    for _ in range(2):
        session.snapshot(sound.now_s)
        session.toggle_pause(sound.now_s)
    session.snapshot(sound.now_s)
    assert told == ["playing", "paused", "playing"]

    session.stop(sound.now_s)
    assert told == ["playing", "paused", "playing", "over"]
