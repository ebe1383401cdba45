"""Makes a script of somebody's file: steps of its items, a head that is guessed, and a check."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from practice_player.conversion.adjusting import adjusted
from practice_player.conversion.decoding import UNUSABLE
from practice_player.conversion.items import (
    ConversionError,
    Heading,
    Item,
    Loss,
    Note,
    Pause,
    Words,
    losses_of,
)
from practice_player.conversion.reading import read_file
from practice_player.conversion.script_draft import ScriptDraft
from practice_player.conversion.steps import make_steps
from practice_player.lib.diagnostics import Diagnostic
from practice_player.lib.quoting import quoted, quoted_file_name
from practice_player.script.durations import MAX_LENGTH_S
from practice_player.script.limits import MAX_STEPS

MAX_TITLE_LETTERS: Final = 80
MAX_SUMMARY_LETTERS: Final = 160

_FOR_TWO: Final = re.compile(
    r"\b(?:your partner|partner [ab]|partners|each other(?:'s|’s)?|one another|both of you|the two of you)\b",  # noqa: RUF001
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the person says of the script that is to be made; empty is guessed."""

    title: str = ""
    practice: str = ""
    goal: str = "settle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """A script made of a file, and what is to be told of it."""

    draft: ScriptDraft
    losses: tuple[Loss, ...]
    """What was left out, guessed or added, in the order of the file."""

    line_word: str
    """What the lines of the losses are counted in; empty for lines of text."""


def convert(source: Path, *, name_title: str, wishes: Wishes, has_audio: bool = False) -> Conversion:
    """Returns the script that a file makes, before it is checked; `name_title` is a title if it has none.

    Raises:
        ConversionError: the file cannot be read, holds no words, or is longer than a practice.
    """
    reading = read_file(source, has_audio=has_audio)
    items = tuple(_usable_items(reading.items))
    if endless := next(
        (item for item in items if isinstance(item, Pause) and item.length_s > MAX_LENGTH_S), None
    ):
        place = (
            f"{source}, {reading.line_word} {endless.line}"
            if reading.line_word
            else f"{source}:{endless.line}"
        )
        raise ConversionError(
            "a silence is longer than three hours here", fix="write a shorter one", place=place
        )
    notes, steps = make_steps(items)
    if not any(step.kind == "say" for step in steps):
        fix = "name a file with words in it, as text"
        raise ConversionError("there is nothing to say in this file", fix=fix, place=str(source))
    if len(steps) > MAX_STEPS:
        problem = f"this makes {len(steps):,} steps, and a practice has at most {MAX_STEPS:,}"
        raise ConversionError(problem, fix="take it apart into several files", place=str(source))
    spoken = " ".join(step.value for step in steps if step.kind == "say")
    losses = list(losses_of(items))
    practice = wishes.practice or "solo"
    if not wishes.practice and (wording := _FOR_TWO.search(spoken)):
        practice = "partner"
        told = f"“{quoted(wording[0])}”: this is taken for a practice for two"
        line = next(step.line for step in steps if step.kind == "say" and wording[0] in step.value)
        losses.append(Loss(line, told, "if it is for one person, begin again with --solo"))
    draft = ScriptDraft(
        title=_shortened(wishes.title or reading.title or name_title, MAX_TITLE_LETTERS),
        practice=practice,
        goal=wishes.goal,
        summary=_summary(reading.summary, source, practice),
        steps=steps,
        notes=notes,
        language=reading.language,
    )
    return Conversion(draft=draft, losses=tuple(losses), line_word=reading.line_word)


def check_draft(
    draft: ScriptDraft, *, source: Path, path: Path
) -> tuple[ScriptDraft, tuple[Loss, ...], tuple[Diagnostic, ...]]:
    """Returns the draft with what can be put right, what was changed, and what `check` says of it then.

    Raises:
        ConversionError: the outcome cannot be read as a script, so that nothing should be written.
    """
    draft, changes, problems = adjusted(draft, path=str(path))
    if unreadable := next((problem for problem in problems if problem.code == "format"), None):
        raise ConversionError(
            f"no script can be made of this: {unreadable.problem}", fix=unreadable.fix, place=str(source)
        )
    return draft, changes, problems


def _usable_items(items: Iterable[Item]) -> Iterator[Item]:
    """Yields the items without characters that no script may contain, which escapes can bring in."""
    for item in items:
        if isinstance(item, Words | Heading | Note) and UNUSABLE.search(item.text):
            yield replace(item, text=UNUSABLE.sub("", item.text))
            yield Loss(item.line, "characters that nobody can see are left out", "look at the words there")
        elif isinstance(item, Loss) and UNUSABLE.search(item.note):
            yield replace(item, note=UNUSABLE.sub("", item.note))
        else:
            yield item


def _summary(summary: str, source: Path, practice: str) -> str:
    if summary:
        return _shortened(summary, MAX_SUMMARY_LETTERS)
    whom = "for two" if practice == "partner" else "to listen to"
    return f"Words and pauses {whom}, from {quoted_file_name(source.name)}."


def _shortened(text: str, max_letters: int) -> str:
    return quoted(text, max_characters=max_letters).replace("{", "(").replace("}", ")")
