"""What can be wrong with one kind of step although each of its values can be read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from practice_player.lib.errors import Diagnostic
from practice_player.script import model
from practice_player.script.choices import CONSENTS, SOME
from practice_player.script.durations import ElasticCount
from practice_player.script.parsing.values import MOST_COUNTED

_BRACED: Final = re.compile(r"\{[^{}\s]*\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What surrounds a step."""

    script: model.Script
    items: bool = False
    """Whether `{item}` means something here."""

    repeated: bool = False
    pairs: bool = False
    """Whether the repeat goes round a fixed, even number of times."""

    def inside(self, repeat: model.Repeat) -> "Surroundings":
        """What surrounds the steps of a repeat that stands here."""
        return Surroundings(
            script=self.script,
            items=self.items or bool(repeat.each),
            repeated=True,
            pairs=_is_even(repeat.passes),
        )


def problem_at(node: model.Node, key: str, problem: str, fix: str) -> Diagnostic:
    return Diagnostic(place=node.place_of(key), problem=problem, fix=fix)


def braces(node: model.Node, key: str, text: str, *, items: bool) -> Iterator[Diagnostic]:
    """Words in braces that stand for nothing."""
    for word in dict.fromkeys(_BRACED.findall(text)):
        if word != model.ITEM:
            yield problem_at(
                node, key, f"`{word}` stands for nothing", "write {item}, or leave the braces out"
            )
        elif not items:
            fix = "put the step into a `repeat` with `each: [ … ]`"
            yield problem_at(node, key, "there is no item here", fix)


def nothing(_: model.Step, __: Surroundings) -> Iterator[Diagnostic]:
    """No fault: whatever can be read makes sense."""
    return iter(())


def say(step: model.Say, _: Surroundings) -> Iterator[Diagnostic]:
    if step.audio and model.ITEM in step.say:
        fix = "write the items out one by one, or leave `audio` out"
        yield problem_at(step, "audio", "one recording cannot say every item", fix)


def breathe(step: model.Breathe, around: Surroundings) -> Iterator[Diagnostic]:
    for along in step.along:
        yield from braces(along, "say", along.say, items=around.items)
        if isinstance(along.at, int) and along.at > step.cycles.least:
            fix = f"name a breath up to {step.cycles.least}, or half, third, two-thirds"
            yield problem_at(along, "at", f"breath {along.at} is not always reached", fix)


def count(step: model.Count, _: Surroundings) -> Iterator[Diagnostic]:
    many, last = step.count.usual, step.numbers[-1]
    if last < 1:
        fix = f"write `from: {many}` or more, or leave it out"
        yield problem_at(step, "from", f"{many} numbers down from {step.from_} go below 1", fix)
    elif last > MOST_COUNTED:
        fix = f"write `from: {MOST_COUNTED + 1 - many}` or less"
        yield problem_at(step, "from", f"{many} numbers from {step.from_} go beyond {MOST_COUNTED}", fix)


def turn(step: model.Turn, around: Surroundings) -> Iterator[Diagnostic]:
    if around.script.practice == "solo":
        fix = "write `practice: partner`, or use `rest`"
        yield problem_at(step, "turn", "a solo practice has no turns", fix)
    elif step.turn in ("speaker", "listener"):
        if not around.repeated:
            fix = "write `first` or `second`, or put the turns into a `repeat`"
            yield problem_at(step, "turn", f"`{step.turn}` is only known inside a repeat", fix)
        elif not around.pairs:
            fix = "let the nearest `repeat` go round 2 times, or another fixed even number"
            yield problem_at(step, "turn", "the two would not have the same number of turns", fix)


def agree(step: model.Agree, _: Surroundings) -> Iterator[Diagnostic]:
    if not step.shift:
        fix = "write the gentler steps under `shift:`, such as `- rest: 30s`"
        yield problem_at(step, "shift", "there is nothing to shift to", fix)


def repeat(step: model.Repeat, _: Surroundings) -> Iterator[Diagnostic]:
    if not step.repeat:
        yield problem_at(step, "repeat", "nothing is repeated", "write steps under `repeat:`")
    for item in step.each:
        yield from braces(step, "each", item, items=False)
    if step.times is None and not step.each:
        fix = "write `times: 3`, or `each: [hands, jaw]`"
        yield problem_at(step, "repeat", "how often is missing", fix)


def when(step: model.When, around: Surroundings) -> Iterator[Diagnostic]:
    yield from condition(step, "when", step.when, around.script)
    if not step.then and not step.otherwise:
        yield problem_at(step, "when", "nothing depends on this", "write steps under `then:`")


def head_text(key: str, script: model.Script) -> Iterator[Diagnostic]:
    """What can be wrong with a text of the head."""
    parts: model.HeadText = getattr(script, key)
    passages = [part for part in parts if isinstance(part, model.Passage)]
    for passage in passages:
        if (passage.when is None) == (passage.unless is None):
            fix = "write one of `when: …` and `unless: …`, or the words by themselves"
            yield problem_at(passage, "say", "it is not said for which choices this stands", fix)
            return
        condition_key = "when" if passage.when else "unless"
        yield from condition(passage, condition_key, passage.when or passage.unless or "", script)
    if not parts and key in script.written_keys:
        yield problem_at(script, key, "there are no words here", "write some, or delete the line")
    elif key == "summary" and len(passages) == len(parts):
        held, held_not = ({getattr(part, name) for part in passages} - {None} for name in ("when", "unless"))
        if not held & held_not:
            fix = "add words without a condition, or `unless:` for what there is a `when:` for"
            yield problem_at(script, key, "there are choices that leave no summary at all", fix)


def condition(node: model.Node, key: str, written: str, script: model.Script) -> Iterator[Diagnostic]:
    """A condition that the script's head does not know."""
    name = SOME.get(written, written)
    if name in CONSENTS:
        if getattr(script.asks, name) == "none":
            fix = f"write `asks: {{{name}: optional}}` above the steps, or `yes`"
            yield problem_at(node, key, f"`{name}` is nothing this practice asks", fix)
    elif name not in script.adaptations:
        fix = f"write `adaptations: [{name}]` above the steps"
        yield problem_at(node, key, f"`{name}` is not declared", fix)


def _is_even(count: ElasticCount) -> bool:
    return count.least == count.most and count.most % 2 == 0
