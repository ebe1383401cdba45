"""A script that is being made, and its text in the form of this project's own scripts."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

import yaml

from practice_player.conversion.steps import DraftStep, length_text
from practice_player.script.sentences import split_utterances

MAX_LINE_LETTERS: Final = 90
"""A single sentence that is longer stands on a line of its own."""

INSTEAD_OF_CONSENT: Final = "Sit however suits you both, for a little while."
"""What those hear who said no to what a step asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptDraft:
    """The head and the steps of a script, as they will be written."""

    title: str
    practice: str
    goal: str
    summary: str
    steps: tuple[DraftStep, ...]
    level: int = 1
    care: tuple[str, ...] = ()
    asks: Mapping[str, str] = field(default_factory=dict)
    """The need of each consent, by its name."""

    language: str = ""
    """The tag of the language of the words; empty if it is not known."""

    notes: tuple[str, ...] = ()
    """Notes on the whole script."""

    comments: tuple[str, ...] = ()
    """Lines above the script, without `#`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptText:
    """A script as text, and where its steps are."""

    text: str
    step_lines: tuple[int, ...]
    """The line in which each step begins, from 1."""

    def step_at(self, line: int) -> int:
        """Returns the index of the step in which a line lies; -1 above the first."""
        return sum(step_line <= line for step_line in self.step_lines) - 1


def write_script(draft: ScriptDraft) -> ScriptText:
    """Returns the text of a script."""
    lines = [f"# {comment}".rstrip() for comment in draft.comments]
    lines += _head(draft)
    lines.append("steps:")
    step_lines = []
    for step in draft.steps:
        step_lines.append(len(lines) + 1)
        lines += _step(step)
    return ScriptText(text="\n".join(lines) + "\n", step_lines=tuple(step_lines))


def scalar(text: str) -> str:
    """Returns a text on one line as YAML reads it again, in quotes where it needs them."""
    text = " ".join(text.split())
    return text if _is_plain(text) else json.dumps(text, ensure_ascii=False)


def _is_plain(text: str) -> bool:
    """Whether YAML reads the text as it stands, and as nothing else: no list, comment or empty value."""
    try:
        tree = yaml.compose(f"key: {text}", Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return False
    value = tree.value[0][1] if isinstance(tree, yaml.MappingNode) and len(tree.value) == 1 else None
    return isinstance(value, yaml.ScalarNode) and value.value == text and not value.tag.endswith(":null")


def _head(draft: ScriptDraft) -> Iterator[str]:
    yield "format: 1"
    yield f"title: {scalar(draft.title)}"
    yield f"practice: {draft.practice}"
    yield f"goal: {draft.goal}"
    yield f"level: {draft.level}"
    yield f"summary: {scalar(draft.summary)}"
    if draft.language:
        yield f"lang: {draft.language}"
    if draft.care:
        yield f"care: [{', '.join(draft.care)}]"
    if draft.asks:
        yield f"asks: {{{', '.join(f'{name}: {need}' for name, need in draft.asks.items())}}}"
    yield from _notes(draft.notes, "")


def _step(step: DraftStep) -> Iterator[str]:
    if not step.consents:
        yield from _plain_step(step)
        return
    yield f"  - when: {step.consents[0]}"
    yield "    then:"
    yield from (f"    {line}" for line in _step(replace(step, consents=step.consents[1:])))
    if step.kind == "say":
        yield "    otherwise:"
        yield f"      - say: {INSTEAD_OF_CONSENT}"
        if step.pause:
            yield f"        pause: {step.pause}"


def _plain_step(step: DraftStep) -> Iterator[str]:
    if step.kind == "say":
        yield from _say(step.value)
    else:
        yield f"  - {step.kind}: {scalar(step.value)}"
    if step.audio:
        yield f"    audio: {scalar(step.audio)}"
    if step.pause:
        yield f"    pause: {step.pause}"
    yield from _notes(step.notes, "    ")


def _say(words: str) -> Iterator[str]:
    sentences = list(_sentences(words))
    if len(sentences) == 1 and len(sentences[0]) <= MAX_LINE_LETTERS:
        yield f"  - say: {scalar(sentences[0])}"
        return
    yield "  - say: >"
    yield from (f"      {sentence}" for sentence in sentences)


def _sentences(words: str) -> Iterator[str]:
    """Yields the lines of words: each sentence, with the pauses that are marked inside it."""
    line = ""
    for utterance in split_utterances(words):
        line += utterance.text
        if utterance.pause_s is None:
            yield line
            line = ""
        else:
            line += f" … {length_text(Decimal(utterance.pause_s))} … "
    if line:
        yield line


def _notes(notes: tuple[str, ...], indent: str) -> Iterator[str]:
    words = "; ".join(" ".join(note.split()) for note in dict.fromkeys(notes))
    if words:
        yield f"{indent}note: {scalar(words)}"
