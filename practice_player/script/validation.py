"""Problems of a session that no single line shows."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from practice_player.lib.errors import Diagnostic
from practice_player.script import model
from practice_player.script.choices import CONSENTS
from practice_player.script.limits import too_large
from practice_player.script.step_faults import Surroundings, braces, problem_at
from practice_player.script.steps import row_of
from practice_player.script.tree import branches, every, texts


def oversize(script: model.Script) -> Diagnostic | None:
    """What makes a session too large to be laid flat, or even walked through; None is as it should be."""
    if size := too_large(script):
        step, problem = size
        return problem_at(step, next(iter(step.place.keys), ""), problem, "make it shorter")
    return None


def problems(script: model.Script) -> list[Diagnostic]:
    """What is wrong with a session of some size whose every value can be read; in the order of the file."""
    faults: list[Diagnostic] = []
    if not script.steps:
        faults.append(
            problem_at(script, "steps", "the practice has no steps", "add a step such as `- rest: 30s`")
        )
        return faults
    faults += _head(script)
    faults += _faults(script.steps, Surroundings(script=script))
    if not faults and _fewest(script.steps) == 0:
        fix = "add a step that stands in no `when` and no `repeat`"
        faults.append(problem_at(script, "steps", "there are choices that leave no step at all", fix))
    answered = {step.when for step in every(script.steps) if isinstance(step, model.When)}
    for name in script.adaptations:
        if name not in answered:
            fix = f"write `when: {name}` where there is another way, or delete it here"
            faults.append(problem_at(script, "adaptations", f"no step answers `{name}`", fix))
    own = [fault for fault in faults if fault.path == script.place.path]
    others = [fault for fault in faults if fault.path != script.place.path]
    own.sort(key=lambda fault: (fault.line, fault.column))
    return list(dict.fromkeys((*own, *others)))


def _head(script: model.Script) -> Iterator[Diagnostic]:
    asked = [name for name in CONSENTS if getattr(script.asks, name) != "none"]
    if script.practice == "solo" and asked:
        fix = "write `practice: partner`, or say it as an adaptation such as no-touch"
        yield problem_at(script, "asks", "a solo practice asks nothing of a partner", fix)
    if script.practice == "partner" and "no-touch" in script.adaptations:
        fix = "ask with `asks: {touch: optional}`, and write `when: touch`"
        yield problem_at(script, "adaptations", "for two, touch is a consent and no adaptation", fix)


def _faults(steps: Sequence[model.Step], around: Surroundings) -> Iterator[Diagnostic]:
    """Looks at each step once for each place it stands in."""
    for step in steps:
        for key, text in texts(step):
            yield from braces(step, key, text, items=around.items)
        yield from row_of(step).faults(step, around)
        inside = around.inside(step) if isinstance(step, model.Repeat) else around
        for branch in branches(step):
            yield from _faults(branch, inside)


def _fewest(steps: Sequence[model.Step]) -> int:
    """How many steps that last are left, whatever is chosen."""
    total = 0
    for step in steps:
        if isinstance(step, model.SimpleStep):
            total += row_of(step).lasts
            continue
        match step:
            case model.When():
                total += min(_fewest(step.then), _fewest(step.otherwise))
            case model.Repeat():
                total += step.passes.least * _fewest(step.repeat)
            case model.Include():
                total += _fewest(step.steps)
            case _:
                assert_never(step)
    return total
