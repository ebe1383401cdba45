"""Finds faults of what is said or rung along a silence."""

from collections.abc import Iterator
from decimal import Decimal

from practice_player.lib.diagnostics import Diagnostic
from practice_player.script import model
from practice_player.script.durations import ElasticLength
from practice_player.script.silence_times import QUIET_END_S
from practice_player.script.step_faults import Surroundings, brace_faults, diagnostic_at, pause_faults


def along_faults(
    step: model.Rest | model.Stay | model.Turn | model.Wait, surroundings: Surroundings
) -> Iterator[Diagnostic]:
    for along in step.along:
        if along.say:
            yield from brace_faults(along, "say", along.say, has_item=surroundings.has_item)
            yield from pause_faults(along, "say", along.say)
        elif not along.bell:
            fix = "write `say: …`, `bell: 1`, or both"
            yield diagnostic_at(along, "", "nothing is said or rung here", fix)
        yield from _time_faults(along, _length(step))


def _time_faults(along: model.AlongSilence, length: ElasticLength) -> Iterator[Diagnostic]:
    if (along.at is None) == (along.every is None):
        fix = "write one of `at: half` (or a time, such as 2m) and `every: 5m`"
        yield diagnostic_at(along, "", "it is not said when this comes", fix)
        return
    shares = "half, third, two-thirds"
    if isinstance(along.at, Decimal) and along.at > length.least_s - QUIET_END_S:
        latest_s = length.least_s - QUIET_END_S
        fix = f"name a time up to {_written(latest_s)}, or {shares}" if latest_s > 0 else f"write {shares}"
        problem = f"{_written(along.at)} is not always reached, {QUIET_END_S} s before the end"
        yield diagnostic_at(along, "at", problem, fix)
    if along.every is not None and along.every > length.most_s - QUIET_END_S:
        problem = f"every {_written(along.every)} never comes in {_written(length.most_s)} at most"
        yield diagnostic_at(along, "every", problem, f"write a shorter time, or `at:` with {shares}")


def _length(step: model.Rest | model.Stay | model.Turn | model.Wait) -> ElasticLength:
    match step:
        case model.Rest():
            return step.rest
        case model.Stay():
            return step.stay
        case model.Turn():
            return step.for_
        case model.Wait():
            return step.wait


def _written(length_s: Decimal) -> str:
    """Formats a length as it is written in scripts: 90s, 2m."""
    minutes, remaining_s = divmod(length_s, 60)
    if minutes and not remaining_s:
        return f"{minutes.normalize():f}m"
    return f"{length_s.normalize():f}s"
