"""From sentence to sentence: what can be done when, what is kept, and what is gone."""

from pathlib import Path

import numpy as np
import pytest

from practice_player.lib.errors import InputError, VoiceError
from practice_player.lib.units import SILENCE_DB, frames
from practice_player.recording.levels import LevelWord
from practice_player.recording.room import RoomKind
from practice_player.recording.session import RecordingState
from practice_player.recording.take import MAX_TAKE_S, TakeFault
from practice_player.sound.inputs.base import Take, no_microphone
from practice_player.sound.inputs.manual import ManualInput
from practice_player.voice.manifest import read_manifest
from practice_player.voice.names import clip_name
from tests.recording.fakes import TEXTS, Studio
from tests.recording.sounds import noise, silence, speech


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return Studio(tmp_path)


def test_the_room_is_measured_before_the_first_sentence(studio: Studio) -> None:
    studio.session.start()
    studio.microphone.feed(noise(1.9, -65))
    studio.session.record()
    assert studio.session.snapshot(0.0).state is RecordingState.MEASURING

    studio.microphone.feed(noise(0.2, -65))
    snapshot = studio.session.snapshot(0.0)

    assert snapshot.state is RecordingState.READY
    assert snapshot.room
    assert snapshot.room.kind is RoomKind.QUIET
    assert snapshot.sentence
    assert (snapshot.sentence.text, snapshot.number, snapshot.count) == (TEXTS[0], 1, 3)


def test_what_was_accepted_is_a_clip_of_the_voice_and_nothing_else_is_written(studio: Studio) -> None:
    studio.measure()
    studio.speak()
    assert studio.files == [], "a take that was not accepted is nowhere"

    assert studio.session.accept()

    assert studio.files == sorted([clip_name(TEXTS[0]), "voice.yaml"])
    manifest = read_manifest(studio.voice.folder)
    assert (manifest.name, manifest.kind) == ("anna", "recorded")
    snapshot = studio.session.snapshot(0.0)
    assert snapshot.sentence
    assert snapshot.sentence.text == TEXTS[1]
    assert snapshot.kept_count == 1


def test_the_clip_is_what_was_said(studio: Studio) -> None:
    said = speech(1.2, -20.0)
    studio.measure(-80.0)
    studio.session.record()
    studio.microphone.feed(np.concatenate([silence(0.4), said, silence(0.4)]) + noise(2.0, -80.0))
    studio.session.finish_take()
    studio.session.accept()

    clip = studio.voice.read(TEXTS[0])

    reach = np.correlate(clip, said[: len(clip)], "full")
    lag = int(np.abs(reach).argmax()) - (min(len(said), len(clip)) - 1)
    part = clip[lag : lag + len(said)]
    assert np.corrcoef(part, said[: len(part)])[0, 1] >= 0.99


def test_again_forgets_the_take_before(studio: Studio) -> None:
    studio.measure()
    studio.speak(speech(3.0))
    studio.speak(speech(1.0))

    take = studio.session.snapshot(0.0).take

    assert take
    assert take.length_s == pytest.approx(1.2, abs=0.2)


def test_skip_and_back_go_by_sentences_and_drop_the_take(studio: Studio) -> None:
    studio.measure()
    studio.speak()
    studio.session.skip()
    assert studio.session.snapshot(0.0).number == 2

    studio.session.back()
    snapshot = studio.session.snapshot(0.0)

    assert snapshot.number == 1
    assert snapshot.take is None
    assert studio.files == []
    studio.session.back()
    assert studio.session.snapshot(0.0).number == 1, "there is nothing before the first"


def test_after_the_last_sentence_it_is_done_and_one_can_go_back(studio: Studio) -> None:
    studio.measure()
    for _ in TEXTS:
        studio.speak()
        studio.session.accept()

    snapshot = studio.session.snapshot(0.0)
    assert snapshot.state is RecordingState.DONE
    assert snapshot.sentence is None
    assert (snapshot.kept_count, snapshot.left_s) == (3, 0.0)
    studio.session.record()
    assert studio.session.snapshot(0.0).state is RecordingState.DONE

    studio.session.back()
    snapshot = studio.session.snapshot(0.0)
    assert snapshot.sentence
    assert (snapshot.sentence.text, snapshot.is_kept) == (TEXTS[2], True)


def test_the_next_time_it_goes_on_with_the_first_sentence_that_is_missing(studio: Studio) -> None:
    studio.measure()
    studio.speak()
    studio.session.accept()
    studio.session.skip()
    studio.speak()
    studio.session.accept()
    studio.session.close()
    assert not studio.microphone.is_open

    studio.session = studio.new_session()
    studio.measure()

    snapshot = studio.session.snapshot(0.0)
    assert snapshot.sentence
    assert snapshot.sentence.text == TEXTS[1]
    assert snapshot.kept_count == 2


