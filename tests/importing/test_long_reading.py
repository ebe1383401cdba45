"""One long reading becomes a recording of each sentence, and what went wrong in it is told."""

from pathlib import Path

import pytest

from practice_player.clips.analysis_cache import ClipAnalysisCache
from practice_player.importing.matching import LOOK, make_plan
from practice_player.importing.plan import ImportPlan, describe, summary
from practice_player.importing.recogniser import Recogniser
from practice_player.importing.source import open_sources
from tests.importing.readings import PerfectEars, Reading, read, sentences

TEXTS = sentences()


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRACTICE_PLAYER_HOME", str(tmp_path / "home"))


def plan_of(reading: Reading, folder: Path, recogniser: Recogniser | None = None) -> ImportPlan:
    path = reading.write(folder / "reading.wav")
    return make_plan(open_sources([path], ClipAnalysisCache(None)), TEXTS, recogniser)


@pytest.mark.parametrize("voice", ["heart", "michael"])
@pytest.mark.parametrize("noise_db", [-70.0, -50.0, -38.0])
def test_thirty_sentences_in_one_reading_are_all_found(noise_db: float, voice: str, tmp_path: Path) -> None:
    reading = read(TEXTS, range(30), noise_db=noise_db, voice=voice)

    plan = plan_of(reading, tmp_path)

    assert len(plan.placed) == 30
    assert reading.wrong(plan) == []
    assert summary(plan).startswith("30 of 30 sentences have a piece. Matched by count and length alone")


def test_a_sentence_that_was_not_read_is_told(tmp_path: Path) -> None:
    reading = read(TEXTS, [index for index in range(30) if index != 16])

    plan = plan_of(reading, tmp_path)

    assert plan.missing == [16]
    assert reading.wrong(plan) == []
    assert any("no piece  = 17  " in line for line in describe(plan, ["reading.wav"]))


def test_a_sentence_that_was_read_twice_is_told_and_the_later_one_is_taken(tmp_path: Path) -> None:
    reading = read(TEXTS, [*range(12), *range(11, 30)])

    plan = plan_of(reading, tmp_path)

    assert [piece.note for piece in plan.pieces if piece.sentence is None] == [
        "sentence 12 is read again after it"
    ]
    assert plan.missing == []
    assert plan.placed[11].start_frame > next(start for index, start, _ in reading.truth if index == 11)


def test_a_cough_is_no_sentence(tmp_path: Path) -> None:
    reading = read(TEXTS, range(30), coughs_after=[4, 20])

    plan = plan_of(reading, tmp_path)

    left_out = [piece.note for piece in plan.pieces if piece.sentence is None]
    assert left_out == ["a cough or another noise"] * 2
    assert reading.wrong(plan) == []


def test_two_sentences_of_different_length_that_changed_places_are_told(tmp_path: Path) -> None:
    order = [*range(16), 17, 16, *range(18, 30)]
    reading = read(TEXTS, order)

    plan = plan_of(reading, tmp_path)

    assert reading.wrong(plan) == []
    assert {plan.placed[index].note for index in (16, 17)} == {"read out of order"}


def test_where_lengths_leave_it_open_the_plan_says_so(tmp_path: Path) -> None:
    reading = read(TEXTS, [*range(13), *range(12, 30)])  # two sentences that take nearly as long

    plan = plan_of(reading, tmp_path)

    doubtful = [index for index, piece in plan.placed.items() if piece.note == LOOK]
    assert reading.wrong(plan) == [11], "it takes the later one for the earlier, read again"
    assert {11, 12} <= set(doubtful)
    assert len(doubtful) < 6


def test_with_a_recogniser_words_decide_where_lengths_cannot(tmp_path: Path) -> None:
    order = [0, 1, 2, 4, 3, 5, 6, 6, 7, 8, 25, 9, 10, *range(12, 25), 26, 27, 28, 29]
    reading = read(TEXTS, order, noise_db=-50.0, coughs_after=[2])

    plan = plan_of(reading, tmp_path, PerfectEars(TEXTS, reading))

    assert reading.wrong(plan) == []
    assert plan.missing == [11]
    assert [index for index, piece in plan.placed.items() if piece.note == "read out of order"] == [3, 4, 25]
    assert [piece.note for piece in plan.pieces if piece.sentence is None] == [
        "a cough or another noise",
        "sentence 7 is read again after it",
    ]
