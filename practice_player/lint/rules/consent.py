"""Two people: what is asked of them is asked beforehand, and there is a way for every no."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from practice_player.lib.errors import Diagnostic, Place
from practice_player.lint.context import Check, RuleContext, first_at_each_place
from practice_player.lint.durations import length_s
from practice_player.lint.rule import Rule
from practice_player.lint.rules import table
from practice_player.lint.rules.patterns import meant, wordings
from practice_player.lint.rules.table import MOST_GAZE_S
from practice_player.lint.rules.wordlists import AWAY, GAZE, TOUCH
from practice_player.script import model
from practice_player.script.choices import CONSENTS, SOME_CONDITIONS, Choices
from practice_player.script.tree import texts, walk_steps

TOUCHING: Final = wordings(*TOUCH)
LOOKING: Final = wordings(*GAZE)
LOOKING_AWAY: Final = wordings(*AWAY)

_ASKING: Final = {"touch": TOUCHING, "gaze": LOOKING}


def undeclared_touch_or_gaze(context: RuleContext) -> Iterator[Diagnostic]:
    if context.script.practice != "partner":
        return
    for asked, pattern in _ASKING.items():
        if getattr(context.script.asks, asked) != "none":
            continue
        fix = f"add `{asked}: optional` or `{asked}: yes` to `asks`"
        if asked in context.script.care:
            yield table.UNDECLARED_TOUCH_OR_GAZE.diagnostic(
                context.locate(asked, context.script.place_of("care")),
                problem=f"`care` speaks of {asked}, but the two are not asked for it beforehand",
                fix=fix,
            )
        for text in context.texts:
            if wording := next(meant(pattern, text.words), ""):
                yield table.UNDECLARED_TOUCH_OR_GAZE.diagnostic(
                    context.locate(wording, text.place),
                    problem=f"“{wording}” asks for {asked}, but the two are not asked for it beforehand: "
                    "whoever would rather not must be able to say so in private",
                    fix=f"{fix}, or leave it out here",
                )
                break


def no_way_for_no(context: RuleContext) -> Iterator[Diagnostic]:
    if context.script.practice != "partner":
        return
    answered = {step.when for step in context.steps if isinstance(step, model.When)}
    for asked in CONSENTS:
        if getattr(context.script.asks, asked) == "none":
            continue
        if asked not in answered:
            yield table.NO_WAY_FOR_NO.diagnostic(
                context.locate(asked, context.script.place_of("asks")),
                problem=f"{asked} is asked for, and nothing is different for whoever says no",
                fix=f"write `when: {asked}` with `then:` what needs it, and `otherwise:` something as good",
            )
        elif pattern := _ASKING.get(asked):
            without = context.way(Choices(without=frozenset({asked})), longest=True)
            for step in without:
                wording = next((match for _, words in texts(step) for match in meant(pattern, words)), "")
                if wording:
                    yield table.NO_WAY_FOR_NO.diagnostic(
                        context.locate(wording, step.place),
                        problem=f"“{wording}” is said although {asked} was declined",
                        fix=f"move it under `when: {asked}`, `then:`, with something else under `otherwise:`",
                    )
                    break


def some_beside_no(context: RuleContext) -> Iterator[Diagnostic]:
    answers = [step for step in context.steps if isinstance(step, model.When)]
    for step in answers:
        asked = SOME_CONDITIONS.get(step.when)
        if asked is None or not step.otherwise:
            continue
        if not any(step is inner for yes in answers if yes.when == asked for inner in walk_steps(yes.then)):
            yield table.SOME_BESIDE_NO.diagnostic(
                step.place_of("when"),
                problem=f"what is under `otherwise:` here is for whoever said no to {asked} as well",
                fix=f"put this `when: {step.when}` under the `then:` of a `when: {asked}`",
            )


def long_gaze(context: RuleContext) -> Iterator[Diagnostic]:
    if context.script.practice == "partner":
        answers = [step for step in context.steps if isinstance(step, model.When) and step.when == "gaze"]
        given = {step.place for answer in answers for step in walk_steps(answer.then)}
        yield from first_at_each_place(problem for way in context.ways for problem in _long_gaze(way, given))


def _long_gaze(way: tuple[model.SimpleStep, ...], given: set[Place]) -> Iterator[Diagnostic]:
    """Gaze begins with words that ask for it, lasts through every `stay`, and ends with words that end it.

    A `stay` that is only there for those who said yes to gaze, in one of the places `given`, is gaze too.
    """
    looking = False
    gaze_s = Decimal(0)
    for step in way:
        if isinstance(step, model.Say):
            looking = _looking(step.say, before=looking)
        elif isinstance(step, model.Turn):
            looking = False
        elif isinstance(step, model.Stay) and _looking(
            step.caption or "", before=looking or step.place in given
        ):
            before_s = gaze_s
            gaze_s += length_s(step, "most")
            if before_s <= MOST_GAZE_S < gaze_s:
                yield table.LONG_GAZE.diagnostic(
                    step.place_of("stay"),
                    problem=f"with this, eye contact can last {gaze_s.normalize():f} s in all: "
                    "beyond four minutes people in studies felt unreal, and saw faces change",
                    fix="make the looks shorter or fewer, with something else to look at in between",
                )


def _looking(words: str, *, before: bool) -> bool:
    """Whether the two look at each other after these words; “you may look away” does not end a look."""
    return any(meant(LOOKING, words)) or (before and not LOOKING_AWAY.search(words))


CHECKS: Final[dict[Rule, Check]] = {
    table.UNDECLARED_TOUCH_OR_GAZE: undeclared_touch_or_gaze,
    table.NO_WAY_FOR_NO: no_way_for_no,
    table.SOME_BESIDE_NO: some_beside_no,
    table.LONG_GAZE: long_gaze,
}
