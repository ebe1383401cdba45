"""What is remembered of each practice."""

import json
from pathlib import Path

import pytest

from practice_player.core.practice_memory import CardChoices, PracticeMemory

CHOICES = CardChoices(
    length_frames=14_400_000, bed="rain", voice="anna", without=frozenset({"hold"}), brief=True
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "practices.json"


def test_what_was_chosen_is_there_at_the_next_start(path: Path) -> None:
    PracticeMemory(path).choose("corners", CHOICES)

    assert PracticeMemory(path).choices("corners") == CHOICES
    assert PracticeMemory(path).choices("sighs") == CardChoices()
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def test_nothing_left_out_is_not_the_same_as_nothing_said(path: Path) -> None:
    PracticeMemory(path).choose("corners", CardChoices(without=frozenset()))

    assert PracticeMemory(path).choices("corners").without == frozenset()
    assert PracticeMemory(path).choices("sighs").without is None


def test_favourites_keep_their_order(path: Path) -> None:
    memory = PracticeMemory(path)
    for name in ("corners", "sighs", "hum"):
        memory.set_favourite(name, on=True)
    memory.set_favourite("sighs", on=False)

    assert PracticeMemory(path).favourites() == ("corners", "hum")


def test_favourites_and_choices_do_not_push_each_other_out(path: Path) -> None:
    memory = PracticeMemory(path)
    memory.set_favourite("corners", on=True)
    memory.choose("corners", CHOICES)
    memory.set_favourite("sighs", on=True)

    assert PracticeMemory(path).choices("corners") == CHOICES
    assert PracticeMemory(path).favourites() == ("corners", "sighs")


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "no JSON",
        '{"favourites": {"a": 1}, "choices": []}',
        '{"favourites": [1, null], "choices": {"corners": 7}}',
        '{"choices": {"corners": {"length_frames": "x", "background": "jazz"}}}',
        '{"choices": {"corners": {"without": [["hold"], 7, "x", "instructions"], "brief": 1}}}',
        '{"choices": {"corners": {"length_frames": -1, "background": 1}}}',
    ],
)
def test_a_broken_file_counts_as_an_empty_one(path: Path, content: str) -> None:
    path.parent.mkdir()
    path.write_text(content)
    memory = PracticeMemory(path)

    assert memory.favourites() == ()
    assert memory.choices("corners").length_frames is None
    assert memory.choices("corners").bed is None
    assert not memory.choices("corners").without
    assert not memory.choices("corners").brief


def test_what_cannot_be_written_holds_for_this_run(path: Path) -> None:
    path.parent.write_text("a file where the folder should be")
    memory = PracticeMemory(path)

    memory.choose("corners", CHOICES)
    memory.set_favourite("corners", on=True)

    assert memory.choices("corners") == CHOICES
    assert memory.favourites() == ("corners",)


def test_without_a_file_nothing_is_written(tmp_path: Path) -> None:
    memory = PracticeMemory(None)

    memory.choose("corners", CHOICES)

    assert memory.choices("corners") == CHOICES
    assert not list(tmp_path.iterdir())


def test_no_consent_is_ever_kept(path: Path) -> None:
    PracticeMemory(path).choose("hands", CardChoices(without=frozenset({"hold"})))
    written = json.loads(path.read_text())
    written["choices"]["hands"]["without"] = ["gaze", "closeness", "hold"]
    path.write_text(json.dumps(written))

    assert PracticeMemory(path).choices("hands").without == frozenset({"hold"})
