"""Leaves out tests that this system cannot run."""

import sys

collect_ignore = ["tui/test_terminal.py"] if sys.platform == "win32" else []  # Windows has no pty
