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
    ("mark", "strokes"), [("[bell]", 1), ("(Ring the bell.)", 1), ("[two bells]", 2), ("(gong twice)", 2)]
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
