"""Reads a file of any format that scripts can be made of, by its ending and by its content."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

from practice_player.conversion.decoding import decode
from practice_player.conversion.items import MAX_ITEMS, ConversionError, Reading
from practice_player.lib.plain_files import MAX_SCRIPT_BYTES, UnusableFileError, read_bytes

TIMED_ENDINGS: Final = (".srt", ".vtt", ".lrc")
_MARKDOWN_ENDINGS: Final = (".md", ".markdown", ".mdown", ".mkd")
_SSML_ENDINGS: Final = (".ssml", ".xml")
_WORD_ENDINGS: Final = (".docx", ".docm", ".dotx")
_SCRIPT_ENDINGS: Final = (".yaml", ".yml")

_CUE_TIMES: Final = re.compile(r"^\s*\d+:\d\d(?::\d\d)?[.,]\d+\s*-->", re.MULTILINE)
_SSML_START: Final = re.compile(
    r"\s*(?:<\?xml\b[^>]*>\s*)?(?:<!DOCTYPE\b[^>]*>\s*)?(?:<!--.*?-->\s*)*<speak\b", re.DOTALL
)


def read_file(path: Path, *, has_audio: bool) -> Reading:
    """Returns the reading of a file; `has_audio` asks for the parts of a recording.

    Raises:
        ConversionError: it cannot be read, is too large, or holds nothing that can be said.
    """
    ending = path.suffix.lower()
    is_word = ending in _WORD_ENDINGS
    if ending in _SCRIPT_ENDINGS:
        raise ConversionError(
            "this is a script already", fix="copy it to your own scripts, and check it", place=str(path)
        )
    reading = _word_document(path) if is_word else _text_file(path, ending, has_audio=has_audio)
    if len(reading.items) > MAX_ITEMS:
        problem = f"this is more than {MAX_ITEMS:,} words and pauses; no practice is as long"
        raise ConversionError(problem, fix="keep one practice in a file", place=str(path))
    return reading


def _word_document(path: Path) -> Reading:
    from practice_player.conversion.word_document import MAX_DOCUMENT_BYTES, read_word_document

    return read_word_document(_bytes_of(path, MAX_DOCUMENT_BYTES), place=str(path))


def _text_file(path: Path, ending: str, *, has_audio: bool) -> Reading:
    raw = _bytes_of(path, MAX_SCRIPT_BYTES)
    if raw.startswith(b"PK\x03\x04"):
        return _word_document(path)
    text, losses = decode(raw, place=str(path))
    reading = _reading_of(text, ending, place=str(path), has_audio=has_audio)
    return replace(reading, items=(*losses, *reading.items))


def _reading_of(text: str, ending: str, *, place: str, has_audio: bool) -> Reading:
    """Returns the reading of a text; each format's reader is loaded when it is needed."""
    if ending in (".srt", ".vtt") or text.startswith("WEBVTT") or _CUE_TIMES.search(text[:2000]):
        from practice_player.conversion.captions import read_captions

        return read_captions(text, place=place, has_audio=has_audio)
    if ending == ".lrc":
        from practice_player.conversion.captions import read_lyrics

        return read_lyrics(text, place=place, has_audio=has_audio)
    if has_audio:
        fix = f"name a file that ends in {', '.join(TIMED_ENDINGS)}, or leave `--audio` out"
        raise ConversionError(
            "a recording is cut by times, and there are none in this file", fix=fix, place=place
        )
    if ending in _SSML_ENDINGS or _SSML_START.match(text):
        from practice_player.conversion.ssml import read_ssml

        return read_ssml(text, place=place)
    if ending == ".json":
        from practice_player.conversion.json_steps import read_json

        return read_json(text, place=place)
    if ending in _MARKDOWN_ENDINGS:
        from practice_player.conversion.markdown import read_markdown

        return read_markdown(text, place=place)
    from practice_player.conversion.plain_text import read_plain_text

    return read_plain_text(text)


def _bytes_of(path: Path, max_bytes: int) -> bytes:
    try:
        return read_bytes(path, max_bytes=max_bytes)
    except UnusableFileError as exc:
        raise ConversionError(exc.problem, fix=exc.fix, place=str(path)) from None
