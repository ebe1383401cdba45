"""The manual, `practice-player(1)`: argparse-manpage writes it from the parser.

What no parser knows is in `manual_sections.man`.  The page has no date, so that it is the same on every day.
"""

import argparse
import re
import textwrap
from pathlib import Path
from typing import Final

from argparse_manpage.manpage import Manpage

from build_steps.values import parsers
from practice_player import __version__

SECTIONS: Final = Path(__file__).with_name("manual_sections.man")

_SUMMARY: Final = "guided breathing and regulation practices for the terminal"
_ANY_WIDTH_LETTERS: Final = 100_000
"""Wider than any usage, so that the width of a terminal is not in the page."""

_LINE_LETTERS: Final = 78


def man_page(parser: argparse.ArgumentParser) -> str:
    """Returns the manual in roff, in ASCII; the parser is changed, and parses no more."""
    for words, command_parser in parsers(parser):
        command_parser.formatter_class = _wide_formatter
        if words:
            command_parser.description = None  # it repeats what stands above it, in the list of commands
        _put_commands_last(command_parser)
    parser.description = f"{parser.description} Each command says with -h or --help what it takes."
    parser.epilog = None  # the exit codes have a section of their own
    page = Manpage(
        parser,
        {
            "project_name": "practice-player",
            "version": __version__,
            "manual_title": "User Commands",
            "description": _SUMMARY,
            "include": str(SECTIONS),
        },
        format="single-commands-section",
    )
    page.date = ""
    header, *lines = _folded(str(page))
    # No hyphens and no stretched lines: a command is copied from the page.
    return "".join(f"{line}\n" for line in (header, ".nh", ".ad l", *lines))


def _wide_formatter(prog: str) -> argparse.HelpFormatter:
    return argparse.HelpFormatter(prog, width=_ANY_WIDTH_LETTERS)


def _put_commands_last(parser: argparse.ArgumentParser) -> None:
    """Puts a command's own options before its commands: behind them they would look like the last one's."""
    parser._action_groups.sort(  # noqa: SLF001 - argparse has no other way to order them
        key=lambda group: any(
            isinstance(action, argparse._SubParsersAction)  # noqa: SLF001
            for action in group._group_actions  # noqa: SLF001
        )
    )


def _folded(text: str) -> list[str]:
    """Returns the lines, long ones folded, without `usage:`, and letters beyond ASCII as roff writes them."""
    ascii_text = re.sub(r"[^\x00-\x7f]", lambda match: f"\\[u{ord(match[0]):04X}]", text)
    lines: list[str] = []
    for line in ascii_text.splitlines():
        if line.startswith("."):
            lines.append(line)
            continue
        words = line.removeprefix("usage: ")
        folded = textwrap.wrap(words, _LINE_LETTERS, break_long_words=False, break_on_hyphens=False)
        # A line that begins with a full stop or an apostrophe would be a command of roff.
        lines += [f"\\&{part}" if part.startswith((".", "'")) else part for part in folded or [""]]
    return lines
