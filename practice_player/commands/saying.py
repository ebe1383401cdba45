"""What every command prints: the only place of the program that writes to the terminal outside the interface.

Nothing of a script, a file name or a note reaches the terminal as more than text, and what is said
on one line stays on one line (plain_text.py).
"""

import json
import sys
from typing import TextIO

from practice_player.plain_text import escaped, one_line


def say(text: str = "") -> None:
    """Prints one line, at once."""
    _print(text, sys.stdout)


def say_lines(text: str) -> None:
    """Prints a text that the program has laid out in lines, such as an error."""
    for line in text.split("\n"):
        say(line)


def say_json(value: object) -> None:
    """Prints a value exactly; what a terminal would obey, or cannot show, is written as an escape."""
    narrow = "utf" not in (sys.stdout.encoding or "").lower()
    print(escaped(json.dumps(value, indent=2, ensure_ascii=narrow)), flush=True)


def warn(text: str) -> None:
    """Prints one line to standard error."""
    _print(text, sys.stderr)


def warn_lines(text: str) -> None:
    """Prints a text that the program has laid out in lines to standard error."""
    for line in text.split("\n"):
        warn(line)


def _print(text: str, stream: TextIO) -> None:
    print(one_line(text), file=stream, flush=True)
