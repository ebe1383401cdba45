"""Makes steps of items: which words go together, and whether silence is a pause or a rest."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from practice_player.conversion.items import (
    AudioSpan,
    Bell,
    Heading,
    Item,
    Loss,
    Note,
    ParagraphEnd,
    Pause,
    Words,
)
from practice_player.lib.units import read_length
from practice_player.script.durations import MAX_LENGTH_S
from practice_player.script.pauses import MAX_PAUSE_S, pause_problem, without_pauses
from practice_player.script.sentences import without_closing_marks

MAX_PAUSE_BELOW_WORDS_S: Final = 10
"""A longer silence after words is a rest, which the outline shows."""

USUAL_PAUSE_S: Final = 2
"""The silence after words that have no `pause` of their own."""

MAX_STEP_LETTERS: Final = 2_000
"""Longer words are said in several steps."""

_ENDS: Final = tuple(".!?:。！？।؟")  # noqa: RUF001
_GAP_BEFORE_SIGN: Final = re.compile(r"\s+([,.;:!?…](?:\s|$))")
_TWO_SIGNS: Final = re.compile(r",\s*([,.;:!?](?:\s|$))")
_LEADING_SIGNS: Final = re.compile(r"^[,;.]\s+")
_SENTENCE_GAP: Final = re.compile(r"(?<=[.!?。！？])\s+")  # noqa: RUF001
_ELLIPSIS_AT_END: Final = re.compile(r"\s*(?:…|\.{3,})$")
_ELLIPSIS_AT_START: Final = re.compile(r"^(?:…|\.{3,})\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftStep:
    """A step of the script that is being made."""

    line: int
    """Where it comes from in the file."""

    kind: str
    """The key that names the step: `say`, `rest`, `wait`, `bell` or `heading`."""

    value: str
    """Words, a length, or a number of strokes, as it is written."""

    pause: str = ""
    """The length of the pause after words; empty for the usual one."""

    span: AudioSpan | None = None
    audio: str = ""
    """The path of the recording of the words; empty for those of the voice."""

    notes: tuple[str, ...] = ()
    consents: tuple[str, ...] = ()
    """What two people have to agree to for this step: `touch`, `gaze`, both or nothing."""


def make_steps(items: Iterable[Item]) -> tuple[tuple[str, ...], tuple[DraftStep, ...]]:
    """Returns the notes that come before the first step, and the steps."""
    builder = _Builder()
    for item in items:
        builder.add(item)
    builder.finish()
    return tuple(builder.head_notes), tuple(builder.steps)


def length_text(length_s: Decimal) -> str:
    """Returns a length as scripts write it: `4s`, `1.5s`, `2m`."""
    length_s = max(Decimal("0.1"), length_s.quantize(Decimal("0.1")))
    for unit, unit_s in (("h", 3600), ("m", 60)):
        if length_s >= unit_s and length_s % unit_s == 0:
            return f"{length_s / unit_s:.0f}{unit}"
    return f"{length_s.normalize():f}s"


@dataclass(slots=True)
class _Builder:
    steps: list[DraftStep] = field(default_factory=list)
    head_notes: list[str] = field(default_factory=list)
    _words: str = ""
    _line: int = 0
    _span: AudioSpan | None = None
    _silence: Pause | None = None
    """The silence after the words so far, which may turn out to be inside a sentence."""

    _notes: list[str] = field(default_factory=list)
    """Notes on the words so far, or on those that follow."""

    def add(self, item: Item) -> None:
        match item:
            case Words():
                self._add_words(item)
            case Pause():
                self._add_pause(item)
            case ParagraphEnd():
                self.end_words()
            case Heading(line=line, text=text):
                if words := " ".join(text.split()):
                    self._add_step(DraftStep(line=line, kind="heading", value=_without_braces(words)))
            case Bell(line=line, strokes=strokes):
                self._add_step(DraftStep(line=line, kind="bell", value=str(strokes)))
            case Note(text=text) | Loss(note=text):
                self._add_note(text)

    def end_words(self) -> None:
        """Ends the words so far: what follows is another step."""
        words, silence = tidy(self._words), self._silence
        self._words, self._silence = "", None
        if words:
            self.steps += self._say_steps(words, silence)
        if silence and (not words or self._rest_of(silence)):
            self._add_silence(silence)
        self._notes, self._span = self._notes if not words else [], None

    def finish(self) -> None:
        """Ends the words, and gives the last step the notes that no words came after."""
        self.end_words()
        if self._notes and self.steps:
            self.steps[-1] = replace(self.steps[-1], notes=(*self.steps[-1].notes, *self._notes))

    def _add_words(self, item: Words) -> None:
        if not item.text.strip():
            self._words += " " if self._words else ""
            return
        is_full = len(self._words) > 2 * MAX_STEP_LETTERS
        if is_full or (self._silence and not self._is_inside_sentence(item)):
            self.end_words()
        if not self._words.strip():
            self._line = item.line
        if self._silence:
            before = _ELLIPSIS_AT_END.sub("", self._words.rstrip())
            after = _ELLIPSIS_AT_START.sub("", item.text.lstrip())
            self._words = f"{before} … {length_text(self._silence.length_s)} … {after}"
            self._silence = None
        else:
            self._words += item.text
        if item.span:
            start_s = self._span.start_s if self._span else item.span.start_s
            self._span = AudioSpan(start_s=start_s, end_s=item.span.end_s)

    def _add_pause(self, item: Pause) -> None:
        if item.length_s <= 0:
            return
        if self._silence and self._silence.length_s + item.length_s > MAX_LENGTH_S:
            self.end_words()
        if self._silence:
            length_s = self._silence.length_s + item.length_s
            self._silence = replace(item, line=self._silence.line, length_s=length_s)
        else:
            self._silence = item
        if not self._words.strip():
            self.end_words()

    def _add_step(self, step: DraftStep) -> None:
        self.end_words()
        self.steps.append(step)

    def _add_silence(self, silence: Pause) -> None:
        """Adds a silent step, or makes the one before it longer; a short one goes below the words before."""
        before = self.steps[-1] if self.steps else None
        stretches = silence.waits or silence.most_s is not None
        follows_words = before is not None and before.kind == "say" and not before.pause
        length_s = self._rest_of(silence) if follows_words else silence.length_s
        if before and follows_words and not length_s:
            self.steps[-1] = replace(before, pause=length_text(silence.length_s))
        elif before and before.kind == "rest" and "/" not in before.value and not stretches:
            together_s = (read_length(before.value) or Decimal(0)) + length_s
            if together_s > MAX_LENGTH_S:
                self.steps.append(_silent_step(silence, length_s))
            else:
                self.steps[-1] = replace(before, value=length_text(together_s))
        else:
            self.steps.append(_silent_step(silence, length_s))

    def _add_note(self, text: str) -> None:
        if text and (self.steps or self._words.strip()):
            self._notes.append(text)
        elif text:
            self.head_notes.append(text)

    def _is_inside_sentence(self, item: Words) -> bool:
        """Whether the silence so far lies between words of one sentence, which is said in two parts."""
        silence, before = self._silence, without_closing_marks(self._words.rstrip())
        if silence is None or silence.waits or silence.most_s or item.span or silence.length_s > MAX_PAUSE_S:
            return False
        if not re.search(r"\w", before) or not re.search(r"\w", item.text):
            return False
        if before.endswith(("…", "...")):
            return item.text.lstrip("…. ")[:1].islower()
        return not before.endswith(_ENDS)

    def _say_steps(self, words: str, silence: Pause | None) -> Iterator[DraftStep]:
        pause = ""
        if silence and not silence.waits and not self._rest_of(silence):
            pause = length_text(silence.length_s)
        parts = [words] if self._span else list(_parts(words))
        for number, part in enumerate(parts, 1):
            is_last = number == len(parts)
            yield DraftStep(
                line=self._line,
                kind="say",
                value=part,
                pause=pause if is_last else "",
                span=self._span,
                notes=tuple(self._notes) if is_last else (),
            )

    def _rest_of(self, silence: Pause) -> Decimal:
        """Returns how much of the silence after words is a rest; 0 if all of it is a pause below them."""
        if silence.most_s is None and not silence.waits and silence.length_s <= MAX_PAUSE_BELOW_WORDS_S:
            return Decimal(0)
        if silence.measured:
            return silence.length_s - USUAL_PAUSE_S
        return silence.length_s


def tidy(words: str) -> str:
    """Returns words on one line, as they read once marks between them are gone."""
    words = _GAP_BEFORE_SIGN.sub(r"\1", " ".join(words.split()))
    words = _TWO_SIGNS.sub(r"\1", words).strip()
    if signs := _LEADING_SIGNS.match(words):
        words = words[signs.end() :]
        words = words[:1].upper() + words[1:]
    if not re.search(r"\w", words):
        return ""
    return without_pauses(words) if pause_problem(words) else words


def _without_braces(words: str) -> str:
    return words.replace("{", "(").replace("}", ")")


def _silent_step(silence: Pause, length_s: Decimal) -> DraftStep:
    if silence.waits:
        return DraftStep(line=silence.line, kind="wait", value=length_text(length_s))
    if silence.most_s is not None and silence.most_s > length_s:
        value = f"{length_s.normalize():f}/{length_s.normalize():f}/{silence.most_s.normalize():f}s"
        return DraftStep(line=silence.line, kind="rest", value=value)
    return DraftStep(line=silence.line, kind="rest", value=length_text(length_s))


def _parts(words: str) -> Iterator[str]:
    """Yields words in parts of at most `MAX_STEP_LETTERS`, parted between sentences where it is possible."""
    if len(words) <= MAX_STEP_LETTERS:
        yield words
        return
    part = ""
    for phrase in _short_phrases(words):
        if part and len(part) + len(phrase) >= MAX_STEP_LETTERS:
            yield part
            part = ""
        part = f"{part} {phrase}".strip()
    if part:
        yield part


def _short_phrases(words: str) -> Iterator[str]:
    for phrase in _SENTENCE_GAP.split(words):
        if len(phrase) <= MAX_STEP_LETTERS:
            yield phrase
        else:
            for word in phrase.split():
                yield from (word[at : at + MAX_STEP_LETTERS] for at in range(0, len(word), MAX_STEP_LETTERS))
