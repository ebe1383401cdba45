"""Problems of a session that no single line shows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from practice_player.lib.errors import Diagnostic
from practice_player.script import model
from practice_player.script.choices import CONSENTS
from practice_player.script.durations import ElasticCount
from practice_player.script.limits import too_large
from practice_player.script.tree import ITEM, branches, passes, texts

_BRACED = re.compile(r"\{[^{}\s]*\}")


def oversize(script: model.Script) -> Diagnostic | None:
    """What makes a session too large to be laid flat, or even walked through; None is as it should be."""
    if size := too_large(script):
        step, problem = size
        return _at(step, next(iter(step.place.keys), ""), problem, "make it shorter")
    return None


def problems(script: model.Script) -> list[Diagnostic]:
    """What is wrong with a session of some size whose every value can be read; in the order of the file."""
    found: list[Diagnostic] = []
    if not script.steps:
        found.append(_at(script, "steps", "the practice has no steps", "add a step such as `- rest: 30s`"))
        return found
    found += _head(script)
    walk = _Walk(script)
    found += walk.steps(script.steps, _Around())
    if not found and _fewest(script.steps) == 0:
        fix = "add a step that stands in no `when` and no `repeat`"
        found.append(_at(script, "steps", "there are choices that leave no step at all", fix))
    for name in script.adaptations:
        if name not in walk.used:
            fix = f"write `when: {name}` where there is another way, or delete it here"
            found.append(_at(script, "adaptations", f"no step answers `{name}`", fix))
    own = [one for one in found if one.path == script.place.path]
    others = [one for one in found if one.path != script.place.path]
    own.sort(key=lambda one: (one.line, one.column))
    return list(dict.fromkeys((*own, *others)))


def _at(node: model.Node, key: str, problem: str, fix: str) -> Diagnostic:
    place = node.place.at(key)
    return Diagnostic(path=place.path, line=place.line, column=place.column, problem=problem, fix=fix)


def _head(script: model.Script) -> Iterator[Diagnostic]:
    asked = [name for name in CONSENTS if getattr(script.asks, name) != "none"]
    if script.practice == "solo" and asked:
        fix = "write `practice: partner`, or say it as an adaptation such as no-touch"
        yield _at(script, "asks", "a solo practice asks nothing of a partner", fix)
    if script.practice == "partner" and "no-touch" in script.adaptations:
        fix = "ask with `asks: {touch: optional}`, and write `when: touch`"
        yield _at(script, "adaptations", "for two, touch is a consent and no adaptation", fix)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """What surrounds a step."""

    items: bool = False
    """Whether `{item}` means something here."""

    repeated: bool = False
    pairs: bool = False
    """Whether the repeat goes round a fixed, even number of times."""


class _Walk:
    """Looks at each step once for each place it stands in."""

    def __init__(self, script: model.Script) -> None:
        self._session = script
        self.used: set[str] = set()
        """Conditions that some step names."""

    def steps(self, steps: Sequence[model.Step], around: _Around) -> Iterator[Diagnostic]:
        for step in steps:
            yield from self._step(step, around)
            if isinstance(step, model.Repeat):
                inside = _Around(
                    items=around.items or bool(step.each), repeated=True, pairs=_is_even(passes(step))
                )
            else:
                inside = around
            for branch in branches(step):
                yield from self.steps(branch, inside)

    def _step(self, step: model.Step, around: _Around) -> Iterator[Diagnostic]:
        for key, text in texts(step):
            yield from _braces(step, key, text, around)
        match step:
            case model.Say(audio=str(), say=say) if ITEM in say:
                fix = "write the items out one by one, or leave `audio` out"
                yield _at(step, "audio", "one recording cannot say every item", fix)
            case model.Turn():
                yield from self._turn(step, around)
            case model.Breathe():
                yield from _along(step, around)
            case model.Repeat():
                yield from _repeat(step)
            case model.When():
                yield from self._when(step)
            case model.Agree(shift=()):
                fix = "write the gentler steps under `shift:`, such as `- rest: 30s`"
                yield _at(step, "shift", "there is nothing to shift to", fix)

    def _turn(self, step: model.Turn, around: _Around) -> Iterator[Diagnostic]:
        if self._session.practice == "solo":
            fix = "write `practice: partner`, or use `rest`"
            yield _at(step, "turn", "a solo practice has no turns", fix)
        elif step.turn in ("speaker", "listener"):
            if not around.repeated:
                fix = "write `first` or `second`, or put the turns into a `repeat`"
                yield _at(step, "turn", f"`{step.turn}` is only known inside a repeat", fix)
            elif not around.pairs:
                fix = "let the nearest `repeat` go round 2 times, or another fixed even number"
                yield _at(step, "turn", "the two would not have the same number of turns", fix)

    def _when(self, step: model.When) -> Iterator[Diagnostic]:
        name = step.when
        self.used.add(name)
        if name in CONSENTS:
            if getattr(self._session.asks, name) == "none":
                fix = f"write `asks: {{{name}: optional}}` above the steps, or `yes`"
                yield _at(step, "when", f"`{name}` is nothing this practice asks", fix)
        elif name not in self._session.adaptations:
            fix = f"write `adaptations: [{name}]` above the steps"
            yield _at(step, "when", f"`{name}` is not declared", fix)
        if not step.then and not step.otherwise:
            yield _at(step, "when", "nothing depends on this", "write steps under `then:`")


def _braces(node: model.Node, key: str, text: str, around: _Around) -> Iterator[Diagnostic]:
    for word in dict.fromkeys(_BRACED.findall(text)):
        if word != ITEM:
            yield _at(node, key, f"`{word}` stands for nothing", "write {item}, or leave the braces out")
        elif not around.items:
            fix = "put the step into a `repeat` with `each: [ … ]`"
            yield _at(node, key, "there is no item here", fix)


def _along(step: model.Breathe, around: _Around) -> Iterator[Diagnostic]:
    for along in step.along:
        yield from _braces(along, "say", along.say, around)
        if isinstance(along.at, int) and along.at > step.cycles.least:
            fix = f"name a breath up to {step.cycles.least}, or half, third, two-thirds"
            yield _at(along, "at", f"breath {along.at} is not always reached", fix)


def _repeat(step: model.Repeat) -> Iterator[Diagnostic]:
    if not step.repeat:
        yield _at(step, "repeat", "nothing is repeated", "write steps under `repeat:`")
    for item in step.each:
        yield from _braces(step, "each", item, _Around())
    if step.times is None and not step.each:
        fix = "write `times: 3`, or `each: [hands, jaw]`"
        yield _at(step, "repeat", "how often is missing", fix)


def _is_even(count: ElasticCount) -> bool:
    return count.least == count.most and count.most % 2 == 0


def _fewest(steps: Sequence[model.Step]) -> int:
    """How many steps that last are left, whatever is chosen."""
    total = 0
    for step in steps:
        match step:
            case model.When():
                total += min(_fewest(step.then), _fewest(step.otherwise))
            case model.Repeat():
                total += passes(step).least * _fewest(step.repeat)
            case model.Include():
                total += _fewest(step.steps)
            case model.Background():
                pass
            case _:
                total += 1
    return total
