"""What could harm a listener: breath, silence, and the look inward."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from practice_player.lint.context import RuleContext
from practice_player.lint.durations import length_s
from practice_player.lint.rule import Finding, Rule, first_at_each_place
from practice_player.lint.rules.patterns import wordings
from practice_player.lint.rules.wordlists import ANNOUNCING, INWARD
from practice_player.script import model
from practice_player.script.steps import row_of

LONGEST_SILENCE_S: Final = 90
_END_OF_TALK_S: Final = 30
"""After a silence this long, what was said before it announces no other."""

ANNOUNCED: Final = wordings(*ANNOUNCING)
LOOKING_IN: Final = wordings(*INWARD)


def silence(context: RuleContext) -> Iterator[Finding]:
    yield from first_at_each_place(finding for way in context.ways for finding in _silences(way))


def caution_missing(context: RuleContext) -> Iterator[Finding]:
    if context.script.level == "3" and not context.script.caution:
        yield Finding(
            place=context.script.place.at("level"),
            problem="a tender practice (level 3) says nothing that warns or eases beforehand",
            fix="add `caution: …`: when to leave it for today, and what to do if it becomes too much",
        )


def inward_without_care(context: RuleContext) -> Iterator[Finding]:
    if context.script.practice != "solo" or "inward" in context.script.care:
        return
    for text in context.texts:
        if text.spoken and (said := LOOKING_IN.search(text.words)):
            yield Finding(
                place=text.place,
                words=said[0],
                problem=f"“{said[0]}” turns attention inward, and nobody is told beforehand: "
                "for some people that is the hardest part",
                fix="add `inward` to `care`, and offer something outside too: a sound, the feet, open eyes",
            )
            return


def _silences(way: tuple[model.SimpleStep, ...]) -> Iterator[Finding]:
    announced, known_s = False, Decimal(LONGEST_SILENCE_S)
    first: model.SimpleStep | None = None
    silent_s = Decimal(0)
    for step in (*way, None):
        words, quiet_s = _heard(step) if step else ("…", Decimal(0))
        if words:
            if announced:
                known_s = max(known_s, silent_s)
            elif first and silent_s > known_s:
                yield _unannounced(first, silent_s)
            announced = (announced and silent_s <= _END_OF_TALK_S) or bool(ANNOUNCED.search(words))
            first, silent_s = None, Decimal(0)
        if quiet_s:
            first = first or step
            silent_s += quiet_s


def _unannounced(first: model.SimpleStep, silent_s: Decimal) -> Finding:
    return Finding(
        place=first.place,
        problem=f"up to {silent_s.normalize():f} s of silence begin here, and nothing said before "
        "tells so: somebody may think that the sound has stopped, or feel left alone",
        fix="say beforehand that some quiet follows, how long, and that one can stop; "
        f"or stay below {LONGEST_SILENCE_S} s",
    )


def _heard(step: model.SimpleStep) -> tuple[str, Decimal]:
    """What breaks a silence, `…` for a sound without words, and the longest silence that follows it."""
    row = row_of(step)
    quiet_s = length_s(step, "most")
    if isinstance(step, model.Breathe) and step.cue == "none":
        return "…" if step.along else "", quiet_s / (1 + len(step.along))
    if row.silence == "whole" or not row.lasts:
        return "", quiet_s
    words = getattr(step, row.spoken) if row.spoken else "…"
    return words, quiet_s if row.silence == "after" else Decimal(0)


RULES: Final = (
    Rule(
        name="unannounced-silence",
        severity="error",
        looks_for="`rest`, `stay`, `pause` and untoned breaths in a row that can last more than "
        f"{LONGEST_SILENCE_S} s, and longer than any silence told of earlier, where the words before them "
        "tell of none (the list “Silence announced”)",
        because="a silence that nobody announced is a fault in the sound, or being left alone",
        find=silence,
        reads=frozenset({"steps"}),
    ),
    Rule(
        name="caution-missing",
        severity="error",
        looks_for="`level: 3` without a `caution`",
        because="a tender practice begins by saying when not to do it, and how to come back",
        find=caution_missing,
        reads=frozenset({"level", "caution"}),
    ),
    Rule(
        name="inward-without-care",
        severity="error",
        looks_for="a solo practice whose words look inward (the list “Inward”), without `inward` in `care`",
        because="one in three who meditate meet something unwanted; a note beforehand lets people choose",
        find=inward_without_care,
        reads=frozenset({"care", "practice"}),
    ),
)
