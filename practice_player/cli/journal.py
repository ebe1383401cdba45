"""`journal`: prints the practices in the journal; `journal_balance` has what it says of weeks."""

import argparse
from datetime import UTC, datetime

from practice_player.cli import journal_balance
from practice_player.cli.arguments import AddCommand, add_json_argument
from practice_player.cli.printing import say, say_json, warn_lines
from practice_player.settings import journal_path


def register(add_command: AddCommand) -> None:
    parser = add_command("journal", _run, "what was done")
    actions = parser.add_subparsers(title="commands", metavar="COMMAND")
    listing = actions.add_parser("list", help="every practice, the newest first")
    for subparser in (parser, listing):
        add_json_argument(subparser)
    listing.set_defaults(run=_run)
    journal_balance.register(actions)


def _run(args: argparse.Namespace) -> int:
    return list_entries(as_json=args.json)


def list_entries(*, as_json: bool) -> int:
    """Prints the practices in the journal, newest first."""
    from practice_player.journal.entry_lines import entry_line
    from practice_player.journal.keeping import read_journal

    journal = read_journal(journal_path(), now=datetime.now(UTC))
    entries = journal.entries
    if journal.damage_notice:
        warn_lines(journal.damage_notice)
    if as_json:
        say_json([entry.as_json() for entry in entries])
        return 0
    for entry in entries:
        note = f"  {entry.note}" if entry.note else ""
        say(entry_line(entry, None) + note)
    if not entries:
        say("Nothing here yet. A practice appears once it has been under way for a little while.")
    return 0
