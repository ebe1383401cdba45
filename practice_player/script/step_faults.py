"""Finds faults of a step that remain when each of its values can be read, by the kind of step."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from practice_player.lib.diagnostics import Diagnostic
from practice_player.script import model
from practice_player.script.choices import CONSENTS, SOME_CONDITIONS
from practice_player.script.durations import ElasticCount
from practice_player.script.node import Node
from practice_player.script.parsing.values import MAX_COUNTED_NUMBER
from practice_player.script.pauses import has_pause, pause_problem

_BRACED: Final = re.compile(r"\{[^{}\s]*\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The surroundings of a step: its script, and the nearest repeat."""

    script: model.Script
    has_item: bool = False
    """Whether a surrounding repeat has items for `{item}`."""

    is_repeated: bool = False
    has_even_passes: bool = False
    """Whether the nearest repeat has a fixed, even number of passes."""

    def within_repeat(self, repeat: model.Repeat) -> "Surroundings":
        """Returns the surroundings of the steps inside a repeat."""
        return Surroundings(
            script=self.script,
            has_item=self.has_item or bool(repeat.each),
            is_repeated=True,
            has_even_passes=_is_even(repeat.passes),
        )


def diagnostic_at(node: Node, key: str, problem: str, fix: str) -> Diagnostic:
    return Diagnostic(place=node.place_of(key), problem=problem, fix=fix)


def brace_faults(node: Node, key: str, text: str, *, has_item: bool) -> Iterator[Diagnostic]:
    """Yields a problem for each word in braces that is not replaced by anything."""
    for word in dict.fromkeys(_BRACED.findall(text)):
        if word != model.ITEM:
            yield diagnostic_at(
                node, key, f"`{word}` stands for nothing", "write {item}, or leave the braces out"
            )
        elif not has_item:
            fix = "put the step into a `repeat` with `each: [ … ]`"
            yield diagnostic_at(node, key, "there is no item here", fix)


def pause_faults(node: Node, key: str, text: str) -> Iterator[Diagnostic]:
    """Yields the problem of the first mark of a pause in spoken words that makes no sense."""
    if problem_and_fix := pause_problem(text):
        yield diagnostic_at(node, key, *problem_and_fix)


def no_faults(_: model.Step, __: Surroundings) -> Iterator[Diagnostic]:
    """Yields nothing: for steps that make sense whenever they can be read."""
    return iter(())


def say_faults(step: model.Say, _: Surroundings) -> Iterator[Diagnostic]:
    yield from pause_faults(step, "say", step.say)
    if step.audio and step.voice:
        fix = "leave out `voice`, or `audio`"
        yield diagnostic_at(step, "voice", "the recording has its own voice", fix)
    if step.audio and has_pause(step.say):
        fix = "take the marks of pauses out of the words, or leave `audio` out"
        yield diagnostic_at(step, "audio", "a recording of all the words has its own pauses", fix)
    if step.audio and model.ITEM in step.say:
        fix = "write the items out one by one, or leave `audio` out"
        yield diagnostic_at(step, "audio", "one recording cannot say every item", fix)


def breathe_faults(step: model.Breathe, surroundings: Surroundings) -> Iterator[Diagnostic]:
    for along in step.along:
        yield from brace_faults(along, "say", along.say, has_item=surroundings.has_item)
        yield from pause_faults(along, "say", along.say)
        if isinstance(along.at, int) and along.at > step.cycles.least:
            fix = f"name a breath up to {step.cycles.least}, or half, third, two-thirds"
            yield diagnostic_at(along, "at", f"breath {along.at} is not always reached", fix)

    if step.to is not None and bool(step.to.sip_s) != bool(step.breathe.sip_s):
        fix = "write both patterns with a sip, such as 2+1-0-6-1 and 2+1-0-8-1, or both without"
        yield diagnostic_at(step, "to", "a second sip cannot come or go little by little", fix)
    if step.hum == "true" and step.out:
        fix = "leave out `hum`, or `out`"
        yield diagnostic_at(step, "hum", "the out-breath has two names: `hum`, and that of `out`", fix)


def count_faults(step: model.Count, _: Surroundings) -> Iterator[Diagnostic]:
    number_count, last_number = step.count.usual, step.numbers[-1]
    if last_number < 1:
        fix = f"write `from: {number_count}` or more, or leave it out"
        yield diagnostic_at(step, "from", f"{number_count} numbers down from {step.from_} go below 1", fix)
    elif last_number > MAX_COUNTED_NUMBER:
        fix = f"write `from: {MAX_COUNTED_NUMBER + 1 - number_count}` or less"
        yield diagnostic_at(
            step, "from", f"{number_count} numbers from {step.from_} go beyond {MAX_COUNTED_NUMBER}", fix
        )


