"""Finds problems of a script that no single line shows."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from practice_player.lib.diagnostics import Diagnostic
from practice_player.script import model
from practice_player.script.choices import CONSENTS
from practice_player.script.limits import find_oversized_step
from practice_player.script.step_faults import Surroundings, brace_faults, diagnostic_at, head_text_faults
from practice_player.script.steps import row_of
from practice_player.script.tree import branches, conditions_in, texts


def oversize_problem(script: model.Script) -> Diagnostic | None:
    """Returns the problem of a script that is too large to be expanded, or even walked; None if it is not."""
    if step_and_problem := find_oversized_step(script):
        step, problem = step_and_problem
        return diagnostic_at(step, next(iter(step.written_keys), ""), problem, "make it shorter")
    return None


def find_problems(script: model.Script) -> list[Diagnostic]:
    """Returns the problems of a script whose every value can be read and which is not too large.

    Those of the script itself come first, in the order of the file.
    """
    diagnostics: list[Diagnostic] = []
    if not script.steps:
        diagnostics.append(
            diagnostic_at(script, "steps", "the practice has no steps", "add a step such as `- rest: 30s`")
        )
        return diagnostics
    diagnostics += _head_problems(script)
    diagnostics += _step_problems(script.steps, Surroundings(script=script))
    if not diagnostics and _min_lasting_steps(script.steps) == 0:
        fix = "add a step that stands in no `when`, `unless` or `repeat`"
        diagnostics.append(diagnostic_at(script, "steps", "there are choices that leave no step at all", fix))
    answered_conditions = conditions_in(script.steps)
    for name in script.adaptations:
        if name not in answered_conditions:
            fix = f"write `when: {name}` or `unless: {name}` where there is another way, or delete it here"
            diagnostics.append(diagnostic_at(script, "adaptations", f"no step answers `{name}`", fix))
    own_problems = [problem for problem in diagnostics if problem.place.path == script.place.path]
    piece_problems = [problem for problem in diagnostics if problem.place.path != script.place.path]
    own_problems.sort(key=lambda problem: problem.place)
    return list(dict.fromkeys((*own_problems, *piece_problems)))


def _head_problems(script: model.Script) -> Iterator[Diagnostic]:
    for key in model.HEAD_TEXTS:
        yield from head_text_faults(key, script)
    asked_consents = [name for name in CONSENTS if getattr(script.asks, name) != "none"]
    if script.practice == "solo" and asked_consents:
        fix = "write `practice: partner`, or say it as an adaptation such as no-touch"
        yield diagnostic_at(script, "asks", "a solo practice asks nothing of a partner", fix)
    if script.practice == "partner" and "no-touch" in script.adaptations:
        fix = "ask with `asks: {touch: optional}`, and write `when: touch`"
        yield diagnostic_at(script, "adaptations", "for two, touch is a consent and no adaptation", fix)


def _step_problems(steps: Sequence[model.Step], surroundings: Surroundings) -> Iterator[Diagnostic]:
    """Checks each step once for each place where it is included."""
    for step in steps:
        for key, text in texts(step):
            yield from brace_faults(step, key, text, has_item=surroundings.has_item)
        yield from row_of(step).find_faults(step, surroundings)
        inner_surroundings = (
            surroundings.within_repeat(step) if isinstance(step, model.Repeat) else surroundings
        )
        for branch in branches(step):
            yield from _step_problems(branch, inner_surroundings)


def _min_lasting_steps(steps: Sequence[model.Step]) -> int:
    """Returns the smallest number of steps that last any time, over all choices."""
    total = 0
    for step in steps:
        if isinstance(step, model.SimpleStep):
            total += row_of(step).lasts
            continue
        match step:
            case model.When() | model.Unless():
                total += min(_min_lasting_steps(step.branch(holds=holds)) for holds in (True, False))
            case model.Repeat():
                total += step.passes.least * _min_lasting_steps(step.repeat)
            case model.Include():
                total += _min_lasting_steps(step.steps)
            case model.Speaks():
                total += _min_lasting_steps(step.speaks)
            case _:
                assert_never(step)
    return total
