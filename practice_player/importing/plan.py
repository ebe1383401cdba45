"""The plan of an import: which piece of which recording says which sentence.  Pure; changed by copies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from practice_player.lib.errors import UsageError
from practice_player.lib.units import RATE_HZ

MIN_SPLIT_S: Final = 0.4
"""A piece is split into parts of at least this length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a recording."""

    file: int
    """Which of the files, from 0."""

    start_frame: int
    end_frame: int
    """The first frame after it; both in frames at `RATE_HZ`, from the file's start."""

    sentence: int | None
    """The index of the sentence that it says; None is left out."""

    note: str = ""
    """What was noticed, in words for the person; empty if there is nothing to say."""

    @property
    def start_s(self) -> float:
        return self.start_frame / RATE_HZ

    @property
    def length_s(self) -> float:
        return (self.end_frame - self.start_frame) / RATE_HZ


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """Pieces in the order in which they were recorded, and the sentences that were to be read."""

    sentences: tuple[str, ...]
    pieces: tuple[Piece, ...]
    by_length_only: bool = True
    """Whether no words were recognised, so that only counts and lengths speak for the plan."""

    notes: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    """What was noticed about a sentence that no piece says."""

    @property
    def placed(self) -> dict[int, Piece]:
        """The pieces that say something, by the index of their sentence, in the sentences' order."""
        by_sentence = {piece.sentence: piece for piece in self.pieces if piece.sentence is not None}
        return dict(sorted(by_sentence.items()))

    @property
    def missing(self) -> list[int]:
        """The indexes of the sentences that no piece says."""
        placed = self.placed
        return [index for index in range(len(self.sentences)) if index not in placed]

    def pair(self, number: int, sentence_number: int) -> "ImportPlan":
        """Makes a piece say a sentence, both numbered from 1; a piece that said it before is left out.

        Raises:
            UsageError: there is no such piece or sentence.
        """
        self._piece(number)
        if not 1 <= sentence_number <= len(self.sentences):
            raise UsageError(
                f"there is no sentence {sentence_number}", fix=f"name one from 1 to {len(self.sentences)}"
            )
        pieces = [
            replace(piece, sentence=None, note="replaced by you")
            if piece.sentence == sentence_number - 1
            else piece
            for piece in self.pieces
        ]
        pieces[number - 1] = replace(pieces[number - 1], sentence=sentence_number - 1, note="")
        return replace(self, pieces=tuple(pieces))

    def drop(self, number: int) -> "ImportPlan":
        """Leaves a piece out.

        Raises:
            UsageError: there is no such piece.
        """
        return self._with(number, replace(self._piece(number), sentence=None, note="left out by you"))

    def join(self, number: int) -> "ImportPlan":
        """Makes one piece of a piece and the one after it, with what is between them.

        Raises:
            UsageError: there is no such piece, none after it, or that one is in another file.
        """
        piece = self._piece(number)
        following = self._piece(number + 1)
        if piece.file != following.file:
            raise UsageError(
                f"pieces {number} and {number + 1} are in two files", fix="join pieces of the same recording"
            )
        sentence = following.sentence if piece.sentence is None else piece.sentence
        return self._with(
            number, replace(piece, end_frame=following.end_frame, sentence=sentence, note=""), replaced=2
        )

    def split(self, number: int, at_frame: int) -> "ImportPlan":
        """Makes two pieces of one, at a frame of its file; the second says nothing yet.

        Raises:
            UsageError: there is no such piece, or one part would be too short for a word.
        """
        piece = self._piece(number)
        if min(at_frame - piece.start_frame, piece.end_frame - at_frame) < MIN_SPLIT_S * RATE_HZ:
            raise UsageError(f"piece {number} is too short to be two", fix="drop it, or pair it")
        second = replace(piece, start_frame=at_frame, sentence=None, note="split off")
        return self._with(number, replace(piece, end_frame=at_frame), second)

    def _piece(self, number: int) -> Piece:
        if not 1 <= number <= len(self.pieces):
            raise UsageError(f"there is no piece {number}", fix=f"name one from 1 to {len(self.pieces)}")
        return self.pieces[number - 1]

    def _with(self, number: int, *pieces: Piece, replaced: int = 1) -> "ImportPlan":
        before, after = self.pieces[: number - 1], self.pieces[number - 1 + replaced :]
        return replace(self, pieces=(*before, *pieces, *after))


def describe(plan: ImportPlan, file_names: Sequence[str]) -> list[str]:
    """Returns the plan as lines for a person: pieces with their sentences, then what is missing."""
    lines = []
    for number, piece in enumerate(plan.pieces, 1):
        if len(file_names) > 1 and (number == 1 or plan.pieces[number - 2].file != piece.file):
            lines.append(file_names[piece.file])
        time = f"{number:>4}  {_clock(piece.start_s):>7}  {piece.length_s:>4.1f} s"
        if piece.sentence is None:
            lines.append(f"{time}  left out{f': {piece.note}' if piece.note else ''}")
        else:
            note = f"  ({piece.note})" if piece.note else ""
            lines.append(f"{time}  = {piece.sentence + 1}  {plan.sentences[piece.sentence]}{note}")
    for index in plan.missing:
        note = plan.notes.get(index, "")
        lines.append(f"      no piece  = {index + 1}  {plan.sentences[index]}{f'  ({note})' if note else ''}")
    return lines


def summary(plan: ImportPlan) -> str:
    """Returns a sentence about the whole plan."""
    doubtful = sum(bool(piece.note) for piece in plan.placed.values())
    parts = [f"{len(plan.placed)} of {len(plan.sentences)} sentences have a piece"]
    if left_out := sum(piece.sentence is None for piece in plan.pieces):
        parts.append(f"{left_out} piece{'s are' if left_out > 1 else ' is'} left out")
    if doubtful:
        parts.append(f"{doubtful} {'are' if doubtful > 1 else 'is'} worth a look")
    return "; ".join(parts) + (". Matched by count and length alone." if plan.by_length_only else ".")


def _clock(start_s: float) -> str:
    minutes, tenths = divmod(round(start_s * 10), 600)
    return f"{minutes}:{tenths / 10:04.1f}"