def turn_faults(step: model.Turn, surroundings: Surroundings) -> Iterator[Diagnostic]:
    if surroundings.script.practice == "solo":
        fix = "write `practice: partner`, or use `rest`"
        yield diagnostic_at(step, "turn", "a solo practice has no turns", fix)
    elif step.turn in ("speaker", "listener"):
        if not surroundings.is_repeated:
            fix = "write `first` or `second`, or put the turns into a `repeat`"
            yield diagnostic_at(step, "turn", f"`{step.turn}` is only known inside a repeat", fix)
        elif not surroundings.has_even_passes:
            fix = "let the nearest `repeat` go round 2 times, or another fixed even number"
            yield diagnostic_at(step, "turn", "the two would not have the same number of turns", fix)


def agree_faults(step: model.Agree, _: Surroundings) -> Iterator[Diagnostic]:
    yield from pause_faults(step, "agree", step.agree)
    if not step.shift:
        fix = "write the gentler steps under `shift:`, such as `- rest: 30s`"
        yield diagnostic_at(step, "shift", "there is nothing to shift to", fix)


def repeat_faults(step: model.Repeat, _: Surroundings) -> Iterator[Diagnostic]:
    if not step.repeat:
        yield diagnostic_at(step, "repeat", "nothing is repeated", "write steps under `repeat:`")
    for item in step.each:
        yield from brace_faults(step, "each", item, has_item=False)
        yield from pause_faults(step, "each", item)
    if step.times is None and not step.each:
        fix = "write `times: 3`, or `each: [hands, jaw]`"
        yield diagnostic_at(step, "repeat", "how often is missing", fix)


def speaks_faults(step: model.Speaks, _: Surroundings) -> Iterator[Diagnostic]:
    if not step.speaks:
        yield diagnostic_at(step, "speaks", "nobody says anything here", "write steps under `speaks:`")


def when_faults(step: model.When, surroundings: Surroundings) -> Iterator[Diagnostic]:
    yield from condition_faults(step, "when", step.when, surroundings.script)
    if not step.then and not step.otherwise:
        yield diagnostic_at(step, "when", "nothing depends on this", "write steps under `then:`")


def unless_faults(step: model.Unless, surroundings: Surroundings) -> Iterator[Diagnostic]:
    yield from condition_faults(step, "unless", step.unless, surroundings.script)
    if not step.then:
        yield diagnostic_at(step, "unless", "nothing depends on this", "write steps under `then:`")


def head_text_faults(key: str, script: model.Script) -> Iterator[Diagnostic]:
    """Yields the faults of a text of the script's head."""
    parts: model.HeadText = getattr(script, key)
    passages = [part for part in parts if isinstance(part, model.Passage)]
    for passage in passages:
        if (passage.when is None) == (passage.unless is None):
            fix = "write one of `when: …` and `unless: …`, or the words by themselves"
            yield diagnostic_at(passage, "say", "it is not said for which choices this stands", fix)
            return
        condition_key = "when" if passage.when else "unless"
        yield from condition_faults(passage, condition_key, passage.when or passage.unless or "", script)
    if not parts and key in script.written_keys:
        yield diagnostic_at(script, key, "there are no words here", "write some, or delete the line")
    elif key == "summary" and len(passages) == len(parts):
        when_conditions, unless_conditions = (
            {getattr(part, name) for part in passages} - {None} for name in ("when", "unless")
        )
        if not when_conditions & unless_conditions:
            fix = "add words without a condition, or `unless:` for what there is a `when:` for"
            yield diagnostic_at(script, key, "there are choices that leave no summary at all", fix)


def condition_faults(node: Node, key: str, condition: str, script: model.Script) -> Iterator[Diagnostic]:
    """Yields a problem if the script's head does not declare a condition."""
    name = SOME_CONDITIONS.get(condition, condition)
    if name in CONSENTS:
        if getattr(script.asks, name) == "none":
            fix = f"write `asks: {{{name}: optional}}` above the steps, or `yes`"
            yield diagnostic_at(node, key, f"`{name}` is nothing this practice asks", fix)
    elif name not in script.adaptations:
        fix = f"write `adaptations: [{name}]` above the steps"
        yield diagnostic_at(node, key, f"`{name}` is not declared", fix)


def _is_even(count: ElasticCount) -> bool:
    return count.least == count.most and count.most % 2 == 0
