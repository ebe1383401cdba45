"""`journal`: what was done."""

import json
from datetime import UTC, datetime

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
        print(json.dumps([entry.as_json() for entry in entries], indent=2, ensure_ascii=False))
        return 0
    for entry in entries:
        note = f"  {entry.note}" if entry.note else ""
        print(line(entry, None) + note)
    if not entries:
        print("Nothing here yet. A practice appears as soon as it starts.")
    return 0
