"""The command line: one file for each command, which says what it takes and does it."""
