"""What is wrong in many places of a file is told once."""

from practice_player.lib.diagnostics import Diagnostic, Place, tell_once
from practice_player.lib.errors import ScriptError


def aliases(count: int, path: str = "a.yaml") -> list[Diagnostic]:
    return [
        Diagnostic(place=Place(path, line, 5), problem="an alias stands here", fix="write the words out")
        for line in range(1, count + 1)
    ]


def test_the_same_in_eighty_one_places_is_told_once_with_three_of_them() -> None:
    (told,) = tell_once(aliases(81))

    assert told.place == Place("a.yaml", 1, 5)
    assert told.problem == "an alias stands here; also at 2:5 and 3:5, and in 78 more places"
    assert str(ScriptError(tuple(aliases(81)))).count("\n") == 1


def test_the_same_in_a_few_places_is_told_at_each() -> None:
    assert tell_once(aliases(3)) == aliases(3)
    assert tell_once(aliases(4))[0].problem.endswith("; also at 2:5 and 3:5, and in 1 more place")


def test_other_problems_and_other_files_keep_their_places_and_order() -> None:
    other = Diagnostic(place=Place("a.yaml", 2, 1), problem="a tag stands here", fix="delete it")
    first, *rest = aliases(5)

    told = tell_once([first, other, *rest, *aliases(2, "b.yaml")])

    assert [str(problem.place) for problem in told] == [
        "a.yaml:1:5",
        "a.yaml:2:1",
        "b.yaml:1:5",
        "b.yaml:2:5",
    ]
