"""`journal edit` and `journal erase`: change a note, and take entries out of the journal."""

import argparse
import sys
from datetime import UTC, datetime
from typing import Final

from practice_player.cli.arguments import Actions, parse_entry_number
from practice_player.cli.journal_files import repair_journal
from practice_player.cli.printing import say, warn
from practice_player.lib.errors import UsageError
from practice_player.settings import journal_path

MAX_NOTE_LETTERS: Final = 500
"""As many as in the interface."""

ERASE_WORD: Final = "erase"

_WHOLE_JOURNAL: Final = (
    "This erases every practice in the journal, for good. `journal export` can keep a copy first."
)


def register(actions: Actions) -> None:
    editing = actions.add_parser("edit", help="change the note of a practice")
    editing.add_argument(
        "entry_id", type=parse_entry_number, metavar="ID", help="its number, as `journal list` says it"
    )
    editing.add_argument(
        "words", nargs="*", metavar="TEXT", help='the new note, or "" for none; else it is asked for'
    )
    editing.add_argument("--note", metavar="TEXT", help="the same, for a note that begins with -")
    editing.set_defaults(run=_edit)
    erasing = actions.add_parser("erase", help="take one practice, or all, out of the journal")
    what = erasing.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "entry_id", type=parse_entry_number, nargs="?", metavar="ID", help="the number of one practice"
    )
    what.add_argument("--all", action="store_true", dest="every", help="the whole journal")
    erasing.add_argument(
        "--yes", action="store_true", help="do not ask before the whole journal, or a copy of it, goes"
    )
    erasing.set_defaults(run=_erase)


def _edit(args: argparse.Namespace) -> int:
    if args.words and args.note is not None:
        raise UsageError("the note is given twice", fix="leave out --note, or the words beside it")
    return edit_note(args.entry_id, " ".join(args.words) if args.words else args.note)


def _erase(args: argparse.Namespace) -> int:
    return erase_everything(ask=not args.yes) if args.every else erase_entry(args.entry_id, ask=not args.yes)


def edit_note(entry_id: int, note: str | None) -> int:
    """Replaces the note of an entry; for None, with the line that is typed.

    Raises:
        UsageError: the note is too long.
        JournalError: there is no such entry, or the journal cannot be written.
    """
    from practice_player.journal.editing import set_note
    from practice_player.journal.reading import read_entry

    repair_journal()
    (entry,) = read_entry(journal_path(), entry_id, now=datetime.now(UTC)).entries
    if note is None:
        if entry.note:
            say(f"Now: {entry.note}")
        say("The new note; an empty line leaves it as it is:")
        note = sys.stdin.readline().strip()
        if not note:
            say("The note is as it was.")
            return 0
    if len(note) > MAX_NOTE_LETTERS:
        raise UsageError(
            f"the note has {len(note)} letters, and {MAX_NOTE_LETTERS} fit", fix="write a shorter one"
        )
    set_note(journal_path(), entry_id, note)
    say(f"Kept with {entry_id}: {note}" if note else f"{entry_id} has no note any more.")
    return 0


def erase_entry(entry_id: int, *, ask: bool) -> int:
    """Erases one entry, and copies of the journal that may have it too: if there are any, and `ask`, it asks.

    Raises:
        UsageError: nobody can be asked.
        JournalError: there is no such entry, or the journal cannot be written.
    """
    from practice_player.journal.editing import erase
    from practice_player.journal.erasing import copies
    from practice_player.journal.reading import read_entry

    path = journal_path()
    repair_journal()
    read_entry(path, entry_id, now=datetime.now(UTC))
    names = [copy.name for copy in copies(path)]
    if (
        ask
        and names
        and not _confirmed(f"This erases {entry_id}, for good.", names, f"erase {entry_id} --yes")
    ):
        say("Nothing is erased.")
        return 0
    erase(path, entry_id)
    say(f"{entry_id} is erased.")
    tell_of_files(names)
    return 0


def erase_everything(*, ask: bool) -> int:
    """Erases every entry, after a typed confirmation if `ask`, with what waits and every copy.

    Raises:
        UsageError: nobody can be asked.
        JournalError: the journal cannot be written.
    """
    from practice_player.journal.editing import erase_all
    from practice_player.journal.erasing import copies

    path = journal_path()
    repair_journal()
    names = [copy.name for copy in copies(path)]
    if ask and not _confirmed(_WHOLE_JOURNAL, names, "erase --all --yes"):
        say("Nothing is erased.")
        return 0
    count = erase_all(path)
    say(f"The journal is empty: {count} {'practice is' if count == 1 else 'practices are'} erased.")
    tell_of_files(names)
    return 0


def tell_of_files(copy_names: list[str]) -> None:
    """Prints which of these copies went with what was erased, and if something of it may still be there."""
    from practice_player.journal.erasing import is_unfinished

    path = journal_path()
    for name in copy_names:
        if not path.with_name(name).exists():
            say(f"Removed with it, because it may have held the same: {name}")
    if is_unfinished(path):
        warn("Another program is using the journal, so its bytes may still be on the disk.")
        warn("  Try: close it; the next `practice-player journal` removes them")


def _confirmed(what: str, copy_names: list[str], command: str) -> bool:
    """Says what goes, and returns whether the person types that it shall."""
    if not sys.stdin.isatty():
        problem = "the whole journal" if what == _WHOLE_JOURNAL else "with a copy of the journal, an entry"
        raise UsageError(
            f"{problem} is only erased after a typed word, and nobody can be asked here",
            fix=f"practice-player journal {command}",
        )
    say(what)
    for name in copy_names:
        say(f"It removes a copy of the journal too, which may hold the same: {name}")
    say(f"Type {ERASE_WORD} to go on; anything else leaves it as it is:")
    return sys.stdin.readline().strip().casefold() == ERASE_WORD
