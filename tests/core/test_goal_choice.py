"""Which practice is played for a goal and a time."""

from dataclasses import replace

import pytest

from practice_player.core.card import PracticeCard
from practice_player.core.choosing import GROUP_NAMES
from practice_player.core.goal_choice import GOAL_WORDS, PracticeWish, best_fit, goal_in_words
from practice_player.lib.errors import PracticeError
from practice_player.lib.units import frames
from practice_player.script.choices import GOALS
from tests.tui.fakes import BROKEN, HANDS, SOFT_SIGHS


def card(name: str, least_s: int, usual_s: int, most_s: int, **changes: object) -> PracticeCard:
    sighs = replace(
        SOFT_SIGHS,
        name=name,
        title=name,
        goal="settle",
        practice="solo",
        level=1,
        helps=(),
        marks=(),
        switches=(),
    )
    lengths = {"least_frames": least_s, "usual_frames": usual_s, "most_frames": most_s}
    return replace(sighs, **{key: frames(value) for key, value in lengths.items()} | changes)  # type: ignore[arg-type]


SHORT = card("short", 60, 90, 120)
LONG = card("long", 300, 600, 1200)
DEEP = card("deep", 60, 90, 1200, level=2)
REST = card("rest", 60, 90, 120, goal="restore", helps=("sleepless",))
TWO = card("two", 300, 600, 1200, practice="partner")
CARDS = (LONG, DEEP, SHORT, REST, TWO, BROKEN)


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (PracticeWish(goal="settle"), "short"),
        (PracticeWish(goal="settle", length_frames=frames(600)), "long"),
        (PracticeWish(goal="settle", length_frames=frames(200)), "deep"),
        (PracticeWish(goal="restore"), "rest"),
        (PracticeWish(goal="sleepless"), "rest"),
        (PracticeWish(goal="settle", practice="partner"), "two"),
    ],
)
def test_what_has_the_goal_and_can_last_so_long_is_chosen_the_gentlest_first(
    wish: PracticeWish, expected: str
) -> None:
    assert best_fit(CARDS, wish).card.name == expected


def test_a_favourite_comes_first_where_it_fits() -> None:
    wish = PracticeWish(goal="settle")

    assert best_fit(CARDS, wish, ["deep", "rest"]).card is DEEP
    assert best_fit(CARDS, wish, ["deep"]).reason == "one of your favourites"
    assert best_fit(CARDS, wish, ["rest"]).reason == "one of 3 that fit"


@pytest.mark.parametrize(("wanted_s", "played_s"), [(130, 120), (135, 120), (50, 60), (1210, 1200), (90, 90)])
def test_about_so_long_is_near_enough(wanted_s: int, played_s: int) -> None:
    found = best_fit((SHORT, LONG), PracticeWish(goal="settle", length_frames=frames(wanted_s)))

    assert found.length_frames == frames(played_s)


def test_where_none_can_last_so_long_the_nearest_is_named() -> None:
    with pytest.raises(PracticeError, match="about 3 minutes") as caught:
        best_fit((SHORT, LONG), PracticeWish(goal="settle", length_frames=frames(180)))

    assert caught.value.fix == "the nearest is 2:00, short"


def test_where_none_has_the_goal_the_other_kind_and_the_list_are_named() -> None:
    with pytest.raises(PracticeError, match="no practice for one fits `reflect`") as caught:
        best_fit(CARDS, PracticeWish(goal="reflect"))

    assert "--for two" in caught.value.fix
    assert "list --goal reflect" in caught.value.fix


def test_touch_that_cannot_be_left_out_does_not_fit_where_it_is_to_be() -> None:
    touching = replace(SHORT, marks=("touch",))
    leaving_it_out = replace(touching, switches=tuple(s for s in HANDS.switches if s.word == "touch"))
    wish = PracticeWish(goal="settle", without=frozenset({"touch"}))

    assert leaving_it_out.switches
    assert best_fit([leaving_it_out], wish).card is leaving_it_out
    with pytest.raises(PracticeError):
        best_fit([touching], wish)


def test_every_word_for_a_goal_is_said_in_words() -> None:
    assert set(GROUP_NAMES) == set(GOALS)
    assert all(" " in goal_in_words(word) for word in GOAL_WORDS)
