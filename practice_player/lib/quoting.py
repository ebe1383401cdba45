"""Quotes what somebody wrote, or called a file, in a message."""

from typing import Final

from practice_player.lib.letters import joins_emoji, shorten

MAX_QUOTED_CHARACTERS: Final = 60
"""Longer quotations of an author's text are shortened."""


def quoted(written: object, *, max_characters: int = MAX_QUOTED_CHARACTERS) -> str:
    """Returns an author's words for a message: short, on one line, without control characters."""
    return quoted_file_name(
        " ".join(str(written)[: 10 * max_characters].split()), max_characters=max_characters
    )


def quoted_file_name(written: str, *, max_characters: int = MAX_QUOTED_CHARACTERS) -> str:
    """Returns a file's name for a message: as `quoted` does, but with every space in it."""
    excerpt = written[: 10 * max_characters]
    shown = "".join(
        letter if letter.isprintable() or joins_emoji(excerpt, index) else f"\\x{ord(letter):02x}"
        for index, letter in enumerate(excerpt)
    )
    return shorten(shown, max_characters)
