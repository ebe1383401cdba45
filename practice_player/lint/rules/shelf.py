"""Rules on folders of scripts: names that several scripts share, and folders that cannot be searched."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from practice_player.lib.diagnostics import Diagnostic, Place
from practice_player.lib.quoting import quoted
from practice_player.lint.rules import table
from practice_player.script import discovery


def same_names(folders: Sequence[Path]) -> Iterator[Diagnostic]:
    """Yields a problem for each script that is hidden by another one of the same name."""
    for path, winner in discovery.find_hidden_scripts(folders):
        yield table.SAME_NAME.diagnostic(
            Place(str(path)),
            problem=f"another script has the same name, and is meant by it: {winner}",
            fix="give one of them another file name; until then, play this one by its path",
        )


def unsearched_folders(folders: Sequence[Path]) -> Iterator[Diagnostic]:
    """Yields a problem for each folder below these that cannot be searched; its scripts are not listed."""
    for folder in discovery.find_unsearched_folders(folders):
        yield table.UNSEARCHED_FOLDER.diagnostic(
            Place(quoted(folder.path, max_characters=300)),
            problem=f"this folder cannot be searched ({folder.reason}): scripts in it are not found",
            fix=folder.fix,
        )
