"""Changes what `check` calls an error in a script that was made of another file, and tells of each change.

Words are never changed: a note is added to the head, a way for whoever says no, or a sentence of our own.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Final

from practice_player.conversion.items import Loss
from practice_player.conversion.script_draft import (
    INSTEAD_OF_CONSENT,
    ScriptDraft,
    ScriptText,
    write_script,
)
from practice_player.conversion.steps import DraftStep
from practice_player.lib.diagnostics import Diagnostic
from practice_player.lib.quoting import quoted
from practice_player.lib.units import read_length
from practice_player.lint.lint_script import lint_draft
from practice_player.lint.rules import table
from practice_player.lint.rules.consent import LOOKING, TOUCHING
from practice_player.lint.rules.patterns import unnegated_matches
from practice_player.script.number_words import in_words
from practice_player.script.parsing.reader import draft as read_draft

MAX_ROUNDS: Final = 12
"""How often a script is checked again after a change; each round changes all that the last one found."""

LOOK_AWAY: Final = "Now look away, at something else, for as long as you like."

NEUTRAL_TITLE: Final = "For Two"
NEUTRAL_SUMMARY: Final = "Words and pauses for two."

_CONSENT_PATTERNS: Final = {"touch": TOUCHING, "gaze": LOOKING}


def adjusted(
    draft: ScriptDraft, *, path: str
) -> tuple[ScriptDraft, tuple[Loss, ...], tuple[Diagnostic, ...]]:
    """Returns the draft with what can be put right, what was changed, and what `check` says of it then."""
    changes: list[Loss] = []
    problems: tuple[Diagnostic, ...] = ()
    for _ in range(MAX_ROUNDS):
        text = write_script(draft)
        problems = lint_draft(read_draft(text.text, path=path))
        changed_draft, new_changes = _change(draft, text, problems)
        if changed_draft == draft:
            break
        draft = changed_draft
        changes += new_changes
    return draft, tuple(changes), problems


def _change(
    draft: ScriptDraft, text: ScriptText, problems: Iterable[Diagnostic]
) -> tuple[ScriptDraft, list[Loss]]:
    """Returns the draft after one round of changes.

    Steps are added from the last on, so that the lines of those before them hold.
    """
    changes: list[Loss] = []
    in_reverse = sorted(problems, key=lambda problem: problem.place, reverse=True)
    for problem in in_reverse:
        change = _CHANGES.get(problem.code)
        if change and problem.severity == "error":
            draft, loss = change(draft, problem, text.step_at(problem.place.line))
            changes.append(loss)
    return draft, changes


def _add_inward(draft: ScriptDraft, _: Diagnostic, index: int) -> tuple[ScriptDraft, Loss]:
    draft = replace(draft, care=tuple(dict.fromkeys((*draft.care, "inward"))), level=max(draft.level, 2))
    told = "the words turn attention inward: `care: [inward]` is added, which is told beforehand, and level 2"
    return draft, Loss(_line(draft, index), told, "offer something outside too: a sound, the feet, open eyes")


def _announce(draft: ScriptDraft, _: Diagnostic, index: int) -> tuple[ScriptDraft, Loss]:
    at = index + 1 if draft.steps[index].kind == "say" else index
    words = _announcement(draft.steps[at:])
    step = DraftStep(line=_line(draft, index), kind="say", value=words)
    draft = replace(draft, steps=(*draft.steps[:at], step, *draft.steps[at:]))
    told = f"a long silence is announced: “{words}” is added"
    return draft, Loss(step.line, told, "say it in your own words, or write a shorter pause")


def _announcement(steps: Iterable[DraftStep]) -> str:
    """Returns words that tell of the silence with which these steps begin."""
    silence_s = Decimal(0)
    for step in steps:
        if step.kind not in ("rest", "wait"):
            break
        silence_s += read_length(step.value.rpartition("/")[2]) or 0
    minutes = max(1, round(silence_s / 60))
    if minutes >= 120:  # noqa: PLR2004
        length = f"{in_words(min(round(minutes / 60), 99))} hours"
    elif minutes > 90:  # noqa: PLR2004
        length = "an hour and a half"
    else:
        length = "a minute" if minutes == 1 else f"{in_words(minutes)} minutes"
    return f"Some quiet follows, of about {length}. You can stop at any time."


def _ask_for_consent(draft: ScriptDraft, problem: Diagnostic, _: int) -> tuple[ScriptDraft, Loss]:
    consent, asked = ("touch", "touch") if "`touch:" in problem.fix else ("gaze", "eye contact")
    steps = tuple(
        replace(step, consents=(*step.consents, consent)) if _asks_for(step, consent) else step
        for step in draft.steps
    )
    first = next((step for step in steps if consent in step.consents), None)
    if first is None:
        return _without_wording_in_head(draft, consent, asked)
    draft = replace(
        draft,
        asks={**draft.asks, consent: "optional"},
        care=tuple(dict.fromkeys((*draft.care, consent))),
        level=max(draft.level, 2),
        steps=steps,
    )
    told = (
        f"the words ask for {asked} (“{quoted(first.value)}”): the two are asked beforehand, "
        "and there is a way without it"
    )
    return draft, Loss(first.line, told, f"write something as good in place of “{INSTEAD_OF_CONSENT}”")


def _without_wording_in_head(draft: ScriptDraft, consent: str, asked: str) -> tuple[ScriptDraft, Loss]:
    """Returns the draft with another title and summary, where only they speak of touch or eye contact."""
    pattern = _CONSENT_PATTERNS[consent]
    told = f"title or summary speak of {asked}, and no words ask for it; they are made neutral"
    note = f"{draft.title}; {draft.summary}"
    draft = replace(
        draft,
        title=NEUTRAL_TITLE if any(unnegated_matches(pattern, draft.title)) else draft.title,
        summary=NEUTRAL_SUMMARY if any(unnegated_matches(pattern, draft.summary)) else draft.summary,
        notes=(*draft.notes, note),
    )
    return draft, Loss(1, f"{told} (“{quoted(note)}”)", "write a title that fits both answers")


def _asks_for(step: DraftStep, consent: str) -> bool:
    is_shown = step.kind in ("say", "heading")
    return is_shown and any(unnegated_matches(_CONSENT_PATTERNS[consent], step.value))


def _end_gaze(draft: ScriptDraft, _: Diagnostic, index: int) -> tuple[ScriptDraft, Loss]:
    step = DraftStep(line=_line(draft, index), kind="say", value=LOOK_AWAY)
    draft = replace(draft, steps=(*draft.steps[:index], step, *draft.steps[index:]))
    told = f"eye contact would last longer than four minutes: “{LOOK_AWAY}” is added"
    return draft, Loss(step.line, told, "make the looks shorter, or say it in your own words")


def _line(draft: ScriptDraft, index: int) -> int:
    return draft.steps[index].line if 0 <= index < len(draft.steps) else 1


_CHANGES: Final[dict[str, Callable[[ScriptDraft, Diagnostic, int], tuple[ScriptDraft, Loss]]]] = {
    table.INWARD_WITHOUT_CARE.code: _add_inward,
    table.UNANNOUNCED_SILENCE.code: _announce,
    table.UNDECLARED_TOUCH_OR_GAZE.code: _ask_for_consent,
    table.LONG_GAZE.code: _end_gaze,
}
