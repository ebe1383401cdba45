"""Commands as messages suggest them: each can be pasted into a shell as it stands.

Pure, but for asking which system this is.
"""

import os
import re
import shlex
import sys
from typing import Final

_PLAIN: Final = re.compile(r"[\w@%+=:,./-]+")
_PLAIN_ON_WINDOWS: Final = re.compile(r"[\w@+=:,./\\~-]+")
_AS_IT_IS: Final = re.compile(rb"[ -&(-\[\]-~]")


def command(verb: str, *names: str) -> str:
    """`practice-player` with a verb, and names that came from outside."""
    ends = ("--",) if any(name.startswith("-") for name in names) else ()
    return " ".join(("practice-player", verb, *ends, *map(pasted, names)))


def pasted(word: str, *, windows: bool = sys.platform == "win32") -> str:
    """One word for the shells of this system, whatever is in it."""
    if windows:  # neither shell there has a way to write a quote or a control, and no file's name has one
        return word if _PLAIN_ON_WINDOWS.fullmatch(word) else f'"{word}"'
    if _PLAIN.fullmatch(word):  # letters of any language need no quotes
        return word
    return shlex.quote(word) if word.isprintable() else _escaped(os.fsencode(word))


def _escaped(raw: bytes) -> str:
    """What a terminal would obey, or cannot show, in a way that can be typed."""
    signs = (raw[at : at + 1] for at in range(len(raw)))
    return "$'" + "".join(one.decode() if _AS_IT_IS.match(one) else f"\\{one[0]:03o}" for one in signs) + "'"
