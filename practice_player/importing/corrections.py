"""Reads what a person writes about a plan: corrections that are typed, and a file of pairs.  Pure."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from practice_player.importing.plan import ImportPlan, Piece
from practice_player.lib.errors import UsageError
from practice_player.lib.units import RATE_HZ, frames

HELP: Final = (
    "4 = 5      piece 4 says sentence 5",
    "drop 7     leave piece 7 out",
    "join 3     piece 3 goes on in the next one",
    "split 6    piece 6 is two, parted where it is quietest",
    "yes        write the recordings",
    "no         write nothing",
)

_PAIR: Final = re.compile(r"(\d{1,5})\s*(?:=|->|→)\s*(\d{1,5})")
_ACTION: Final = re.compile(r"(drop|join|split)\s+(\d{1,5})(?:\s*(?:,|and|\+)?\s*\d{1,5})?", re.IGNORECASE)
_PAIR_LINE: Final = re.compile(
    r"(?:(?P<file>\d{1,4}):)?\s*(?P<start>\d{1,6}(?:\.\d+)?)\s*-\s*(?P<end>\d{1,6}(?:\.\d+)?)\s*=\s*"
    r"(?P<sentence>\d{1,5}|-)(?:\s+(?P<text>.*))?"
)

FindSplit = Callable[[Piece], int]
"""Returns the frame at which a piece is best split."""


def corrected(plan: ImportPlan, typed: str, find_split: FindSplit) -> ImportPlan:
    """Returns the plan with one typed correction.

    Raises:
        UsageError: it is no correction, or names a piece or sentence that is not there.
    """
    typed = typed.strip()
    if match := _PAIR.fullmatch(typed):
        return plan.pair(int(match[1]), int(match[2]))
    if not (match := _ACTION.fullmatch(typed)):
        raise UsageError(f"`{typed[:60]}` is no correction", fix="4 = 5, drop 7, join 3, split 6, yes or no")
    number = int(match[2])
    match match[1].lower():
        case "drop":
            return plan.drop(number)
        case "join":
            return plan.join(number)
        case _:
            if not 1 <= number <= len(plan.pieces):
                return plan.split(number, 0)
            return plan.split(number, find_split(plan.pieces[number - 1]))


def pairs_text(plan: ImportPlan, file_names: Sequence[str]) -> str:
    """Returns the plan as a text that can be changed in an editor and read by `read_pairs`."""
    lines = [
        "# Each line is a piece: file, seconds from - to, and the sentence that it says.",
        "# Write another number, or - to leave the piece out; seconds can be changed too.",
    ]
    for number, name in enumerate(file_names, 1):
        lines.append(f"# file {number}: {_in_one_line(name)}")
    for piece in plan.pieces:
        seconds = f"{piece.start_frame / RATE_HZ:.3f} - {piece.end_frame / RATE_HZ:.3f}"
        if piece.sentence is None:
            end = f"-  {piece.note}"
        else:
            end = f"{piece.sentence + 1}  {_in_one_line(plan.sentences[piece.sentence])}"
        lines.append(f"{piece.file + 1}: {seconds} = {end}".rstrip())
    lines += [f"# no piece = {index + 1}  {_in_one_line(plan.sentences[index])}" for index in plan.missing]
    return "\n".join(lines) + "\n"


def read_pairs(text: str, plan: ImportPlan, file_lengths: Sequence[int], place: str) -> ImportPlan:
    """Returns the plan that a file of pairs describes, for the sentences of `plan`.

    `file_lengths` has the length of each recording in frames.

    Raises:
        UsageError: a line cannot be read, or names what is not there; says which.
    """
    pieces: list[Piece] = []
    said_in: dict[int, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        piece = _read_line(line.strip(), plan, file_lengths, f"{place}:{number}")
        if piece.sentence is not None:
            if piece.sentence in said_in:
                raise UsageError(
                    f"sentence {piece.sentence + 1} is said in line {said_in[piece.sentence]} already",
                    fix="write - in one of the two",
                    place=f"{place}:{number}",
                )
            said_in[piece.sentence] = number
        pieces.append(piece)
    return replace(plan, pieces=tuple(pieces), notes={})


def _read_line(line: str, plan: ImportPlan, file_lengths: Sequence[int], place: str) -> Piece:
    match = _PAIR_LINE.fullmatch(line)
    if not match:
        raise UsageError("this line is no pair", fix="write for instance `1: 4.2 - 7.9 = 12`", place=place)
    file = int(match["file"] or 1) - 1
    if not 0 <= file < len(file_lengths):
        raise UsageError(
            f"there is no file {file + 1}",
            fix=f"{len(file_lengths)} were named; give them in the same order",
            place=place,
        )
    start_frame, end_frame = frames(float(match["start"])), frames(float(match["end"]))
    if not start_frame < end_frame <= file_lengths[file] + RATE_HZ:
        raise UsageError(
            "this piece ends before it begins, or after its recording",
            fix=f"the recording has {file_lengths[file] / RATE_HZ:.1f} seconds",
            place=place,
        )
    if match["sentence"] == "-":
        note = match["text"] or ""
        return Piece(file=file, start_frame=start_frame, end_frame=end_frame, sentence=None, note=note)
    sentence = int(match["sentence"]) - 1
    if not 0 <= sentence < len(plan.sentences):
        raise UsageError(
            f"there is no sentence {sentence + 1}",
            fix=f"write one from 1 to {len(plan.sentences)}",
            place=place,
        )
    return Piece(file=file, start_frame=start_frame, end_frame=end_frame, sentence=sentence)


def _in_one_line(text: str) -> str:
    return " ".join(text.split())
