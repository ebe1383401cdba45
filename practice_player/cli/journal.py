"""`journal`: what was done."""

from datetime import UTC, datetime

from practice_player.cli.printing import say, say_json, warn_lines
from practice_player.journal.keeping import read
from practice_player.journal.words import line
from practice_player.settings import journal_path


def list_entries(*, as_json: bool) -> int:
    """Prints the practices in the journal, newest first."""
    reading = read(journal_path(), now=datetime.now(UTC))
    entries = reading.entries
    if reading.told:
        warn_lines(reading.told)
    if as_json:
        say_json([entry.as_json() for entry in entries])
        return 0
    for entry in entries:
        note = f"  {entry.note}" if entry.note else ""
        say(line(entry, None) + note)
    if not entries:
        say("Nothing here yet. A practice appears as soon as it starts.")
    return 0
