"""`python -m practice_player` is the command itself.

Python puts the current folder before everything else then, where a `numpy.py` may lie beside somebody's
scripts: it is taken away again before anything more is imported.
"""

import os
import sys


def _leave_out_the_current_folder() -> None:
    try:
        here = os.getcwd()  # noqa: PTH109 - as Python wrote it
    except OSError:  # it is gone
        here = ""
    if not sys.flags.safe_path and sys.path[:1] in ([here], [""]):
        del sys.path[0]


if __name__ == "__main__":
    _leave_out_the_current_folder()
    from practice_player.cli.main import main

    sys.exit(main())
