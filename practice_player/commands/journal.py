"""`journal`: what was done."""

from datetime import UTC, datetime

from practice_player.commands.saying import say, say_json
from practice_player.journal.store import Journal
from practice_player.journal.words import line
from practice_player.settings import journal_path


def list_entries(*, as_json: bool) -> int:
    """Prints the practices in the journal, newest first."""
    entries = []
    if journal_path().exists():
        with Journal.open(journal_path()) as journal:
            entries = journal.entries(now=datetime.now(UTC))
    if as_json:
        say_json([entry.as_json() for entry in entries])
        return 0
    for entry in entries:
        note = f"  {entry.note}" if entry.note else ""
        say(line(entry, None) + note)
    if not entries:
        say("Nothing here yet. A practice appears as soon as it starts.")
    return 0
