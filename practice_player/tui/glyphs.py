"""Which characters a terminal can draw shapes with."""

import os
import re
import sys
from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Glyphs(StrEnum):
    """What shapes are drawn with, from the finest to what any terminal has."""

    QUADRANTS = "quadrants"
    """Four dots in each cell: in nearly every font of a terminal emulator."""

    HALVES = "halves"
    """Two dots in each cell: also in the fonts of the Linux console and of old Windows consoles."""

    ASCII = "ascii"
    """Letters and punctuation only."""


_BLOCKS: Final = "▀▚━·…"
_WITHOUT_COLOURS: Final = re.compile("dumb|vt[0-9]+|.*-(m|mono)")
"""Terminals that know no colours, by the value of `TERM`."""


def glyphs_of(encoding: str | None, variables: Mapping[str, str], platform: str) -> Glyphs:
    """The finest that the terminal can show, by its encoding, the environment and `sys.platform`.

    What has no encoding is taken to know all of Unicode.
    """
    try:
        _BLOCKS.encode(encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return Glyphs.ASCII
    if _WITHOUT_COLOURS.fullmatch(variables.get("TERM", "")):
        return Glyphs.ASCII  # blocks would be equally bright wherever there is a little light
    old_console = platform == "win32" and not variables.get("WT_SESSION")
    return Glyphs.HALVES if old_console or variables.get("TERM") == "linux" else Glyphs.QUADRANTS


def terminal_glyphs() -> Glyphs:
    """The same for the terminal that Textual paints on."""
    return glyphs_of(getattr(sys.__stderr__, "encoding", None), os.environ, sys.platform)
