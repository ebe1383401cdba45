"""Writes commands for messages, so that each can be pasted into a shell.

Pure, apart from asking which system this is.
"""

import os
import re
import shlex
import sys
from typing import Final

_SAFE_WORD: Final = re.compile(r"[\w@%+=:,./-]+")
_SAFE_WORD_ON_WINDOWS: Final = re.compile(r"[\w@+=:,./\\~-]+")
_UNESCAPED_BYTE: Final = re.compile(rb"[ -&(-\[\]-~]")


def suggested_command(verb: str, *names: str) -> str:
    """Returns `practice-player` with a verb and names, which may come from outside, quoted."""
    separator = ("--",) if any(name.startswith("-") for name in names) else ()
    return " ".join(("practice-player", verb, *separator, *map(quote_for_shell, names)))


def quote_for_shell(word: str, *, windows: bool = sys.platform == "win32") -> str:
    """Returns any text as one word for the shells of this system."""
    if windows:  # its shells cannot escape a quote or a control, and no file name has one there
        return word if _SAFE_WORD_ON_WINDOWS.fullmatch(word) else f'"{word}"'
    if _SAFE_WORD.fullmatch(word):  # letters of any language need no quotes
        return word
    return shlex.quote(word) if word.isprintable() else _quote_with_escapes(os.fsencode(word))


def _quote_with_escapes(raw: bytes) -> str:
    """Quotes bytes as `$'…'`, with an octal escape for each that a terminal would obey or cannot show."""
    characters = (raw[index : index + 1] for index in range(len(raw)))
    return (
        "$'"
        + "".join(
            character.decode() if _UNESCAPED_BYTE.match(character) else f"\\{character[0]:03o}"
            for character in characters
        )
        + "'"
    )
