"""`journal`: prints the practices in the journal."""

import argparse
from datetime import UTC, datetime

from practice_player.cli.arguments import AddCommand, add_json_argument
from practice_player.cli.printing import say, say_json, warn_lines
from practice_player.settings import journal_path


def register(add_command: AddCommand) -> None:
    parser = add_command("journal", _run, "what was done")
    parser.add_argument("what", nargs="?", choices=("list",), default="list")
    add_json_argument(parser)


def _run(args: argparse.Namespace) -> int:
    return list_entries(as_json=args.json)


def list_entries(*, as_json: bool) -> int:
    """Prints the practices in the journal, newest first."""
    from practice_player.journal.entry_lines import entry_line
    from practice_player.journal.reading import read_entries

    journal = read_entries(journal_path(), now=datetime.now(UTC))
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
