"""The `settings` command: prints the settings, the path of their file, and the problems in it."""

import argparse
import os
from typing import Final

from practice_player.cli.arguments import AddCommand, add_json_argument
from practice_player.cli.own_settings import missing_voice, own_preferences
from practice_player.cli.printing import say, say_json, warn_lines
from practice_player.lib.plain_text import pad_to_width
from practice_player.settings import settings_path

VALUE_CELLS: Final = 32
"""The width of the column of values; what is beside it is a comment of the file, on every line."""


def register(add_command: AddCommand) -> None:
    parser = add_command("settings", _run)
    add_json_argument(parser)


def _run(args: argparse.Namespace) -> int:
    return print_settings(as_json=args.json)


def print_settings(*, as_json: bool) -> int:
    """Prints every setting and the problems in the file; returns 1 if there are any.

    A voice that is not there is told too, but is no problem of the file.

    Raises:
        UsageError: the place of the file is not known.
    """
    from dataclasses import asdict

    from practice_player.core.setting_rows import ROWS, as_toml

    settings = own_preferences().settings
    values = asdict(settings.values)
    problems = settings.problems
    if as_json:
        say_json(
            {
                "path": str(settings_path()),
                "values": values,
                "written": sorted(settings.written),
                "problems": [str(problem) for problem in problems],
            }
        )
        return 1 if problems else 0
    missing = "" if os.path.lexists(settings_path()) else " is not there yet; these are the defaults"
    say(f"# {settings_path()}{missing}")
    for key, row in ROWS.items():
        mark = "" if key in settings.written else "(default) "
        value = pad_to_width(f"{key} = {as_toml(values[key])}", VALUE_CELLS)
        say(f"{value} # {mark}{row.about}", hang=f"{' ' * VALUE_CELLS} # ")
    for problem in problems:
        warn_lines(str(problem))
    if problem_of_voice := missing_voice():
        warn_lines(str(problem_of_voice))
    return 1 if problems else 0
