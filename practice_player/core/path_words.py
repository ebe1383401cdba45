"""What is said of paths, in the interface and on the command line: where one is, not where one should be."""

from typing import Final

from practice_player.core.practice_paths import PathPractice, PathStepView, PathView

AT_END: Final = "You have been all the way. Any step can be done again."


def state_words(view: PathView) -> str:
    """Where somebody is on a path, in a sentence or two."""
    if view.problem:
        return "It cannot be followed yet."
    practice = view.next_practice()
    if practice is None or view.next_step is None:
        is_over = view.begun_on and any(step.playable for step in view.steps)
        return AT_END if is_over else "None of its practices is here."
    others = len(view.steps[view.next_step].playable) > 1
    title = f"{practice.title}, or another of that step" if others else practice.title
    if view.begun_on is None:
        return f"It begins with {title}, whenever you like."
    if view.is_left:
        return f"Left for now. Next, if you take it up again: {title}."
    return f"Next: {title}."


def guidance(view: PathView) -> list[str]:
    """How long it may take and how often is plenty, as far as it says so."""
    lasts = f"It may take {view.lasts}." if view.lasts else ""
    return [words for words in (lasts, view.plenty) if words]


def practice_words(step: PathStepView, practice: PathPractice) -> str:
    """The title of one of a step's practices, and that it is not here, if it is not."""
    if practice.is_playable:
        return practice.title
    if practice.practice or practice.title != practice.name:
        return f"{practice.title} (cannot be played yet)"
    onward = "another of this step will do" if step.playable else "the step can be passed over"
    return f"{practice.name} (not here; {onward})"


def often(step: PathStepView) -> str:
    """How often a step comes, how often it was done, and whether it can be repeated; empty for once."""
    if 0 < step.done_times < step.times:
        how_often = f"done {_times(step.done_times)} of {step.times}"
    elif step.done_times:
        how_often = f"done {_times(step.done_times)}"
    else:
        how_often = _times(step.times)
    if step.again:
        return f"{how_often}, or as often as you like"
    return "" if how_often == _times(1) else how_often


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
