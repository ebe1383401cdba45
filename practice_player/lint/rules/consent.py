"""Two people: what is asked of them is asked beforehand, and there is a way for every no."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from practice_player.lint.context import RuleContext
from practice_player.lint.durations import length_s
from practice_player.lint.rule import Finding, PlaceKey, Rule, first_at_each_place, place_key
from practice_player.lint.rules.patterns import meant, wordings
from practice_player.lint.rules.wordlists import AWAY, GAZE, TOUCH
from practice_player.script import model
from practice_player.script.choices import CONSENTS, Choices
from practice_player.script.tree import every, texts

MOST_GAZE_S: Final = 240

TOUCHING: Final = wordings(*TOUCH)
LOOKING: Final = wordings(*GAZE)
LOOKING_AWAY: Final = wordings(*AWAY)

_ASKING: Final = {"touch": TOUCHING, "gaze": LOOKING}


def undeclared(context: RuleContext) -> Iterator[Finding]:
    if context.script.practice != "partner":
        return
    for asked, pattern in _ASKING.items():
        if getattr(context.script.asks, asked) != "none":
            continue
        fix = f"add `{asked}: optional` or `{asked}: yes` to `asks`"
        if asked in context.script.care:
            yield Finding(
                place=context.script.place.at("care"),
                words=asked,
                problem=f"`care` speaks of {asked}, but the two are not asked for it beforehand",
                fix=fix,
            )
        for text in context.texts:
            if said := next(meant(pattern, text.words), ""):
                yield Finding(
                    place=text.place,
                    words=said,
                    problem=f"“{said}” asks for {asked}, but the two are not asked for it beforehand: "
                    "whoever would rather not must be able to say so in private",
                    fix=f"{fix}, or leave it out here",
                )
                break


def no_way_for_no(context: RuleContext) -> Iterator[Finding]:
    if context.script.practice != "partner":
        return
    answered = {step.when for step in context.steps if isinstance(step, model.When)}
    for asked in CONSENTS:
        if getattr(context.script.asks, asked) == "none":
            continue
        if asked not in answered:
            yield Finding(
                place=context.script.place.at("asks"),
                words=asked,
                problem=f"{asked} is asked for, and nothing is different for whoever says no",
                fix=f"write `when: {asked}` with `then:` what needs it, and `otherwise:` something as good",
            )
        elif pattern := _ASKING.get(asked):
            without = context.way(Choices(without=frozenset({asked})), longest=True)
            for step in without:
                said = next((one for _, words in texts(step) for one in meant(pattern, words)), "")
                if said:
                    yield Finding(
                        place=step.place,
                        words=said,
                        problem=f"“{said}” is said although {asked} was declined",
                        fix=f"move it under `when: {asked}`, `then:`, with something else under `otherwise:`",
                    )
                    break


def long_gaze(context: RuleContext) -> Iterator[Finding]:
    if context.script.practice == "partner":
        answers = [step for step in context.steps if isinstance(step, model.When) and step.when == "gaze"]
        given = {place_key(step.place) for answer in answers for step in every(answer.then)}
        yield from first_at_each_place(finding for way in context.ways for finding in _long_gaze(way, given))


def _long_gaze(way: tuple[model.SimpleStep, ...], given: set[PlaceKey]) -> Iterator[Finding]:
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
            step.caption or "", before=looking or place_key(step.place) in given
        ):
            before_s = gaze_s
            gaze_s += length_s(step, "most")
            if before_s <= MOST_GAZE_S < gaze_s:
                yield Finding(
                    place=step.place.at("stay"),
                    problem=f"with this, eye contact can last {gaze_s.normalize():f} s in all: "
                    "beyond four minutes people in studies felt unreal, and saw faces change",
                    fix="make the looks shorter or fewer, with something else to look at in between",
                )


def _looking(words: str, *, before: bool) -> bool:
    """Whether eyes meet after these words; leave to look away does not take the look back."""
    return any(meant(LOOKING, words)) or (before and not LOOKING_AWAY.search(words))


RULES: Final = (
    Rule(
        name="undeclared-touch-or-gaze",
        severity="error",
        looks_for="a partner practice whose words ask for touch or eye contact (lists “Touch”, “Gaze”), or "
        "whose `care` names it, while `asks` says `none`; not “no touch”, “without looking at each other”",
        because="nobody meets a touch or a look that they were not asked about beforehand",
        find=undeclared,
        reads=frozenset({"practice", "asks", "care"}),
    ),
    Rule(
        name="no-way-for-no",
        severity="error",
        looks_for="a partner practice that asks for touch, gaze, closeness or sharing, without any "
        "`when:` on it; or whose words still ask for touch or gaze once it is declined",
        because="a question that only yes answers is no question",
        find=no_way_for_no,
        reads=frozenset({"practice", "asks", "steps"}),
    ),
    Rule(
        name="long-gaze",
        severity="error",
        looks_for=f"more than {MOST_GAZE_S} s of eye contact in all, at the longest: every `stay` under "
        "`when: gaze`, and every one whose caption, or the words before it, ask for it, until words that "
        "end it (the list “Gaze ends”)",
        because="two minutes bring warmth; ten, in dim light, brought strange and frightening sights",
        find=long_gaze,
        reads=frozenset({"practice", "steps"}),
    ),
)
