"""Plans are changed by typed corrections and by a file of pairs."""

from pathlib import Path

import pytest

from practice_player.importing.corrections import corrected, pairs_text, read_pairs
from practice_player.importing.plan import ImportPlan, Piece
from practice_player.importing.source import in_reading_order
from practice_player.lib.errors import UsageError
from practice_player.lib.units import frames

SENTENCES = ("One is here.", "Two is here.", "Three is here.")


def piece(number: int, sentence: int | None, *, file: int = 0) -> Piece:
    return Piece(
        file=file, start_frame=frames(2 * number), end_frame=frames(2 * number + 1.5), sentence=sentence
    )


PLAN = ImportPlan(sentences=SENTENCES, pieces=(piece(0, 0), piece(1, 1), piece(2, None), piece(3, 2, file=1)))


def said(plan: ImportPlan) -> list[int | None]:
    return [each.sentence for each in plan.pieces]


def correct(typed: str) -> ImportPlan:
    return corrected(PLAN, typed, lambda each: each.start_frame + frames(0.7))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("3 = 2", [0, None, 1, 2]),
        (" 1=3 ", [2, 1, None, None]),
        ("drop 2", [0, None, None, 2]),
        ("Join 2", [0, 1, 2]),
        ("join 2 3", [0, 1, 2]),
        ("split 1", [0, None, 1, None, 2]),
    ],
)
def test_a_typed_correction_changes_one_thing(typed: str, expected: list[int | None]) -> None:
    assert said(correct(typed)) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "7 = 1",
        "1 = 4",
        "0 = 1",
        "drop 0",
        "drop 9",
        "join 4",
        "join 3",
        "split 12",
        "4",
        "drop all",
        "= 2",
        "²=1",
    ],
)
def test_what_cannot_be_done_is_told_and_changes_nothing(typed: str) -> None:
    with pytest.raises(UsageError):
        correct(typed)


def test_a_piece_is_not_split_into_parts_too_short_for_a_word() -> None:
    with pytest.raises(UsageError, match="too short"):
        corrected(PLAN, "split 1", lambda each: each.start_frame + frames(0.1))


def test_a_plan_comes_back_from_its_file_as_it_was() -> None:
    text = pairs_text(PLAN, ["a.m4a", "b\n.m4a"])

    again = read_pairs(text, PLAN, [frames(10), frames(10)], "pairs.txt")

    assert again.pieces == PLAN.pieces
    assert all(line.startswith(("#", "1: ", "2: ")) for line in text.splitlines())


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("1: 2.0 - 1.0 = 1", "ends before it begins"),
        ("1: 2.0 - 100.0 = 1", "after its recording"),
        ("3: 0 - 1 = 1", "no file 3"),
        ("0: 0 - 1 = 1", "no file 0"),
        ("1: 0 - 1 = 4", "no sentence 4"),
        ("1: 0 - 1", "no pair"),
        ("nonsense", "no pair"),
        ("1: 0 - 1 = 1\n1: 1 - 2 = 1", "said in line 1 already"),
    ],
)
def test_a_line_that_cannot_be_meant_is_told_with_its_place(line: str, problem: str) -> None:
    with pytest.raises(UsageError, match=problem) as raised:
        read_pairs(line, PLAN, [frames(10)] * 2, "pairs.txt")

    assert raised.value.place.startswith("pairs.txt:")


def test_memos_are_read_in_the_order_of_their_numbers() -> None:
    listed_by_a_shell = [Path("Memo 1.m4a"), Path("Memo 10.m4a"), Path("Memo 2.m4a")]
    chosen = [Path("b.m4a"), Path("a.m4a")]

    assert [path.stem for path in in_reading_order(listed_by_a_shell)] == ["Memo 1", "Memo 2", "Memo 10"]
    assert in_reading_order(chosen) == chosen
