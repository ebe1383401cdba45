"""Respells words for a speech engine: how they sound, in place of how they are written.  Pure."""

import re
from collections.abc import Collection, Mapping

from practice_player.lib.paths import to_nfc


def respelled(text: str, table: Mapping[str, str]) -> str:
    """Returns a text with whole words replaced by a table with small letters, and with the same capitals."""
    if not table:
        return text

    def respelling_of(match: re.Match[str]) -> str:
        return _match_case(match[0], table.get(match[0].lower(), match[0]))

    return words_pattern(table).sub(respelling_of, to_nfc(text))


def words_pattern(words: Collection[str]) -> re.Pattern[str]:
    """Returns a pattern that finds whole words, or several words together, the longest first."""
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)


def _match_case(written: str, respelling: str) -> str:
    if len(written) > 1 and written.isupper():
        return respelling.upper()
    return respelling[:1].upper() + respelling[1:] if written[:1].isupper() else respelling
