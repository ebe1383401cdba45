"""Characters that look like an ordinary space, hyphen, colon, slash or quote and are others.

A word processor or a French keyboard types a no-break space, and a phone makes a dash of a hyphen; on the
screen all looks as it should.  In words they are welcome; where a file has its structure they are not.
"""

import re
import unicodedata
from typing import Final

from practice_player.lib.letters import joins_emoji

SPACES: Final = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
INVISIBLE: Final = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
DASHES: Final = "\u2010-\u2015\u2212\u2043\ufe58\ufe63\uff0d"
BULLETS: Final = "*+\u00b7\u2022\u2023\u2219\u25aa\u25cf\u25e6"
COLONS: Final = "\uff1a\ufe55\u2236\ua789"
SLASHES: Final = "\u2044\u2215\uff0f"
QUOTES: Final = "\u2018-\u201f\u2032-\u2036\u00ab\u00bb\uff02\uff07"
EQUALS: Final = "\uff1d\ufe66"

REPLACEMENTS: Final = (
    (re.compile(rf"[{SPACES}]"), " ", "type an ordinary space"),
    (re.compile(rf"[{INVISIBLE}]"), "", "delete it"),
    (re.compile(rf"[{DASHES}{BULLETS}]"), "-", "type an ordinary hyphen"),
    (re.compile(rf"[{COLONS}]"), ":", "type an ordinary colon, and a space after it"),
    (re.compile(rf"[{SLASHES}]"), "/", "type an ordinary `/`"),
    (re.compile(rf"[{QUOTES}]"), '"', 'type an ordinary `"`'),
    (re.compile(rf"[{EQUALS}]"), "=", "type an ordinary `=`"),
)
"""Lookalikes, the character that is meant, and the remedy."""

_IN_VALUES: Final = re.compile(rf"[{SPACES}{INVISIBLE}{DASHES}{COLONS}{SLASHES}]")


def explain_lookalike(value: object) -> tuple[str, str] | None:
    """Returns the problem and the remedy for the first lookalike in a value; None if it has none."""
    lookalikes = _IN_VALUES.finditer(value) if isinstance(value, str) else ()
    return next(
        (explain_letter(match[0]) for match in lookalikes if not joins_emoji(match.string, match.start())),
        None,
    )


def is_lookalike(letter: str) -> bool:
    """Whether a letter is a lookalike."""
    return not letter.isascii() and any(lookalikes.fullmatch(letter) for lookalikes, _, _ in REPLACEMENTS)


def explain_letter(letter: str) -> tuple[str, str]:
    """Returns the problem and the remedy for a lookalike."""
    name = unicodedata.name(letter, "character without a name").lower()
    article = "an" if name[0] in "aeiou" else "a"
    fix = next(fix for lookalikes, _, fix in REPLACEMENTS if lookalikes.fullmatch(letter))
    return f"there is {article} {name} (U+{ord(letter):04X}) here", fix
