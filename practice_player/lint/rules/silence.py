"""Rules on silences that nobody announced, and on tender matters without a warning."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from practice_player.lib.diagnostics import Diagnostic
from practice_player.lib.units import RATE_HZ, frames
from practice_player.lint.context import Check, RuleContext, first_at_each_place
from practice_player.lint.durations import length_s
from practice_player.lint.rule import Rule
from practice_player.lint.rules import table
from practice_player.lint.rules.patterns import compile_wordings, unnegated_matches
from practice_player.lint.rules.table import MAX_SILENCE_S
from practice_player.lint.rules.wordlists import ANNOUNCING, BREATH, GAZE, HOLDS, INWARD, TOUCH
from practice_player.script import model
from practice_player.script.choices import ADAPTATIONS
from practice_player.script.head_texts import applicable_parts
from practice_player.script.practice_choices import Choices
from practice_player.script.steps import row_of
from practice_player.script.tree import conditions_in
from practice_player.timeline.finders import at_reading_pace
from practice_player.timeline.silences import occurrences

_ANNOUNCEMENT_LASTS_S: Final = 30
"""After a silence longer than this, the next one needs another announcement."""

_CARD_PATTERNS: Final = {
    "touch": compile_wordings(*TOUCH),
    "no-touch": compile_wordings(*TOUCH),
    "gaze": compile_wordings(*GAZE),
    "no-breath": compile_wordings(*BREATH, *HOLDS),
    "no-hold": compile_wordings(*HOLDS),
}
"""What a card may say of something that can be left out, by the condition of the way without it."""

ANNOUNCED: Final = compile_wordings(*ANNOUNCING)
LOOKING_IN: Final = compile_wordings(*INWARD)


def unannounced_silence(context: RuleContext) -> Iterator[Diagnostic]:
    lang = context.script.lang
    yield from first_at_each_place(problem for way in context.ways for problem in _silences(way, lang))


def caution_missing(context: RuleContext) -> Iterator[Diagnostic]:
    if context.script.level == "3" and not context.script.caution:
        yield table.CAUTION_MISSING.diagnostic(
            context.script.place_of("level"),
            problem="a tender practice (level 3) says nothing that warns or eases beforehand",
            fix="add `caution: …`: when to leave it for today, and what to do if it becomes too much",
        )


def left_out_on_card(context: RuleContext) -> Iterator[Diagnostic]:
    script = context.script
    for condition in sorted(_CARD_PATTERNS.keys() & conditions_in(context.steps)):
        word, condition_key = (
            ADAPTATIONS.get(condition, condition),
            "unless" if condition in ADAPTATIONS else "when",
        )
        for key in model.HEAD_TEXTS:
            for part in applicable_parts(getattr(script, key), script, Choices(without=frozenset({word}))):
                words = part if isinstance(part, str) else part.say
                place = script.place_of(key) if isinstance(part, str) else part.place_of("say")
                if wording := next(unnegated_matches(_CARD_PATTERNS[condition], words), ""):
                    yield table.LEFT_OUT_ON_CARD.diagnostic(
                        context.locate(wording, place),
                        problem=f"“{wording}” is read although {word} was left out",
                        fix=f"make `{key}` a list, "
                        f"with `{{{condition_key}: {condition}, say: …}}` for these words",
                    )


def inward_without_care(context: RuleContext) -> Iterator[Diagnostic]:
    if context.script.practice != "solo" or "inward" in context.script.care:
        return
    for text in context.texts:
        if text.spoken and (wording := LOOKING_IN.search(text.words)):
            yield table.INWARD_WITHOUT_CARE.diagnostic(
                context.locate(wording[0], text.place),
                problem=f"“{wording[0]}” turns attention inward, and nobody is told beforehand: "
                "for some people that is the hardest part",
                fix="add `inward` to `care`, and offer something outside too: a sound, the feet, open eyes",
            )
            return


def _silences(way: tuple[model.SimpleStep, ...], lang: str | None) -> Iterator[Diagnostic]:
    is_announced, longest_announced_s = False, Decimal(MAX_SILENCE_S)
    first_silent_step: model.SimpleStep | None = None
    silent_s = Decimal(0)
    for step in (*way, None):
        gaps = _gaps(step, lang) if step else [("…", Decimal(0))]
        for index, (words, quiet_s) in enumerate(gaps):
            if words:
                if is_announced:
                    longest_announced_s = max(longest_announced_s, silent_s)
                elif first_silent_step and silent_s > longest_announced_s:
                    yield _unannounced(first_silent_step, silent_s)
                still_announced = index > 0 or silent_s <= _ANNOUNCEMENT_LASTS_S
                is_announced = (is_announced and still_announced) or bool(ANNOUNCED.search(words))
                first_silent_step, silent_s = None, Decimal(0)
            if quiet_s:
                first_silent_step = first_silent_step or step
                silent_s += quiet_s


def _gaps(step: model.SimpleStep, lang: str | None) -> list[tuple[str, Decimal]]:
    """Returns the words that end each silence (`…` for other sounds), and the longest silence after them.

    Words along a rest or a position divide it into several silences, which one announcement serves.
    """
    words, quiet_s = _words_and_silence(step)
    if not isinstance(step, model.Rest | model.Stay) or not step.along:
        return [(words, quiet_s)]
    gaps: list[tuple[str, Decimal]] = []
    silent_from_s = Decimal(0)
    placed, _ = occurrences(step.along, at_reading_pace(lang), frames(quiet_s))
    for occurrence in placed:
        gaps.append((words, Decimal(occurrence.start_frame) / RATE_HZ - silent_from_s))
        words = occurrence.along.say or "…"
        silent_from_s = Decimal(occurrence.end_frame) / RATE_HZ
    return [*gaps, (words, quiet_s - silent_from_s)]


def _unannounced(first_silent_step: model.SimpleStep, silent_s: Decimal) -> Diagnostic:
    return table.UNANNOUNCED_SILENCE.diagnostic(
        first_silent_step.place,
        problem=f"up to {round(silent_s, 1).normalize():f} s of silence begin here, and nothing said before "
        "tells so: somebody may think that the sound has stopped, or feel left alone",
        fix="say beforehand that some quiet follows, how long, and that one can stop; "
        f"or stay below {MAX_SILENCE_S} s",
    )


def _words_and_silence(step: model.SimpleStep) -> tuple[str, Decimal]:
    """Returns the words that end a silence (`…` for other sounds), and the longest silence after them."""
    row = row_of(step)
    quiet_s = length_s(step, "most")
    if isinstance(step, model.Breathe) and step.cue == "none":
        return "…" if step.along else "", quiet_s / (1 + len(step.along))
    if row.silence == "whole" or not row.lasts:
        return "", quiet_s
    words = getattr(step, row.spoken_key) if row.spoken_key else "…"
    return words, quiet_s if row.silence == "after" else Decimal(0)


CHECKS: Final[dict[Rule, Check]] = {
    table.UNANNOUNCED_SILENCE: unannounced_silence,
    table.CAUTION_MISSING: caution_missing,
    table.LEFT_OUT_ON_CARD: left_out_on_card,
    table.INWARD_WITHOUT_CARE: inward_without_care,
}
