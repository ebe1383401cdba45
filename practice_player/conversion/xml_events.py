"""Reads XML from anywhere: no declared entity is expanded, no other file opened, no depth unbounded.

See docs/decisions/0071-xml-is-read-with-expat-and-no-declared-entities.md.
"""

import html
from collections.abc import Mapping
from typing import Final, Protocol
from xml.parsers import expat

from practice_player.conversion.items import ConversionError

MAX_DEPTH: Final = 200
"""The deepest that elements may be nested; a Word document needs some twenty levels."""


class XmlHandler(Protocol):
    """Takes what stands in the XML, in order; lines are counted from 1."""

    def start(self, name: str, attributes: Mapping[str, str], line: int, /) -> None:
        """An element begins."""

    def end(self, name: str, line: int, /) -> None:
        """An element ends."""

    def text(self, text: str, line: int, /) -> None:
        """Text, which may come in several pieces."""


def read_xml(raw: bytes, handler: XmlHandler, *, place: str, fix: str) -> None:
    """Hands everything in a text of UTF-8 to the handler, whatever encoding it declares.

    Raises:
        ConversionError: it is not XML, is nested too deep, or declares entities of its own.
    """
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.UseForeignDTD(True)  # so that `&nbsp;`, which XML does not know, is handed over and no error
    depth = 0

    def refuse(problem: str) -> ConversionError:
        return ConversionError(problem, fix=fix, place=f"{place}:{parser.CurrentLineNumber}")

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise refuse(f"elements are nested more than {MAX_DEPTH} deep here")
        handler.start(name, attributes, parser.CurrentLineNumber)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(name, parser.CurrentLineNumber)

    def doctype(_name: str, _system: str | None, _public: str | None, has_declarations: int) -> None:
        if has_declarations:
            raise refuse("the file declares entities or elements of its own, which are not read")

    def skipped_entity(name: str, is_parameter: int) -> None:
        if not is_parameter:
            handler.text(html.unescape(f"&{name};"), parser.CurrentLineNumber)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = lambda text: handler.text(text, parser.CurrentLineNumber)
    parser.StartDoctypeDeclHandler = doctype
    parser.SkippedEntityHandler = skipped_entity
    try:
        parser.Parse(raw, True)
    except expat.ExpatError as exc:
        problem = f"this is not XML ({expat.ErrorString(exc.code)})"
        raise ConversionError(problem, fix=fix, place=f"{place}:{exc.lineno}") from None
