"""Paths for the front ends: what there is, how far somebody is on each, and what comes next.

Puts together the files, the practices that are there, and what the journal has.  The clock is an argument.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from practice_player.core.card import PracticeCard
from practice_player.core.card_building import evidence_sentence
from practice_player.journal.history import FinishedPractice, PracticeHistory
from practice_player.lib.diagnostics import tell_once
from practice_player.lib.errors import PathsError
from practice_player.lib.local_time import local_now
from practice_player.lib.paths import to_nfc
from practice_player.paths.library import LoadedPath, PathLibrary
from practice_player.paths.model import PathStep
from practice_player.paths.progress import progress
from practice_player.paths.store import Followed, PathsFile
from practice_player.people.store import People


@dataclass(frozen=True, slots=True, kw_only=True)
class PathPractice:
    """A practice that a step names."""

    name: str
    title: str
    """Its name, if it is not there."""

    practice: str
    """`solo` or `partner`; empty if it is not there or cannot be read."""

    is_playable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PathStepView:
    """A step as somebody sees it who may be on the path."""

    practices: tuple[PathPractice, ...]
    """One, or several of which one is chosen."""

    words: str
    times: int
    """How often it is done before the next is offered."""

    again: bool
    """Whether it may be repeated as often as one likes."""

    plenty: str
    done_times: int
    """Since the path was begun; 0 without a journal."""

    @property
    def playable(self) -> tuple[PathPractice, ...]:
        return tuple(practice for practice in self.practices if practice.is_playable)


@dataclass(frozen=True, slots=True, kw_only=True)
class PathView:
    """A path as somebody sees it who may be on it; without steps, if its file cannot be read."""

    name: str
    title: str
    summary: str = ""
    lasts: str = ""
    plenty: str = ""
    caution: str = ""
    evidence: tuple[str, ...] = ()
    steps: tuple[PathStepView, ...] = ()
    next_step: int | None = None
    """Counted from 0; None when every step was done that can be done."""

    begun_on: date | None = None
    """None if it was never begun."""

    is_left: bool = False
    """Whether it was left for now."""

    file: Path
    replaces: Path | None = None
    """The shipped file that it stands in for."""

    problem: str = ""
    """Why it cannot be followed, with place and remedy."""

    @property
    def is_followed(self) -> bool:
        return self.begun_on is not None and not self.is_left

    @property
    def needs_two(self) -> bool:
        """Whether some step is for two in any case."""
        return any(
            step.playable and all(practice.practice == "partner" for practice in step.playable)
            for step in self.steps
        )

    def next_practice(self, step: int | None = None) -> PathPractice | None:
        """The first practice of a step, or of the next one, that can be played; None if there is none."""
        number = self.next_step if step is None else step
        if number is None or not 0 <= number < len(self.steps):
            return None
        return next(iter(self.steps[number].playable), None)


class PracticePaths:
    """Answers for the one whose journal it is; everything is read for each call."""

    def __init__(
        self,
        folders: Sequence[Path],
        cards: Callable[[str], list[PracticeCard]],
        history: PracticeHistory,
        *,
        file: PathsFile | None = None,
        people: People | None = None,
        clock: Callable[[], datetime] = local_now,
    ) -> None:
        """`folders` are those of scripts; `cards` returns the cards for `solo` or `partner`."""
        self._library = PathLibrary(folders)
        self._cards = cards
        self._file = file or PathsFile(None)
        self._history = history
        self._people = people
        self._clock = clock

    def all(self, *, solo_only: bool = False) -> list[PathView]:
        """Returns every path, those that are followed first; with `solo_only`, none that needs two."""
        cards = self._all_cards()
        views = [self._view(loaded, cards) for loaded in self._library.all()]
        views.sort(key=lambda view: not view.is_followed)
        return [view for view in views if not (solo_only and view.needs_two)]

    def one(self, name: str) -> PathView:
        """Returns the path of a name.

        Raises:
            NameUnknownError: there is no such path.
        """
        return self._view(self._library.load(name), self._all_cards())

    def current(self) -> PathView | None:
        """Returns the path that was begun or taken up last and is not left; None if there is none."""
        names = {to_nfc(loaded.name) for loaded in self._library.all() if loaded.path}
        followed = [name for name, one in self._file.all().items() if not one.left and name in names]
        return self.one(followed[-1]) if followed else None

    def begin(self, name: str, *, anew: bool = False) -> None:
        """Begins a path, or takes it up again where it was left; with `anew`, from its first step."""
        self._file.begin(name, self._clock(), anew=anew)

    def leave(self, name: str) -> None:
        """Leaves a path; what was done on it stays, and it can be taken up again."""
        self._file.leave(name)

    @property
    def unwritten(self) -> PathsError | None:
        """Why the last change holds for this run only; None if it is remembered, or is not to be."""
        return self._file.unwritten

    def _all_cards(self) -> dict[str, PracticeCard]:
        return {card.name: card for kind in ("solo", "partner") for card in self._cards(kind)}

    def _view(self, loaded: LoadedPath, cards: Mapping[str, PracticeCard]) -> PathView:
        path = loaded.path
        if path is None:
            problem = "\n".join(map(str, tell_once(loaded.problems)))
            return PathView(
                name=loaded.name,
                title=loaded.name,
                file=loaded.file,
                replaces=loaded.replaces,
                problem=problem,
            )
        followed = self._file.all().get(loaded.name)
        playable = {name for name, card in cards.items() if not card.problem}
        done = progress(path.steps, self._finished(followed), playable)
        return PathView(
            name=loaded.name,
            title=path.title,
            summary=path.summary,
            lasts=path.lasts or "",
            plenty=path.plenty or "",
            caution=path.caution or "",
            evidence=tuple(map(evidence_sentence, path.evidence)),
            steps=tuple(
                _step_view(step, done_times, cards)
                for step, done_times in zip(path.steps, done.done_times, strict=True)
            ),
            next_step=done.next_step,
            begun_on=followed.begun_at.astimezone(self._clock().tzinfo).date() if followed else None,
            is_left=followed.left if followed else False,
            file=loaded.file,
            replaces=loaded.replaces,
        )

    def _finished(self, followed: Followed | None) -> list[str]:
        """The names of what was finished since a path was begun, by the one whose journal this is."""
        if followed is None:
            return []
        people = self._people.all() if self._people else ()
        me = next((person.name for person in people if person.me), "")
        finished = self._history.finished_since(followed.begun_at)
        return [to_nfc(practice.name) for practice in finished if _is_by(me, practice)]


def _is_by(me: str, practice: FinishedPractice) -> bool:
    """Whether somebody took part: by name, or where nobody is named; without a name, it is anybody's."""
    return not me or me in practice.people or not any(practice.people)


def _step_view(step: PathStep, done_times: int, cards: Mapping[str, PracticeCard]) -> PathStepView:
    return PathStepView(
        practices=tuple(_practice(name, cards.get(to_nfc(name))) for name in step.practice),
        words=step.words or "",
        times=step.times,
        again=step.again == "any",
        plenty=step.plenty or "",
        done_times=done_times,
    )


def _practice(name: str, card: PracticeCard | None) -> PathPractice:
    return PathPractice(
        name=name,
        title=card.title if card else name,
        practice=card.practice if card else "",
        is_playable=card is not None and not card.problem,
    )
