"""Makes items of paragraphs of text, for every format whose words stand in lines."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from practice_player.conversion.items import Item, ParagraphEnd, Pause, Words
from practice_player.conversion.marks import USUAL_PAUSE_S, split_marks
from practice_player.script.pause_spellings import LENGTH_TEXT
from practice_player.script.pauses import ELLIPSIS
from practice_player.script.sentences import without_closing_marks

NumberedLine: TypeAlias = tuple[int, str]
"""A line with its number, from 1."""

_ONLY_DOTS: Final = re.compile(rf"\s*{ELLIPSIS}(?:\s*{ELLIPSIS})*\s*")
_LIST_SIGN: Final = re.compile(
    rf"\s*(?:[-*•–—+](?!\s*{LENGTH_TEXT}\s*[-–—])|\(?[0-9]{{1,2}}[.)])\s+(?=\S)"  # noqa: RUF001
)
"""The sign of an item in a list; not the dash of a pause, as in `— 5s —`."""

_SENTENCE_ENDS: Final = tuple(".!?…:;,。！？।؟")  # noqa: RUF001

SHORT_LINE_LETTERS: Final = 60
"""A shorter line that ends without a sign is a line of its own, and not one that was wrapped."""


def read_paragraph(lines: Sequence[NumberedLine]) -> Iterator[Item]:
    """Yields the items of a paragraph, and a `ParagraphEnd` after it."""
    for index, (number, line) in enumerate(lines):
        if _ONLY_DOTS.fullmatch(line):
            yield from (ParagraphEnd(number), Pause(number, USUAL_PAUSE_S))
            continue
        items = list(split_marks(_without_list_sign(line), number))
        yield from items
        is_silent = not any(isinstance(item, Words) for item in items)
        following = lines[index + 1][1] if index + 1 < len(lines) else ""
        if _stands_alone(line, following, is_silent=is_silent):
            yield ParagraphEnd(number)
        else:
            yield Words(number, " ")
    if lines:
        yield ParagraphEnd(lines[-1][0])


def _without_list_sign(line: str) -> str:
    sign = _LIST_SIGN.match(line)
    return line[sign.end() :] if sign else line


def _stands_alone(line: str, following: str, *, is_silent: bool) -> bool:
    """Whether what follows the line is a step of its own: after a pause, or where lines are like verses."""
    following = _without_list_sign(following).strip()
    begins_anew = not following[:1].islower()
    if is_silent:
        return begins_anew
    line = without_closing_marks(line.strip())
    is_unfinished = not line.endswith(_SENTENCE_ENDS)
    return is_unfinished and begins_anew and following[:1].isalpha() and len(line) < SHORT_LINE_LETTERS