def test_a_sentence_that_was_kept_can_be_heard_and_read_anew(studio: Studio) -> None:
    studio.measure()
    studio.speak(speech(1.0))
    studio.session.accept()
    studio.session.back()
    studio.session.listen(0.0)
    assert len(studio.listener.played[0]) == pytest.approx(frames(1.2), abs=frames(0.2))

    studio.speak(speech(2.0))
    assert len(studio.voice.read(TEXTS[0])) < frames(1.5), (
        "the earlier one stays until the new one is accepted"
    )
    studio.session.accept()

    assert len(studio.voice.read(TEXTS[0])) > frames(1.8)


def test_listening_plays_what_would_be_kept_and_a_second_key_stops_it(studio: Studio) -> None:
    studio.measure()
    studio.speak()
    take = studio.session.snapshot(0.0).take

    studio.session.listen(0.0)
    assert studio.session.snapshot(0.0).is_listening
    studio.session.listen(0.1)

    assert not studio.session.snapshot(0.1).is_listening
    assert take
    assert np.array_equal(studio.listener.played[0], take.sound)


def test_nothing_that_is_played_is_recorded_into_the_next_take(studio: Studio) -> None:
    studio.measure()
    studio.speak()
    studio.session.listen(0.0)
    studio.microphone.feed(speech(2.0))

    studio.session.record()
    studio.session.finish_take()

    assert not studio.listener.playing
    assert studio.session.snapshot(0.0).take is not None
    assert not studio.session.accept(), "nothing was said"


def test_a_take_in_which_nothing_was_heard_cannot_be_kept(studio: Studio) -> None:
    studio.measure()
    studio.speak(silence(1.0))

    snapshot = studio.session.snapshot(0.0)
    assert snapshot.take
    assert snapshot.take.faults == (TakeFault.NOTHING,)
    assert not studio.session.accept()
    assert studio.files == []


def test_the_level_is_said_while_one_speaks(studio: Studio) -> None:
    studio.measure()
    studio.session.record()
    assert studio.session.snapshot(0.0).level is LevelWord.SILENT

    for level_db, word in ((-36.0, LevelWord.TOO_QUIET), (-12.0, LevelWord.GOOD), (-1.0, LevelWord.TOO_LOUD)):
        studio.microphone.feed(speech(0.5, level_db))
        snapshot = studio.session.snapshot(0.0)
        assert snapshot.level is word

    assert snapshot.taken_s == pytest.approx(1.5)


def test_a_take_ends_by_itself_before_it_fills_the_memory(studio: Studio) -> None:
    studio.measure()
    studio.session.record()
    studio.microphone.feed(noise(MAX_TAKE_S + 1, -20.0))

    assert studio.session.snapshot(0.0).state is RecordingState.TAKEN


def test_without_a_microphone_it_is_said_with_a_remedy(tmp_path: Path) -> None:
    studio = Studio(tmp_path, ManualInput(refusal=no_microphone()))

    with pytest.raises(InputError, match="no microphone") as caught:
        studio.session.start()

    assert caught.value.fix.startswith("plug one in")


def test_a_microphone_that_goes_away_is_said_and_opened_again(studio: Studio) -> None:
    studio.measure()
    assert studio.session.snapshot(0.0).level_db > SILENCE_DB
    studio.microphone.stop()
    studio.microphone.problem = "nothing more comes from the microphone"
    snapshot = studio.session.snapshot(0.0)
    assert (snapshot.problem, snapshot.level_db) == ("nothing more comes from the microphone", SILENCE_DB)

    studio.session.record()

    assert studio.microphone.is_open


def test_a_disk_that_is_full_leaves_nothing_half_written_and_the_take_stays(studio: Studio) -> None:
    studio.measure()
    studio.speak()
    studio.voice.folder.parent.mkdir()
    studio.voice.folder.write_text("no folder can be made here")

    with pytest.raises(VoiceError, match="cannot be kept"):
        studio.session.accept()
    assert studio.files == ["anna"]

    studio.voice.folder.unlink()
    assert studio.session.snapshot(0.0).take is not None
    assert studio.session.accept(), "once there is room"


def test_what_a_killed_program_left_of_a_clip_is_removed_the_next_time(studio: Studio) -> None:
    from practice_player.lib.atomic_files import UnfinishedFile

    studio.voice.folder.mkdir(parents=True)
    left = UnfinishedFile(studio.voice.path_for(TEXTS[1]))
    path = left.path
    left._close()  # as the end of its process does
    assert path.exists()

    studio.measure()

    assert studio.files == []


def test_a_session_that_was_closed_opens_no_microphone(studio: Studio) -> None:
    studio.session.close()
    studio.session.start()

    assert not studio.microphone.is_open


def test_a_microphone_that_opens_while_the_session_is_closed_is_closed_again(tmp_path: Path) -> None:
    studio = Studio(tmp_path)

    class Slow(ManualInput):
        def start(self, take: Take) -> None:
            studio.session.close()
            super().start(take)

    studio.microphone = Slow()
    studio.session = studio.new_session()
    studio.session.start()

    assert not studio.microphone.is_open
