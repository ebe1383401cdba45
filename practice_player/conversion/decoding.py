"""Decodes the bytes of a text file, whatever program saved it."""

import codecs
import re
from typing import Final

from practice_player.conversion.items import ConversionError, Loss
from practice_player.lib.quoting import quoted

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins alike
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WINDOWS: Final = "cp1252"
_SIGNATURES: Final = (
    (b"%PDF", "a PDF file"),
    (b"{\\rtf", "a rich text file (RTF)"),
    (b"\xd0\xcf\x11\xe0", "a Word document of the old kind (.doc)"),
    (b"PK\x03\x04", "an archive"),
    (b"ID3", "a recording"),
    (b"OggS", "a recording"),
    (b"RIFF", "a recording"),
    (b"fLaC", "a recording"),
)
UNUSABLE: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
"""Characters that no script may contain, and the byte order mark."""

_MAX_UNUSABLE_SHARE: Final = 0.1
"""A text has hardly any of them; a file with more is something else."""


def decode(raw: bytes, *, place: str) -> tuple[str, tuple[Loss, ...]]:
    r"""Returns the text with `\n` at its line ends, and what was guessed or left out.

    UTF-8, UTF-16 and UTF-32 are known by their marks or their zero bytes.  A line that is not UTF-8 is read
    as Windows-1252, so that a text in which both are mixed is readable too.

    Raises:
        ConversionError: it is no text.
    """
    for signature, kind in _SIGNATURES:
        if raw.startswith(signature):
            raise _not_text(f"this is {kind}, and no text", place)
    text, losses = _decoded(raw)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    unusable_count = len(UNUSABLE.findall(text))
    if unusable_count > max(16, len(text) * _MAX_UNUSABLE_SHARE):
        raise _not_text("this is no text", place)
    if unusable_count:
        losses += tuple(_unusable_losses(text))
        text = UNUSABLE.sub("", text)
    return text, losses


def _decoded(raw: bytes) -> tuple[str, tuple[Loss, ...]]:
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            if encoding == "utf-8":
                raw = raw[len(bom) :]
                break
            return raw[len(bom) :].decode(encoding, "replace"), ()
    if encoding := _encoding_by_zeros(raw[:4096]):
        return raw.decode(encoding, "replace"), ()
    try:
        return raw.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _decoded_by_lines(raw)


def _encoding_by_zeros(head: bytes) -> str:
    """Returns UTF-16's name for a text without a mark whose every second byte is zero; else nothing."""
    half = len(head) // 2
    if half < 2:  # noqa: PLR2004
        return ""
    even_zeros, odd_zeros = head[::2].count(0), head[1::2].count(0)
    if odd_zeros > half * 0.7 and even_zeros < half * 0.1:
        return "utf-16-le"
    return "utf-16-be" if even_zeros > half * 0.7 and odd_zeros < half * 0.1 else ""


def _decoded_by_lines(raw: bytes) -> tuple[str, tuple[Loss, ...]]:
    lines, wrong_lines = [], []
    for number, raw_line in enumerate(raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"), 1):
        try:
            lines.append(raw_line.decode("utf-8"))
        except UnicodeDecodeError:
            lines.append(raw_line.decode(_WINDOWS, "replace"))
            wrong_lines.append(number)
    more = f", and {len(wrong_lines) - 1} more lines are not either" if len(wrong_lines) > 1 else ""
    loss = Loss(
        wrong_lines[0],
        f"this line is not UTF-8{more}; Windows-1252 is taken in its place",
        "look at its quotes and accents; if they are wrong, save the file as UTF-8 and begin again",
    )
    return "\n".join(lines), (loss,)


def _unusable_losses(text: str) -> list[Loss]:
    losses = []
    for number, line in enumerate(text.split("\n"), 1):
        if letters := UNUSABLE.findall(line):
            codes = ", ".join(dict.fromkeys(f"U+{ord(letter):04X}" for letter in letters[:100]))
            problem = f"characters that nobody can see are left out ({quoted(codes)})"
            losses.append(Loss(number, problem, "look at the words there"))
    return losses[:100]


def _not_text(problem: str, place: str) -> ConversionError:
    return ConversionError(
        problem, fix="save its words as plain text (.txt) or as a Word document (.docx)", place=place
    )
