"""How long words take to read, for phrases that nobody says."""

from decimal import Decimal
from functools import cache

from practice_player.lib.units import frames
from practice_player.script.languages import relative_reading_speed

READING_CHARACTERS_PER_S = 12
"""The reading speed assumed for English without a recording (content 3.5: at most 17)."""


def reading_frames(text: str, lang: str | None = None) -> int:
    """Returns how long a phrase without a recording is shown."""
    return frames(1 + reading_s(text, lang))


def reading_s(text: str, lang: str | None) -> Decimal:
    """Returns how long some words take to read at the pace of captions, in seconds."""
    return Decimal(len(text)) / _reading_characters_per_s(lang)


@cache
def _reading_characters_per_s(lang: str | None) -> Decimal:
    return READING_CHARACTERS_PER_S * relative_reading_speed(lang)
