"""Rules on practices for two: each consent is asked for beforehand, and there is a way for every no."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from practice_player.lib.diagnostics import Diagnostic, Place
from practice_player.lint.context import Check, RuleContext, first_at_each_place
from practice_player.lint.durations import length_s, most_length_s
from practice_player.lint.rule import Rule
from practice_player.lint.rules import table
from practice_player.lint.rules.patterns import compile_wordings, unnegated_matches
from practice_player.lint.rules.table import MAX_GAZE_S
from practice_player.lint.rules.wordlists import GAZE, LOOK_AGAIN, LOOK_AWAY, TOUCH
from practice_player.script import model
from practice_player.script.choices import CONSENTS, SOME_CONDITIONS
from practice_player.script.practice_choices import Choices
from practice_player.script.steps import row_of
from practice_player.script.tree import along_words, conditions_in, texts, walk_steps

TOUCHING: Final = compile_wordings(*TOUCH)
LOOKING: Final = compile_wordings(*GAZE)
LOOKING_AGAIN: Final = compile_wordings(*LOOK_AGAIN)
LOOKING_AWAY: Final = compile_wordings(*LOOK_AWAY)

_CONSENT_PATTERNS: Final = {"touch": TOUCHING, "gaze": LOOKING}


def undeclared_touch_or_gaze(context: RuleContext) -> Iterator[Diagnostic]:
    if context.script.practice != "partner":
        return
    for consent, pattern in _CONSENT_PATTERNS.items():
        if getattr(context.script.asks, consent) != "none":
            continue
        fix = f"add `{consent}: optional` or `{consent}: yes` to `asks`"
        if consent in context.script.care:
            yield table.UNDECLARED_TOUCH_OR_GAZE.diagnostic(
                context.locate(consent, context.script.place_of("care")),
                problem=f"`care` speaks of {consent}, but the two are not asked for it beforehand",
                fix=fix,
            )
        for text in context.texts:
            if wording := next(unnegated_matches(pattern, text.words), ""):
                yield table.UNDECLARED_TOUCH_OR_GAZE.diagnostic(
                    context.locate(wording, text.place),
                    problem=f"“{wording}” asks for {consent}, but the two are not asked for it beforehand: "
                    "whoever would rather not must be able to say so in private",
                    fix=f"{fix}, or leave it out here",
                )
                break


def no_way_for_no(context: RuleContext) -> Iterator[Diagnostic]:
    if context.script.practice != "partner":
        return
    answered_conditions = conditions_in(context.steps)
    for consent in CONSENTS:
        if getattr(context.script.asks, consent) == "none":
            continue
        if consent not in answered_conditions:
            yield table.NO_WAY_FOR_NO.diagnostic(
                context.locate(consent, context.script.place_of("asks")),
                problem=f"{consent} is asked for, and nothing is different for whoever says no",
                fix=f"write `when: {consent}` with `then:` what needs it, and `otherwise:` something as good",
            )
        elif pattern := _CONSENT_PATTERNS.get(consent):
            steps_without = context.way(Choices(without=frozenset({consent})), longest=True)
            for step in steps_without:
                wording = next(
                    (
                        match
                        for node in (step, *along_words(step))
                        for _, words in texts(node)
                        for match in unnegated_matches(pattern, words)
                    ),
                    "",
                )
                if wording:
                    yield table.NO_WAY_FOR_NO.diagnostic(
                        context.locate(wording, step.place),
                        problem=f"“{wording}” is said although {consent} was declined",
                        fix=f"move it under `when: {consent}`, `then:`, "
                        "with something else under `otherwise:`",
                    )
                    break


def some_beside_no(context: RuleContext) -> Iterator[Diagnostic]:
    conditionals = [step for step in context.steps if isinstance(step, model.Conditional)]
    for step in conditionals:
        consent = SOME_CONDITIONS.get(step.condition)
        if consent is None or not step.branch(holds=False):
            continue
        if not any(
            step is inner
            for full_consent in conditionals
            if full_consent.condition == consent
            for inner in walk_steps(full_consent.branch(holds=True))
        ):
            key, branch = ("unless", "then") if isinstance(step, model.Unless) else ("when", "otherwise")
            yield table.SOME_BESIDE_NO.diagnostic(
                step.place_of(key),
                problem=f"what is under `{branch}:` here is for whoever said no to {consent} as well",
                fix=f"put this `{key}: {step.condition}` under the `then:` of a `when: {consent}`",
            )


def long_gaze(context: RuleContext) -> Iterator[Diagnostic]:
    if context.script.practice == "partner":
        gaze_places = {
            inner.place
            for step in context.steps
            if isinstance(step, model.Conditional) and step.condition == "gaze"
            for inner in walk_steps(step.branch(holds=True))
        }
        yield from first_at_each_place(
            problem for way in context.ways for problem in _long_gaze(way, gaze_places, context.script.lang)
        )


def _long_gaze(
    way: tuple[model.SimpleStep, ...], gaze_places: set[Place], lang: str | None
) -> Iterator[Diagnostic]:
    """Yields a problem where gaze adds up to more than `MAX_GAZE_S`.

    Gaze begins with words that ask for it, lasts through what is said, breathed, stayed with or rested
    without a caption, and ends with a turn or with words that end it; once it was asked for, words such as
    `look again` are enough.  A `stay` in one of `gaze_places`, which are only for those who said yes to gaze,
    is gaze too.
    """
    is_gaze = was_asked = False
    gaze_s = Decimal(0)
    for step in (step for step in way if row_of(step).lasts):
        was_gaze, before_s = is_gaze, gaze_s
        words = " ".join(words for _, words in texts(step))
        along_texts = [words for node in along_words(step) for _, words in texts(node)]
        # Words along a step that ask for it count from the step's start, to be on the safe side.
        words = " ".join([words, *filter(LOOKING.search, along_texts)])
        if isinstance(step, model.Stay) and step.place in gaze_places:
            is_gaze = _is_gaze(words, before=True, was_asked=was_asked)
        elif isinstance(step, model.Turn):
            is_gaze = False
        else:
            is_gaze = _is_gaze(words, before=is_gaze, was_asked=was_asked)
        was_asked |= is_gaze
        if is_gaze:
            gaze_s += _gaze_length_s(step, lang, was_gaze=was_gaze)
        if isinstance(step, model.Stay) and step.place in gaze_places:
            is_gaze = was_gaze
        if before_s <= MAX_GAZE_S < gaze_s:
            yield table.LONG_GAZE.diagnostic(
                step.place_of(row_of(step).elastic_key or ""),
                problem=f"with this, eye contact can last {round(gaze_s)} s in all: "
                "beyond four minutes people in studies felt unreal, and saw faces change",
                fix="make the looks shorter or fewer, or say between them to look away, at something else",
            )


def _is_gaze(words: str, *, before: bool, was_asked: bool) -> bool:
    """Whether the two look at each other after these words; words that also ask for gaze do not end it."""
    if any(unnegated_matches(LOOKING, words)) or (was_asked and LOOKING_AGAIN.search(words)):
        return True
    return before and not LOOKING_AWAY.search(words)


def _gaze_length_s(step: model.SimpleStep, lang: str | None, *, was_gaze: bool) -> Decimal:
    """Returns how long gaze can last in a step during which, or after whose words, the two look."""
    match step:
        case model.Say():
            return most_length_s(step, lang) if was_gaze else Decimal(0)
        case model.Stay() | model.Breathe() | model.Count():
            return length_s(step, "most")
        case model.Rest(caption=caption) | model.Wait(caption=caption):
            is_gaze = not caption or any(unnegated_matches(LOOKING, caption))
            return length_s(step, "most") if is_gaze else Decimal(0)
        case _:
            return Decimal(0)


CHECKS: Final[dict[Rule, Check]] = {
    table.UNDECLARED_TOUCH_OR_GAZE: undeclared_touch_or_gaze,
    table.NO_WAY_FOR_NO: no_way_for_no,
    table.SOME_BESIDE_NO: some_beside_no,
    table.LONG_GAZE: long_gaze,
}
