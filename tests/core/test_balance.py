"""The picture of balance from a journal, a file of wishes, and the people; and what is planned for today."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from practice_player.balance.store import BalanceFile
from practice_player.balance.wish import NO_WISH, Amount, Unit, Wish
from practice_player.core.balance import Balance, plan_key, plan_offer_words
from practice_player.core.suggesting import suggestion_offer
from practice_player.journal.entry import Ended
from practice_player.journal.record import JournalRecord
from practice_player.journal.store import Journal
from practice_player.lib.errors import PeopleError
from practice_player.lib.units import frames
from practice_player.people.store import People
from practice_player.prompts.week import PlannedTime, WeekPlan
from tests.tui.fakes import SOFT_SIGHS, TWO_EARS

NOW = datetime(2026, 11, 27, 19, 0, tzinfo=UTC)
TODAY = NOW.date()
TWICE = Wish(alone=Amount(number=2, unit=Unit.TIMES))
ONCE = Wish(alone=Amount(number=1, unit=Unit.TIMES))


class Home:
    """A folder with a journal, people and wishes, at a time of day that can be changed."""

    def __init__(self, folder: Path) -> None:
        self.people = People(folder / "people.json")
        self.journal_path = folder / "journal.sqlite3"
        self.now = NOW
        self.file = BalanceFile(folder / "balance.json")
        self.balance = Balance(self.file, self.journal_path, self.people, clock=lambda: self.now)

    def practise(
        self, count: int, practice: str, *people: str, tension: tuple[int, int] | None = None
    ) -> None:
        record = JournalRecord(
            key="",
            name=f"some-{practice}",
            title="Some",
            practice=practice,
            started_at=NOW - timedelta(hours=3),
            offset=timedelta(0),
            planned_s=600.0,
            beaten_at=NOW,
            practised_s=600.0,
            ended=Ended.FINISHED,
            people=people,
            check_ins={"before": {"tension": tension[0]}, "after": {"tension": tension[1]}}
            if tension
            else {},
        )
        with Journal.open(self.journal_path) as journal:
            for number in range(count):
                journal.put(replace(record, key=f"{practice}{people}{number}"))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def test_each_person_sees_their_own_weeks_and_wish(home: Home) -> None:
    home.people.add("Ana", me=True)
    home.people.add("Ben")
    home.practise(2, "partner", "Ana", "Ben")
    home.practise(1, "solo")
    home.file.set_wish("Ana", TWICE)

    ana, ben = home.balance.view("Ana"), home.balance.view("Ben")

    assert (ana.weeks[-1].together.times, ana.weeks[-1].alone.times, ana.wish) == (2, 1, TWICE)
    assert (ben.weeks[-1].together.times, ben.weeks[-1].alone.times, bool(ben.wish)) == (2, 0, False)
    assert len(ana.weeks) == 8


@pytest.mark.parametrize("ana_shows", [True, False])
@pytest.mark.parametrize("ben_shows", [True, False])
def test_a_wish_stands_beside_the_others_only_if_both_say_so(
    home: Home, *, ana_shows: bool, ben_shows: bool
) -> None:
    home.people.add("Ana", me=True)
    home.people.add("Ben")
    home.file.set_wish("Ana", TWICE)
    home.file.set_wish("Ben", ONCE)
    home.file.set_shows("Ana", on=ana_shows)
    home.file.set_shows("Ben", on=ben_shows)

    both = ana_shows and ben_shows
    assert home.balance.view("Ana").others == ((("Ben", ONCE),) if both else ())
    assert home.balance.view("Ben").others == ((("Ana", TWICE),) if both else ())


def test_numbers_are_for_the_one_whose_journal_this_is(home: Home) -> None:
    home.people.add("Ana", me=True)
    home.people.add("Ben")
    home.practise(1, "partner", "Ana", "Ben", tension=(6, 4))

    assert [change.by for change in home.balance.view("Ana").changes] == [-2]
    assert home.balance.view("Ben").changes == ()


def test_a_person_is_found_whatever_the_capitals_and_none_is_invented(home: Home) -> None:
    assert home.balance.person() == ""
    home.people.add("Ben")
    home.people.add("Ana", me=True)

    assert (home.balance.person(), home.balance.person("ben")) == ("Ana", "Ben")
    assert home.balance.names() == ("Ana", "Ben")
    with pytest.raises(PeopleError, match="nobody here is called Cem"):
        home.balance.person("Cem")


def test_a_wish_from_before_there_were_names_is_that_of_the_one_whose_journal_this_is(home: Home) -> None:
    home.balance.set_wish("", TWICE)
    home.people.add("Ana", me=True)
    home.people.add("Ben")

    assert home.balance.wish("Ana") == TWICE
    assert not home.balance.wish("Ben")

    home.balance.set_wish("Ana", NO_WISH)
    assert not home.balance.wish("Ana")


WALK = PlannedTime(kind="together", what="a walk", day=TODAY, part="evening")
READING = PlannedTime(kind="alone", who="Ana", day=TODAY, part="afternoon")


@pytest.mark.parametrize(
    ("hour", "expected"), [(7, READING), (16, READING), (17, WALK), (23, WALK)], ids=["7", "16", "17", "23"]
)
def test_what_is_planned_for_today_is_offered_until_its_part_of_the_day_is_over(
    home: Home, hour: int, expected: PlannedTime
) -> None:
    home.file.set_plan(WeekPlan(made_on=date(2026, 11, 22), times=(WALK, READING)))
    home.now = NOW.replace(hour=hour)

    assert home.balance.planned_today() == expected


def test_it_is_offered_on_its_day_and_not_once_it_was_dismissed(home: Home) -> None:
    home.file.set_plan(WeekPlan(made_on=date(2026, 11, 22), times=(WALK,)))
    home.now = NOW - timedelta(days=1)
    assert home.balance.planned_today() is None

    home.now = NOW
    home.balance.dismiss(plan_key(WALK))
    assert home.balance.planned_today() is None


def test_an_offer_says_what_which_kind_and_when() -> None:
    assert plan_offer_words(WALK) == "planned for today: a walk (time together), in the evening"
    assert plan_offer_words(READING) == "planned for today: time alone for Ana, in the afternoon"


@pytest.fixture
def suggest(home: Home) -> Callable[[], object]:
    shelf = {"solo": [SOFT_SIGHS], "partner": [TWO_EARS]}
    return lambda: suggestion_offer(home.balance, shelf.__getitem__, lambda _: (), solo_only=False)


def test_a_suggestion_can_be_played_at_ten_minutes_or_as_near_as_it_goes(home: Home) -> None:
    home.practise(3, "partner")

    offer = suggestion_offer(home.balance, lambda _: [SOFT_SIGHS], lambda _: (), solo_only=True)

    assert offer is not None
    assert offer.request.name == "soft-sighs"
    assert offer.request.length_frames == frames(595), "its longest"


def test_a_dismissed_suggestion_leaves_the_day_quiet_and_never_comes_back(
    home: Home, suggest: Callable[[], object]
) -> None:
    home.practise(3, "partner")
    assert suggest() is not None

    home.balance.dismiss("alone:2026-11-23")

    assert suggest() is None
    home.now = NOW + timedelta(days=1)
    assert suggest() is None


def test_nothing_is_suggested_to_whoever_has_just_begun(suggest: Callable[[], object]) -> None:
    assert suggest() is None
