"""What a sound file says of itself."""

import unicodedata
from dataclasses import dataclass, replace
from typing import Final, Self

from practice_player.lib.plain_text import one_line

MOST_CHAPTERS: Final = 255
"""An ID3 table of contents counts its entries in one byte."""

MOST_LETTERS: Final = 1_000_000
"""In all texts together; a block of a FLAC file holds no more than 16 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A place to go to; it lasts until the next."""

    start_frame: int
    """From the start of the sound (0 or more)."""

    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    title: str
    """Empty leaves it out."""

    artist: str
    """Empty leaves it out."""

    chapters: tuple[Chapter, ...]
    """In order of time, at most `MOST_CHAPTERS`."""

    length_frames: int
    """Of the sound: its last chapter ends there."""

    def plain(self) -> Self:
        """The same in text that every format can hold: without control characters, encodable."""
        chapters = tuple(replace(chapter, title=_plain(chapter.title)) for chapter in self.chapters)
        return replace(self, title=_plain(self.title), artist=_plain(self.artist), chapters=chapters)

    def letters(self) -> int:
        """How much text there is."""
        return sum(map(len, (self.title, self.artist, *(chapter.title for chapter in self.chapters))))


def _plain(text: str) -> str:
    """White space folded, and nothing that a terminal obeys: players print what they read.

    RIFF ends a text at a zero byte, and a lone surrogate has no bytes.
    """
    spaced = "".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in text)
    return " ".join(one_line(spaced.encode("utf-8", "replace").decode("utf-8")).split())
