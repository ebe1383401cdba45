"""What a terminal that cannot show a character is sent in its place: something alike, and as wide.

A codec's error handler: it sees only what the terminal's encoding has not got.
"""

import codecs
import unicodedata
from typing import Final

ERRORS: Final = "stand-ins"
"""The name of the handler, for `errors=` of a stream, once `register` was called."""

_ALIKE: Final = {
    **dict.fromkeys("·–—‐‑−─╌┄┈", "-"),
    **dict.fromkeys("━═╸╺", "="),
    **dict.fromkeys("│┃║▌▐▏▕▎▍▊▋", "|"),
    **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╰╯", "+"),
    **dict.fromkeys("█▇▆▅▉▙▟▛▜●■◉", "#"),
    **dict.fromkeys("▀▔▘▝▚▞", '"'),
    **dict.fromkeys("▄▁▂▃▖▗", "_"),
    **dict.fromkeys("‘’‚′", "'"),
    **dict.fromkeys("“”„″", '"'),
    **dict.fromkeys("☑✓✔×", "x"),
    **dict.fromkeys("○◌◦☐□…", "."),
    **dict.fromkeys("•★☆♥", "*"),
    **dict.fromkeys("←‹«◀◂", "<"),
    **dict.fromkeys("→›»▶▸", ">"),
    "∞": "&",  # never a digit: it stands after the day in the calendar
    "↑": "^",
    "↓": "v",
}


def stand_in(letter: str) -> str:
    """ASCII for one character: something alike, the letter without its accent, or `?`."""
    alike = _ALIKE.get(letter)
    if alike is None:
        plain = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode()
        alike = plain if len(plain) == 1 and plain.isprintable() else "?"
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return ""  # it takes no room
    return alike * 2 if unicodedata.east_asian_width(letter) in "WF" else alike


def _handle(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(stand_in, error.object[error.start : error.end])), error.end


def register() -> None:
    """Makes the handler known to Python's codecs; doing so twice is fine."""
    codecs.register_error(ERRORS, _handle)
