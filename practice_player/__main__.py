"""`python -m practice_player` is the command itself."""

import sys

from practice_player.cli import main

if __name__ == "__main__":
    sys.exit(main())
