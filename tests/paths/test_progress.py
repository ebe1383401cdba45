"""How far somebody is on a path follows from what they finished, in whatever order."""

from practice_player.paths.model import PathStep
from practice_player.paths.progress import PathProgress, progress

STEPS = [
    PathStep.model_validate({"practice": "first", "times": "2"}),
    PathStep.model_validate({"practice": ["second", "other"]}),
    PathStep.model_validate({"practice": "first"}),
]
ALL = {"first", "second", "other"}


def after(*finished: str, playable: set[str] = ALL) -> PathProgress:
    return progress(STEPS, finished, playable)


def test_a_step_is_next_until_it_was_done_as_often_as_it_says() -> None:
    assert after() == PathProgress(done_times=(0, 0, 0), next_step=0)
    assert after("first") == PathProgress(done_times=(1, 0, 0), next_step=0)
    assert after("first", "first") == PathProgress(done_times=(2, 0, 0), next_step=1)


def test_one_of_several_practices_is_enough_and_others_change_nothing() -> None:
    assert after("first", "unrelated", "first", "other").done_times == (2, 1, 0)


def test_a_practice_that_comes_twice_counts_for_the_later_step_once_the_earlier_is_done() -> None:
    assert after("first", "first", "second", "first") == PathProgress(done_times=(2, 1, 1), next_step=None)


def test_what_was_done_before_its_turn_counts_all_the_same() -> None:
    assert after("second") == PathProgress(done_times=(0, 1, 0), next_step=0)
    assert after("second", "first", "first").next_step == 2


def test_what_is_repeated_beyond_the_end_counts_for_the_last_step_that_names_it() -> None:
    assert after(*["first"] * 5).done_times == (2, 0, 3)


def test_a_step_of_which_nothing_is_there_is_passed_over() -> None:
    assert after("first", "first", playable={"first"}).next_step == 2
    assert after(playable={"other"}).next_step == 1
    assert after(playable=set()).next_step is None


def test_names_are_compared_whatever_their_unicode_form() -> None:
    steps = [PathStep.model_validate({"practice": "cafe\u0301"})]

    assert progress(steps, ["caf\u00e9"], {"caf\u00e9"}) == PathProgress(done_times=(1,), next_step=None)
