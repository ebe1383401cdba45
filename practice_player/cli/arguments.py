"""What the commands share of their arguments: how a command is added, and the options that several take.

Imports nothing heavy: all of it is loaded before `--help` can be shown.
"""

import argparse
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final, Protocol, TypeAlias

from practice_player.core.request import PracticeRequest
from practice_player.lib.units import frames, read_length
from practice_player.script.choices import ADAPTATIONS, BEDS, DEFAULT_VOICE, LEFT_OUT, NOTHING, OUTPUTS

MAX_LENGTH_S: Final = 12 * 3600
"""The longest that a practice may be asked to last."""

Run: TypeAlias = Callable[[argparse.Namespace], int]
"""Runs a command with its parsed arguments; returns the exit code."""


class AddCommand(Protocol):
    """What a command's `register` is given to add its parser with."""

    def __call__(self, name: str, run: Run, summary: str) -> argparse.ArgumentParser: ...


def add_practice_arguments(parser: argparse.ArgumentParser) -> None:
    """The practice's name and how it is to be; `practice_request` reads them."""
    parser.add_argument("name", metavar="NAME", help="a practice's name, or the path of a script")
    parser.add_argument("--length", type=_length, metavar="7m", help="how long it lasts: 7m, 1m30s, 12:30")
    parser.add_argument(
        "--without",
        type=_without,
        default=frozenset(),
        metavar="hold,touch",
        help=f"what is left out: {', '.join(LEFT_OUT)}; or {NOTHING}, not even what is remembered",
    )
    parser.add_argument("--voice", default=DEFAULT_VOICE, help="who speaks")
    add_no_log_argument(parser)
    add_sessions_argument(parser)


def practice_request(
    args: argparse.Namespace, *, bed: str | None = None, output: str = OUTPUTS[0], first: str = ""
) -> PracticeRequest:
    """The request that the arguments of `add_practice_arguments` make."""
    return PracticeRequest(
        name=args.name,
        length_frames=None if args.length is None else frames(args.length),
        bed=bed,
        without=args.without,
        voice=args.voice,
        output=output,
        log=not args.no_log,
        first=first,
    )


def add_bed_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--bed", choices=BEDS, help="the background; none turns it off")


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


def add_no_log_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--no-log", action="store_true", help="leave no trace: in no journal, no log and no cache"
    )


def add_sessions_argument(parser: argparse.ArgumentParser) -> None:
    """`--sessions`, which `main` obeys before the command runs; it may stand before the command too."""
    # Without a default, what stands before a command is not undone by the command's own.
    parser.add_argument(
        "--sessions", metavar="DIR", default=argparse.SUPPRESS, help="a folder of scripts, before your own"
    )


def _without(text: str) -> frozenset[str]:
    words = {ADAPTATIONS.get(word, word) for word in (part.strip() for part in text.split(",")) if word}
    for word in sorted(words - {*LEFT_OUT, NOTHING}):
        raise argparse.ArgumentTypeError(
            f"`{word}` is nothing that can be left out; write some of {', '.join(LEFT_OUT)}, or {NOTHING}"
        )
    return frozenset(words)


def _length(text: str) -> Decimal:
    length_s = read_length(text)
    if length_s is None or length_s <= 0:
        point = f"; write a point: {text.replace(',', '.')}" if re.search(r"\d,\d", text) else ""
        raise argparse.ArgumentTypeError(
            f"`{text[:60]}` is not a length{point or '; write for instance 7m, 1m30s or 12:30'}"
        )
    if length_s > MAX_LENGTH_S:
        raise argparse.ArgumentTypeError("no practice lasts longer than twelve hours; write for instance 7m")
    return length_s
