"""Every way that a practice can go, by the answers to its questions; what two ways share stands once.

Pure.
"""

from dataclasses import dataclass
from typing import Final

from practice_player.script.kinds import StepKind
from practice_player.timeline.arrangement import Arrangement
from practice_player.timeline.model import Timeline

MAX_QUESTIONS: Final = 5
"""With more questions in a row, there are more ways than anybody wants to carry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fork:
    """A question that staying leads away from."""

    frame: int
    """The first frame after the question."""

    road: int
    """The number of the road that staying leads to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Road:
    """One way through a practice, from where it leaves another road to its end."""

    timeline: Timeline
    """The whole of it, with what it shares with the road that it leaves."""

    start_frame: int
    """Where it leaves the other road; 0 for the first."""

    leaves: int | None
    """The number of the other road; None for the first."""

    forks: tuple[Fork, ...]
    """The questions along it, in order of time."""


def roads(arrangement: Arrangement) -> tuple[Road, ...]:
    """Returns all roads; the first takes the gentler way at every question, as no answer does.

    Questions after the first `MAX_QUESTIONS` have the gentler way alone.
    """
    found: dict[int, Road] = {}
    _explore(arrangement, found, start_frame=0, leaves=None, first_question=0)
    return tuple(found[number] for number in range(len(found)))


def _explore(
    arrangement: Arrangement,
    found: dict[int, Road],
    *,
    start_frame: int,
    leaves: int | None,
    first_question: int,
) -> int:
    """Finds a road and all that leave it from its questions; returns its number."""
    number = len(found)
    found[number] = Road(
        timeline=arrangement.timeline, start_frame=start_frame, leaves=leaves, forks=()
    )  # its number is taken before those that leave it get theirs
    forks = []
    questions = [step for step in arrangement.timeline.steps if step.kind is StepKind.AGREE]
    for index, question in enumerate(questions[:MAX_QUESTIONS]):
        if index < first_question:
            continue
        staying = arrangement.with_answer(index, stay=True)
        if staying is not arrangement:
            road = _explore(
                staying, found, start_frame=question.end_frame, leaves=number, first_question=index + 1
            )
            forks.append(Fork(frame=question.end_frame, road=road))
    found[number] = Road(
        timeline=arrangement.timeline, start_frame=start_frame, leaves=leaves, forks=tuple(forks)
    )
    return number
