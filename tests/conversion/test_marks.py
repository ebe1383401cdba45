"""Pauses in the usual spellings, bells and directions are known; prose in brackets stays."""

from decimal import Decimal

import pytest

from practice_player.conversion.items import Bell, Loss, Pause, Words
from practice_player.conversion.marks import split_marks


@pytest.mark.parametrize(
    ("mark", "length_s"),
    [
        ("[pause 4s]", "4"),
        ("[Pause: 5]", "5"),
        ("(10 seconds)", "10"),
        ("(pause for ten seconds)", "10"),
        ("(2,5 sec)", "2.5"),
        ("[1 hour]", "3600"),
        ("(pause)", "3"),
        ("(long pause)", "10"),
        ("[short pause]", "2"),
        ("— 5s —", "5"),
        ("-- 20 seconds --", "20"),
        ("... 4s ...", "4"),
        ("… 1.5s …", "1.5"),
        ("//", "3"),
        ('<break time="500ms"/>', "0.5"),
        ("{pause 2s}", "2"),
        ("[Pause 5 Sekunden]", "5"),
        ("(lange Pause)", "10"),
        ("(2 Minuten Stille)", "120"),
        ("[pause de 10 secondes]", "10"),
        ("(30 segundos)", "30"),
        ("[1:15-1:45: silence]", "30"),
    ],
)
def test_a_pause_in_each_of_the_usual_spellings_is_a_pause(mark: str, length_s: str) -> None:
    items = list(split_marks(f"Before {mark} after.", 7))

    assert [item for item in items if isinstance(item, Pause)] == [Pause(7, Decimal(length_s))]
    assert [item.text.strip() for item in items if isinstance(item, Words)] == ["Before", "after."]


@pytest.mark.parametrize(
    "prose",
    [
        "Take a chair (or two).",
        "It took long (almost an hour).",
        "Read https://quiet.example/a now.",
        "A well-known – and quiet – place.",  # noqa: RUF001
        "See page 5 – 7.",  # noqa: RUF001
        "Three - two - one.",
        "5 * 3 is 15, and 3 < 5.",
    ],
)
def test_prose_stays_as_it_is(prose: str) -> None:
    assert list(split_marks(prose, 1)) == [Words(1, prose)]


@pytest.mark.parametrize(
    ("mark", "strokes"),
    [("[bell]", 1), ("[ringing bell]", 1), ("(Ring the bell.)", 1), ("[two bells]", 2), ("(gong twice)", 2)],
)
def test_a_bell_is_a_bell(mark: str, strokes: int) -> None:
    assert list(split_marks(mark, 3)) == [Bell(3, strokes)]


@pytest.mark.parametrize("mark", ["[music]", "[name]", "(softly)", "(Speak quietly now)", "{your name}"])
def test_a_direction_is_left_out_told_and_kept_as_a_note(mark: str) -> None:
    (loss,) = split_marks(mark, 3)

    assert isinstance(loss, Loss)
    assert loss.problem.startswith(f"“{mark}” is left out")
    assert (loss.line, loss.note) == (3, mark)
    assert loss.fix


@pytest.mark.parametrize(
    ("line", "length_s"),
    [
        ("Pause for 20 seconds.", "20"),
        ("*long pause*", "10"),
        ("Long pause...", "10"),
        ("Pause 5 Sekunden.", "5"),
    ],
)
def test_a_line_that_is_nothing_but_a_pause_is_one(line: str, length_s: str) -> None:
    items = list(split_marks(line, 1))

    assert [item for item in items if isinstance(item, Pause)] == [Pause(1, Decimal(length_s))]
    assert [item for item in items if isinstance(item, Words) and item.text.strip()] == []


@pytest.mark.parametrize(
    "line", ["Pause.", "Silence.", "Pause for 20 seconds, and look around.", "Rest for a minute."]
)
def test_words_to_the_listener_are_spoken(line: str) -> None:
    assert list(split_marks(line, 1)) == [Words(1, line)]


def test_a_stressed_silence_in_a_sentence_is_spoken() -> None:
    items = list(split_marks("Notice the *silence* here.", 1))

    assert "".join(item.text for item in items if isinstance(item, Words)) == "Notice the silence here."
    assert not any(isinstance(item, Pause) for item in items)


def test_the_names_of_those_who_speak_are_left_out() -> None:
    items = list(split_marks("CLIENT: I am here.", 1))

    assert [item.text for item in items if isinstance(item, Words)] == ["I am here."]
    assert [item.problem for item in items if isinstance(item, Loss)] == [
        "“CLIENT:” is left out: who speaks is not said"
    ]
