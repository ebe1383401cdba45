"""What too many practices of the shelf say alike is told in each of them."""

from itertools import count

from practice_player.lib.diagnostics import Place
from practice_player.lint.report import Report, Saying
from practice_player.lint.rules.refrains import refrains

_NUMBERS = count(1)


def practice(*texts: str) -> Report:
    path = f"{next(_NUMBERS)}.yaml"
    return Report(
        said=tuple(Saying(text=text, place=Place(path, line, 7)) for line, text in enumerate(texts, start=10))
    )


def told(shelf: list[Report], checked: list[Report]) -> list[tuple[int, str]]:
    return [(problem.place.line, problem.problem) for problem in refrains(shelf, checked)]


SAYING = practice("Sit down.", "This lasts as long as you chose. And now?")
SAYING_MORE = practice("This lasts as long as you chose, my friend.")
OTHERS = [practice(f"Something number {number} of its own.") for number in range(2)]


def test_what_more_than_a_third_say_is_told_where_it_is_first_said() -> None:
    assert told([SAYING, SAYING_MORE, *OTHERS], [SAYING, OTHERS[0]]) == [
        (11, "“this lasts as long as you chose” is said in 2 of 4 practices")
    ]


def test_a_third_may_say_it() -> None:
    assert told([SAYING, SAYING_MORE, *OTHERS, *OTHERS], [SAYING]) == []


def test_a_run_of_words_ends_with_its_sentence_and_has_four_words() -> None:
    shelf = [practice("Rest here. As you like. Or now swap."), practice("Here as you like. Or now swap.")]

    assert told(shelf, shelf) == []


def test_the_longest_run_is_told_and_no_part_of_it() -> None:
    again = practice("It is so: this lasts as long as you chose, my friend.")
    shelf = [SAYING, SAYING_MORE, again, *OTHERS]

    assert told(shelf, [again]) == [
        (10, "“this lasts as long as you chose my friend” is said in 2 of 5 practices")
    ]
    assert told(shelf, [SAYING]) == [(11, "“this lasts as long as you chose” is said in 3 of 5 practices")]


def test_how_often_one_practice_says_it_makes_no_difference() -> None:
    often = practice("Now the other one talks.", "Now the other one talks.")

    assert told([often, *OTHERS], [often]) == []
