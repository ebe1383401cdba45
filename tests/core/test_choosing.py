"""Which practices a list shows, and in which groups."""

from dataclasses import replace

import pytest

from practice_player.core.choosing import (
    FAVOURITES,
    GROUP_NAMES,
    NAMED,
    RECENT,
    UNPLAYABLE,
    PracticeFilter,
    grouped,
)
from practice_player.lib.units import frames
from practice_player.script.choices import GOALS, MOODS
from practice_player.script.library import Library
from practice_player.settings import shipped_dir
from practice_player.tui.screens.home import MOOD_NAMES
from tests.tui.fakes import BROKEN, CORNERS, HANDS, HERE_AND_NOW, SOFT_SIGHS, TURNING

SIGHS = replace(SOFT_SIGHS, helps=("wound-up",), postures=("sitting", "standing"))
TOUCHING = replace(HANDS, marks=("touch",), practice="solo")
SHORT = replace(HERE_AND_NOW, helps=("wound-up", "far-away"), postures=("walking",), usual_frames=frames(120))
CARDS = (SIGHS, SHORT, TURNING, CORNERS, TOUCHING, BROKEN)


def names(practice_filter: PracticeFilter, **marked: tuple[str, ...]) -> list[list[str]]:
    return [[card.name for card in cards] for _, cards in grouped(CARDS, practice_filter, **marked)]


def shown(practice_filter: PracticeFilter) -> set[str]:
    return {name for group in names(practice_filter) for name in group} - {BROKEN.name}


EVERY = {card.name for card in CARDS} - {BROKEN.name}


@pytest.mark.parametrize(
    ("practice_filter", "expected"),
    [
        (PracticeFilter(), EVERY),
        (PracticeFilter(goal="reflect"), {TURNING.name}),
        (PracticeFilter(max_minutes=5), EVERY),
        (PracticeFilter(max_level=1), EVERY - {TURNING.name}),
        (PracticeFilter(without_touch=True), EVERY - {TOUCHING.name}),
        (PracticeFilter(posture="walking"), {SHORT.name}),
        (PracticeFilter(mood="far-away"), {SHORT.name}),
        (PracticeFilter(text="sigh SHAPE"), {SIGHS.name, TOUCHING.name}),
        (PracticeFilter(text="settle hand"), {TOUCHING.name}),
        (PracticeFilter(text="nothing like it"), set()),
    ],
)
def test_a_filter_lets_through_what_fits(practice_filter: PracticeFilter, expected: set[str]) -> None:
    assert shown(practice_filter) == expected


def test_a_practice_that_can_be_made_short_enough_fits_the_time_there_is() -> None:
    assert PracticeFilter(max_minutes=5).fits(replace(SIGHS, least_frames=frames(300)))
    assert not PracticeFilter(max_minutes=5).fits(replace(SIGHS, least_frames=frames(301)))


def test_what_cannot_be_played_is_shown_last_whatever_is_looked_for_but_other_words() -> None:
    assert grouped(CARDS, PracticeFilter(goal="ground"))[-1] == (UNPLAYABLE, [BROKEN])
    assert (UNPLAYABLE, [BROKEN]) not in grouped(CARDS, PracticeFilter(text="corners"))


def test_favourites_come_first_then_what_was_done_lately_each_once() -> None:
    groups = grouped(
        CARDS, PracticeFilter(), favourites=("four-corners", "gone"), recent=("soft-sighs", "four-corners")
    )

    assert groups[0] == (FAVOURITES, [CORNERS])
    assert groups[1] == (RECENT, [SIGHS])
    assert sum(len(cards) for _, cards in groups) == len(CARDS)


def test_what_helps_with_a_mood_comes_shortest_first() -> None:
    assert names(PracticeFilter(mood="wound-up")) == [[SHORT.name, SIGHS.name]]


NAMESAKES = (
    replace(CORNERS, name="a-first", title="Long Calm", summary="Calm."),
    replace(CORNERS, name="b-second", title="Calm and Long", usual_frames=frames(60)),
    replace(CORNERS, name="c-third", title="Calm"),
    replace(CORNERS, name="calm-as-a-name", title="Something"),
)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("calm", ["c-third", "b-second", "calm-as-a-name"]),
        ("  CALM   and ", ["b-second"]),
        ("a-first", ["a-first"]),
    ],
)
def test_what_is_called_as_was_typed_comes_first_and_once(text: str, first: list[str]) -> None:
    groups = grouped(NAMESAKES, PracticeFilter(text=text), favourites=("a-first",), recent=("c-third",))

    assert groups[0][0] == NAMED
    assert [card.name for card in groups[0][1]] == first
    listed = [card.name for _, cards in groups for card in cards]
    assert len(listed) == len(set(listed))


def test_what_is_called_as_was_typed_comes_before_what_is_shorter() -> None:
    cards = [replace(card, helps=("wound-up",)) for card in NAMESAKES]
    groups = grouped(cards, PracticeFilter(mood="wound-up", text="calm"))

    assert [card.name for card in groups[0][1]] == ["c-third", "b-second", "calm-as-a-name", "a-first"]


def test_words_that_begin_no_title_change_no_order() -> None:
    assert NAMED not in dict(grouped(NAMESAKES, PracticeFilter(text="travel")))
    assert NAMED not in dict(grouped(NAMESAKES, PracticeFilter(text=" ")))


def test_choices_go_round_to_any_again() -> None:
    practice_filter = PracticeFilter()
    goals, minutes, levels, postures = [], [], [], []
    for _ in range(5):
        practice_filter = practice_filter.next_goal(CARDS).next_length().next_level().next_posture(CARDS)
        goals.append(practice_filter.goal)
        minutes.append(practice_filter.max_minutes)
        levels.append(practice_filter.max_level)
        postures.append(practice_filter.posture)

    assert goals == ["settle", "ground", "reflect", "", "settle"]
    assert minutes == [5, 10, 20, None, 5]
    assert levels == [1, 2, None, 1, 2]
    assert postures == ["sitting", "standing", "walking", "", "sitting"]


def test_every_goal_has_a_group_and_every_mood_a_name() -> None:
    assert set(GROUP_NAMES) == set(GOALS)
    assert set(MOOD_NAMES) == set(MOODS)


@pytest.mark.parametrize("mood", MOODS)
def test_each_mood_leads_to_two_or_three_shipped_practices_for_one(mood: str) -> None:
    helping = [
        loaded.name
        for loaded in Library((shipped_dir("sessions"),)).scripts()
        if loaded.script and loaded.script.practice == "solo" and mood in loaded.script.helps
    ]

    assert 2 <= len(helping) <= 3


def test_every_shipped_practice_says_how_it_can_be_done() -> None:
    for loaded in Library((shipped_dir("sessions"),)).scripts():
        assert loaded.script
        assert loaded.script.postures, loaded.name
