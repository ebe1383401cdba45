"""Which practice is suggested when, and why."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from practice_player.balance.suggest import PracticeFacts, SuggestionFacts, suggest
from practice_player.balance.weeks import TimeSpent, WeekSums
from practice_player.balance.wish import Amount, Unit, Wish
from practice_player.journal.sums import LeftEarly

MONDAY = date(2026, 11, 23)
FRIDAY_EVENING = datetime(2026, 11, 27, 19, 0)  # noqa: DTZ001 - local wall time is all that counts
TWICE = Amount(number=2, unit=Unit.TIMES)


def practice(
    name: str, goal: str, kind: str = "solo", *, level: int = 1, least_s: float = 270
) -> PracticeFacts:
    return PracticeFacts(
        name=name,
        title=name.replace("-", " ").title(),
        practice=kind,
        goal=goal,
        level=level,
        least_s=least_s,
    )


SHELF = (
    practice("wake-gently", "energise"),
    practice("soft-sighs", "settle"),
    practice("unclench", "restore"),
    practice("page-and-pause", "reflect", level=2),
    practice("turning-toward", "settle", level=3),
    practice("long-way-out", "settle", least_s=900),
    practice("two-good-ears", "connect", "partner"),
)


def week_of(alone: int, together: int) -> WeekSums:
    return WeekSums(
        monday=MONDAY,
        alone=TimeSpent(times=alone, practised_s=600.0 * alone),
        together=TimeSpent(times=together, practised_s=600.0 * together),
    )


FACTS = SuggestionFacts(
    now=FRIDAY_EVENING, week=week_of(0, 3), wish=Wish(), has_company=True, practices=lambda: SHELF
)
LEFT = LeftEarly(
    name="page-and-pause",
    title="Page and Pause",
    practice="solo",
    day=FRIDAY_EVENING.date() - timedelta(days=5),
)


def test_three_times_together_and_none_alone_suggest_ten_minutes_alone() -> None:
    suggestion = suggest(FACTS)

    assert suggestion is not None
    assert suggestion.words == "Together 3 times this week; ten minutes alone? Soft Sighs"
    assert (suggestion.name, suggestion.length_s) == ("soft-sighs", 600)


@pytest.mark.parametrize(
    ("alone", "together", "wish", "name"),
    [
        (0, 2, Wish(), None),
        (1, 3, Wish(), None),
        (1, 2, Wish(alone=TWICE, together=TWICE), "soft-sighs"),
        (2, 2, Wish(alone=TWICE, together=TWICE), None),
        (1, 1, Wish(alone=TWICE, together=TWICE), None),
        (0, 3, Wish(alone=TWICE), "soft-sighs"),
        (0, 3, Wish(together=TWICE), None),
        (1, 2, Wish(alone=Amount(number=20, unit=Unit.MINUTES), together=TWICE), "soft-sighs"),
        (2, 2, Wish(alone=Amount(number=20, unit=Unit.MINUTES), together=TWICE), None),
        (2, 1, Wish(alone=TWICE, together=TWICE), "two-good-ears"),
        (3, 0, Wish(), "two-good-ears"),
        (0, 0, Wish(alone=TWICE, together=TWICE), None),
    ],
)
def test_what_the_week_leans_away_from_is_suggested(
    alone: int, together: int, wish: Wish, name: str | None
) -> None:
    suggestion = suggest(replace(FACTS, week=week_of(alone, together), wish=wish))

    assert (suggestion.name if suggestion else None) == name


def test_time_together_is_suggested_only_where_there_is_company_and_not_in_the_night() -> None:
    facts = replace(FACTS, week=week_of(3, 0))

    assert suggest(replace(facts, has_company=False)) is None
    assert suggest(replace(facts, now=FRIDAY_EVENING.replace(hour=23))) is None
    assert suggest(facts) is not None


@pytest.mark.parametrize("hour", [21, 23, 0, 4])
def test_late_at_night_nothing_wakes_anybody_up(hour: int) -> None:
    awake = replace(FACTS, now=FRIDAY_EVENING.replace(hour=hour), practices=lambda: SHELF[:1])

    assert suggest(awake) is None
    assert suggest(replace(awake, now=FRIDAY_EVENING.replace(hour=9))) is not None


def test_tender_and_long_practices_are_not_suggested() -> None:
    assert suggest(replace(FACTS, practices=lambda: SHELF[4:6])) is None


def test_what_was_done_lately_comes_last() -> None:
    suggestion = suggest(replace(FACTS, recent=("soft-sighs",)))

    assert suggestion is not None
    assert suggestion.name == "page-and-pause"


def test_a_practice_that_was_left_early_waits_by_its_weekday() -> None:
    facts = replace(FACTS, week=week_of(0, 0), left_early=(LEFT,))

    suggestion = suggest(facts)

    assert suggestion is not None
    assert suggestion.words == "Page And Pause has been waiting since Sunday."
    yesterday = suggest(replace(facts, left_early=(replace(LEFT, day=date(2026, 11, 26)),)))
    assert yesterday is not None
    assert yesterday.words.endswith("since yesterday.")


@pytest.mark.parametrize("days_ago", [0, 7, 30])
def test_today_and_a_week_ago_are_left_alone(days_ago: int) -> None:
    left = replace(LEFT, day=FRIDAY_EVENING.date() - timedelta(days=days_ago))

    assert suggest(replace(FACTS, week=week_of(0, 0), left_early=(left,))) is None


def test_once_dismissed_it_does_not_come_back_and_the_next_rule_has_its_turn() -> None:
    facts = replace(FACTS, left_early=(LEFT,))
    first = suggest(facts)
    assert first is not None

    second = suggest(replace(facts, dismissed=frozenset({first.key})))
    assert second is not None
    assert second.name == "page-and-pause"
    assert suggest(replace(facts, dismissed=frozenset({first.key, second.key}))) is None


def test_after_one_was_dismissed_the_day_stays_quiet() -> None:
    assert suggest(replace(FACTS, is_quiet=True)) is None


def test_the_practices_are_read_only_if_a_rule_applies() -> None:
    def read() -> tuple[PracticeFacts, ...]:
        raise AssertionError("nothing asked for them")

    assert suggest(replace(FACTS, week=week_of(1, 1), practices=read)) is None
