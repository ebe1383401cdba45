"""What could harm a listener: breath, silence, and the look inward."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from practice_player.checks.finding import Finding, Rule
from practice_player.checks.view import Placed, View
from practice_player.checks.wordings import wordings
from practice_player.checks.wordlists import ANNOUNCING, INWARD
from practice_player.script import model
from practice_player.script.spans import Pattern

FASTEST_BREATH_S: Final = Decimal("2.5")
LONGEST_PAUSE_S: Final = Decimal(1)
"""A wait in the breath up to here is the turn of the breath; beyond it, a hold."""

LONGEST_SILENCE_S: Final = 90
_END_OF_TALK_S: Final = 30
"""After a silence this long, what was said before it announces no other."""

ANNOUNCED: Final = wordings(*ANNOUNCING)
LOOKING_IN: Final = wordings(*INWARD)


def fast_breathing(view: View) -> Iterator[Finding]:
    for placed, breath in _breaths(view):
        if breath.cycle_s < FASTEST_BREATH_S:
            yield Finding(
                where=placed.at("breathe"),
                problem=f"each of these breaths lasts {breath.cycle_s} s: "
                f"breathing faster than {FASTEST_BREATH_S} s a breath can make people dizzy, tingle or faint",
                fix="give a breath 2.5 s or more, such as 3-0-3-0; movement wakes people up more kindly",
            )


def undeclared_hold(view: View) -> Iterator[Finding]:
    if "breath-hold" in view.session.care:
        return
    for placed, breath in _breaths(view):
        if _hold_s(breath) > LONGEST_PAUSE_S:
            yield Finding(
                where=placed.at("breathe"),
                problem=f"a wait of {_hold_s(breath)} s is a breath hold, and nobody is told beforehand: "
                "it does not suit pregnancy, heart, lung or eye conditions, or panic",
                fix="add `breath-hold` to `care`, or wait 1 s at most, such as 4-0-6-0",
            )
            return


def silence(view: View) -> Iterator[Finding]:
    said, silent_s = "", Decimal(0)
    first: Placed | None = None
    for placed in view.steps:
        words, quiet_s = _heard(placed.step)
        if words:
            yield from _unannounced(first, silent_s, said)
            said = words if silent_s > _END_OF_TALK_S else f"{said} {words}"
            first, silent_s = None, Decimal(0)
        if quiet_s:
            first = first or placed
            silent_s += quiet_s
    yield from _unannounced(first, silent_s, said)


def _unannounced(first: Placed | None, silent_s: Decimal, said: str) -> Iterator[Finding]:
    if first and silent_s > LONGEST_SILENCE_S and not ANNOUNCED.search(said):
        yield Finding(
            where=first.where,
            problem=f"up to {silent_s.normalize():f} s of silence begin here, and nothing said before "
            "tells so: somebody may think that the sound has stopped, or feel left alone",
            fix="say beforehand that some quiet follows, how long, and that one can stop; "
            f"or stay below {LONGEST_SILENCE_S} s",
        )


def caution_missing(view: View) -> Iterator[Finding]:
    if view.session.level == "3" and not view.session.caution:
        yield Finding(
            where=view.head("level"),
            problem="a tender practice (level 3) says nothing that warns or eases beforehand",
            fix="add `caution: …`: when to leave it for today, and what to do if it becomes too much",
        )


def inward_without_care(view: View) -> Iterator[Finding]:
    if view.session.practice != "solo" or "inward" in view.session.care:
        return
    for text in view.texts:
        if text.spoken and (said := LOOKING_IN.search(text.words)):
            yield Finding(
                where=text.where,
                words=said[0],
                problem=f"“{said[0]}” turns attention inward, and nobody is told beforehand: "
                "for some people that is the hardest part",
                fix="add `inward` to `care`, and offer something outside too: a sound, the feet, open eyes",
            )
            return


def _breaths(view: View) -> Iterator[tuple[Placed, Pattern]]:
    for placed in view.steps:
        if isinstance(placed.step, model.Breathe):
            yield placed, placed.step.breathe


def _hold_s(breath: Pattern) -> Decimal:
    return max(breath.full_wait_s, breath.empty_wait_s)


def _heard(step: model.Step) -> tuple[str, Decimal]:
    """What breaks a silence, `…` for a sound without words, and the longest silence that follows it."""
    match step:
        case model.Say():
            return step.say, step.pause.most_s if step.pause else Decimal(0)
        case model.Rest():
            return "", step.rest.most_s
        case model.Stay():
            return "", step.stay.most_s
        case model.Breathe(cue="none"):
            length_s = step.cycles.most * step.breathe.cycle_s
            return "…" if step.along else "", length_s / (1 + len(step.along))
        case _:
            return "…", Decimal(0)


RULES: Final = (
    Rule(
        name="fast-breathing",
        severity="error",
        looks_for=f"a `breathe` pattern whose four numbers add up to less than {FASTEST_BREATH_S} s",
        because="over-breathing makes people dizzy; slow paces have the evidence, fast ones the warnings",
        find=fast_breathing,
    ),
    Rule(
        name="undeclared-hold",
        severity="error",
        looks_for=f"a wait of more than {LONGEST_PAUSE_S} s in a breath, and no `breath-hold` in `care`",
        because="holding the breath is not for everybody, and whoever had better not must know beforehand",
        find=undeclared_hold,
        reads=frozenset({"care"}),
    ),
    Rule(
        name="unannounced-silence",
        severity="error",
        looks_for="`rest`, `stay` and untoned breaths in a row that can last more than "
        f"{LONGEST_SILENCE_S} s, where the words before them tell of none (the list “Silence announced”)",
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
