"""`list`: prints the practices that can be chosen."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from practice_player.cli.arguments import (
    AddCommand,
    add_goal_argument,
    add_json_argument,
    add_no_log_argument,
    add_sessions_argument,
)
from practice_player.cli.own_settings import own_preferences, warn_of_settings
from practice_player.cli.printing import say, say_json, say_lines, warn_lines
from practice_player.cli.reading import read_recordings
from practice_player.cli.resuming import print_offer
from practice_player.lib.plain_text import one_line, pad_to_width
from practice_player.lib.suggested_commands import suggested_command
from practice_player.lib.units import seconds
from practice_player.settings import sessions_dirs

if TYPE_CHECKING:
    from practice_player.core.card import PracticeCard
    from practice_player.core.catalog import CatalogEntry
    from practice_player.core.resuming import UnfinishedPractices
    from practice_player.script.discovery import ScriptFile

MAX_WAIT_S: Final = 10.0
"""How long `list` waits for recordings that are read for the first time."""

NAME_CELLS: Final = 18
"""The width of the column of names."""

SUMMARY_CELL: Final = NAME_CELLS + 21
"""Where the column of summaries begins."""

MAX_LISTED_LETTERS: Final = 300
"""The length to which titles and summaries are cut; `show` and `--json` print them whole."""


def register(add_command: AddCommand) -> None:
    parser = add_command("list", _run)
    parser.add_argument("--practice", choices=("solo", "partner"))
    add_goal_argument(parser, "only those for this")
    add_json_argument(parser)
    add_no_log_argument(parser)
    add_sessions_argument(parser)


def _run(args: argparse.Namespace) -> int:
    return list_practices(
        practice="solo" if args.solo else args.practice,
        goal=args.goal,
        as_json=args.json,
        log=not args.no_log,
    )


def list_practices(*, practice: str | None, goal: str | None, as_json: bool, log: bool) -> int:
    """Prints every practice, and at the end those that cannot be played, with their problems.

    `practice` and `goal` restrict the list to one kind; unreadable scripts are always listed.  Without
    `log`, nothing is cached.
    """
    from practice_player.core.goal_choice import has_goal
    from practice_player.core.preferences import Setting

    warn_of_settings()
    log = log and own_preferences().chosen.journal
    if practice is None and own_preferences().is_on(Setting.SOLO_ONLY):
        practice = "solo"
    catalog, unfinished = read_catalog(log=log)
    entries = [
        replace(entry, card=card_for_list(entry.card))
        for entry in catalog
        if (practice is None or entry.card.practice in (practice, ""))
        and (goal is None or not entry.card.goal or has_goal(entry.card, goal))
    ]
    if as_json:
        say_json([_as_json(entry.file, entry.card, entry.problems) for entry in entries])
        _print_unsearched_folders(warn_lines)
        return 0
    cards = [entry.card for entry in entries]
    _print_playable("Alone", [card for card in cards if card.practice == "solo" and not card.problem])
    _print_playable("Together", [card for card in cards if card.practice == "partner" and not card.problem])
    for card in cards:
        if card.problem:
            say()
            say(f"{one_line(card.title, MAX_LISTED_LETTERS)} cannot be played yet:")
            say_lines(card.problem)
            if card.replaces:
                say(f"  It stands in place of the shipped one; without it, {card.name} is there again.")
    _print_unsearched_folders(say_lines)
    if unfinished:
        print_offer(unfinished)
    return 0


def read_catalog(*, log: bool) -> "tuple[list[CatalogEntry], UnfinishedPractices | None]":
    """Returns every practice, and what can go on, if anything may.

    Unless a script has to be read, or something may go on, the model of scripts is not loaded.
    """
    from practice_player.core.unchanged_list import may_go_on, unchanged_catalog

    unchanged = unchanged_catalog(own_preferences()) if log else None
    if unchanged is not None and not may_go_on():
        return unchanged, None
    from practice_player.core.bootstrap import create_core

    core = create_core(log=log, preferences=own_preferences())
    return core.catalog(partial(read_recordings, core, wait_s=MAX_WAIT_S)), core.unfinished


def card_for_list(card: "PracticeCard") -> "PracticeCard":
    """Returns the card as `list` prints it.

    Recordings that were not read in time stay unread when `list` ends, so the problem names the command
    that reads them.
    """
    if not card.reading:
        return card
    problem = card.problem.partition("\n")[0]
    fix = f"`{suggested_command('show', card.name)}` reads it to its end, once"
    return replace(card, problem=f"{problem}\n  Try: {fix}")


def _print_playable(heading: str, cards: "Sequence[PracticeCard]") -> None:
    if cards:
        say(heading)
    for card in cards:
        origin = f"pack {card.pack}" if card.pack else "yours" * card.replaces
        place = ", in place of the shipped one" if card.replaces else ""
        mark = f"  ({origin}{place})" if origin else ""
        name = pad_to_width(one_line(card.name), NAME_CELLS)
        summary = one_line(card.summary, MAX_LISTED_LETTERS)
        columns = f"  {name} {card.clock(card.usual_frames):>6}  {card.goal:<9} "
        say(f"{columns}{summary}{mark}", hang=" " * SUMMARY_CELL)


def _print_unsearched_folders(print_lines: Callable[[str], None]) -> None:
    from practice_player.lint.rules.shelf import unsearched_folders

    for problem in unsearched_folders(sessions_dirs()):
        print_lines(f"\n{problem.place.path}: {problem.problem}\n  Try: {problem.fix}")


def _as_json(file: "ScriptFile", card: "PracticeCard", problems: Sequence[str]) -> dict[str, object]:
    return {
        "name": card.name,
        "title": card.title,
        "practice": card.practice,
        "goal": card.goal,
        "level": card.level,
        "least_s": seconds(card.least_frames),
        "usual_s": seconds(card.usual_frames),
        "most_s": seconds(card.most_frames),
        "path": str(file.path),
        "replaces": str(file.replaces) if file.replaces else None,
        "pack": card.pack or None,
        "can_leave_out": [switch.word for switch in card.switches],
        "problems": list(problems) or ([card.problem] if card.problem else []),
    }
