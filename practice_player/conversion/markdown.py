"""Reads Markdown: headings, paragraphs and lists; emphasis and links leave their words."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from practice_player.conversion.head_fields import HeadFields, read_fields
from practice_player.conversion.items import (
    ConversionError,
    Heading,
    Item,
    Loss,
    ParagraphEnd,
    Pause,
    Reading,
    left_out,
)
from practice_player.conversion.marks import emphasis_loss
from practice_player.conversion.paragraphs import NumberedLine, read_paragraph
from practice_player.conversion.plain_text import SECTION_PAUSE_S
from practice_player.lib.plain_text import one_line

if TYPE_CHECKING:
    from markdown_it.token import Token

MAX_NESTING: Final = 40
"""The parser drops without a word what is nested deeper."""

_FOOTNOTE: Final = re.compile(r"\[\^[^\]]+\]:")
_EMPHASIS: Final = ("strong_open", "em_open", "s_open")
_UNSPOKEN_BLOCKS: Final = {
    "fence": "a voice would read the code aloud",
    "code_block": "indented text is code in Markdown, and not spoken",
    "html_block": "nothing is done with tags",
}


def read_markdown(text: str, *, place: str) -> Reading:
    """Returns the reading of a Markdown text; its first heading of the first level is the title.

    Raises:
        ConversionError: lists and quotes are nested deeper than anybody reads.
    """
    from markdown_it import MarkdownIt

    fields, text = _split_front_matter(text)
    tokens = (
        MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable(["strikethrough", "table"]).parse(text)
    )
    if deepest := next((token for token in tokens if token.level >= MAX_NESTING - 2), None):
        line = deepest.map[0] + 1 if deepest.map else 1
        problem = "lists and quotes are nested too deep here; what is deeper would be lost"
        raise ConversionError(problem, fix="write them as paragraphs", place=f"{place}:{line}")
    headings = [number for number, token in enumerate(tokens) if token.type == "heading_open"]
    first = next((number for number in headings if tokens[number].tag == "h1"), -1)
    is_only = sum(tokens[number].tag == "h1" for number in headings) == 1 or first == 0
    title_index = first if not fields.title and is_only else -1
    title = _plain_words(tokens[title_index + 1]) if title_index >= 0 else ""
    items = [*fields.losses, *_items(tokens, title_index)]
    return Reading(
        items=tuple(items),
        title=fields.title or title,
        summary=fields.summary,
        language=fields.language,
    )


def _items(tokens: "Sequence[Token]", title_index: int) -> Iterator[Item]:
    is_heading = False
    for index, token in enumerate(tokens):
        line = token.map[0] + 1 if token.map else 1
        if token.type == "heading_open":
            is_heading = True
            if index != title_index:
                yield Heading(line, _plain_words(tokens[index + 1]))
        elif token.type == "heading_close":
            is_heading = False
        elif token.type == "inline" and not is_heading:
            if _FOOTNOTE.match(token.content):
                fix = "if it is to be heard, write it as a paragraph"
                yield left_out(line, token.content, "a footnote is not spoken", fix)
                continue
            losses: list[Item] = []
            yield from read_paragraph(_lines(token.children or [], line, losses))
            yield from losses
        elif token.type == "table_open":
            problem = "a table is said cell by cell"
            yield Loss(line, problem, "write what belongs together as a sentence")
        elif token.type == "hr":
            yield from (ParagraphEnd(line), Pause(line, SECTION_PAUSE_S))
        elif token.type in _UNSPOKEN_BLOCKS and token.content.strip():
            fix = "if it is to be heard, write it as a paragraph"
            yield left_out(line, token.content.strip(), _UNSPOKEN_BLOCKS[token.type], fix)


def _lines(children: "Sequence[Token]", line: int, losses: list[Item]) -> list[NumberedLine]:
    """Returns the lines of a paragraph without Markdown's signs; adds what is left out to `losses`."""
    lines, emphasized = [""], []
    for token in children:
        if token.type in ("softbreak", "hardbreak"):
            lines.append("")
        elif token.type in _EMPHASIS:
            emphasized.append((line + len(lines) - 1, ""))
        elif token.type in ("strong_close", "em_close", "s_close"):
            losses.append(emphasis_loss(*emphasized.pop()))
        elif token.type == "image":
            mark, fix = f"![{token.content}]({token.attrGet('src')})", "say what it shows"
            losses.append(left_out(line + len(lines) - 1, mark, "a picture is not heard", fix))
        elif token.type == "link_open":
            reason, fix = "an address is not heard", "name it in words, if it matters"
            losses.append(left_out(line + len(lines) - 1, str(token.attrGet("href")), reason, fix))
        elif token.content:
            lines[-1] += token.content
            emphasized = [(start, words + token.content) for start, words in emphasized]
    return list(enumerate(lines, line))


def _plain_words(token: "Token") -> str:
    children: Sequence[Any] = token.children or []
    words = "".join(" " if child.type.endswith("break") else child.content for child in children)
    return one_line(" ".join(words.split()))


def _split_front_matter(text: str) -> tuple[HeadFields, str]:
    """Returns the fields between `---` and `---` at the top, and the text with blank lines in their place."""
    lines = text.split("\n")
    if lines[0].strip() != "---":
        return HeadFields(), text
    end = next((index for index, line in enumerate(lines[1:200], 1) if line.strip() in ("---", "...")), 0)
    if not end or not any(":" in line for line in lines[1:end]):
        return HeadFields(), text
    fields = read_fields([(number, line) for number, line in enumerate(lines[1:end], 2) if line.strip()])
    return fields, "\n".join([""] * (end + 1) + lines[end + 1 :])
