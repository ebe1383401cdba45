"""Reads plain text: paragraphs, headings, and the fields above the first of them."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from practice_player.conversion.head_fields import split_fields
from practice_player.conversion.items import Heading, Item, Loss, ParagraphEnd, Pause, Reading, Words
from practice_player.conversion.paragraphs import NumberedLine, read_paragraph
from practice_player.lib.quoting import quoted

SECTION_PAUSE_S: Final = Decimal(4)
"""The pause for a line of signs between two parts, and for two blank lines or more."""

_MAX_HEADING_LETTERS: Final = 60
_MAX_HEADING_WORDS: Final = 8

_RULE: Final = re.compile(r"\s*([-*_=~#])(?:\s*\1){2,}\s*")
_UNDERLINE: Final = re.compile(r"\s*(?:={3,}|-{3,})\s*")
_HASHES: Final = re.compile(r"\s*#{1,6}\s+(?P<words>\S.*?)[\s#]*")
_NUMBERED: Final = re.compile(
    r"(?:part|section|chapter|phase)\s+\w+\s*(?:[:.\-–—].*)?",  # noqa: RUF001
    re.IGNORECASE,
)
_USUAL_HEADING: Final = re.compile(
    r"(?:introduction|opening|welcome|arriving|arrival|settling(?: in)?|grounding|preparation|body scan"
    r"|breath(?:ing)?|practice|closing|ending|conclusion|return(?:ing)?|coming back|integration|induction"
    r"|deepening)",
    re.IGNORECASE,
)
_ENDS_A_SENTENCE: Final = re.compile(r"[.!?…,;。！？।؟][\"'”’»)\]]*$")  # noqa: RUF001
_MARK_SIGNS: Final = re.compile(r"[\[\](){}<>/|]|^\s*[-–—*•]\s*")  # noqa: RUF001
_SMALL_WORDS: Final = frozenset(
    ("a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to")
)


def read_plain_text(text: str) -> Reading:
    """Returns the reading of a text; its first line is the title if it stands alone."""
    fields, lines = split_fields(list(enumerate(text.split("\n"), 1)))
    paragraphs = _paragraphs(lines)
    items: list[Item] = list(fields.losses)
    title = ""
    if not fields.title and len(paragraphs) > 1 and (words := _heading_words(paragraphs[0], is_first=True)):
        title, first_lines = words, paragraphs.pop(0)
        problem = f"“{quoted(title)}” is taken for the title, which is not spoken"
        items.append(Loss(first_lines[0][0], problem, "if it is to be heard, write a step: `- say: …`"))
    last_line = 0
    for paragraph in paragraphs:
        is_gap = last_line and paragraph[0][0] - last_line > 2  # noqa: PLR2004 - two blank lines or more
        if is_gap and not _end_in_silence(items) and not _RULE.fullmatch(paragraph[0][1]):
            items += (ParagraphEnd(last_line), Pause(last_line + 1, SECTION_PAUSE_S))
        items += _read_block(paragraph)
        last_line = paragraph[-1][0]
    return Reading(
        items=tuple(items), title=fields.title or title, summary=fields.summary, language=fields.language
    )


def _end_in_silence(items: Sequence[Item]) -> bool:
    """Whether a pause of the author's own is the last thing so far."""
    audible = (item for item in reversed(items) if not isinstance(item, ParagraphEnd | Loss))
    return isinstance(next((item for item in audible if not _is_blank(item)), None), Pause)


def _is_blank(item: Item) -> bool:
    return isinstance(item, Words) and not item.text.strip()


def _paragraphs(lines: Sequence[NumberedLine]) -> list[list[NumberedLine]]:
    """Returns the lines between blank lines."""
    paragraphs: list[list[NumberedLine]] = [[]]
    for number, line in lines:
        if line.strip():
            paragraphs[-1].append((number, line))
        elif paragraphs[-1]:
            paragraphs.append([])
    return [paragraph for paragraph in paragraphs if paragraph]


def _read_block(lines: list[NumberedLine]) -> Iterator[Item]:
    """Yields the items of the lines between two blank lines, which may begin with a heading."""
    number, first_line = lines[0]
    if len(lines) > 1 and _UNDERLINE.fullmatch(lines[1][1]) and not _RULE.fullmatch(first_line):
        yield Heading(number, first_line.strip())
        lines = lines[2:]
    elif match := _HASHES.fullmatch(first_line):
        yield Heading(number, match["words"])
        lines = lines[1:]
    elif words := _heading_words(lines, is_first=False):
        yield Heading(number, words)
        problem = f"“{quoted(words)}” is taken for a heading, which is not spoken"
        yield Loss(number, problem, "if it is to be heard, write a step: `- say: …`")
        lines = lines[1:]
    start = 0
    for index, (rule_line, line) in enumerate(lines):
        if _RULE.fullmatch(line):
            yield from read_paragraph(lines[start:index])
            yield from (ParagraphEnd(rule_line), Pause(rule_line, SECTION_PAUSE_S))
            start = index + 1
    yield from read_paragraph(lines[start:])


def _heading_words(lines: list[NumberedLine], *, is_first: bool) -> str:
    """Returns the words of the first line if it looks like a heading; else nothing.

    A line in capitals or with a colon at its end may stand right above the text; others stand alone.
    """
    line, stands_alone = lines[0][1].strip(), len(lines) == 1
    if is_first and stands_alone and (match := _HASHES.fullmatch(line)):
        return match["words"]
    if is_first and len(lines) == 2 and _UNDERLINE.fullmatch(lines[1][1]):  # noqa: PLR2004
        return line
    words = line.removesuffix(":").strip()
    if not _is_short_and_plain(words):
        return ""
    if words.isupper() and len(words) > 3:  # noqa: PLR2004 - `OM` and `AAH` are spoken
        return words.capitalize()
    if _NUMBERED.fullmatch(words) or _USUAL_HEADING.fullmatch(words):
        return words
    is_heading = _is_title_case(words) or (" " not in words if line.endswith(":") else is_first)
    return words if is_heading and (stands_alone or line.endswith(":")) else ""


def _is_short_and_plain(words: str) -> bool:
    """Whether a line is short, has no sign at its end, and no mark in it."""
    return (
        any(map(str.isalpha, words))
        and len(words) <= _MAX_HEADING_LETTERS
        and len(words.split()) <= _MAX_HEADING_WORDS
        and not _ENDS_A_SENTENCE.search(words)
        and not _MARK_SIGNS.search(words)
    )


def _is_title_case(words: str) -> bool:
    """Whether each word begins with a capital, as in a heading; small words may be small."""
    several = words.split()
    return len(several) > 1 and all(
        word[:1].isupper() or not word[:1].isalpha() or word in _SMALL_WORDS for word in several
    )
