"""Folders of scripts: names that no script can be found by, and folders that cannot be searched."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from practice_player.lib.errors import Diagnostic, Place
from practice_player.lint.rules import table
from practice_player.script import discovery
from practice_player.script.parsing.yaml_tree import quoted


def same_names(folders: Sequence[Path]) -> Iterator[Diagnostic]:
    """Each script that another one of the same name hides."""
    for path, winner in discovery.find_hidden_scripts(folders):
        yield table.SAME_NAME.diagnostic(
            Place(str(path)),
            problem=f"another script has the same name, and is meant by it: {winner}",
            fix="give one of them another file name; until then, play this one by its path",
        )


def unsearched_folders(folders: Sequence[Path]) -> Iterator[Diagnostic]:
    """Each folder below these that cannot be searched: what is in it is not listed."""
    for folder in discovery.find_unsearched_folders(folders):
        yield table.UNSEARCHED_FOLDER.diagnostic(
            Place(quoted(folder.path, max_characters=300)),
            problem=f"this folder cannot be searched ({folder.reason}): scripts in it are not found",
            fix="allow reading it, or move the scripts to another folder",
        )
