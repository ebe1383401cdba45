"""`journal`: prints the practices in the journal, all or some, or one in full.

`journal_editing.py` has what changes the journal, `journal_files.py` what copies it to files and back,
`journal_balance.py` what it says of weeks.
"""

import argparse
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from practice_player.cli import journal_balance, journal_editing, journal_files
from practice_player.cli.arguments import AddCommand, add_json_argument, parse_entry_number
from practice_player.cli.printing import say, say_json, terminal_cells, warn_lines
from practice_player.lib.errors import UsageError
from practice_player.settings import journal_path

if TYPE_CHECKING:
    from practice_player.journal.entry_filter import EntryFilter

PARTS: Final = (journal_editing, journal_files, journal_balance)
"""The modules that add commands after `list` and `show`."""


def register(add_command: AddCommand) -> None:
    """Adds `journal list` and all others; `journal` alone is `journal list`."""
    parser = add_command("journal", _list)
    actions = parser.add_subparsers(title="commands", metavar="COMMAND")
    listing = actions.add_parser("list", help="the practices, newest first; some of them, if you say which")
    listing.set_defaults(run=_list)
    _add_filter_arguments(parser)
    add_json_argument(parser)
    # What stands before `list` holds too: its own arguments have no defaults that would undo it.
    _add_filter_arguments(listing, with_defaults=False)
    listing.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, help="for programs; see docs/json.md"
    )
    showing = actions.add_parser("show", help="all that is kept of one practice")
    showing.add_argument(
        "entry_id", type=parse_entry_number, metavar="ID", help="its number, as `journal list` says it"
    )
    add_json_argument(showing)
    showing.set_defaults(run=_show)
    for part in PARTS:
        part.register(actions)


def _add_filter_arguments(parser: argparse.ArgumentParser, *, with_defaults: bool = True) -> None:
    text = "" if with_defaults else argparse.SUPPRESS
    nothing = None if with_defaults else argparse.SUPPRESS
    parser.add_argument(
        "--since", type=_parse_day, default=nothing, metavar="DAY", help="from this day on: 2026-11-23"
    )
    parser.add_argument("--until", type=_parse_day, default=nothing, metavar="DAY", help="up to this day")
    parser.add_argument("--person", default=text, metavar="NAME", help="with somebody of this name")
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument(
        "--alone", action="store_const", const="solo", dest="kind", default=text, help="practices for one"
    )
    kind.add_argument(
        "--together", action="store_const", const="partner", dest="kind", default=text, help="those for two"
    )
    parser.add_argument("--goal", default=text, help="what it was for, such as settle")
    parser.add_argument("--name", default=text, metavar="PRACTICE", help="only this practice")
    parser.add_argument(
        "--limit", type=_parse_count, default=nothing, metavar="COUNT", help="only so many, the newest"
    )


def _parse_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"`{text[:40]}` is not a day; write year, month and day: 2026-11-23"
        ) from None


def _parse_count(text: str) -> int:
    if text.isdecimal() and text.isascii() and int(text) > 0:
        return int(text)
    raise argparse.ArgumentTypeError(f"`{text[:40]}` is not a count; write a whole number, 1 or more")


def _list(args: argparse.Namespace) -> int:
    from practice_player.journal.entry_filter import EntryFilter

    if args.since and args.until and args.since > args.until:
        raise UsageError("--since is after --until", fix="write the earlier day after --since")
    where = EntryFilter(
        person=args.person,
        kind=args.kind,
        goal=args.goal,
        name=args.name,
        since=args.since,
        until=args.until,
        limit=args.limit,
    )
    return list_entries(where, as_json=args.json)


def _show(args: argparse.Namespace) -> int:
    return show_entry(args.entry_id, as_json=args.json)


def list_entries(where: "EntryFilter | None" = None, *, as_json: bool) -> int:
    """Prints the wanted practices in the journal, newest first; all of them for None.

    Raises:
        JournalError: the journal cannot be read.
    """
    from practice_player.journal.entry_filter import EVERY_ENTRY
    from practice_player.journal.entry_lines import TITLE_CELLS, entry_line, fitting_title_cells
    from practice_player.journal.reading import read_entries

    where = where or EVERY_ENTRY
    journal = read_entries(journal_path(), where, now=datetime.now(UTC))
    entries = journal.entries
    if journal.damage_notice:
        warn_lines(journal.damage_notice)
    if as_json:
        say_json([entry.as_json() for entry in entries])
        return 0
    width_cells = terminal_cells()
    title_cells = fitting_title_cells(entries, width_cells) if width_cells else TITLE_CELLS
    for entry in entries:
        note = f"  {entry.note}" if entry.note else ""
        say(entry_line(entry, None, title_cells=title_cells) + note)
    if not entries:
        say(
            "Nothing here yet. A practice appears once it has been under way for a little while."
            if where == EVERY_ENTRY
            else "No practice in the journal is like that."
        )
    return 0


def show_entry(entry_id: int, *, as_json: bool) -> int:
    """Prints all that is kept of one practice.

    Raises:
        JournalError: there is no such entry, or the journal cannot be read.
    """
    from practice_player.journal.entry_lines import full_lines
    from practice_player.journal.reading import read_entry

    reading = read_entry(journal_path(), entry_id, now=datetime.now(UTC))
    if reading.damage_notice:
        warn_lines(reading.damage_notice)
    (entry,) = reading.entries
    if as_json:
        say_json(entry.as_json())
        return 0
    for line in full_lines(entry, None):
        say(line)
    return 0
