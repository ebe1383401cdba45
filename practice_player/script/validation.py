"""Problems of a script that no single line shows."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from practice_player.lib.errors import Diagnostic
from practice_player.script import model
from practice_player.script.choices import CONSENTS
from practice_player.script.limits import too_large
from practice_player.script.step_faults import Surroundings, braces, head_text, problem_at
from practice_player.script.steps import row_of
from practice_player.script.tree import branches, every, texts


def oversize(script: model.Script) -> Diagnostic | None:
    """What makes a script too large to be laid flat, or even walked through; None when nothing does."""
    if step_and_problem := too_large(script):
        step, problem = step_and_problem
        return problem_at(step, next(iter(step.written_keys), ""), problem, "make it shorter")
    return None


def problems(script: model.Script) -> list[Diagnostic]:
    """What is wrong with a script, not too large, whose every value can be read; in the order of the file."""
    diagnostics: list[Diagnostic] = []
    if not script.steps:
        diagnostics.append(
            problem_at(script, "steps", "the practice has no steps", "add a step such as `- rest: 30s`")
        )
        return diagnostics
    diagnostics += _head(script)
    diagnostics += _faults(script.steps, Surroundings(script=script))
    if not diagnostics and _fewest(script.steps) == 0:
        fix = "add a step that stands in no `when` and no `repeat`"
        diagnostics.append(problem_at(script, "steps", "there are choices that leave no step at all", fix))
    answered = {step.when for step in every(script.steps) if isinstance(step, model.When)}
    for name in script.adaptations:
        if name not in answered:
            fix = f"write `when: {name}` where there is another way, or delete it here"
            diagnostics.append(problem_at(script, "adaptations", f"no step answers `{name}`", fix))
    own = [problem for problem in diagnostics if problem.place.path == script.place.path]
    others = [problem for problem in diagnostics if problem.place.path != script.place.path]
    own.sort(key=lambda problem: problem.place)
    return list(dict.fromkeys((*own, *others)))


def _head(script: model.Script) -> Iterator[Diagnostic]:
    for key in model.HEAD_TEXTS:
        yield from head_text(key, script)
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
