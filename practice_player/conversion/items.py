"""What the readers make of a file: words, pauses and the rest, in its order, each with its line.

Every reader yields these items, and one writer makes a script of them, so that no reader knows the script
language and the writer knows no other format.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeAlias

from practice_player.lib.errors import PracticeError
from practice_player.lib.plain_text import one_line
from practice_player.lib.quoting import quoted

MAX_ITEMS: Final = 50_000
"""The most items of a file: 2000 steps, the limit of a practice, need far fewer."""


class ConversionError(PracticeError):
    """A file that no script can be made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioSpan:
    """A part of the recording beside a file, in seconds from its start."""

    start_s: Decimal
    end_s: Decimal


@dataclass(frozen=True, slots=True)
class Words:
    """Words that are spoken; those that follow without a `ParagraphEnd` go on in the same step."""

    line: int
    text: str
    span: AudioSpan | None = None
    """The part of the recording in which they are heard; None without a recording."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Silence."""

    line: int
    length_s: Decimal
    most_s: Decimal | None = None
    """How long it may become in a longer practice; None if it does not stretch."""

    waits: bool = False
    """Whether the listener goes on with a key."""

    measured: bool = False
    """Whether it was measured between words, and no author wrote its length."""


@dataclass(frozen=True, slots=True)
class ParagraphEnd:
    """The words before it and after it are two steps."""

    line: int


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a part, not spoken."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Bell:
    """Strokes of a bell, one or two."""

    line: int
    strokes: int


@dataclass(frozen=True, slots=True)
class Note:
    """Words for whoever reads the script, neither spoken nor shown."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that a script does not have, or that was guessed; the person is told of each."""

    line: int
    problem: str
    """What is left out or done in its place, and why."""

    fix: str

    note: str = ""
    """What is kept of it as a note in the script; empty if nothing is lost that could be."""


Item: TypeAlias = Words | Pause | ParagraphEnd | Heading | Bell | Note | Loss


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A file as it was read."""

    items: tuple[Item, ...]
    title: str = ""
    """What the file says that it is called; empty if it does not say."""

    summary: str = ""
    """A sentence of the file on what it is for; empty if there is none."""

    language: str = ""
    """The tag of its language as scripts write it; empty if it does not say."""

    line_word: str = ""
    """What lines are counted in, such as `paragraph`; empty for lines of text."""


def left_out(line: int, mark: str, reason: str, fix: str, *, note: str | None = None) -> Loss:
    """Returns the loss of a mark, which is kept as a note unless another `note` is given."""
    kept = " ".join(mark.split()) if note is None else note
    return Loss(line, f"“{quoted(mark)}” is left out: {reason}", fix, kept)


def describe_loss(loss: Loss, *, file_name: str, line_word: str = "") -> str:
    """Returns a loss in two lines: the place and the problem, and the remedy."""
    place = f"{file_name}, {line_word} {loss.line}" if line_word else f"{file_name}:{loss.line}"
    return f"{one_line(place)}: {one_line(loss.problem)}\n  Try: {one_line(loss.fix)}"


def losses_of(items: Iterable[Item]) -> tuple[Loss, ...]:
    """Returns what is told of, each thing once, in the order of the lines."""
    losses = dict.fromkeys(item for item in items if isinstance(item, Loss))
    return tuple(sorted(losses, key=lambda loss: loss.line))
