"""Runs the command for `python -m practice_player`.

With `-m` Python searches the current folder first, where a `numpy.py` may lie beside somebody's scripts: the
folder is removed from the path before anything else is imported.
"""

import os
import sys


def _remove_current_folder() -> None:
    try:
        current_folder = os.getcwd()  # noqa: PTH109 - as Python wrote it
    except OSError:  # it is gone
        current_folder = ""
    if not sys.flags.safe_path and sys.path[:1] in ([current_folder], [""]):
        del sys.path[0]


if __name__ == "__main__":
    _remove_current_folder()
    from practice_player.cli.main import main

    sys.exit(main())
