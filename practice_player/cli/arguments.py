"""The arguments that several commands take, and the type of the function that adds a command.

Imports next to nothing before an argument is read, because `--help` loads this module.
"""

import argparse
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

from practice_player.script.choices import (
    ADAPTATIONS,
    BEDS,
    GOALS,
    INSTRUCTIONS,
    LEAVE_OUT_WORDS,
    MOODS,
    NOTHING,
    OUTPUTS,
)

if TYPE_CHECKING:
    from decimal import Decimal

    from practice_player.core.request import PracticeRequest

MAX_LENGTH_S: Final = 12 * 3600
"""The longest length that may be requested."""

MAX_NUMBER_LETTERS: Final = 19
"""So many digits has the largest number that an entry can have."""

MAX_STEP_NUMBER_LETTERS: Final = 3
"""So many digits has the largest number of a step."""

Run: TypeAlias = Callable[[argparse.Namespace], int]
"""Runs a command with its parsed arguments; returns the exit code."""


class AddCommand(Protocol):
    """Adds the parser of a command; passed to the command's `register`."""

    def __call__(self, name: str, run: Run) -> argparse.ArgumentParser: ...


class Actions(Protocol):
    """Adds the parsers of a command's own commands, such as those of `journal`."""

    def add_parser(self, name: str, *, help: str) -> argparse.ArgumentParser: ...  # noqa: A002 - argparse's


def is_output(name: str) -> bool:
    """Whether sound can go there in real time; what has a point in its name is a file."""
    if name in OUTPUTS or "." in name:
        return name in OUTPUTS
    from practice_player.lib.plugins import OUTPUTS_GROUP, find_plugins

    return name in find_plugins(OUTPUTS_GROUP)


def add_practice_arguments(parser: argparse.ArgumentParser, *, name_required: bool = True) -> None:
    """Adds the name of the practice and the options that `practice_request` reads."""
    parser.add_argument(
        "name",
        nargs=None if name_required else "?",
        metavar="NAME",
        help="a practice's name, or the path of a script",
    )
    parser.add_argument(
        "--length", type=_parse_length_s, metavar="7m", help="how long it lasts: 7m, 1m30s, 12:30"
    )
    parser.add_argument(
        "--without",
        type=_parse_without,
        default=frozenset(),
        metavar="hold,touch",
        help=f"what is left out: {', '.join(LEAVE_OUT_WORDS)}; or {NOTHING}, not even what your settings say",
    )
    parser.add_argument(
        "--brief",
        action="store_true",
        help=f"for somebody who knows it: --without {INSTRUCTIONS}, where a practice has a way for that",
    )
    parser.add_argument("--voice", help="who speaks; else the first voice of your settings that is there")
    add_no_log_argument(parser)
    add_sessions_argument(parser)


def practice_request(
    args: argparse.Namespace, *, bed: str | None = None, output: str | None = None, first: str = ""
) -> "PracticeRequest":
    """Returns the request for the arguments of `add_practice_arguments`, with `journal` of the settings.

    Raises:
        UsageError: the place of the settings is not known.
    """
    from practice_player.cli.own_settings import own_preferences
    from practice_player.core.request import PracticeRequest
    from practice_player.lib.units import frames

    return PracticeRequest(
        name=args.name,
        length_frames=None if args.length is None else frames(args.length),
        bed=bed,
        without=args.without | ({INSTRUCTIONS} if args.brief else frozenset()),
        voice=args.voice,
        output=output,
        log=not args.no_log and own_preferences().chosen.journal,
        first=first,
    )


def add_bed_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--bed", choices=BEDS, help="the background, where it has one; none turns it off")


def add_at_argument(parser: argparse.ArgumentParser, *, required: bool = False) -> None:
    parser.add_argument(
        "--at",
        metavar="21:30",
        required=required,
        help="when it begins: a time of day here, or a moment such as 2026-11-25T20:30Z",
    )


def add_motion_argument(parser: argparse.ArgumentParser) -> None:
    """`--reduced-motion`, which `reduced_motion` reads; it may stand before the command too."""
    parser.add_argument(
        "--reduced-motion",
        action="store_true",
        default=argparse.SUPPRESS,  # what stands before a command is not undone by the command's own
        help="nothing moves: words and numbers instead",
    )


def reduced_motion(args: argparse.Namespace) -> bool:
    """Whether nothing is to move."""
    return bool(getattr(args, "reduced_motion", False))


def add_json_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="for programs; see docs/json.md")


def parse_entry_number(text: str) -> int:
    """Reads the number of an entry of the journal.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    if text.isascii() and text.isdecimal() and len(text) <= MAX_NUMBER_LETTERS:
        return int(text)
    raise argparse.ArgumentTypeError(
        f"`{text[:60]}` is not the number of an entry; `practice-player journal list` has them at the left"
    )


def parse_step_number(text: str) -> int:
    """Reads the number of a step of a path.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    if text.isascii() and text.isdecimal() and len(text) <= MAX_STEP_NUMBER_LETTERS and int(text) > 0:
        return int(text)
    raise argparse.ArgumentTypeError(
        f"`{text[:60]}` is not the number of a step; `practice-player path show NAME` has them at the left"
    )


def add_goal_argument(parser: argparse.ArgumentParser, summary: str) -> None:
    """Adds `--goal`: what a practice is for, or how somebody feels."""
    words = (*GOALS, *MOODS)
    parser.add_argument("--goal", choices=words, metavar="settle", help=f"{summary}: {', '.join(words)}")


def add_quiet_argument(parser: argparse.ArgumentParser) -> None:
    """`--quiet`, which `main` applies before the command runs; it may also precede the command."""
    parser.add_argument(
        "-q",
        "--quiet",
        action="store_true",
        default=argparse.SUPPRESS,
        help="say only what was asked for, and what went wrong",
    )


def add_no_log_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--no-log", action="store_true", help="leave no trace: in no journal, no log and no cache"
    )


def add_sessions_argument(parser: argparse.ArgumentParser) -> None:
    """Adds `--sessions`, which `main` applies before the command runs; it may also precede the command."""
    # No default: the one of a command's parser would overwrite an option before the command.
    parser.add_argument(
        "--sessions", metavar="DIR", default=argparse.SUPPRESS, help="a folder of scripts, before your own"
    )


def _parse_without(text: str) -> frozenset[str]:
    words = {ADAPTATIONS.get(word, word) for word in (part.strip() for part in text.split(",")) if word}
    for word in sorted(words - {*LEAVE_OUT_WORDS, NOTHING}):
        raise argparse.ArgumentTypeError(
            f"`{word}` is nothing that can be left out; "
            f"write some of {', '.join(LEAVE_OUT_WORDS)}, or {NOTHING}"
        )
    return frozenset(words)


def _parse_length_s(text: str) -> "Decimal":
    from practice_player.lib.units import read_length

    length_s = read_length(text)
    if length_s is None or length_s <= 0:
        hint = f"; write a point: {text.replace(',', '.')}" if re.search(r"\d,\d", text) else ""
        raise argparse.ArgumentTypeError(
            f"`{text[:60]}` is not a length{hint or '; write for instance 7m, 1m30s or 12:30'}"
        )
    if length_s > MAX_LENGTH_S:
        raise argparse.ArgumentTypeError("no practice lasts longer than twelve hours; write for instance 7m")
    return length_s
