"""The tags of a sound file: title, artist and chapters."""

import unicodedata
from dataclasses import dataclass, replace
from typing import Final, Self

from practice_player.lib.plain_text import one_line

MAX_CHAPTERS: Final = 255
"""The most chapters: an ID3 table of contents counts its entries in one byte."""

MAX_CHARACTERS: Final = 1_000_000
"""The most characters in all texts together: a metadata block of a FLAC file holds at most 16 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A named place that players can jump to; it lasts until the next chapter."""

    start_frame: int
    """Frames from the start of the sound (0 or more)."""

    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    title: str
    """Not written when empty."""

    artist: str
    """Not written when empty."""

    chapters: tuple[Chapter, ...]
    """In order of time; at most `MAX_CHAPTERS`."""

    length_frames: int
    """The length of the sound, in frames; the last chapter ends there."""

    def plain(self) -> Self:
        """Returns the same tags in text that every format can hold: no control characters, all encodable."""
        chapters = tuple(replace(chapter, title=_plain(chapter.title)) for chapter in self.chapters)
        return replace(self, title=_plain(self.title), artist=_plain(self.artist), chapters=chapters)

    def characters(self) -> int:
        """Returns the number of characters in all texts together."""
        return sum(map(len, (self.title, self.artist, *(chapter.title for chapter in self.chapters))))


def _plain(text: str) -> str:
    """Collapses white space and removes control characters, for players print tags to terminals.

    RIFF ends a text at a zero byte, and a lone surrogate cannot be encoded.
    """
    spaced = "".join(" " if unicodedata.category(character) == "Cc" else character for character in text)
    return " ".join(one_line(spaced.encode("utf-8", "replace").decode("utf-8")).split())
