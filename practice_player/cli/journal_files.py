"""`journal export` and `journal import`: copies the journal to a file, and back."""

import argparse
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from practice_player.cli.arguments import Actions
from practice_player.cli.printing import say, say_content, warn_lines
from practice_player.lib.atomic_files import UnfinishedFile, write_failure, write_remedy
from practice_player.lib.errors import JournalError, UsageError
from practice_player.lib.paths import disk_spelling
from practice_player.settings import journal_path

FORMATS: Final = ("json", "csv", "ics")


def register(actions: Actions) -> None:
    exporting = actions.add_parser("export", help="copy the whole journal to a file: see docs/journal.md")
    exporting.add_argument("-o", "--out", metavar="FILE", help="a new file; else it is printed")
    exporting.add_argument(
        "--format", choices=FORMATS, help="json and csv hold all, ics is for calendars; else FILE's ending"
    )
    exporting.set_defaults(run=_export)
    importing = actions.add_parser("import", help="add the practices of an exported file")
    importing.add_argument("file", metavar="FILE", help="one that `journal export` has written: json or csv")
    importing.set_defaults(run=_import)


def _export(args: argparse.Namespace) -> int:
    ending = Path(args.out).suffix.lower().removeprefix(".") if args.out else "json"
    if not args.format and ending not in FORMATS:
        raise UsageError(
            f"which format `{args.out}` is to have does not follow from its ending",
            fix=f"add --format {', '.join(FORMATS[:-1])} or {FORMATS[-1]}, or end it in .json",
        )
    return export_journal(args.out, args.format or ending)


def _import(args: argparse.Namespace) -> int:
    return import_file(args.file)


def export_journal(out: str | None, file_format: str) -> int:
    """Writes the whole journal into a new file, for its owner alone, or prints it.

    Raises:
        UsageError: a terminal would obey what is in this format.
        JournalError: the journal cannot be read, or the file not be written.
    """
    from practice_player.journal.exporting import WRITERS, exported_practices
    from practice_player.journal.reading import open_to_copy

    path = journal_path()
    if not out and file_format != "json" and sys.stdout.isatty():
        raise UsageError(
            f"{file_format} is not for a terminal",
            fix=f"practice-player journal export -o journal.{file_format}",
        )
    opened, notice = open_to_copy(path, now=datetime.now(UTC))
    if notice:
        warn_lines(notice)
    with opened as journal:
        pieces = WRITERS[file_format](exported_practices(path, journal))
        if out:
            _write(Path(out), pieces)
            say(f"Written: {out}")
        else:
            for piece in pieces:
                say_content(piece)
    return 0


def import_file(name: str) -> int:
    """Adds the practices of an exported file to the journal; those that are there stay as they are.

    Raises:
        JournalError: the file is no export, or the journal cannot be written; then nothing is added.
    """
    from practice_player.journal.importing import import_journal

    repair_journal()
    result = import_journal(journal_path(), disk_spelling(Path(name)))
    known = f"; {result.known_count} were there already" if result.known_count else ""
    say(f"Added: {result.added_count}{known}.")
    return 0


def repair_journal() -> None:
    """Sets a damaged journal aside and says so, and takes in what waits beside it; creates nothing.

    Raises:
        JournalError: the journal cannot be read, or not be written.
    """
    from practice_player.journal.reading import repair

    if damage_notice := repair(journal_path(), now=datetime.now(UTC)):
        warn_lines(damage_notice)


def _write(file: Path, pieces: Iterator[str]) -> None:
    """Writes a new file, whole and private; one that is there stays as it is."""
    if os.path.lexists(file):
        raise JournalError(
            "there is a file here already, and it stays as it is", fix="name a new one", place=str(file)
        )
    try:
        unfinished = UnfinishedFile(file, mode=0o600)
        try:
            with unfinished.open() as stream:
                for piece in pieces:
                    stream.write(piece.encode())
                stream.flush()
                os.fsync(stream.fileno())
            unfinished.finish()
        finally:
            unfinished.drop()
    except OSError as exc:
        raise JournalError(
            f"the file cannot be written ({write_failure(exc)})",
            fix=write_remedy(exc, "name a file in a folder you may write to"),
            place=str(file),
        ) from exc
