"""How far somebody is on a path, from the practices that they finished since they began it.

Pure.  Nothing is counted against anybody: no days, no pauses, no order that was left.
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from practice_player.lib.paths import to_nfc
from practice_player.paths.model import PathStep


@dataclass(frozen=True, slots=True, kw_only=True)
class PathProgress:
    """What was done of each step, and which step comes next."""

    done_times: tuple[int, ...]
    """How often each step was done; it may be more than the step asks for."""

    next_step: int | None
    """The number of the next step, counted from 0; None when every step that can be done was done."""


def progress(steps: Sequence[PathStep], finished: Iterable[str], playable: Container[str]) -> PathProgress:
    """Returns the progress after the practices with these names, in the order in which they were finished.

    Each counts for the first step that names it and is still open, or else for the last that names it.
    A step is open until it was done as often as it says; one without a `playable` practice is passed over.
    """
    done = [0] * len(steps)
    names = [tuple(map(to_nfc, step.practice)) for step in steps]
    for name in finished:
        numbers = [number for number in range(len(steps)) if name in names[number]]
        open_numbers = [number for number in numbers if done[number] < steps[number].times]
        if numbers:
            done[open_numbers[0] if open_numbers else numbers[-1]] += 1
    next_step = next(
        (
            number
            for number, step in enumerate(steps)
            if done[number] < step.times and any(name in playable for name in names[number])
        ),
        None,
    )
    return PathProgress(done_times=tuple(done), next_step=next_step)
