"""Reads the text of a Word document (.docx), which is a zip archive with the words in one XML file.

Only that file is unpacked, and no further than `MAX_XML_BYTES`.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from practice_player.conversion.items import (
    ConversionError,
    Heading,
    Item,
    Loss,
    ParagraphEnd,
    Reading,
)
from practice_player.conversion.marks import emphasis_loss
from practice_player.conversion.paragraphs import NumberedLine, read_paragraph
from practice_player.conversion.xml_events import read_xml

MAX_DOCUMENT_BYTES: Final = 50_000_000
"""A larger document, pictures and all, is not read."""

MAX_XML_BYTES: Final = 20_000_000
"""The largest text with its markup: some hundred hours of words."""

MAX_FILES: Final = 5_000

_USUAL_PART: Final = "word/document.xml"
_PART: Final = re.compile(r"word/document[0-9]*\.xml")
_HEADING_STYLE: Final = re.compile(
    r"heading|berschrift|titre|rubrik|t[ií]tulo|kop[0-9]|otsikko", re.IGNORECASE
)
_TITLE_STYLE: Final = re.compile(r"title|titel", re.IGNORECASE)
_FIX: Final = "open it in a word processor and save it again, as .docx or as plain text (.txt)"

_NOT_READ: Final = {
    "w:drawing": "a picture is left out: it is not heard",
    "w:pict": "a picture is left out: it is not heard",
    "w:object": "an embedded object is left out: it is not heard",
    "w:footnoteReference": "a footnote is left out: notes are not read",
    "w:endnoteReference": "an endnote is left out: notes are not read",
    "w:commentReference": "a comment is left out: comments are not read",
    "w:tbl": "the lines of a table are left out; its words are said from left to right",
    "w:del": "words that were struck out with changes tracked are left out",
}
_SKIPPED: Final = frozenset(("w:instrText", "w:delText", "mc:Fallback", "w:drawing", "w:pict", "w:object"))
"""Elements whose text is not part of the document's words."""


def read_word_document(raw: bytes, *, place: str) -> Reading:
    """Returns the reading of a Word document; its lines are paragraphs.

    Raises:
        ConversionError: it is not a Word document, is damaged, or is larger than any script.
    """
    handler = _Handler()
    read_xml(_unpack(raw, place), handler, place=place, fix=_FIX)
    return Reading(items=tuple(handler.items), title=handler.title, line_word="paragraph")


def _unpack(raw: bytes, place: str) -> bytes:
    """Returns the XML with the words."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if len(archive.infolist()) > MAX_FILES:
                raise ConversionError("it has more files than any Word document", fix=_FIX, place=place)
            names = [info.filename for info in archive.infolist() if _PART.fullmatch(info.filename)]
            if not names:
                raise ConversionError("this archive is no Word document", fix=_FIX, place=place)
            with archive.open(_USUAL_PART if _USUAL_PART in names else names[0]) as part:
                xml = part.read(MAX_XML_BYTES + 1)
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        ValueError,
        RuntimeError,
        NotImplementedError,
    ) as exc:
        problem = f"the Word document is damaged or encrypted ({exc})"
        raise ConversionError(problem, fix=_FIX, place=place) from None
    if len(xml) > MAX_XML_BYTES:
        problem = f"its text unpacks to more than {MAX_XML_BYTES // 1_000_000} MB"
        raise ConversionError(problem, fix="keep one practice in a document", place=place)
    return _as_utf8(xml)


def _as_utf8(xml: bytes) -> bytes:
    if xml.startswith((b"\xff\xfe", b"\xfe\xff")):
        return xml.decode("utf-16", "replace").encode()
    return xml.removeprefix(b"\xef\xbb\xbf")


@dataclass(slots=True)
class _Handler:
    items: list[Item] = field(default_factory=list)
    title: str = ""
    _open: list[str] = field(default_factory=list)
    _skipped: int = 0
    """How many elements are open whose text is skipped."""

    _paragraph: int = 0
    _text: str = ""
    _style: str = ""
    _losses: list[Loss] = field(default_factory=list)
    _is_bold: bool = False
    _bold_words: str = ""
    _plain_words: str = ""

    def start(self, name: str, attributes: Mapping[str, str], _line: int) -> None:
        self._open.append(name)
        self._skipped += name in _SKIPPED
        if name == "w:p" and not self._skipped:
            self._paragraph += 1
            self._text = self._style = self._bold_words = self._plain_words = ""
        elif name in ("w:pStyle", "w:outlineLvl"):
            self._style = self._style or (
                "heading" if name == "w:outlineLvl" else attributes.get("w:val", "")
            )
        elif name == "w:r":
            self._is_bold = False
        elif name in ("w:b", "w:i", "w:u") and "w:rPr" in self._open[-2:-1]:
            self._is_bold |= attributes.get("w:val", "true") not in ("0", "false", "none", "off")
        elif name in ("w:br", "w:cr") and not self._skipped:
            self._text += "\n"
        elif name == "w:tab":
            self._text += " "
        if name in _NOT_READ:
            self._losses.append(
                Loss(max(1, self._paragraph), _NOT_READ[name], "say it in words, if it matters")
            )

    def end(self, name: str, _line: int) -> None:
        if name == "w:p" and not self._skipped:
            self.items += self._paragraph_items()
            self.items += self._losses
            self._losses = []
        elif name == "w:tc":
            self.items.append(ParagraphEnd(self._paragraph))
        self._skipped -= name in _SKIPPED
        self._open.pop()

    def text(self, text: str, _line: int) -> None:
        if self._skipped or self._open[-1:] != ["w:t"]:
            return
        self._text += text
        if self._is_bold:
            self._bold_words += text
        else:
            self._plain_words += text

    def _paragraph_items(self) -> Iterator[Item]:
        words = " ".join(self._text.split())
        if not words:
            return
        if _TITLE_STYLE.search(self._style) and not self.title:
            self.title = words
        elif _HEADING_STYLE.search(self._style) or _TITLE_STYLE.search(self._style):
            yield Heading(self._paragraph, words)
        else:
            lines: list[NumberedLine] = [(self._paragraph, line) for line in self._text.split("\n")]
            yield from read_paragraph(lines)
            if self._bold_words.strip() and self._plain_words.strip():
                yield emphasis_loss(self._paragraph, " ".join(self._bold_words.split()))
