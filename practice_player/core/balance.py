"""The picture of balance for the front ends: wishes, weeks, the plan, and one suggestion.

Puts together what the journal has, the stored wishes, and who practises here.  The clock is an argument.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from practice_player.balance.changes import Change, changes
from practice_player.balance.store import BalanceFile
from practice_player.balance.suggest import PracticeFacts, Suggestion, SuggestionFacts, suggest
from practice_player.balance.weeks import SHOWN_WEEKS, WeekSums, add_up, shown_days
from practice_player.balance.wish import NO_WISH, Wish
from practice_player.journal.sums import JournalSums
from practice_player.lib.errors import JournalError, PeopleError
from practice_player.lib.local_time import local_now
from practice_player.people.store import People
from practice_player.prompts.week import ALONE, PARTS, PlannedTime

_AFTERNOON_HOUR, _EVENING_HOUR = 12, 17


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceView:
    """What one person sees."""

    person: str
    """Empty for whoever practises here without names."""

    weeks: tuple[WeekSums, ...]
    """The current one last."""

    wish: Wish
    shows: bool
    """Whether this person agrees that their wish is shown beside another's."""

    others: tuple[tuple[str, Wish], ...]
    """The names and wishes of those who agree as well; empty unless this person does."""

    changes: tuple[Change, ...]
    """How this person's own numbers changed; empty for anybody whose journal this is not."""

    damage_notice: str = ""
    """As in `JournalReading`."""


class Balance:
    """Answers for one person at a time; the journal and the file are read for each call."""

    def __init__(
        self,
        file: BalanceFile,
        journal_path: Path | None,
        people: People | None,
        clock: Callable[[], datetime] = local_now,
    ) -> None:
        """Without a journal, there are no sums and no suggestions."""
        self.file = file
        self._sums = JournalSums(journal_path, clock)
        self._unrepaired_sums = JournalSums(journal_path, clock, repairs=False)
        self._people = people
        self._clock = clock

    def today(self) -> date:
        return self._clock().date()

    def names(self) -> tuple[str, ...]:
        """Returns the names of those who practise here, first the one whose journal this is."""
        people = self._people.all() if self._people else ()
        return tuple(person.name for person in sorted(people, key=lambda person: not person.me))

    def person(self, name: str | None = None) -> str:
        """Returns a person's name as it is stored; without one, that of the one whose journal this is.

        Raises:
            PeopleError: nobody here has this name.
        """
        if not name:
            return self._me()
        person = self._people.find(name) if self._people else None
        if person is None:
            fix = f"one of {', '.join(self.names())}" if self.names() else "practice-player people add NAME"
            raise PeopleError(f"nobody here is called {name}", fix=fix)
        return person.name

    def view(self, person: str, weeks: int = SHOWN_WEEKS) -> BalanceView:
        """Returns what one person sees.

        Raises:
            JournalError: the journal cannot be read.
        """
        me, shows = self._me(), self.file.shows(person)
        others = [
            (name, wish)
            for name in self.names()
            if shows and name != person and self.file.shows(name) and (wish := self.wish(name))
        ]
        week_sums = self.weeks(person, weeks)
        own_changes = changes(self._sums.check_ins()) if person in ("", me) else ()
        return BalanceView(
            person=person,
            weeks=week_sums,
            wish=self.wish(person),
            shows=shows,
            others=tuple(others),
            changes=own_changes,
            damage_notice=self._sums.take_damage_notice(),
        )

    def wish(self, person: str) -> Wish:
        """Returns a person's wish: for the one whose journal this is also one from before they had a name."""
        own_wish = self.file.wish(person)
        return own_wish if own_wish or person != self._me() else self.file.wish("")

    def set_wish(self, person: str, wish: Wish) -> None:
        """Stores a person's wish.

        Raises:
            BalanceError: it cannot be written.
        """
        self.file.set_wish(person, wish)
        if person == self._me() and person and self.file.wish(""):
            self.file.set_wish("", NO_WISH)

    def weeks(self, person: str, count: int = SHOWN_WEEKS) -> tuple[WeekSums, ...]:
        """Returns the last weeks of a person, the current one last.

        Raises:
            JournalError: the journal cannot be read.
        """
        return self._add_up(self._sums, person, count)

    def _add_up(self, sums: JournalSums, person: str, count: int) -> tuple[WeekSums, ...]:
        today = self.today()
        days = sums.days(*shown_days(today, count))
        return add_up(days, person=person, me=self._me(), today=today, count=count)

    def planned_today(self) -> PlannedTime | None:
        """Returns what is planned for today: the first moment that is not over by its part of the day."""
        plan, now = self.file.plan(), self._clock()
        times = [planned for planned in plan.times if planned.day == now.date()] if plan else []
        part = 2 if now.hour >= _EVENING_HOUR else 1 if now.hour >= _AFTERNOON_HOUR else 0
        dismissed = self.file.dismissed()
        open_times = [
            planned
            for planned in times
            if (not planned.part or PARTS.index(planned.part) >= part) and plan_key(planned) not in dismissed
        ]
        return min(open_times, key=lambda planned: PARTS.index(planned.part or PARTS[-1]), default=None)

    def dismiss(self, key: str) -> None:
        """Never shows a suggestion again, and no other one today.

        Raises:
            BalanceError: it cannot be written.
        """
        self.file.dismiss(key, self.today())

    def suggestion(
        self,
        practices: Callable[[], Sequence[PracticeFacts]],
        recent: Callable[[], tuple[str, ...]],
        *,
        solo_only: bool,
    ) -> Suggestion | None:
        """Returns the one suggestion for now; `practices` is called only if it is needed.

        There is none while the journal cannot be read; whoever opens the journal or the balance is told why.
        """
        person, dismissed, sums = self._me(), self.file.dismissed(), self._unrepaired_sums
        with suppress(JournalError):
            facts = SuggestionFacts(
                now=self._clock(),
                week=self._add_up(sums, person, 1)[-1],
                wish=self.wish(person),
                left_early=sums.left_early(),
                has_company=not solo_only and sums.has_practised_together(),
                practices=lambda: tuple(practices()),
                recent=recent(),
                dismissed=frozenset(dismissed),
                is_quiet=self.today().isoformat() in dismissed.values(),
            )
            return suggest(facts)
        return None

    def _me(self) -> str:
        people = self._people.all() if self._people else ()
        return next((person.name for person in people if person.me), "")


def plan_key(planned: PlannedTime) -> str:
    """The key under which a planned moment is dismissed."""
    day = planned.day.isoformat() if planned.day else ""
    return f"plan:{day}:{planned.kind}:{planned.who}:{planned.part}:{planned.what}"


def plan_offer_words(planned: PlannedTime) -> str:
    """A moment planned for today, as the first screen offers it."""
    kind = f"time {planned.kind}" + (f" for {planned.who}" if planned.kind == ALONE and planned.who else "")
    when = f", in the {planned.part}" if planned.part else ""
    return f"planned for today: {planned.what or kind}{f' ({kind})' if planned.what else ''}{when}"
